package article

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// zip reads a zip archive, or a DOCX or EPUB document, which are such.
func (r *reader) zip(in *input) bool {
	if in.depth >= r.MaxDepth {
		return r.fail(in.name, ErrNested)
	}
	at, size, clean, err := r.randomAccess(in)
	if err != nil {
		return r.fail(in.name, err)
	}
	defer clean()
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return r.fail(in.name, fmt.Errorf("damaged zip data: %w", err))
	}
	for _, f := range archive.File {
		switch {
		case f.Name == "word/document.xml":
			return r.docx(in, archive)
		case f.Name == "mimetype" && readsAs(f, "application/epub+zip"), f.Name == "META-INF/container.xml":
			return r.epub(in, archive)
		}
	}
	for _, f := range archive.File {
		if f.FileInfo().IsDir() || !member(f.Name) {
			continue
		}
		if !r.zipMember(in, f) {
			return false
		}
	}
	return true
}

func (r *reader) zipMember(in *input, f *zip.File) bool {
	name := in.name + "#" + path.Clean(f.Name)
	if f.Flags&1 != 0 {
		return r.fail(name, ErrEncrypted)
	}
	data, err := f.Open()
	if err != nil {
		return r.fail(name, fmt.Errorf("damaged zip data: %w", err))
	}
	defer data.Close()
	packed := int64(f.CompressedSize64)
	inner := newInput(name, contextReader{r.ctx, &bombGuard{r: data, packed: &packed}})
	inner.depth = in.depth + 1
	return r.input(inner)
}

// tar reads a tar archive as it streams by.
func (r *reader) tar(in *input) bool {
	if in.depth >= r.MaxDepth {
		return r.fail(in.name, ErrNested)
	}
	archive := tar.NewReader(in.r)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return true
		}
		if err != nil {
			return r.fail(in.name, fmt.Errorf("damaged tar data: %w", err))
		}
		if header.Typeflag != tar.TypeReg || !member(header.Name) {
			continue
		}
		inner := newInput(in.name+"#"+path.Clean(header.Name), archive)
		inner.depth = in.depth + 1
		if !r.input(inner) {
			return false
		}
	}
}

// member tells whether a file of an archive is read; hidden files and the
// shadow files of macOS are not. Names never reach the file system, so "../"
// in them is harmless.
func member(name string) bool {
	return !strings.HasPrefix(path.Base(name), ".") && !strings.HasPrefix(name, "__MACOSX/") && !strings.HasSuffix(name, ".facts.tsv")
}

// randomAccess gives a zip's bytes for reading anywhere: the file itself, or a
// copy in a temporary file that clean removes.
func (r *reader) randomAccess(in *input) (at io.ReaderAt, size int64, clean func(), err error) {
	if in.file != nil && in.depth == 0 {
		info, err := in.file.Stat()
		if err != nil {
			return nil, 0, nil, err
		}
		return in.file, info.Size(), func() {}, nil
	}
	spool, err := os.CreateTemp("", "factgraph-*.zip")
	if err != nil {
		return nil, 0, nil, err
	}
	clean = func() {
		spool.Close()
		os.Remove(spool.Name())
	}
	limit := 64 * r.MaxArticle
	size, err = io.Copy(spool, io.LimitReader(in.r, limit+1))
	if err == nil && size > limit {
		err = ErrTooLarge
	}
	if err != nil {
		clean()
		return nil, 0, nil, err
	}
	return spool, size, clean, nil
}

func readsAs(f *zip.File, want string) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, 256))
	return err == nil && strings.HasPrefix(string(data), want)
}

// part reads one file of a document that is a zip, within the size limit.
func (r *reader) part(archive *zip.Reader, name string) ([]byte, error) {
	f, err := archive.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return r.limited(f)
}

// docx reads a Word document: the paragraphs of its body.
func (r *reader) docx(in *input, archive *zip.Reader) bool {
	body, err := r.part(archive, "word/document.xml")
	if err != nil {
		return r.fail(in.name, fmt.Errorf("damaged DOCX: %w", err))
	}
	text, err := wordText(body)
	if err != nil {
		return r.fail(in.name, fmt.Errorf("damaged DOCX: %w", err))
	}
	a := plainArticle(normalise(text))
	if core, err := r.part(archive, "docProps/core.xml"); err == nil {
		var properties struct {
			Title   string `xml:"title"`
			Creator string `xml:"creator"`
			Created string `xml:"created"`
		}
		if xml.Unmarshal(core, &properties) == nil {
			set(&a.Title, properties.Title)
			set(&a.Author, properties.Creator)
			if a.Date.IsZero() {
				a.Date = parseDate(properties.Created)
			}
		}
	}
	return r.emit(in.name, a)
}

// wordText is the text of WordprocessingML: <w:p> is a paragraph, <w:t> text,
// <w:tab> and <w:br> blanks; deleted text and field codes are left out.
func wordText(body []byte) (string, error) {
	const space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	decoder := xml.NewDecoder(bytes.NewReader(body))
	var out strings.Builder
	inText := false
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Space != space && t.Name.Space != "w" {
				continue
			}
			switch t.Name.Local {
			case "t":
				inText = true
			case "tab":
				out.WriteByte('\t')
			case "br", "cr":
				out.WriteByte('\n')
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "p":
				out.WriteString("\n\n")
			}
		case xml.CharData:
			if inText {
				out.Write(t)
			}
		}
	}
}

// epub reads a book: one article a chapter, in the order of the spine.
func (r *reader) epub(in *input, archive *zip.Reader) bool {
	opf, meta, chapters, err := r.epubSpine(archive)
	if err != nil {
		return r.fail(in.name, fmt.Errorf("damaged EPUB: %w", err))
	}
	for _, href := range chapters {
		name := path.Join(path.Dir(opf), href)
		data, err := r.part(archive, name)
		if err != nil {
			if !r.fail(in.name+"#"+href, fmt.Errorf("damaged EPUB: %w", err)) {
				return false
			}
			continue
		}
		a := r.page(decode(data, "application/xhtml+xml"), in.name, "")
		a.Address = ""
		set(&a.Source, meta.source)
		set(&a.Author, meta.author)
		if a.Date.IsZero() {
			a.Date = meta.date
		}
		if strings.TrimSpace(a.Text) == "" { // a cover or an empty page
			continue
		}
		if !r.emit(in.name+"#"+href, a) {
			return false
		}
	}
	return true
}

// epubSpine finds the package file, what it says of the book, and the chapters
// in reading order.
func (r *reader) epubSpine(archive *zip.Reader) (opf string, meta metadata, chapters []string, err error) {
	data, err := r.part(archive, "META-INF/container.xml")
	if err != nil {
		return "", meta, nil, err
	}
	var container struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := xml.Unmarshal(data, &container); err != nil {
		return "", meta, nil, err
	}
	if len(container.Roots) == 0 {
		return "", meta, nil, errors.New("it names no package file")
	}
	opf = container.Roots[0].Path
	if data, err = r.part(archive, opf); err != nil {
		return "", meta, nil, err
	}
	var book struct {
		Title   string `xml:"metadata>title"`
		Creator string `xml:"metadata>creator"`
		Date    string `xml:"metadata>date"`
		Items   []struct {
			ID   string `xml:"id,attr"`
			Href string `xml:"href,attr"`
			Type string `xml:"media-type,attr"`
		} `xml:"manifest>item"`
		Spine []struct {
			ID string `xml:"idref,attr"`
		} `xml:"spine>itemref"`
	}
	if err := xml.Unmarshal(data, &book); err != nil {
		return "", meta, nil, err
	}
	href := make(map[string]string)
	for _, item := range book.Items {
		if strings.Contains(item.Type, "html") {
			href[item.ID] = item.Href
		}
	}
	for _, item := range book.Spine {
		if h := href[item.ID]; h != "" {
			chapters = append(chapters, h)
		}
	}
	return opf, metadata{source: book.Title, author: book.Creator, date: parseDate(book.Date)}, chapters, nil
}
