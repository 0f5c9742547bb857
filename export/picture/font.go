package picture

import (
	"fmt"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/bidi"
)

// fonts are those of a picture: Liberation Sans, whose letters are as wide as
// those of Helvetica, by which Graphviz measures, and DejaVu Sans for letters
// that it lacks.
type fonts struct {
	regular, bold, fallback *sfnt.Font
	faces                   map[faceKey]font.Face
	buffer                  sfnt.Buffer
}

type faceKey struct {
	font *sfnt.Font
	size float64
}

func loadFonts() (*fonts, error) {
	f := &fonts{faces: make(map[faceKey]font.Face)}
	for _, load := range []struct {
		into *(*sfnt.Font)
		data []byte
	}{
		{&f.regular, liberationsansregular.TTF},
		{&f.bold, liberationsansbold.TTF},
		{&f.fallback, dejavusans.TTF},
	} {
		parsed, err := opentype.Parse(load.data)
		if err != nil {
			return nil, fmt.Errorf("load font: %w", err)
		}
		*load.into = parsed
	}
	return f, nil
}

// A run is letters that one font has, as they stand from left to right.
type run struct {
	text  string
	face  font.Face
	width float64
}

// runs parts a text by fonts and gives its width in pixels.
func (f *fonts) runs(text string, bold bool, size float64) (runs []run, width float64) {
	main := f.regular
	if bold {
		main = f.bold
	}
	start, current := 0, main
	add := func(end int) {
		if end == start {
			return
		}
		face := f.face(current, size)
		r := run{text: text[start:end], face: face, width: float64(font.MeasureString(face, text[start:end])) / 64}
		runs = append(runs, r)
		width += r.width
		start = end
	}
	text = visual(text)
	for i, c := range text {
		in := main
		if !f.has(main, c) && f.has(f.fallback, c) {
			in = f.fallback
		}
		if in != current {
			add(i)
			current = in
		}
	}
	add(len(text))
	return runs, width
}

func (f *fonts) has(in *sfnt.Font, c rune) bool {
	glyph, err := in.GlyphIndex(&f.buffer, c)
	return err == nil && glyph != 0
}

func (f *fonts) face(of *sfnt.Font, size float64) font.Face {
	key := faceKey{of, size}
	if face, ok := f.faces[key]; ok {
		return face
	}
	face, err := opentype.NewFace(of, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil { // documented as never returned
		face = nil
	}
	f.faces[key] = face
	return face
}

// visual orders the letters of right-to-left text from left to right.
func visual(text string) string {
	var p bidi.Paragraph
	if _, err := p.SetString(text); err != nil {
		return text
	}
	order, err := p.Order()
	if err != nil || order.Direction() == bidi.LeftToRight {
		return text
	}
	ordered := ""
	for i := range order.NumRuns() {
		r := order.Run(i)
		if r.Direction() == bidi.RightToLeft {
			ordered += bidi.ReverseString(r.String())
		} else {
			ordered += r.String()
		}
	}
	return ordered
}
