//go:build amd64 || arm64

package nn

import "unsafe"

// call is a tile for the assembly: pointers in place of slices. Its layout is
// known to the .s files.
type call struct {
	groups     int // inputs / 4
	x          *int8
	width      int
	panel      *byte
	base       *float32
	baseStride int // bytes
	out        *float32
	outStride  int // bytes
	scale      *float32
	sum        *int32
	panelScale *float32
}

// call describes the tile from row r on.
func (t *tile) call(r int) call {
	return call{
		groups: t.inputs / group, x: unsafe.SliceData(t.x[r*t.width:]), width: t.width, panel: unsafe.SliceData(t.panel),
		base: unsafe.SliceData(t.base[r*t.baseStride:]), baseStride: 4 * t.baseStride,
		out: unsafe.SliceData(t.out[r*t.outStride:]), outStride: 4 * t.outStride,
		scale: unsafe.SliceData(t.scale[r:]), sum: unsafe.SliceData(t.sum[r:]), panelScale: unsafe.SliceData(t.panelScale),
	}
}
