package nn

// kernels are those that this machine can run.
func kernels() map[string]func(*tile, int) {
	can := map[string]func(*tile, int){}
	if hasAVX2 {
		can["AVX2"] = multiplyAVX2
	}
	if hasVNNI {
		can["VNNI"] = multiplyVNNI
	}
	return can
}
