package article

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// An input is a stream of bytes with a name, before it is known what it is.
type input struct {
	name  string        // as shown to the user: path, address, "archive.zip#member"
	r     *bufio.Reader // positioned at the start
	file  *os.File      // the file behind r when there is one, for formats that need random access
	depth int           // how many archives it is in
	hint  string        // media type that a server or container gave; may be empty
	date  string        // date that the container gave, as it was written
}

const peekSize = 64 << 10

func newInput(name string, r io.Reader) *input {
	return &input{name: name, r: bufio.NewReaderSize(r, peekSize)}
}

// path reads one argument: standard input, an address, a file, a folder or a
// glob pattern.
func (r *reader) path(path string) bool {
	if path == "-" {
		if r.Stdin == nil {
			return r.fail(path, errors.New("there is no standard input to read"))
		}
		return r.input(newInput("-", contextReader{r.ctx, r.Stdin}))
	}
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return r.address(path)
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(path, "*?[") {
		return r.glob(path)
	}
	if err != nil {
		return r.fail(path, bare(err))
	}
	if info.IsDir() {
		return r.folder(path)
	}
	return r.file(path)
}

func (r *reader) glob(pattern string) bool {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return r.fail(pattern, err)
	}
	if len(paths) == 0 {
		return r.fail(pattern, errors.New("no file matches the pattern"))
	}
	for _, path := range paths {
		if !r.path(path) {
			return false
		}
	}
	return true
}

// folder reads all files below a folder. Hidden files and the expected facts
// that stand beside samples are passed over; links to folders are not followed,
// so that a loop of links can't trap it.
func (r *reader) folder(root string) bool {
	goOn := true
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			goOn = r.fail(path, bare(err))
			if goOn && entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
		case strings.HasPrefix(entry.Name(), ".") && path != root:
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() || strings.HasSuffix(entry.Name(), ".facts.tsv"):
			return nil
		case entry.Type()&fs.ModeSymlink != 0:
			goOn = r.link(path)
		case !entry.Type().IsRegular():
			r.Log.Debug("passed over: not a regular file", "path", path)
		default:
			goOn = r.file(path)
		}
		if !goOn {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return r.fail(root, bare(err))
	}
	return goOn
}

// link reads a symbolic link within a folder when it leads to a file.
func (r *reader) link(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return r.fail(path, bare(err))
	}
	if !info.Mode().IsRegular() {
		r.Log.Debug("passed over: a link that does not lead to a file", "path", path)
		return true
	}
	return r.file(path)
}

func (r *reader) file(path string) bool {
	if r.ctx.Err() != nil {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return r.fail(path, bare(err))
	}
	defer f.Close()
	in := newInput(filepath.ToSlash(filepath.Clean(path)), contextReader{r.ctx, progressReader{f, r.OnBytes}})
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		in.file = f
	}
	return r.input(in)
}

// input finds out what the bytes are and reads them.
func (r *reader) input(in *input) bool {
	head, err := in.r.Peek(peekSize)
	if err != nil && err != io.EOF {
		return r.fail(in.name, bare(err))
	}
	if len(bytes.TrimSpace(head)) == 0 && err == io.EOF {
		return r.fail(in.name, ErrEmpty)
	}
	kind := sniff(head, in.name, in.hint)
	r.Log.Debug("reading", "name", in.name, "kind", kind)
	read, ok := formats[kind]
	if !ok {
		return r.fail(in.name, ErrUnknown)
	}
	return read(r, in)
}

// gzipped reads what a gzip stream holds.
func (r *reader) gzipped(in *input) bool {
	if in.depth >= r.MaxDepth {
		return r.fail(in.name, ErrNested)
	}
	packed := &countingReader{r: in.r}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return r.fail(in.name, fmt.Errorf("damaged gzip data: %w", err))
	}
	defer z.Close()
	inner := newInput(in.name, &bombGuard{r: z, packed: &packed.n})
	inner.depth, inner.hint, inner.date = in.depth+1, "", in.date
	return r.input(inner)
}

// all reads an input whole, up to the size limit of an article.
func (r *reader) all(in *input) ([]byte, error) { return r.limited(in.r) }

func (r *reader) limited(from io.Reader) ([]byte, error) {
	// Markup takes room that the text of the article does not.
	limit := 4 * r.MaxArticle
	data, err := io.ReadAll(io.LimitReader(from, limit+1))
	if err != nil {
		return nil, bare(err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("more than %d bytes: %w", limit, ErrTooLarge)
	}
	return data, nil
}

// bombGuard fails when a stream has grown to a thousand times its packed size
// and more than any honest small file.
type bombGuard struct {
	r      io.Reader
	packed *int64
	n      int64
}

func (b *bombGuard) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	if b.n > 64<<20 && b.n > 500*(*b.packed+1) {
		return n, ErrBomb
	}
	return n, err
}

type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// Size is the number of bytes in the files at the paths, for telling how far a
// Read is; what can't be counted (standard input, addresses) counts nothing.
func Size(ctx context.Context, paths []string) int64 {
	var total int64
	for _, path := range paths {
		matches, err := filepath.Glob(path)
		if err != nil || len(matches) == 0 {
			matches = []string{path}
		}
		for _, match := range matches {
			_ = filepath.WalkDir(match, func(_ string, entry fs.DirEntry, err error) error {
				if ctx.Err() != nil {
					return fs.SkipAll
				}
				if err == nil && entry.Type().IsRegular() {
					if info, err := entry.Info(); err == nil {
						total += info.Size()
					}
				}
				return nil
			})
		}
	}
	return total
}

// progressReader tells how many bytes went through it.
type progressReader struct {
	r       io.Reader
	onBytes func(int)
}

func (p progressReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if p.onBytes != nil {
		p.onBytes(n)
	}
	return n, err
}

// contextReader stops reading when the context is done.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// bare takes the operation and path off a file error: the caller names them.
func bare(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
