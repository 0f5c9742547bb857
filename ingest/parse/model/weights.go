package model

import (
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"factgraph/ingest/parse/nn"
)

// A Source is a trained model in floating point, ready to be stored.
type Source struct {
	Config    Config
	Labels    Labels
	Record    Record
	Gazetteer *Gazetteer
	Vectors   *Vectors
	Learned   []string
	Tables    map[string][]float32   // rows × width, by name
	Nets      []map[string][]float32 // matrices (outputs × inputs, row-major) and vectors of each network
}

// shape is the size of a tensor; vectors have one row.
type tensor struct {
	name       string
	rows, cols int
}

// Columns of the hidden layer that all heads share: the range of each head.
type Columns struct {
	Tag, Name, ArcDep, ArcHead, LabelDep, LabelHead Range
	Width                                           int
}

// A Range is a run of columns.
type Range struct{ At, Width int }

func (r Range) of(row []float32) []float32 { return row[r.At : r.At+r.Width] }

// Hiddens lays out the heads' shared hidden layer.
func (c Config) Hiddens() Columns {
	var h Columns
	for _, part := range []struct {
		r     *Range
		width int
	}{{&h.Tag, c.Tag}, {&h.Name, c.Name}, {&h.ArcDep, c.Arc}, {&h.ArcHead, c.Arc}, {&h.LabelDep, c.Label}, {&h.LabelHead, c.Label}} {
		*part.r = Range{h.Width, part.width}
		h.Width += part.width
	}
	return h
}

// check refuses sizes that the kernels or memory could not bear.
func (c Config) check(l *Labels) error {
	for _, n := range []int{c.Hidden, c.Tag, c.Name, c.Arc, c.Label, c.InputWidth()} {
		if n <= 0 || n > maxHidden || n%16 != 0 {
			return fmt.Errorf("%w: a layer %d wide", ErrFormat, n)
		}
	}
	for _, n := range []int{c.Glove, c.Affix, c.Gram, c.Shape} {
		if n <= 0 || n > maxHidden {
			return fmt.Errorf("%w: an embedding %d wide", ErrFormat, n)
		}
	}
	for _, n := range []int{c.AffixRows, c.GramRows, c.ShapeRows} {
		if n <= 0 || n > maxVocabulary || n&(n-1) != 0 {
			return fmt.Errorf("%w: a table of %d rows", ErrFormat, n)
		}
	}
	if c.Networks < 1 || c.Networks > 9 {
		return fmt.Errorf("%w: %d networks", ErrFormat, c.Networks)
	}
	if c.Layers < 1 || c.Layers > 9 {
		return fmt.Errorf("%w: %d layers", ErrFormat, c.Layers)
	}
	for _, set := range [][]string{l.UPOS, l.XPOS, l.Feats, l.Deprel, l.Names, l.Fine} {
		if len(set) == 0 || len(set) > maxHidden {
			return fmt.Errorf("%w: a label set of %d", ErrFormat, len(set))
		}
	}
	if !slices.Contains(l.Deprel, "root") || len(l.Deprel) < 2 {
		return fmt.Errorf("%w: no relations", ErrFormat)
	}
	return nil
}

// tableShapes gives the sizes of the embedding tables.
func tableShapes(c Config, words int) map[string]tensor {
	return map[string]tensor{
		"word":  {"word", words, c.Glove},
		"affix": {"affix", c.AffixRows, c.Affix},
		"gram":  {"gram", c.GramRows, c.Gram},
		"shape": {"shape", c.ShapeRows, c.Shape},
	}
}

// netShapes lists the tensors of one network.
func netShapes(c Config, l *Labels) []tensor {
	var list []tensor
	in := c.InputWidth()
	for layer := range c.Layers {
		for d := range 2 {
			name := lstmName(layer, d)
			list = append(list, tensor{name + ".wx", 4 * c.Hidden, in}, tensor{name + ".wh", 4 * c.Hidden, c.Hidden}, tensor{name + ".b", 1, 4 * c.Hidden})
		}
		in = c.OutputWidth()
	}
	tags := len(l.UPOS) + len(l.XPOS) + len(l.Feats)
	names := l.NameTags() + len(l.Fine)
	return append(list,
		tensor{"hidden.w", c.Hiddens().Width, in}, tensor{"hidden.b", 1, c.Hiddens().Width},
		tensor{"tag.w", tags, c.Tag}, tensor{"tag.b", 1, tags},
		tensor{"name.w", names, c.Name}, tensor{"name.b", 1, names},
		tensor{"arc.w", c.Arc, c.Arc}, tensor{"arc.b", 1, c.Arc},
		tensor{"arc.root", 1, c.Arc}, tensor{"label.root", 1, c.Label},
		tensor{"label.w", len(l.Deprel), 3 * c.Label}, tensor{"label.b", 1, len(l.Deprel)},
	)
}

// netName is the name of a tensor in the file.
func netName(net int, tensor string) string { return fmt.Sprintf("net%d.%s", net, tensor) }

func lstmName(layer, direction int) string {
	return fmt.Sprintf("lstm%d%c", layer, "fb"[direction])
}

// Write quantises a network and stores it as a model file.
func (s *Source) Write(w io.Writer) error {
	s.Config.Networks = len(s.Nets)
	if err := s.Config.check(&s.Labels); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	a := archive{}
	var names []string
	put := func(name string, b []byte) {
		a[name] = b
		names = append(names, name)
	}
	var gazetteer strings.Builder
	if err := s.Gazetteer.Write(&gazetteer); err != nil {
		return fmt.Errorf("write model: gazetteer: %w", err)
	}
	put("gazetteer", []byte(gazetteer.String()))
	put("vectors.words", packWords(s.Vectors.Words))
	put("vectors.scale", floatBytes(s.Vectors.Scale))
	put("vectors.rows", int8Bytes(s.Vectors.Rows))
	put("learned.words", packWords(s.Learned))
	tables := tableShapes(s.Config, len(s.Learned))
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		t, v := tables[name], s.Tables[name]
		if len(v) != t.rows*t.cols {
			return fmt.Errorf("write model: %s has %d weights, want %d×%d", t.name, len(v), t.rows, t.cols)
		}
		q := make([]int8, len(v))
		scale := make([]float32, t.rows)
		for r := range t.rows {
			scale[r], _ = nn.Quantize(q[r*t.cols:(r+1)*t.cols], v[r*t.cols:(r+1)*t.cols])
		}
		put(name+".rows", int8Bytes(q))
		put(name+".scale", floatBytes(scale))
	}
	for i, net := range s.Nets {
		for _, t := range netShapes(s.Config, &s.Labels) {
			v := net[t.name]
			if len(v) != t.rows*t.cols {
				return fmt.Errorf("write model: %s has %d weights, want %d×%d", t.name, len(v), t.rows, t.cols)
			}
			if t.rows == 1 {
				padded := make([]float32, nn.Stride(len(v)))
				copy(padded, v)
				put(netName(i, t.name), floatBytes(padded))
				continue
			}
			m, err := nn.Pack(v, t.rows, t.cols)
			if err != nil {
				return fmt.Errorf("write model: %s: %w", t.name, err)
			}
			put(netName(i, t.name)+".packed", m.Packed)
			put(netName(i, t.name)+".scale", floatBytes(m.Scale))
		}
	}
	return a.write(w, header{Config: s.Config, Labels: s.Labels, Record: s.Record}, names)
}

func floatBytes(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

func int8Bytes(v []int8) []byte {
	b := make([]byte, len(v))
	for i, x := range v {
		b[i] = byte(x)
	}
	return b
}
