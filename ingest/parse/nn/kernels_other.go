//go:build !amd64 && !arm64

package nn

func multiply(t *tile, n int) { multiplyPortable(t, 0, n) }
