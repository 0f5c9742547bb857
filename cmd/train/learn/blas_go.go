//go:build !openblas

package learn

// gemm computes C = A·B + beta·C with A m×k and B k×n after transposition,
// row-major, lda, ldb, ldc the distances between stored rows. This portable
// version is for tests and small runs; build with the tag openblas to train.
func gemm(transA, transB bool, m, n, k int, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int) {
	column := make([]float32, k)
	for i := range m {
		row := c[i*ldc : i*ldc+n]
		for j := range row {
			row[j] *= beta
		}
		for p := range k {
			if transA {
				column[p] = a[p*lda+i]
			} else {
				column[p] = a[i*lda+p]
			}
		}
		if transB {
			for j := range row {
				sum := float32(0)
				for p, v := range b[j*ldb : j*ldb+k] {
					sum += column[p] * v
				}
				row[j] += sum
			}
			continue
		}
		for p, x := range column {
			for j, v := range b[p*ldb : p*ldb+n] {
				row[j] += x * v
			}
		}
	}
}
