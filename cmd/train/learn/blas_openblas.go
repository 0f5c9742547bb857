//go:build openblas

package learn

// #cgo LDFLAGS: -lopenblas
// #include <cblas.h>
// extern void openblas_set_num_threads(int);
import "C"

import "unsafe"

// The workers are the threads: each calls a library that must not start more.
func init() { C.openblas_set_num_threads(1) }

func cptr(s []float32) *C.float { return (*C.float)(unsafe.Pointer(unsafe.SliceData(s))) }

// gemm computes C = A·B + beta·C with A m×k and B k×n after transposition,
// row-major, lda, ldb, ldc the distances between stored rows.
func gemm(transA, transB bool, m, n, k int, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int) {
	if m == 0 || n == 0 {
		return
	}
	ta, tb := uint32(C.CblasNoTrans), uint32(C.CblasNoTrans)
	if transA {
		ta = C.CblasTrans
	}
	if transB {
		tb = C.CblasTrans
	}
	C.cblas_sgemm(C.CblasRowMajor, ta, tb, C.int(m), C.int(n), C.int(k), 1,
		cptr(a), C.int(lda), cptr(b), C.int(ldb), C.float(beta), cptr(c), C.int(ldc))
}
