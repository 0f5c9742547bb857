package article_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"factgraph/ingest/article"
)

// FuzzRead feeds any bytes to the reader, which takes them for the kind that
// they look like: it never panics or hangs, every article is valid normal text
// within the size limit, and every error names the input.
func FuzzRead(f *testing.F) {
	samples, err := filepath.Glob("../../samples/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range samples {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, seed := range []string{
		"", "\x00", "{}", "[{}]", "[1]", "title,text\na,b\n", "From a@b Mon Jan 1 2020\nSubject: x\nFrom: y\n\nbody\n",
		"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 5\r\nContent-Type: text/plain\r\nWARC-Target-URI: http://x/\r\n\r\nHello\r\n\r\n",
		"WARC/1.0\r\nContent-Length: -1\r\n\r\n", emptyPDF, "%PDF-1.7\n1 0 obj<</Length 5>>stream",
		"<rss><channel><item><description>&lt;p&gt;Hi&lt;/p&gt;</description></item></channel></rss>",
		"---\ntitle: [a, b]\n---\n# Hi\n\n* x\n", "PK\x03\x04", "\x1f\x8b\x08", "<html><script>x</script><table><tr><td>a</table>",
		"date 2017-11-11 The rain fell.", "<!--" + strings.Repeat("-", 100), "\xff\xfeH\x00i\x00",
	} {
		f.Add([]byte(seed))
	}
	const limit = 64 << 10
	f.Fuzz(func(t *testing.T, data []byte) {
		options := article.Options{Stdin: bytes.NewReader(data), MaxArticle: limit, AnyLanguage: true}
		for a, err := range article.Read(t.Context(), []string{"-"}, options) {
			if err != nil {
				var named *article.Error
				if !errors.As(err, &named) || named.Name == "" {
					t.Errorf("error %q names no input", err)
				}
				continue
			}
			if !utf8.ValidString(a.Text) || !norm.NFC.IsNormalString(a.Text) || strings.ContainsAny(a.Text, "\x00\r") {
				t.Errorf("text is not normal: %q", a.Text)
			}
			if len(a.Text) > 2*limit || strings.TrimSpace(a.Text) == "" || a.ID == "" || a.Digest == "" {
				t.Errorf("article %q with %d bytes of text", a.ID, len(a.Text))
			}
		}
	})
}
