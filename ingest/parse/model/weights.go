package model

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"factgraph/ingest/parse/nn"
)

// A Source is a trained network in floating point, ready to be stored. Weights
// are matrices (outputs × inputs, row-major), vectors and tables (rows × width)
// by the names that shapes gives them.
type Source struct {
	Config    Config
	Labels    Labels
	Record    Record
	Gazetteer *Gazetteer
	Vectors   *Vectors
	Learned   []string
	Weights   map[string][]float32
}

// shape of a tensor of the network.
type tensorKind uint8

const (
	matrix tensorKind = iota // quantised, packed for the kernels
	vector                   // float32
	table                    // quantised row by row
)

type tensorShape struct {
	name       string
	kind       tensorKind
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

// Hidden lays out the heads' shared hidden layer.
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

// shapes lists every tensor of a network.
func shapes(c Config, l *Labels, words int) []tensorShape {
	list := []tensorShape{
		{"word", table, words, c.Glove},
		{"affix", table, c.AffixRows, c.Affix},
		{"gram", table, c.GramRows, c.Gram},
		{"shape", table, c.ShapeRows, c.Shape},
	}
	in := c.InputWidth()
	for layer := range c.Layers {
		for d := range 2 {
			name := lstmName(layer, d)
			list = append(list,
				tensorShape{name + ".wx", matrix, 4 * c.Hidden, in},
				tensorShape{name + ".wh", matrix, 4 * c.Hidden, c.Hidden},
				tensorShape{name + ".b", vector, 1, 4 * c.Hidden})
		}
		in = c.OutputWidth()
	}
	tags := len(l.UPOS) + len(l.XPOS) + len(l.Feats)
	names := l.NameTags() + len(l.Fine)
	return append(list,
		tensorShape{"hidden.w", matrix, c.Hiddens().Width, in}, tensorShape{"hidden.b", vector, 1, c.Hiddens().Width},
		tensorShape{"tag.w", matrix, tags, c.Tag}, tensorShape{"tag.b", vector, 1, tags},
		tensorShape{"name.w", matrix, names, c.Name}, tensorShape{"name.b", vector, 1, names},
		tensorShape{"arc.w", matrix, c.Arc, c.Arc}, tensorShape{"arc.b", vector, 1, c.Arc},
		tensorShape{"arc.root", vector, 1, c.Arc}, tensorShape{"label.root", vector, 1, c.Label},
		tensorShape{"label.w", matrix, len(l.Deprel), 3 * c.Label}, tensorShape{"label.b", vector, 1, len(l.Deprel)},
	)
}

func lstmName(layer, direction int) string {
	return fmt.Sprintf("lstm%d%c", layer, "fb"[direction])
}

// Write quantises a network and stores it as a model file.
func (s *Source) Write(w io.Writer) error {
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
	for _, t := range shapes(s.Config, &s.Labels, len(s.Learned)) {
		v := s.Weights[t.name]
		if len(v) != t.rows*t.cols {
			return fmt.Errorf("write model: %s has %d weights, want %d×%d", t.name, len(v), t.rows, t.cols)
		}
		switch t.kind {
		case vector:
			padded := make([]float32, nn.Stride(len(v)))
			copy(padded, v)
			put(t.name, floatBytes(padded))
		case table:
			q := make([]int8, len(v))
			scale := make([]float32, t.rows)
			for r := range t.rows {
				scale[r], _ = nn.Quantize(q[r*t.cols:(r+1)*t.cols], v[r*t.cols:(r+1)*t.cols])
			}
			put(t.name+".rows", int8Bytes(q))
			put(t.name+".scale", floatBytes(scale))
		case matrix:
			m, err := nn.Pack(v, t.rows, t.cols)
			if err != nil {
				return fmt.Errorf("write model: %s: %w", t.name, err)
			}
			put(t.name+".packed", m.Packed)
			put(t.name+".scale", floatBytes(m.Scale))
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
