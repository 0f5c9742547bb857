package nn

import "golang.org/x/sys/cpu"

// The dot product of signed bytes came with ARMv8.2; Apple's processors and the
// servers of today have it.
var hasDotProduct = cpu.ARM64.HasASIMDDP

// The kernels multiply 2 rows or 1 with a panel.
//
//go:noescape
func product2SDOT(c *call)

//go:noescape
func product1SDOT(c *call)

func multiply(t *tile, n int) {
	if !hasDotProduct {
		multiplyPortable(t, 0, n)
		return
	}
	multiplySDOT(t, n)
}

func multiplySDOT(t *tile, n int) {
	r := 0
	for ; r+2 <= n; r += 2 {
		c := t.call(r)
		product2SDOT(&c)
	}
	if r < n {
		c := t.call(r)
		product1SDOT(&c)
	}
}
