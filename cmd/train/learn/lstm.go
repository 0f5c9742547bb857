package learn

import (
	"factgraph/ingest/parse/model"
	"factgraph/ingest/parse/nn"
)

// lstmState is what the forward pass of one direction keeps for the backward.
type lstmState struct {
	gates []float32 // rows × 4H, activated
	prev  []float32 // rows × H, the masked output of the step before
	cell  []float32 // rows × H
	tanhC []float32 // rows × H
}

// lstmForward runs one direction over x (rows × in) and writes its outputs to
// out, whose rows are stride apart. mask (sentences × H, or nil) is the
// recurrent dropout, the same at every step.
func lstmForward(w []float32, p lstmParams, k model.Packed, x []float32, mask, out []float32, stride int, reverse bool, mem *arena) lstmState {
	h, in := p.wh.cols, p.wx.cols
	s := lstmState{
		gates: mem.take(k.Rows * 4 * h),
		prev:  mem.take(k.Rows * h),
		cell:  mem.take(k.Rows * h),
		tanhC: mem.take(k.Rows * h),
	}
	bias := p.b.of(w)
	for r := range k.Rows {
		copy(s.gates[r*4*h:], bias)
	}
	gemm(false, true, k.Rows, 4*h, in, x, in, p.wx.of(w), in, 1, s.gates, 4*h)
	wh := p.wh.of(w)
	none := mem.take(h) // the state before the first step
	steps := len(k.Offset)
	for i := range steps {
		t, before := i, i-1
		if reverse {
			t, before = steps-1-i, steps-i
		}
		at, n := k.Offset[t], k.Active[t]
		seen := 0 // sentences that have a step before this one
		if i > 0 {
			seen = min(n, k.Active[before])
			from := k.Offset[before]
			for b := range seen {
				src := out[(from+b)*stride : (from+b)*stride+h]
				dst := s.prev[(at+b)*h : (at+b+1)*h]
				if mask == nil {
					copy(dst, src)
					continue
				}
				m := mask[b*h : (b+1)*h]
				for j := range dst {
					dst[j] = src[j] * m[j]
				}
			}
			gemm(false, true, seen, 4*h, h, s.prev[at*h:], h, wh, h, 1, s.gates[at*4*h:], 4*h)
		}
		for b := range n {
			r := at + b
			cp := none
			if b < seen {
				q := k.Offset[before] + b
				cp = s.cell[q*h : (q+1)*h]
			}
			nn.CellTrain(s.gates[r*4*h:(r+1)*4*h], cp, s.cell[r*h:(r+1)*h], s.tanhC[r*h:(r+1)*h], out[r*stride:r*stride+h])
		}
	}
	return s
}

// lstmBackward takes the gradient of the outputs (dout, rows stride apart),
// adds those of the weights to g and that of the input to dx. The gates of s
// are overwritten.
func lstmBackward(w, g []float32, p lstmParams, k model.Packed, x []float32, mask []float32, s lstmState, dout []float32, stride int, dx []float32, reverse bool, mem *arena) {
	h, in := p.wh.cols, p.wx.cols
	b0 := 0
	if len(k.Active) > 0 {
		b0 = k.Active[0]
	}
	dh, dc := mem.take(b0*h), mem.take(b0*h)
	wh := p.wh.of(w)
	steps := len(k.Offset)
	for i := steps - 1; i >= 0; i-- {
		t, before := i, i-1
		if reverse {
			t, before = steps-1-i, steps-i
		}
		at, n := k.Offset[t], k.Active[t]
		seen := 0
		if i > 0 {
			seen = min(n, k.Active[before])
		}
		for b := range n {
			r := at + b
			gt := s.gates[r*4*h : (r+1)*4*h]
			gi, gf, gc, og := gt[:h:h], gt[h:2*h:2*h], gt[2*h:3*h:3*h], gt[3*h:4*h]
			tc := s.tanhC[r*h : (r+1)*h]
			dy := dout[r*stride : r*stride+h]
			dhb, dcb := dh[b*h:(b+1)*h], dc[b*h:(b+1)*h]
			var cp []float32
			if b < seen {
				q := k.Offset[before] + b
				cp = s.cell[q*h : (q+1)*h]
			}
			for j := range dhb {
				d := dy[j] + dhb[j]
				vi, vf, vc, vo := gi[j], gf[j], gc[j], og[j]
				e := dcb[j] + d*vo*(1-tc[j]*tc[j])
				df := float32(0)
				if cp != nil {
					df = e * cp[j]
				}
				gi[j] = e * vc * vi * (1 - vi)
				gf[j] = df * vf * (1 - vf)
				gc[j] = e * vi * (1 - vc*vc)
				og[j] = d * tc[j] * vo * (1 - vo)
				dcb[j] = e * vf
			}
		}
		if seen > 0 {
			gemm(false, false, seen, h, 4*h, s.gates[at*4*h:], 4*h, wh, h, 0, dh, h)
			if mask != nil {
				for j, m := range mask[:seen*h] {
					dh[j] *= m
				}
			}
		}
		// Sentences that began at this step hand nothing on to others.
		clear(dh[seen*h : n*h])
		clear(dc[seen*h : n*h])
	}
	gemm(true, false, 4*h, in, k.Rows, s.gates, 4*h, x, in, 1, p.wx.of(g), in)
	gemm(true, false, 4*h, h, k.Rows, s.gates, 4*h, s.prev, h, 1, p.wh.of(g), h)
	addColumns(p.b.of(g), s.gates, k.Rows, 4*h)
	gemm(false, false, k.Rows, in, 4*h, s.gates, 4*h, p.wx.of(w), in, 1, dx, in)
}

// addColumns adds the rows of m to sum.
func addColumns(sum, m []float32, rows, stride int) {
	for r := range rows {
		for j, v := range m[r*stride : r*stride+len(sum)] {
			sum[j] += v
		}
	}
}
