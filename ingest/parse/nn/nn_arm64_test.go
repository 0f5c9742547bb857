package nn

// kernels are those that this machine can run.
func kernels() map[string]func(*tile, int) {
	if !hasDotProduct {
		return nil
	}
	return map[string]func(*tile, int){"SDOT": multiplySDOT}
}
