package rank

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// parity are choices whose right candidate is the one that has exactly one of
// two features: no sum of weights can tell, a network can.
func parity(n int) []Example {
	random := rand.New(rand.NewPCG(7, 7))
	var all []Example
	for range n {
		e := Example{Shared: []uint16{uint16(4 + random.IntN(2))}, Weight: 1}
		for _, set := range [][]uint16{{0, 2}, {1, 3}, {0, 3}} {
			e.Candidates = append(e.Candidates, slices.Clone(set))
			e.Right = append(e.Right, false)
		}
		if random.IntN(2) == 0 {
			e.Candidates[2] = []uint16{1, 2}
		}
		e.Right[2] = true
		random.Shuffle(3, func(i, j int) {
			e.Candidates[i], e.Candidates[j] = e.Candidates[j], e.Candidates[i]
			e.Right[i], e.Right[j] = e.Right[j], e.Right[i]
		})
		all = append(all, e)
	}
	return all
}

const parityFeatures = 6

func trainParity(t *testing.T) Ensemble {
	t.Helper()
	net, err := Train(context.Background(), parity(400), parityFeatures, Options{Seed: 1, Epochs: 12, Rate: 0.01, Batch: 4})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func TestTrain(t *testing.T) {
	net := trainParity(t)
	wrong := 0
	for _, e := range parity(100) {
		p := net.Probabilities(&e, nil)
		best := slices.Index(p, slices.Max(p))
		if !e.Right[best] {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of 100 choices wrong", wrong)
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	var files [2]bytes.Buffer
	for i := range files {
		if err := trainParity(t).Write(&files[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two trainings with one seed differ")
	}
}

func TestTrainStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Train(ctx, parity(10), parityFeatures, Options{Epochs: 1, Batch: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestReadWrite(t *testing.T) {
	net := trainParity(t)
	var b bytes.Buffer
	if err := net.Write(&b); err != nil {
		t.Fatal(err)
	}
	back, err := Read(b.Bytes(), parityFeatures)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range parity(20) {
		p, q := net.Probabilities(&e, nil), back.Probabilities(&e, nil)
		for i := range p {
			if d := p[i] - q[i]; d > 0.05 || d < -0.05 {
				t.Errorf("probabilities %v before, %v after", p, q)
			}
		}
	}
	if _, err := Read(b.Bytes(), parityFeatures+1); !errors.Is(err, ErrFormat) {
		t.Errorf("other features: error %v, want %v", err, ErrFormat)
	}
	if _, err := Read(b.Bytes()[:b.Len()-1], parityFeatures); !errors.Is(err, ErrFormat) {
		t.Errorf("cut short: error %v, want %v", err, ErrFormat)
	}
}

// TestEnsemble: the score of an ensemble is the mean of its members' scores, so
// an ensemble of one network twice decides as that network.
func TestEnsemble(t *testing.T) {
	examples := parity(40)
	e, err := Train(context.Background(), examples, parityFeatures, Options{Seed: 1, Epochs: 2, Rate: 0.01, Batch: 4, Members: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(e) != 2 || slices.Equal(e[0].embed, e[1].embed) {
		t.Fatalf("%d members, or equal ones", len(e))
	}
	alone, err := Train(context.Background(), examples, parityFeatures, Options{Seed: 1, Epochs: 2, Rate: 0.01, Batch: 4})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(e[0].embed, alone[0].embed) {
		t.Error("the first member is not the network of that seed")
	}
	for _, x := range examples {
		once, twice := alone.Probabilities(&x, nil), Ensemble{alone[0], alone[0]}.Probabilities(&x, nil)
		for i := range once {
			if d := once[i] - twice[i]; d > 1e-5 || d < -1e-5 {
				t.Fatalf("probabilities %v of one, %v of two alike", once, twice)
			}
		}
	}
}

// TestFold: a folded row stands for both.
func TestFold(t *testing.T) {
	e := trainParity(t)
	folded := e.Fold([][2]int{{4, 0}, {4, 1}})
	x := parity(1)[0]
	both, one := x, x
	both.Shared, one.Shared = nil, nil
	both.Candidates, one.Candidates = nil, nil
	for _, c := range x.Candidates {
		both.Candidates = append(both.Candidates, append(slices.Clone(c), 4))
		one.Candidates = append(one.Candidates, c)
	}
	for i, p := range e.Probabilities(&both, nil) {
		if d := p - folded.Probabilities(&one, nil)[i]; d > 1e-5 || d < -1e-5 {
			t.Errorf("candidate %d: %v unfolded, %v folded", i, p, folded.Probabilities(&one, nil)[i])
		}
	}
}

// TestGradient compares the gradient with differences of the loss.
func TestGradient(t *testing.T) {
	e := parity(1)[0]
	tr := newTrainer(parityFeatures, Options{Seed: 3})
	tr.backward(&e)
	loss := func() float64 {
		fresh := newTrainer(parityFeatures, Options{Seed: 3})
		fresh.net = tr.net
		return fresh.backward(&e)
	}
	for k, tensor := range tr.net.tensors() {
		grad := tr.grad.tensors()[k]
		for i := 0; i < len(tensor); i += 1 + len(tensor)/17 {
			const h = 1e-3
			old := tensor[i]
			tensor[i] = old + h
			up := loss()
			tensor[i] = old - h
			down := loss()
			tensor[i] = old
			if want := (up - down) / (2 * h); want-float64(grad[i]) > 2e-2 || float64(grad[i])-want > 2e-2 {
				t.Errorf("tensor %d, weight %d: gradient %v, want %v", k, i, grad[i], want)
			}
		}
	}
}
