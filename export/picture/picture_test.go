package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"factgraph/export/diagram"
	"factgraph/export/dot"
	"factgraph/export/internal/example"
	"factgraph/export/picture"
	"factgraph/graph"
	"factgraph/graph/memory"
)

func render(t testing.TB, g *memory.Graph, most int, look dot.Options, format picture.Format) []byte {
	t.Helper()
	d, err := diagram.New(g.Facts(t.Context(), graph.Filter{}), diagram.Options{Reader: g, Most: most})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := picture.Render(t.Context(), &out, dot.Source(d, look), len(d.Nodes), format); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestHostileSVG tells that names stay text: the picture is XML of drawing
// elements with no scripts, images or handlers, and links lead to the web.
func TestHostileSVG(t *testing.T) {
	hostile := example.Hostile()
	out := render(t, example.Names(t, hostile...), 0, dot.Options{Title: strings.Join(hostile, " "), Legend: true}, picture.SVG)
	allowed := map[string]bool{"svg": true, "g": true, "title": true, "polygon": true, "polyline": true, "path": true, "ellipse": true, "text": true, "a": true}
	texts := ""
	for d := xml.NewDecoder(bytes.NewReader(out)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, out)
		}
		switch token := token.(type) {
		case xml.CharData:
			texts += string(token)
		case xml.StartElement:
			if !allowed[token.Name.Local] {
				t.Errorf("an element <%s>", token.Name.Local)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "http") {
					t.Errorf("an attribute %s=%q", a.Name.Local, a.Value)
				}
			}
		}
	}
	for _, want := range []string{"שלום עולם", "digraph {", "<img", "🎉"} {
		if !strings.Contains(texts, want) {
			t.Errorf("%q is not to be read in the picture", want)
		}
	}
}

func TestPNG(t *testing.T) {
	g := example.Graph(t, "Ada Lovelace/person | met | Charles Babbage/person | not\nשלום/person | met | Charles Babbage/person")
	for _, dark := range []bool{false, true} {
		out := render(t, g, 0, dot.Options{Dark: dark, Legend: true, Title: "A ✗ B"}, picture.PNG)
		picture, err := png.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if again := render(t, g, 0, dot.Options{Dark: dark, Legend: true, Title: "A ✗ B"}, "png"); !bytes.Equal(again, out) {
			t.Error("drawn twice, it differs")
		}
		background, red, person := color.NRGBA{0xff, 0xff, 0xff, 0xff}, color.NRGBA{0xb0, 0x00, 0x20, 0xff}, color.NRGBA{0xcf, 0xe2, 0xf3, 0xff}
		if dark {
			background, red, person = color.NRGBA{0x1e, 0x1f, 0x22, 0xff}, color.NRGBA{0xff, 0x7b, 0x89, 0xff}, color.NRGBA{0x1f, 0x4e, 0x79, 0xff}
		}
		size := picture.Bounds().Dx() * picture.Bounds().Dy()
		for what, test := range map[string]struct {
			color    color.NRGBA
			min, max int
		}{"background": {background, size / 2, size}, "the line of a denial": {red, 200, size / 50}, "persons": {person, 2000, size / 4}} {
			if n := count(picture, test.color); n < test.min || n > test.max {
				t.Errorf("dark %t: %s: %d of %d pixels, want %d to %d", dark, what, n, size, test.min, test.max)
			}
		}
	}
	render(t, example.Names(t, example.Hostile()...), 0, dot.Options{}, picture.PNG)
}

func count(p image.Image, c color.NRGBA) int {
	n := 0
	for y := p.Bounds().Min.Y; y < p.Bounds().Max.Y; y++ {
		for x := p.Bounds().Min.X; x < p.Bounds().Max.X; x++ {
			if color.NRGBAModel.Convert(p.At(x, y)) == c {
				n++
			}
		}
	}
	return n
}

func TestTooLarge(t *testing.T) {
	err := picture.Render(t.Context(), io.Discard, "digraph {}", picture.MaxNodes+1, picture.SVG)
	if !errors.Is(err, picture.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

func TestBrokenDOT(t *testing.T) {
	if err := picture.Render(t.Context(), io.Discard, "digraph {", 1, picture.SVG); err == nil {
		t.Error("no error for a broken file")
	}
}

func BenchmarkSVG(b *testing.B) {
	for _, nodes := range []int{36, 300} {
		g := example.Random(b, 2*nodes, 4*nodes)
		b.Run(fmt.Sprint(nodes, "nodes"), func(b *testing.B) {
			for b.Loop() {
				render(b, g, nodes, dot.Options{Legend: true}, picture.SVG)
			}
		})
	}
}
