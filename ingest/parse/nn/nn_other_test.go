//go:build !amd64 && !arm64

package nn

func kernels() map[string]func(*tile, int) { return nil }
