// Package article turns bytes into articles: text, Markdown, HTML, PDF, DOCX,
// EPUB, feeds, JSON, CSV, WARC and mail, each possibly compressed or in an
// archive, from files, folders, standard input and web addresses.
//
// What an input is is decided by its content; its name only breaks ties. The
// text of an article is valid UTF-8 in normal form C with paragraphs separated
// by blank lines, and it is what all later byte offsets refer to.
package article

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"factgraph/graph"
)

// Errors about a single input. They come wrapped in an *Error that names it.
var (
	// ErrEmpty is returned for an input without any text.
	ErrEmpty = errors.New("there is no text in it")
	// ErrUnknown is returned for binary data of a kind that isn't read.
	ErrUnknown = errors.New("not a kind of file that is read (text, Markdown, HTML, PDF, DOCX, EPUB, feeds, JSON, CSV, WARC, mail, and zip, tar or gzip of these)")
	// ErrTooLarge is returned for an article above Options.MaxArticle.
	ErrTooLarge = errors.New("the article is too large; raise --max-size to read it")
	// ErrBomb is returned for an archive that unpacks to far more than it holds.
	ErrBomb = errors.New("unpacks to far more than it holds, which looks like a decompression bomb")
	// ErrNested is returned for archives within archives within archives.
	ErrNested = errors.New("archives are nested too deep")
	// ErrEncrypted is returned for a document that needs a password.
	ErrEncrypted = errors.New("the document is encrypted; save a copy without a password")
	// ErrNoTextLayer is returned for a PDF that consists of pictures of text.
	ErrNoTextLayer = errors.New("the PDF has no text in it, only pictures; run a text recognition on it first")
	// ErrNotEnglish is returned for text in another language.
	ErrNotEnglish = errors.New("not in English")
)

// An Error is what went wrong with one input; reading goes on with the next.
type Error struct {
	Name string // path, address or "archive.zip#member"
	Err  error
}

func (e *Error) Error() string { return e.Name + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Options say how inputs are read. The zero value is ready to use.
type Options struct {
	Stdin io.Reader // what "-" reads; nil for none

	MaxArticle int64 // bytes of one article, before and after conversion; 0: 16 MiB
	MaxDepth   int   // archives within archives; 0: 3

	AnyLanguage bool // don't skip what isn't English

	Date   time.Time // for articles that don't say when they were written
	Source string    // for articles that don't say where they stand

	Fields Fields // which fields of JSON and CSV records mean what

	HTTP         *http.Client // nil: a client with timeouts that refuses private addresses
	AllowPrivate bool         // let the default client reach private and loopback addresses

	// OnBytes is told how many bytes of files were read; see Size. May be nil.
	OnBytes func(n int)

	Log *slog.Logger // nil: slog.Default()
}

// Fields names the fields of JSON objects and CSV rows, each as a list of
// names of which the first that is present counts. Empty lists take the usual
// names.
type Fields struct {
	Text, Title, Date, Source, Author, Address, ID []string
}

func (o Options) withDefaults() Options {
	if o.MaxArticle == 0 {
		o.MaxArticle = 16 << 20
	}
	if o.MaxDepth == 0 {
		o.MaxDepth = 3
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	o.Fields = o.Fields.withDefaults()
	if o.HTTP == nil {
		o.HTTP = newClient(o.AllowPrivate)
	}
	return o
}

// Read yields the articles at the paths: files, folders (all below them, in
// the order of their names), glob patterns, http(s) addresses and "-" for
// Options.Stdin. An input that can't be read yields an *Error and the rest
// goes on. Memory is bounded by the largest article, whatever the number and
// size of the inputs.
func Read(ctx context.Context, paths []string, options Options) iter.Seq2[*graph.Article, error] {
	r := &reader{ctx: ctx, Options: options.withDefaults()}
	return func(yield func(*graph.Article, error) bool) {
		r.yield = yield
		for _, path := range paths {
			if !r.path(path) {
				return
			}
		}
	}
}

// A reader carries the options through the formats. Its methods return false
// when reading must stop: the context is done or the caller has enough.
type reader struct {
	Options
	ctx   context.Context
	yield func(*graph.Article, error) bool
}

// fail reports an input that can't be read.
func (r *reader) fail(name string, err error) bool {
	if cause := r.ctx.Err(); cause != nil {
		return false
	}
	return r.yield(nil, &Error{Name: name, Err: err})
}

// emit finishes an article that a format has read and passes it on.
func (r *reader) emit(name string, a graph.Article) bool {
	if r.ctx.Err() != nil {
		return false
	}
	a.Title = oneLine(a.Title)
	a.Text = normalise(a.Text)
	if a.Text == "" {
		return r.fail(name, ErrEmpty)
	}
	if int64(len(a.Text)) > r.MaxArticle {
		return r.fail(name, fmt.Errorf("%d bytes: %w", len(a.Text), ErrTooLarge))
	}
	a.Text = withTitle(a.Title, a.Text)
	if !r.AnyLanguage {
		if language, ok := foreign(a.Text); ok {
			return r.fail(name, fmt.Errorf("%w but in %s; --any-language reads it all the same", ErrNotEnglish, language))
		}
	}
	if a.Date.IsZero() {
		a.Date = datelineDate(a.Text)
	}
	if a.Date.IsZero() {
		a.Date = addressDate(cmp.Or(a.Address, name))
	}
	if a.Date.IsZero() {
		a.Date = r.Date
	}
	if a.Source == "" {
		a.Source = r.Source
	}
	if a.Address == "" {
		a.Address = name
	}
	a.ID = identify(a.Address, a.Text)
	a.Digest = digest(&a)
	a.Keys = similarityKeys(a.Text)
	return r.yield(&a, nil)
}

// identify makes an article's id from its address, so that a changed article
// replaces its old self; text from standard input has only its content.
func identify(address, text string) graph.ArticleID {
	if address == "-" || strings.HasPrefix(address, "-#") {
		address = ""
	}
	return graph.NewArticleID(address, text)
}

// digest tells two versions of an article apart.
func digest(a *graph.Article) string {
	return shortHash(a.Title, a.Date.UTC().Format(time.RFC3339), a.Source, a.Author, a.Text)
}

func shortHash(fields ...string) string {
	h := sha256.New()
	for _, f := range fields {
		io.WriteString(h, f)
		h.Write([]byte{0})
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil)[:10]))
}

// withTitle puts the title before the body as a paragraph of its own, since
// headlines state facts too, unless the body begins with it.
func withTitle(title, text string) string {
	title = normalise(title)
	if title == "" || strings.HasPrefix(text, title) {
		return text
	}
	return title + "\n\n" + text
}
