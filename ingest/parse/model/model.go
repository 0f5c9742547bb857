package model

import (
	"fmt"
	"unsafe"

	"factgraph/ingest/parse/nn"
)

// A Model is a trained network ready to run. It is immutable but for a cache of
// word forms and safe for concurrent use.
type Model struct {
	config Config
	labels Labels
	record Record
	heads  Columns

	gazetteer *Gazetteer
	pre       *wordList
	learned   *wordList
	vectors   rows

	word, affix, gram, shape rows

	nets  []network
	forms cache
}

// network is one of the networks that vote. They share the embeddings.
type network struct {
	lstm               []bilstm
	hidden             linear // hidden layers of all heads
	tag, name          linear
	arc, label         linear
	arcRoot, labelRoot []float32
}

// bilstm is a layer of two directions.
type bilstm [2]cells

// rows are a table of quantised embeddings.
type rows struct {
	width int
	data  []int8
	scale []float32
}

// addTo adds row r times f to dst.
func (t *rows) addTo(dst []float32, r int32, f float32) {
	f *= t.scale[r]
	for j, v := range t.data[int(r)*t.width : (int(r)+1)*t.width] {
		dst[j] += f * float32(v)
	}
}

// linear is a layer: a matrix and its bias, padded to the matrix's stride.
type linear struct {
	nn.Matrix
	bias []float32
}

// cells are one direction of an LSTM layer.
type cells struct {
	input linear    // what the input adds to the gates
	state nn.Matrix // what the state adds
}

// Open checks a model file and makes it ready to use. The model shares the
// memory of data.
func Open(data string) (*Model, error) {
	h, a, err := open(data)
	if err != nil {
		return nil, fmt.Errorf("open model: %w", err)
	}
	m := &Model{config: h.Config, labels: h.Labels, record: h.Record}
	if err := m.load(a); err != nil {
		return nil, fmt.Errorf("open model: %w", err)
	}
	return m, nil
}

func (m *Model) load(a archive) error {
	c := m.config
	if err := c.check(&m.labels); err != nil {
		return err
	}
	m.heads = c.Hiddens()
	var err error
	if m.gazetteer, err = ReadGazetteer(string(a["gazetteer"])); err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if m.pre, err = openWords(a["vectors.words"]); err != nil {
		return err
	}
	if m.learned, err = openWords(a["learned.words"]); err != nil {
		return err
	}
	if m.vectors, err = a.rows("vectors", m.pre.count, c.Glove); err != nil {
		return err
	}
	for name, t := range map[string]*rows{"word": &m.word, "affix": &m.affix, "gram": &m.gram, "shape": &m.shape} {
		s := tableShapes(c, m.learned.count)[name]
		if *t, err = a.rows(name, s.rows, s.cols); err != nil {
			return err
		}
	}
	m.nets = make([]network, c.Networks)
	for i := range m.nets {
		if err := m.nets[i].load(a, i, c, &m.labels); err != nil {
			return err
		}
	}
	return nil
}

func (w *network) load(a archive, number int, c Config, l *Labels) error {
	matrices := map[string]nn.Matrix{}
	vectors := map[string][]float32{}
	for _, t := range netShapes(c, l) {
		var err error
		name := netName(number, t.name)
		if t.rows == 1 {
			vectors[t.name], err = a.floats(name, nn.Stride(t.cols))
		} else {
			matrices[t.name], err = a.matrix(name, t.rows, t.cols)
		}
		if err != nil {
			return err
		}
	}
	for layer := range c.Layers {
		var pair bilstm
		for d := range pair {
			name := lstmName(layer, d)
			pair[d] = cells{linear{matrices[name+".wx"], vectors[name+".b"]}, matrices[name+".wh"]}
		}
		w.lstm = append(w.lstm, pair)
	}
	for name, to := range map[string]*linear{"hidden": &w.hidden, "tag": &w.tag, "name": &w.name, "arc": &w.arc, "label": &w.label} {
		*to = linear{matrices[name+".w"], vectors[name+".b"]}
	}
	w.arcRoot, w.labelRoot = vectors["arc.root"][:c.Arc], vectors["label.root"][:c.Label]
	return nil
}

func (a archive) rows(name string, n, width int) (rows, error) {
	b, err := a.section(name+".rows", n*width)
	if err != nil {
		return rows{}, err
	}
	scale, err := a.floats(name+".scale", n)
	return rows{width, unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(b))), len(b)), scale}, err
}

func (a archive) matrix(name string, out, in int) (nn.Matrix, error) {
	b, err := a.section(name+".packed", nn.PackedSize(out, in))
	if err != nil {
		return nn.Matrix{}, err
	}
	scale, err := a.floats(name+".scale", nn.Stride(out))
	return nn.Matrix{Out: out, In: in, Packed: b, Scale: scale}, err
}

// Config returns the sizes of the network.
func (m *Model) Config() Config { return m.config }

// Labels returns the classes that an Analysis refers to; not to be changed.
func (m *Model) Labels() *Labels { return &m.labels }

// Record returns how the model was trained.
func (m *Model) Record() Record { return m.record }

// Pretrained implements Vocabulary.
func (m *Model) Pretrained(lower string) int32 { return int32(m.pre.find(lower)) }

// Learned implements Vocabulary. The unknown word is number 0.
func (m *Model) Learned(key string) int32 { return int32(max(0, m.learned.find(key))) }
