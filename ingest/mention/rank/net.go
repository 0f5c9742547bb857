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
)

// Widths of the hidden layers.
const (
	wide   = 64
	narrow = 24
)

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
func (n *Net) Probabilities(e *Example, dst []float32) []float32 {
	shared := n.sharedSum(e.Shared)
	start := len(dst)
	var a activations
	for _, c := range e.Candidates {
		n.forward(shared, c, &a)
		dst = append(dst, a.score)
	}
	softmax(dst[start:])
	return dst
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

// The file of a network: magic, number of features, then the tensors, each
// with a scale: int8 values for the embedding, which is nearly all of it, and
// float32 for the rest.
const magic = "FGRANK01"

// ErrFormat is returned for data that is no network of this version.
var ErrFormat = errors.New("not a ranking network")

// Write stores the network.
func (n *Net) Write(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString(magic)
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer never fails
	put(uint32(n.features))
	for f := range n.features {
		row := n.embed[f*wide : (f+1)*wide]
		scale := float32(0)
		for _, v := range row {
			scale = max(scale, float32(math.Abs(float64(v))))
		}
		scale /= 127
		put(scale)
		for _, v := range row {
			q := int8(0)
			if scale > 0 {
				q = int8(math.Round(float64(v / scale)))
			}
			put(q)
		}
	}
	for _, t := range n.tensors()[1:] {
		put(t)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// Read reads what Write stored. The network must have been trained with the
// given number of features, else the error is ErrFormat.
func Read(data []byte, features int) (*Net, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return nil, ErrFormat
	}
	if got := binary.LittleEndian.Uint32(data[len(magic):]); got != uint32(features) {
		return nil, fmt.Errorf("%w: %d features, want %d", ErrFormat, got, features)
	}
	n := newNet(features)
	rest := data[len(magic)+4:]
	size := features * (4 + wide)
	for _, t := range n.tensors()[1:] {
		size += 4 * len(t)
	}
	if len(rest) != size {
		return nil, fmt.Errorf("%w: %d bytes, want %d", ErrFormat, len(rest), size)
	}
	float := func() float32 {
		v := math.Float32frombits(binary.LittleEndian.Uint32(rest))
		rest = rest[4:]
		return v
	}
	for f := range features {
		scale := float()
		for i := range wide {
			n.embed[f*wide+i] = scale * float32(int8(rest[i]))
		}
		rest = rest[wide:]
	}
	for _, t := range n.tensors()[1:] {
		for i := range t {
			t[i] = float()
		}
	}
	return n, nil
}
