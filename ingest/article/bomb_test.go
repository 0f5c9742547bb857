package article_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"factgraph/ingest/article"
)

const tenGigabytes = 10 << 30

// deflatedBlanks is a valid deflate stream of so many bytes of blanks, made in
// an instant: one packed megabyte, flushed to a byte's end, over and over.
func deflatedBlanks(t *testing.T, size int) io.Reader {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	const piece = 1 << 20
	if _, err := w.Write(bytes.Repeat([]byte{' '}, piece)); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	packed := bytes.Clone(b.Bytes())
	b.Reset()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	parts := make([]io.Reader, 0, size/piece+1)
	for range size / piece {
		parts = append(parts, bytes.NewReader(packed))
	}
	return io.MultiReader(append(parts, &b)...)
}

// gzipBomb is a gzip stream of ten gigabytes.
func gzipBomb(t *testing.T) io.Reader {
	t.Helper()
	header := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff}
	trailer := make([]byte, 8) // nobody should get that far
	return io.MultiReader(bytes.NewReader(header), deflatedBlanks(t, tenGigabytes), bytes.NewReader(trailer))
}

// zipBomb is a zip archive with a file of ten gigabytes that says it has the
// given size, and a good one after it.
func zipBomb(t *testing.T, name string, said uint64) string {
	t.Helper()
	data, err := io.ReadAll(deflatedBlanks(t, tenGigabytes))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(data)), UncompressedSize64: said})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if w, err = z.Create("good.txt"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, story); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBombs reads what would unpack to ten gigabytes: each is stopped by a
// clear error, and little memory is taken for it.
func TestBombs(t *testing.T) {
	bombs := map[string]struct {
		data     io.Reader
		articles int
	}{
		"gzip":              {gzipBomb(t), 0},
		"zip":               {strings.NewReader(zipBomb(t, "bomb.txt", tenGigabytes)), 1},
		"zip of JSON Lines": {strings.NewReader(zipBomb(t, "bomb.jsonl", tenGigabytes)), 1},
		"docx":              {strings.NewReader(zipBomb(t, "word/document.xml", tenGigabytes)), 0},
	}
	for name, bomb := range bombs {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		articles, errs := readAll(t, article.Options{Stdin: bomb.data, MaxArticle: 1 << 20}, "-")
		runtime.ReadMemStats(&after)
		if err := errors.Join(errs...); len(articles) != bomb.articles || !errors.Is(err, article.ErrTooLarge) && !errors.Is(err, article.ErrBomb) {
			t.Errorf("%s: %d articles, errors %v", name, len(articles), err)
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 512<<20 {
			t.Errorf("%s: %d MB were allocated on the way", name, taken>>20)
		}
	}
}

// repeated gives the text over and over.
type repeated struct {
	text string
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

// TestLongLines reads lines of a hundred megabytes: too large, said so, and
// what stands before and after such a line of records is read.
func TestLongLines(t *testing.T) {
	const size = 100 << 20
	long := func(text string) io.Reader { return io.LimitReader(&repeated{text: text}, size) }
	record := `{"text": "` + story + `"}` + "\n"
	for name, test := range map[string]struct {
		data     io.Reader
		articles int
	}{
		"text":    {long("word "), 0},
		"no end":  {long("x"), 0},
		"html":    {io.MultiReader(strings.NewReader("<html><body><p>"), long("word ")), 0},
		"records": {io.MultiReader(strings.NewReader(record+`{"text": "`), long("word "), strings.NewReader(`"}`+"\n"+record)), 2},
		"row":     {strings.NewReader(zipped(t, map[string]string{"x.csv": "title,text\nBridge," + story + "\nLong,\"" + strings.Repeat("word ", size/5)})), 1},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		articles, errs := readAll(t, article.Options{Stdin: test.data, MaxArticle: 1 << 20}, "-")
		runtime.ReadMemStats(&after)
		if err := errors.Join(errs...); len(articles) != test.articles || !errors.Is(err, article.ErrTooLarge) {
			t.Errorf("%s: %d articles, want %d; errors %v", name, len(articles), test.articles, err)
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 512<<20 {
			t.Errorf("%s: %d MB were allocated on the way", name, taken>>20)
		}
	}
}
