package article

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"

	"factgraph/graph"
)

// pdf reads the text layer of a PDF.
func (r *reader) pdf(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.name, err)
	}
	a, err := pdfArticle(data, r.MaxArticle)
	if err != nil {
		return r.fail(in.name, err)
	}
	return r.emit(in.name, a)
}

// pdfArticle reads the pages' text. The library panics on damaged files, which
// is turned into an error here.
func pdfArticle(data []byte, limit int64) (a graph.Article, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("damaged PDF: %.100q", fmt.Sprint(cause)) // it may tell bytes of the file
		}
	}()
	file, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, pdf.ErrInvalidPassword) || err != nil && strings.Contains(err.Error(), "encrypt") {
		return a, ErrEncrypted
	}
	if err != nil {
		return a, fmt.Errorf("damaged PDF: %.100q", err.Error())
	}
	info := file.Trailer().Key("Info")
	a.Title = info.Key("Title").Text()
	a.Author = info.Key("Author").Text()
	a.Date = pdfDate(info.Key("CreationDate").Text())
	var text strings.Builder
	for number := 1; number <= file.NumPage(); number++ {
		page := file.Page(number)
		if page.V.IsNull() {
			continue
		}
		text.WriteString(pageText(page.Content().Text))
		text.WriteString("\n\n")
		if int64(text.Len()) > limit {
			return a, ErrTooLarge
		}
	}
	a.Text = strings.TrimSpace(text.String())
	if a.Text == "" {
		return a, ErrNoTextLayer
	}
	if line := titleLine(normalise(a.Text)); line != "" {
		a.Title = line
	}
	return a, nil
}

// pageText puts the glyphs of a page together: lines by their height, words by
// the gaps, paragraphs by larger distances between lines.
func pageText(glyphs []pdf.Text) string {
	type line struct {
		y, size float64
		text    strings.Builder
		end     float64
	}
	var lines []*line
	for _, g := range glyphs {
		var current *line
		if len(lines) > 0 {
			current = lines[len(lines)-1]
		}
		if current == nil || abs(current.y-g.Y) > max(2, g.FontSize/2) {
			current = &line{y: g.Y, size: g.FontSize, end: g.X}
			lines = append(lines, current)
		}
		if gap := g.X - current.end; gap > g.FontSize*0.15 && current.text.Len() > 0 && !strings.HasPrefix(g.S, " ") {
			current.text.WriteByte(' ')
		}
		current.text.WriteString(g.S)
		current.end = g.X + g.W
	}
	var gaps []float64
	for i := 1; i < len(lines); i++ {
		if gap := lines[i-1].y - lines[i].y; gap > 0 {
			gaps = append(gaps, gap)
		}
	}
	slices.Sort(gaps)
	usual := 0.0
	if len(gaps) > 0 {
		usual = gaps[len(gaps)/2]
	}
	var out strings.Builder
	for i, l := range lines {
		if i > 0 {
			gap := lines[i-1].y - l.y
			if gap < 0 || gap > usual*1.4 || abs(l.size-lines[i-1].size) > 1 {
				out.WriteByte('\n')
			}
			out.WriteByte('\n')
		}
		out.WriteString(strings.TrimSpace(l.text.String()))
	}
	return out.String()
}

func abs(x float64) float64 { return max(x, -x) }

// pdfDate reads "D:20171111093000+01'00'".
func pdfDate(s string) time.Time {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 {
		return time.Time{}
	}
	t, err := time.Parse("20060102", s[:8])
	if err != nil {
		return time.Time{}
	}
	return t
}
