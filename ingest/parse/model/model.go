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

	lstm               [][2]cells
	hidden             linear
	tag, name          linear
	arc, label         linear
	arcRoot, labelRoot []float32

	forms cache
}

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
	matrices := map[string]nn.Matrix{}
	vectors := map[string][]float32{}
	tables := map[string]rows{}
	for _, t := range shapes(c, &m.labels, m.learned.count) {
		switch t.kind {
		case vector:
			vectors[t.name], err = a.floats(t.name, nn.Stride(t.cols))
		case table:
			tables[t.name], err = a.rows(t.name, t.rows, t.cols)
		case matrix:
			matrices[t.name], err = a.matrix(t.name, t.rows, t.cols)
		}
		if err != nil {
			return err
		}
	}
	m.word, m.affix, m.gram, m.shape = tables["word"], tables["affix"], tables["gram"], tables["shape"]
	for layer := range c.Layers {
		var pair [2]cells
		for d := range pair {
			name := lstmName(layer, d)
			pair[d] = cells{linear{matrices[name+".wx"], vectors[name+".b"]}, matrices[name+".wh"]}
		}
		m.lstm = append(m.lstm, pair)
	}
	for name, l := range map[string]*linear{"hidden": &m.hidden, "tag": &m.tag, "name": &m.name, "arc": &m.arc, "label": &m.label} {
		*l = linear{matrices[name+".w"], vectors[name+".b"]}
	}
	m.arcRoot, m.labelRoot = vectors["arc.root"][:c.Arc], vectors["label.root"][:c.Label]
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
