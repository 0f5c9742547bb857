package article_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"factgraph/ingest/article"
)

const story = "The mayor of Ghent opened a new bridge over the Leie on Monday. She said that it had cost nine million euros."

// write puts files in a fresh folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func gzipped(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for name, content := range files {
		if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(content)), Mode: 0o644, Format: tar.FormatUSTAR}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBadInput reads what is broken: a clear error, and the good article
// beside it all the same.
func TestBadInput(t *testing.T) {
	for _, test := range []struct {
		name, content string
		want          error // nil: it is read
		text          string
	}{
		{"empty.txt", "", article.ErrEmpty, ""},
		{"blank.txt", " \n\t\n ", article.ErrEmpty, ""},
		{"byte.txt", "x", nil, "x"},
		{"nul.txt", "The\x00 mayor\x00 spoke to the crowd in the rain.", nil, "The mayor spoke to the crowd in the rain."},
		{"binary.txt", strings.Repeat("\x00\x01\x02\xff\xfe\x03", 500), article.ErrUnknown, ""},
		{"latin1.txt", "The caf\xe9 in Li\xe8ge closed.", nil, "The café in Liège closed."},
		{"broken-utf8.txt", "“Café” – naïve – “Zoë” said \xff nothing – “ça va”.", nil, "“Café” – naïve – “Zoë” said \ufffd nothing – “ça va”."},
		{"utf16.txt", "\xff\xfeH\x00i\x00!\x00", nil, "Hi!"},
		{"bom.txt", "\xef\xbb\xbfHello there.", nil, "Hello there."},
		{"decomposed.txt", "Zu\u0308rich is in Switzerland.", nil, "Zürich is in Switzerland."},
		{"long-line.txt", strings.Repeat("word ", 1<<18), article.ErrTooLarge, ""},
		{"bomb.gz", gzipped(t, strings.Repeat("a", 80<<20)), article.ErrTooLarge, ""},
		{"bomb.jsonl.gz", gzipped(t, strings.Repeat(`{"title":"x"}`+"\n", 1000)), errAny, ""},
		{"torn.gz", gzipped(t, story)[:40], io.ErrUnexpectedEOF, ""},
		{"nested.zip", zipped(t, map[string]string{"a.zip": zipped(t, map[string]string{"b.zip": zipped(t, map[string]string{"c.zip": zipped(t, map[string]string{"d.txt": story})})})}), article.ErrNested, ""},
		{"escape.zip", zipped(t, map[string]string{"../../../etc/passwd.txt": story}), nil, story},
		{"torn.zip", zipped(t, map[string]string{"a.txt": story})[:60], zip.ErrFormat, ""},
		{"good.tar", tarred(t, map[string]string{"../a.txt": story}), nil, story},
		{"no-text.pdf", emptyPDF, article.ErrNoTextLayer, ""},
		{"torn.pdf", "%PDF-1.4\nnothing more", errAny, ""},
		{"script.html", "<html><body><script>alert('The minister resigned.')</script><p>" + story + "</p></body></html>", nil, story},
		{"array.json", `[{"text": "` + story + `"}, 7]`, nil, story},
		{"broken.json", `{"text": "` + story + `"`, errAny, ""},
		{"german.txt", strings.Repeat("Der Bürgermeister eröffnete am Montag eine neue Brücke über den Fluss, und sie kostete neun Millionen. ", 4), article.ErrNotEnglish, ""},
		{"empty.xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>`, errAny, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, map[string]string{test.name: test.content, "zz-good.txt": story})
			articles, errs := readAll(t, article.Options{MaxArticle: 256 << 10}, dir)
			if len(articles) == 0 || articles[len(articles)-1].Text != story {
				t.Fatalf("the good article beside it was not read: %v", errs)
			}
			articles = articles[:len(articles)-1]
			switch {
			case test.want == nil && test.text != "":
				if len(articles) == 0 || !strings.Contains(articles[0].Text, test.text) {
					t.Errorf("read %v, want %q; errors %v", articles, test.text, errs)
				}
				if len(articles) > 0 && strings.Contains(articles[0].Text, "resigned") {
					t.Error("a script was taken for text")
				}
			case test.want == errAny && len(errs) == 0:
				t.Error("no error")
			case test.want != nil && test.want != errAny && !errors.Is(errors.Join(errs...), test.want):
				t.Errorf("error %v, want %v", errs, test.want)
			}
			for _, err := range errs {
				var named *article.Error
				if !errors.As(err, &named) || !strings.Contains(named.Name, test.name) {
					t.Errorf("error %q does not name the input", err)
				}
			}
		})
	}
}

var errAny = errors.New("any error")

// TestBomb reads records out of a stream that unpacks to hundreds of times its
// size: it is stopped, whatever it would unpack to.
func TestBomb(t *testing.T) {
	bomb := gzipped(t, `{"text": "`+story+`"}`+strings.Repeat("\n", 100<<20))
	articles, errs := readAll(t, article.Options{Stdin: strings.NewReader(bomb)}, "-")
	if len(articles) != 1 || !errors.Is(errors.Join(errs...), article.ErrBomb) {
		t.Errorf("%d articles, errors %v, want one and %v", len(articles), errs, article.ErrBomb)
	}
}

func TestFolders(t *testing.T) {
	dir := write(t, map[string]string{
		"a/one.txt": story, ".hidden/two.txt": story, "b/.three.txt": story, "four.facts.tsv": "# subject\tpredicate\tobject\n",
	})
	if err := os.Symlink(dir, filepath.Join(dir, "a", "loop")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "dangling")); err != nil {
		t.Fatal(err)
	}
	articles, errs := readAll(t, article.Options{}, dir, filepath.Join(dir, "nothing-here"), filepath.Join(dir, "*.pdf"))
	if len(articles) != 1 {
		t.Errorf("%d articles, want 1", len(articles))
	}
	if len(errs) != 3 {
		t.Errorf("%d errors, want 3 (a dangling link, a missing file, a pattern that matches nothing): %v", len(errs), errs)
	}
}

func TestUnreadable(t *testing.T) {
	dir := write(t, map[string]string{"locked.txt": story, "open.txt": story})
	if err := os.Chmod(filepath.Join(dir, "locked.txt"), 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(filepath.Join(dir, "locked.txt")); err == nil {
		f.Close()
		t.Skip("a locked file is left out: this user may read everything")
	}
	articles, errs := readAll(t, article.Options{}, dir)
	if len(articles) != 1 || !errors.Is(errors.Join(errs...), os.ErrPermission) {
		t.Errorf("%d articles, errors %v", len(articles), errs)
	}
}

// TestFailingFile has a file that can be opened and not read, whoever tries.
func TestFailingFile(t *testing.T) {
	const memory = "/proc/self/mem" // nothing is at its beginning
	if f, err := os.Open(memory); err != nil {
		t.Skip("a file that can't be read is left out: there is no", memory)
	} else {
		f.Close()
	}
	dir := write(t, map[string]string{"open.txt": story})
	if err := os.Symlink(memory, filepath.Join(dir, "broken.txt")); err != nil {
		t.Fatal(err)
	}
	articles, errs := readAll(t, article.Options{}, dir)
	if len(articles) != 1 || len(errs) != 1 || !strings.Contains(errs[0].Error(), "broken.txt") {
		t.Errorf("%d articles, errors %v", len(articles), errs)
	}
}

// TestVanishing removes files while a folder is read: an error for each, and
// those that are left are read.
func TestVanishing(t *testing.T) {
	dir := write(t, map[string]string{"1.txt": story, "2.txt": story, "3.txt": story, "sub/4.txt": story, "z.txt": story})
	read := 0
	var errs []error
	for a, err := range article.Read(t.Context(), []string{dir}, article.Options{}) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if read++; read == 1 && strings.HasSuffix(a.Address, "1.txt") {
			for _, name := range []string{"2.txt", "sub"} {
				if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := errors.Join(errs...); read != 3 || len(errs) != 2 || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%d articles, errors %v, want 3 and 2 that say what is gone", read, err)
	}
}

func TestFailingReader(t *testing.T) {
	broken := errors.New("the pipe broke")
	_, errs := readAll(t, article.Options{Stdin: io.MultiReader(strings.NewReader(story), iotest.ErrReader(broken))}, "-")
	if !errors.Is(errors.Join(errs...), broken) {
		t.Errorf("errors %v, want %v", errs, broken)
	}
}

func TestAddresses(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/story", func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.UserAgent(), "factgraph") {
			t.Errorf("user agent %q", r.UserAgent())
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		fmt.Fprintf(w, "<html><head><title>Bridge opens in Ghent at last</title></head><body><article><p>%s It crosses to the caf\xe9.</p></article></body></html>", story)
	})
	mux.Handle("/moved", http.RedirectHandler("/story", http.StatusFound))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	mux.HandleFunc("/gone", http.NotFound)
	mux.HandleFunc("/endless.xml", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `<rss version="2.0"><channel>`)
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, "<item><title>again</title></item>\n"); err != nil {
				return
			}
		}
	})
	stalled := make(chan struct{})
	mux.HandleFunc("/stalled", func(http.ResponseWriter, *http.Request) { <-stalled })
	server := httptest.NewServer(mux)
	defer server.Close()
	defer close(stalled)

	open := article.Options{AllowPrivate: true, MaxArticle: 64 << 10}
	for _, path := range []string{"/story", "/moved"} {
		articles, errs := readAll(t, open, server.URL+path)
		if len(articles) != 1 || !strings.Contains(articles[0].Text, "It crosses to the café.") || articles[0].Title != "Bridge opens in Ghent at last" {
			t.Errorf("%s: %v, errors %v", path, articles, errs)
		}
	}
	for path, want := range map[string]string{"/loop": "redirects", "/gone": "404", "/endless.xml": "too large"} {
		if _, errs := readAll(t, open, server.URL+path); len(errs) != 1 || !strings.Contains(errs[0].Error(), want) {
			t.Errorf("%s: errors %v, want one with %q", path, errs, want)
		}
	}
	if _, errs := readAll(t, article.Options{}, server.URL+"/story"); !errors.Is(errors.Join(errs...), article.ErrPrivate) {
		t.Errorf("a loopback address was not refused: %v", errs)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	for a, err := range article.Read(ctx, []string{server.URL + "/stalled"}, open) {
		t.Errorf("a stalled server gave %v, %v", a, err)
	}
}
