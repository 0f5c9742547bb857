// Package rank is the small neural network that chooses the antecedent of a
// mention: it scores each candidate, and "none of them", by sparse features,
// and is trained to give the right ones the most probability.
package rank

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// Widths of the hidden layers.
const (
	wide   = 64
	narrow = 24
)

// An Ensemble is networks that were trained from different beginnings. The mean
// of their scores decides: what one has learned by accident, the others outvote.
type Ensemble []*Net

// A Net is a feed-forward network over sets of feature numbers: the rows of
// the features that a candidate has are summed, then follow two layers of
// rectified units and one output. It is immutable and may be shared.
type Net struct {
	features int
	embed    []float32 // features × wide
	bias1    []float32 // wide
	layer2   []float32 // narrow × wide
	bias2    []float32 // narrow
	output   []float32 // narrow
}

// An Example is one choice: among candidates described by feature numbers.
// The last candidate is "none of them".
type Example struct {
	Shared     []uint16   // features that all candidates have
	Candidates [][]uint16 // features of each candidate
	Right      []bool     // training only: which candidates are right, at least one
	Weight     float32    // training only
}

// newNet has all weights zero.
func newNet(features int) *Net {
	return &Net{
		features: features,
		embed:    make([]float32, features*wide),
		bias1:    make([]float32, wide),
		layer2:   make([]float32, narrow*wide),
		bias2:    make([]float32, narrow),
		output:   make([]float32, narrow),
	}
}

// tensors lists the weights in the order of the file.
func (n *Net) tensors() [][]float32 {
	return [][]float32{n.embed, n.bias1, n.layer2, n.bias2, n.output}
}

// add sums the rows of the features into sum.
func (n *Net) add(sum *[wide]float32, features []uint16) {
	for _, f := range features {
		row := n.embed[int(f)*wide : int(f)*wide+wide : int(f)*wide+wide]
		for i := 0; i < wide; i += 4 {
			sum[i] += row[i]
			sum[i+1] += row[i+1]
			sum[i+2] += row[i+2]
			sum[i+3] += row[i+3]
		}
	}
}

// activations are what backpropagation needs of a candidate's forward pass.
type activations struct {
	h1    [wide]float32
	h2    [narrow]float32
	score float32
}

// forward scores one candidate, given the sum of the shared rows and bias.
func (n *Net) forward(shared *[wide]float32, candidate []uint16, a *activations) {
	a.h1 = *shared
	n.add(&a.h1, candidate)
	for i, v := range a.h1 {
		if v < 0 {
			a.h1[i] = 0
		}
	}
	a.score = 0
	for j := range narrow {
		row := n.layer2[j*wide : j*wide+wide : j*wide+wide]
		var s0, s1, s2, s3 float32
		for i := 0; i < wide; i += 4 {
			s0 += row[i] * a.h1[i]
			s1 += row[i+1] * a.h1[i+1]
			s2 += row[i+2] * a.h1[i+2]
			s3 += row[i+3] * a.h1[i+3]
		}
		s := n.bias2[j] + s0 + s1 + s2 + s3
		if s < 0 {
			s = 0
		}
		a.h2[j] = s
		a.score += s * n.output[j]
	}
}

// sharedSum is the first layer's input that all candidates have in common.
func (n *Net) sharedSum(features []uint16) *[wide]float32 {
	var sum [wide]float32
	copy(sum[:], n.bias1)
	n.add(&sum, features)
	return &sum
}

// Probabilities returns the probability of each candidate, appended to dst.
func (e Ensemble) Probabilities(x *Example, dst []float32) []float32 {
	start := len(dst)
	dst = append(dst, make([]float32, len(x.Candidates))...)
	scores := dst[start:]
	var a activations
	for _, n := range e {
		shared := n.sharedSum(x.Shared)
		for i, c := range x.Candidates {
			n.forward(shared, c, &a)
			scores[i] += a.score / float32(len(e))
		}
	}
	softmax(scores)
	return dst
}

// Fold returns an ensemble whose row fold[1] is the sum of rows fold[0] and
// fold[1], for each fold: where two features always come together, one is left
// to add.
func (e Ensemble) Fold(folds [][2]int) Ensemble {
	folded := make(Ensemble, len(e))
	for k, n := range e {
		c := *n
		c.embed = slices.Clone(n.embed)
		for _, f := range folds {
			to, from := c.embed[f[1]*wide:(f[1]+1)*wide], n.embed[f[0]*wide:(f[0]+1)*wide]
			for i, v := range from {
				to[i] += v
			}
		}
		folded[k] = &c
	}
	return folded
}

// softmax turns scores into probabilities, in place.
func softmax(scores []float32) {
	if len(scores) == 0 {
		return
	}
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	var sum float32
	for i, s := range scores {
		scores[i] = float32(math.Exp(float64(s - top)))
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}

// The file of an ensemble: magic, number of features and of networks, then the
// tensors of each network: int8 values with a scale for each row of the
// embedding, which is nearly all of it, and float32 for the rest.
const magic = "FGRANK02"

// ErrFormat is returned for data that is no ensemble of this version.
var ErrFormat = errors.New("not a ranking network")

// Write stores the networks, of which there is at least one.
func (e Ensemble) Write(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString(magic)
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer never fails
	put(uint32(e[0].features))
	put(uint32(len(e)))
	for _, n := range e {
		for f := range n.features {
			scale, values := quantize(n.embed[f*wide : (f+1)*wide])
			put(scale)
			put(values)
		}
		for _, t := range n.tensors()[1:] {
			put(t)
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// quantize rounds a row to 255 steps of a scale.
func quantize(row []float32) (scale float32, values [wide]int8) {
	for _, v := range row {
		scale = max(scale, float32(math.Abs(float64(v))))
	}
	if scale /= 127; scale == 0 {
		return 0, values
	}
	for i, v := range row {
		values[i] = int8(math.Round(float64(v / scale)))
	}
	return scale, values
}

// Read reads what Write stored. The networks must have been trained with the
// given number of features, else the error is ErrFormat.
func Read(data []byte, features int) (Ensemble, error) {
	const header = len(magic) + 8
	if len(data) < header || string(data[:len(magic)]) != magic {
		return nil, ErrFormat
	}
	if got := binary.LittleEndian.Uint32(data[len(magic):]); got != uint32(features) {
		return nil, fmt.Errorf("%w: %d features, want %d", ErrFormat, got, features)
	}
	count := int(binary.LittleEndian.Uint32(data[len(magic)+4:]))
	size := features * (4 + wide)
	for _, t := range newNet(0).tensors()[1:] {
		size += 4 * len(t)
	}
	rest := data[header:]
	if count == 0 || len(rest)/size != count || len(rest)%size != 0 {
		return nil, fmt.Errorf("%w: %d bytes for %d networks of %d", ErrFormat, len(rest), count, size)
	}
	e := make(Ensemble, count)
	for k := range e {
		e[k] = readNet(rest[k*size:(k+1)*size], features)
	}
	return e, nil
}

// readNet reads one network from exactly its bytes.
func readNet(data []byte, features int) *Net {
	n := newNet(features)
	float := func() float32 {
		v := math.Float32frombits(binary.LittleEndian.Uint32(data))
		data = data[4:]
		return v
	}
	for f := range features {
		scale := float()
		for i := range wide {
			n.embed[f*wide+i] = scale * float32(int8(data[i]))
		}
		data = data[wide:]
	}
	for _, t := range n.tensors()[1:] {
		for i := range t {
			t[i] = float()
		}
	}
	return n
}
