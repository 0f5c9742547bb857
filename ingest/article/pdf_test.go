package article_test

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"

	"factgraph/ingest/article"
)

// pdfOf is a PDF of the objects, numbered from 1; the first is the catalogue.
func pdfOf(trailer string, objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, object := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return b.String()
}

// emptyPDF is a PDF of one page without text.
var emptyPDF = pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")

// encryptedPDF is a PDF of one page with text that takes the password to read:
// the standard security handler, revision 3 (ISO 32000-1, 7.6.3), RC4 of 128
// bits.
func encryptedPDF(t *testing.T, password, text string) string {
	t.Helper()
	const padding = "\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a"
	const id, permissions = "0123456789abcdef", -4
	padded := []byte((password + padding)[:32])
	hash := func(parts ...[]byte) []byte {
		sum := md5.Sum(bytes.Join(parts, nil))
		return sum[:]
	}
	encrypt := func(key, s []byte) []byte {
		c, err := rc4.NewCipher(key)
		if err != nil {
			t.Fatal(err)
		}
		out := make([]byte, len(s))
		c.XORKeyStream(out, s)
		return out
	}
	again := func(key, s []byte) []byte { // with 20 keys made of one
		for i := range byte(20) {
			one := bytes.Clone(key)
			for j := range one {
				one[j] ^= i
			}
			s = encrypt(one, s)
		}
		return s
	}
	stretched := func(key []byte) []byte {
		for range 50 {
			key = hash(key)
		}
		return key
	}
	owner := again(stretched(hash(padded)), padded)
	allowed := int32(permissions)
	key := stretched(hash(padded, owner, binary.LittleEndian.AppendUint32(nil, uint32(allowed)), []byte(id)))
	user := append(again(key, hash([]byte(padding), []byte(id))), make([]byte, 16)...)
	page := hash(key, []byte{4, 0, 0, 0, 0}) // the key of object 4, generation 0
	content := encrypt(page, fmt.Appendf(nil, "BT /F1 12 Tf 20 100 Td (%s) Tj ET", text))
	return pdfOf(fmt.Sprintf("/Encrypt 6 0 R/ID[<%x><%x>]", id, id),
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		fmt.Sprintf("<</Filter/Standard/V 2/R 3/Length 128/O<%x>/U<%x>/P %d>>", owner, user, permissions),
	)
}

// TestEncryptedPDF reads one that needs a password, and one of a kind that is
// not read: both are said to be encrypted. One that anybody may open is read.
func TestEncryptedPDF(t *testing.T) {
	unknown := pdfOf("/Encrypt 4 0 R/ID[<30><30>]", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", "<</Filter/Standard/V 9/R 9/O<00>/U<00>/P 0>>")
	for name, pdf := range map[string]string{"password": encryptedPDF(t, "sesame", story), "unknown": unknown} {
		articles, errs := readAll(t, article.Options{Stdin: strings.NewReader(pdf)}, "-")
		if len(articles) > 0 || !errors.Is(errors.Join(errs...), article.ErrEncrypted) {
			t.Errorf("%s: %d articles, errors %v, want %v", name, len(articles), errs, article.ErrEncrypted)
		}
	}
	articles, errs := readAll(t, article.Options{Stdin: strings.NewReader(encryptedPDF(t, "", story))}, "-")
	if len(errs) > 0 || len(articles) != 1 || !strings.Contains(articles[0].Text, "opened a new bridge") {
		t.Errorf("without a password: %v, errors %v", articles, errs)
	}
}
