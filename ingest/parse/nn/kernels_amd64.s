#include "textflag.h"

// Offsets of the fields of call.
#define call_groups     0
#define call_x          8
#define call_width      16
#define call_panel      24
#define call_base       32
#define call_baseStride 40
#define call_out        48
#define call_outStride  56
#define call_scale      64
#define call_sum        72
#define call_panelScale 80

// One row of a group: the row's 4 bytes against 2×16 outputs.
#define MAC(addr, lo, hi) \
	VPBROADCASTD addr, Z30 \
	VPDPBUSD Z30, Z28, lo \
	VPDPBUSD Z30, Z29, hi

// The results of one row: (sums - 128·sum)·scale·panelScale + base. The bases
// and outputs move on to the next row.
#define FINISH(row, lo, hi) \
	VPBROADCASTD (row*4)(R15), Z30 \
	VPSLLD $7, Z30, Z30 \
	VBROADCASTSS (row*4)(R14), Z31 \
	VPSUBD Z30, lo, lo \
	VPSUBD Z30, hi, hi \
	VCVTDQ2PS lo, lo \
	VCVTDQ2PS hi, hi \
	VMULPS Z31, lo, lo \
	VMULPS Z31, hi, hi \
	VMULPS Z28, lo, lo \
	VMULPS Z29, hi, hi \
	VADDPS (SI), lo, lo \
	VADDPS 64(SI), hi, hi \
	VMOVUPS lo, (DX) \
	VMOVUPS hi, 64(DX) \
	ADDQ DI, SI \
	ADDQ R8, DX

// Loads what the epilogue needs; AX holds the call.
#define EPILOGUE \
	MOVQ c+0(FP), AX \
	MOVQ call_sum(AX), R15 \
	MOVQ call_scale(AX), R14 \
	MOVQ call_panelScale(AX), BX \
	VMOVUPS (BX), Z28 \
	VMOVUPS 64(BX), Z29 \
	MOVQ call_base(AX), SI \
	MOVQ call_baseStride(AX), DI \
	MOVQ call_out(AX), DX \
	MOVQ call_outStride(AX), R8

// func product12VNNI(c *call)
TEXT ·product12VNNI(SB), NOSPLIT, $0-8
	MOVQ c+0(FP), AX
	MOVQ call_groups(AX), CX
	MOVQ call_panel(AX), BX
	MOVQ call_width(AX), R8
	MOVQ call_x(AX), AX
	LEAQ (R8)(R8*2), R9   // 3 rows
	LEAQ (R8)(R8*4), R10  // 5
	LEAQ (R9)(R8*4), R11  // 7
	LEAQ (R8)(R8*8), R12  // 9
	LEAQ (R9)(R8*8), R13  // 11
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7
	VPXORD Z8, Z8, Z8
	VPXORD Z9, Z9, Z9
	VPXORD Z10, Z10, Z10
	VPXORD Z11, Z11, Z11
	VPXORD Z12, Z12, Z12
	VPXORD Z13, Z13, Z13
	VPXORD Z14, Z14, Z14
	VPXORD Z15, Z15, Z15
	VPXORD Z16, Z16, Z16
	VPXORD Z17, Z17, Z17
	VPXORD Z18, Z18, Z18
	VPXORD Z19, Z19, Z19
	VPXORD Z20, Z20, Z20
	VPXORD Z21, Z21, Z21
	VPXORD Z22, Z22, Z22
	VPXORD Z23, Z23, Z23

loop12:
	VMOVDQU32 (BX), Z28
	VMOVDQU32 64(BX), Z29
	MAC((AX), Z0, Z1)
	MAC((AX)(R8*1), Z2, Z3)
	MAC((AX)(R8*2), Z4, Z5)
	MAC((AX)(R9*1), Z6, Z7)
	MAC((AX)(R8*4), Z8, Z9)
	MAC((AX)(R10*1), Z10, Z11)
	MAC((AX)(R9*2), Z12, Z13)
	MAC((AX)(R11*1), Z14, Z15)
	MAC((AX)(R8*8), Z16, Z17)
	MAC((AX)(R12*1), Z18, Z19)
	MAC((AX)(R10*2), Z20, Z21)
	MAC((AX)(R13*1), Z22, Z23)
	ADDQ $4, AX
	ADDQ $128, BX
	DECQ CX
	JNZ  loop12

	EPILOGUE
	FINISH(0, Z0, Z1)
	FINISH(1, Z2, Z3)
	FINISH(2, Z4, Z5)
	FINISH(3, Z6, Z7)
	FINISH(4, Z8, Z9)
	FINISH(5, Z10, Z11)
	FINISH(6, Z12, Z13)
	FINISH(7, Z14, Z15)
	FINISH(8, Z16, Z17)
	FINISH(9, Z18, Z19)
	FINISH(10, Z20, Z21)
	FINISH(11, Z22, Z23)
	VZEROUPPER
	RET

// func product4VNNI(c *call)
TEXT ·product4VNNI(SB), NOSPLIT, $0-8
	MOVQ c+0(FP), AX
	MOVQ call_groups(AX), CX
	MOVQ call_panel(AX), BX
	MOVQ call_width(AX), R8
	MOVQ call_x(AX), AX
	LEAQ (R8)(R8*2), R9
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7

loop4:
	VMOVDQU32 (BX), Z28
	VMOVDQU32 64(BX), Z29
	MAC((AX), Z0, Z1)
	MAC((AX)(R8*1), Z2, Z3)
	MAC((AX)(R8*2), Z4, Z5)
	MAC((AX)(R9*1), Z6, Z7)
	ADDQ $4, AX
	ADDQ $128, BX
	DECQ CX
	JNZ  loop4

	EPILOGUE
	FINISH(0, Z0, Z1)
	FINISH(1, Z2, Z3)
	FINISH(2, Z4, Z5)
	FINISH(3, Z6, Z7)
	VZEROUPPER
	RET

// func product1VNNI(c *call)
TEXT ·product1VNNI(SB), NOSPLIT, $0-8
	MOVQ c+0(FP), AX
	MOVQ call_groups(AX), CX
	MOVQ call_panel(AX), BX
	MOVQ call_x(AX), AX
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1

loop1:
	VMOVDQU32 (BX), Z28
	VMOVDQU32 64(BX), Z29
	MAC((AX), Z0, Z1)
	ADDQ $4, AX
	ADDQ $128, BX
	DECQ CX
	JNZ  loop1

	EPILOGUE
	FINISH(0, Z0, Z1)
	VZEROUPPER
	RET

// AVX2 multiplies unsigned by signed bytes and adds pairs in 16 bits, which must
// not overflow. So the sign of the input goes to the weight: |x| is at most 127,
// the weight (less its 128) within ±127, and two products stay below 2^15.

// LOADS takes 4 bytes of a row: x repeated, and |x|.
#define LOADS(addr, x, size) \
	VPBROADCASTD addr, x \
	VPABSB x, size

// SUMS adds the products of 8 outputs, whose weights are in Y9, to acc.
#define SUMS(x, size, acc) \
	VPSIGNB x, Y9, Y10 \
	VPMADDUBSW Y10, size, Y10 \
	VPMADDWD Y15, Y10, Y10 \
	VPADDD Y10, acc, acc

#define WEIGHTS(off) \
	VPXOR off(BX), Y8, Y9

// FINISH8 finishes 8 outputs of a row: scale, panel's scale, base.
#define FINISH8(off, acc, scale) \
	VCVTDQ2PS acc, acc \
	VMULPS scale, acc, acc \
	VMULPS off(BX), acc, acc \
	VADDPS off(SI), acc, acc \
	VMOVUPS acc, off(DX)

#define CONSTANTS \
	VPBROADCASTD flip<>(SB), Y8 \
	VPBROADCASTD wordOnes<>(SB), Y15

// func product2AVX2(c *call)
TEXT ·product2AVX2(SB), NOSPLIT, $0-8
	MOVQ c+0(FP), AX
	MOVQ call_groups(AX), CX
	MOVQ call_panel(AX), BX
	MOVQ call_x(AX), R9
	MOVQ call_width(AX), R10
	CONSTANTS
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7

pairs:
	LOADS((R9), Y11, Y12)
	LOADS((R9)(R10*1), Y13, Y14)
	WEIGHTS(0)
	SUMS(Y11, Y12, Y0)
	SUMS(Y13, Y14, Y4)
	WEIGHTS(32)
	SUMS(Y11, Y12, Y1)
	SUMS(Y13, Y14, Y5)
	WEIGHTS(64)
	SUMS(Y11, Y12, Y2)
	SUMS(Y13, Y14, Y6)
	WEIGHTS(96)
	SUMS(Y11, Y12, Y3)
	SUMS(Y13, Y14, Y7)
	ADDQ $4, R9
	ADDQ $128, BX
	DECQ CX
	JNZ  pairs

	MOVQ call_scale(AX), R14
	MOVQ call_panelScale(AX), BX
	MOVQ call_base(AX), SI
	MOVQ call_out(AX), DX
	VBROADCASTSS (R14), Y11
	VBROADCASTSS 4(R14), Y12
	FINISH8(0, Y0, Y11)
	FINISH8(32, Y1, Y11)
	FINISH8(64, Y2, Y11)
	FINISH8(96, Y3, Y11)
	ADDQ call_baseStride(AX), SI
	ADDQ call_outStride(AX), DX
	FINISH8(0, Y4, Y12)
	FINISH8(32, Y5, Y12)
	FINISH8(64, Y6, Y12)
	FINISH8(96, Y7, Y12)
	VZEROUPPER
	RET

// func product1AVX2(c *call)
TEXT ·product1AVX2(SB), NOSPLIT, $0-8
	MOVQ c+0(FP), AX
	MOVQ call_groups(AX), CX
	MOVQ call_panel(AX), BX
	MOVQ call_x(AX), R9
	CONSTANTS
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3

alone:
	LOADS((R9), Y11, Y12)
	WEIGHTS(0)
	SUMS(Y11, Y12, Y0)
	WEIGHTS(32)
	SUMS(Y11, Y12, Y1)
	WEIGHTS(64)
	SUMS(Y11, Y12, Y2)
	WEIGHTS(96)
	SUMS(Y11, Y12, Y3)
	ADDQ $4, R9
	ADDQ $128, BX
	DECQ CX
	JNZ  alone

	MOVQ call_scale(AX), R14
	MOVQ call_panelScale(AX), BX
	MOVQ call_base(AX), SI
	MOVQ call_out(AX), DX
	VBROADCASTSS (R14), Y11
	FINISH8(0, Y0, Y11)
	FINISH8(32, Y1, Y11)
	FINISH8(64, Y2, Y11)
	FINISH8(96, Y3, Y11)
	VZEROUPPER
	RET

DATA flip<>+0(SB)/4, $0x80808080
GLOBL flip<>(SB), RODATA|NOPTR, $4
DATA wordOnes<>+0(SB)/4, $0x00010001
GLOBL wordOnes<>(SB), RODATA|NOPTR, $4
DATA absMask<>+0(SB)/4, $0x7fffffff
GLOBL absMask<>(SB), RODATA|NOPTR, $4
DATA ones<>+0(SB)/4, $0x01010101
GLOBL ones<>(SB), RODATA|NOPTR, $4
DATA leak<>+0(SB)/4, $0x3dcccccd // 0.1
GLOBL leak<>(SB), RODATA|NOPTR, $4
DATA full<>+0(SB)/4, $0x42fe0000 // 127
GLOBL full<>(SB), RODATA|NOPTR, $4

// Sums the 16 words of Z into the low word of X; T is scratch.
#define REDUCE(op, Z, Y, X, ZT, YT, XT) \
	VEXTRACTI64X4 $1, Z, YT \
	op YT, Y, Y \
	VEXTRACTI128 $1, Y, XT \
	op XT, X, X \
	VPSHUFD $0x4E, X, XT \
	op XT, X, X \
	VPSHUFD $0xB1, X, XT \
	op XT, X, X

// func quantize512(q *int8, v *float32, n int) (scale float32, sum int32)
TEXT ·quantize512(SB), NOSPLIT, $0-32
	MOVQ q+0(FP), DI
	MOVQ v+8(FP), SI
	MOVQ n+16(FP), CX
	VPBROADCASTD absMask<>(SB), Z5
	VPXORD Z0, Z0, Z0
	XORQ AX, AX

top:
	VPANDD (SI)(AX*4), Z5, Z1
	VMAXPS Z1, Z0, Z0
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  top
	REDUCE(VMAXPS, Z0, Y0, X0, Z1, Y1, X1)
	VXORPS X2, X2, X2
	VUCOMISS X2, X0
	JEQ  zero
	VMOVSS full<>(SB), X3
	VDIVSS X0, X3, X4     // 127 / top
	VDIVSS X3, X0, X0     // top / 127
	VMOVSS X0, scale+24(FP)
	VBROADCASTSS X4, Z4
	VPXORD Z2, Z2, Z2
	XORQ AX, AX

bytes:
	VMULPS (SI)(AX*4), Z4, Z1
	VCVTPS2DQ Z1, Z1
	VPADDD Z1, Z2, Z2
	VPMOVDB Z1, (DI)(AX*1)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  bytes
	REDUCE(VPADDD, Z2, Y2, X2, Z1, Y1, X1)
	VMOVSS X2, sum+28(FP)
	VZEROUPPER
	RET

zero:
	VPXOR X1, X1, X1
	XORQ AX, AX

clear:
	VMOVDQU X1, (DI)(AX*1)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  clear
	MOVL $0, scale+24(FP)
	MOVL $0, sum+28(FP)
	VZEROUPPER
	RET

// func sum512(q *int8, n int) int32
TEXT ·sum512(SB), NOSPLIT, $0-20
	MOVQ q+0(FP), SI
	MOVQ n+8(FP), CX
	VPBROADCASTD ones<>(SB), X4
	VPXOR X0, X0, X0
	XORQ AX, AX

words:
	VMOVDQU (SI)(AX*1), X1
	VPDPBUSD X1, X4, X0
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  words
	VPSHUFD $0x4E, X0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0xB1, X0, X1
	VPADDD X1, X0, X0
	VMOVSS X0, ret+16(FP)
	RET

// func leaky512(v *float32, n int)
TEXT ·leaky512(SB), NOSPLIT, $0-16
	MOVQ v+0(FP), SI
	MOVQ n+8(FP), CX
	VBROADCASTSS leak<>(SB), Z4
	XORQ AX, AX

leaky:
	VMOVUPS (SI)(AX*4), Z0
	VMULPS Z0, Z4, Z1
	VMAXPS Z1, Z0, Z0
	VMOVUPS Z0, (SI)(AX*4)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  leaky
	VZEROUPPER
	RET

// func dot512(a, b *float32, n int) float32
TEXT ·dot512(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ n+16(FP), CX
	VPXORD Z0, Z0, Z0
	XORQ AX, AX

dot:
	VMOVUPS (SI)(AX*4), Z1
	VFMADD231PS (DI)(AX*4), Z1, Z0
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  dot
	REDUCE(VADDPS, Z0, Y0, X0, Z1, Y1, X1)
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

// The constants of Tanh, in the order of activation.go.
DATA tanh<>+0(SB)/4, $0x40fcf84f  // bound
DATA tanh<>+4(SB)/4, $0xc0fcf84f
DATA tanh<>+8(SB)/4, $0xa59f25c0
DATA tanh<>+12(SB)/4, $0x2a61337e
DATA tanh<>+16(SB)/4, $0xaebd37ff
DATA tanh<>+20(SB)/4, $0x335c0041
DATA tanh<>+24(SB)/4, $0x3779434a
DATA tanh<>+28(SB)/4, $0x3a270ded
DATA tanh<>+32(SB)/4, $0x3ba059dc
DATA tanh<>+36(SB)/4, $0x35a0d3d8
DATA tanh<>+40(SB)/4, $0x38f895d6
DATA tanh<>+44(SB)/4, $0x3b14aa05
DATA tanh<>+48(SB)/4, $0x3ba059dd
DATA tanh<>+52(SB)/4, $0x3f000000 // 0.5
DATA tanh<>+56(SB)/4, $0x42fe0000 // 127
GLOBL tanh<>(SB), RODATA|NOPTR, $60

// x becomes tanh x; Z5, Z6 and Z7 are scratch.
#define TANH(x) \
	VMINPS Z16, x, x \
	VMAXPS Z17, x, x \
	VMULPS x, x, Z5 \
	VMOVAPS Z18, Z6 \
	VFMADD213PS Z19, Z5, Z6 \
	VFMADD213PS Z20, Z5, Z6 \
	VFMADD213PS Z21, Z5, Z6 \
	VFMADD213PS Z22, Z5, Z6 \
	VFMADD213PS Z23, Z5, Z6 \
	VFMADD213PS Z24, Z5, Z6 \
	VMULPS x, Z6, Z6 \
	VMOVAPS Z25, Z7 \
	VFMADD213PS Z26, Z5, Z7 \
	VFMADD213PS Z27, Z5, Z7 \
	VFMADD213PS Z28, Z5, Z7 \
	VDIVPS Z7, Z6, x

#define SIGMOID(x) \
	VMULPS Z29, x, x \
	TANH(x) \
	VFMADD213PS Z29, Z29, x

// func cell512(h *int8, state, gates *float32, n int)
TEXT ·cell512(SB), NOSPLIT, $0-32
	MOVQ h+0(FP), DI
	MOVQ state+8(FP), SI
	MOVQ gates+16(FP), R8
	MOVQ n+24(FP), CX
	VBROADCASTSS tanh<>+0(SB), Z16
	VBROADCASTSS tanh<>+4(SB), Z17
	VBROADCASTSS tanh<>+8(SB), Z18
	VBROADCASTSS tanh<>+12(SB), Z19
	VBROADCASTSS tanh<>+16(SB), Z20
	VBROADCASTSS tanh<>+20(SB), Z21
	VBROADCASTSS tanh<>+24(SB), Z22
	VBROADCASTSS tanh<>+28(SB), Z23
	VBROADCASTSS tanh<>+32(SB), Z24
	VBROADCASTSS tanh<>+36(SB), Z25
	VBROADCASTSS tanh<>+40(SB), Z26
	VBROADCASTSS tanh<>+44(SB), Z27
	VBROADCASTSS tanh<>+48(SB), Z28
	VBROADCASTSS tanh<>+52(SB), Z29
	VBROADCASTSS tanh<>+56(SB), Z30
	LEAQ (R8)(CX*4), R9
	LEAQ (R9)(CX*4), R10
	LEAQ (R10)(CX*4), R11
	XORQ AX, AX

cells:
	VMOVUPS (R8)(AX*4), Z0
	SIGMOID(Z0)
	VMOVUPS (R10)(AX*4), Z1
	TANH(Z1)
	VMULPS Z1, Z0, Z0
	VMOVUPS (R9)(AX*4), Z2
	SIGMOID(Z2)
	VFMADD231PS (SI)(AX*4), Z2, Z0
	VMOVUPS Z0, (SI)(AX*4)
	TANH(Z0)
	VMOVUPS (R11)(AX*4), Z3
	SIGMOID(Z3)
	VMULPS Z3, Z0, Z0
	VMULPS Z30, Z0, Z0
	VCVTPS2DQ Z0, Z0
	VPMOVDB Z0, (DI)(AX*1)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  cells
	VZEROUPPER
	RET

// func cellTrain512(gates, before, cell, tanhCell, out *float32, n int)
TEXT ·cellTrain512(SB), NOSPLIT, $0-48
	MOVQ gates+0(FP), R8
	MOVQ before+8(FP), SI
	MOVQ cell+16(FP), DI
	MOVQ tanhCell+24(FP), R12
	MOVQ out+32(FP), R13
	MOVQ n+40(FP), CX
	VBROADCASTSS tanh<>+0(SB), Z16
	VBROADCASTSS tanh<>+4(SB), Z17
	VBROADCASTSS tanh<>+8(SB), Z18
	VBROADCASTSS tanh<>+12(SB), Z19
	VBROADCASTSS tanh<>+16(SB), Z20
	VBROADCASTSS tanh<>+20(SB), Z21
	VBROADCASTSS tanh<>+24(SB), Z22
	VBROADCASTSS tanh<>+28(SB), Z23
	VBROADCASTSS tanh<>+32(SB), Z24
	VBROADCASTSS tanh<>+36(SB), Z25
	VBROADCASTSS tanh<>+40(SB), Z26
	VBROADCASTSS tanh<>+44(SB), Z27
	VBROADCASTSS tanh<>+48(SB), Z28
	VBROADCASTSS tanh<>+52(SB), Z29
	LEAQ (R8)(CX*4), R9
	LEAQ (R9)(CX*4), R10
	LEAQ (R10)(CX*4), R11
	XORQ AX, AX

trainCells:
	VMOVUPS (R8)(AX*4), Z0
	SIGMOID(Z0)
	VMOVUPS Z0, (R8)(AX*4)
	VMOVUPS (R10)(AX*4), Z1
	TANH(Z1)
	VMOVUPS Z1, (R10)(AX*4)
	VMULPS Z1, Z0, Z0
	VMOVUPS (R9)(AX*4), Z2
	SIGMOID(Z2)
	VMOVUPS Z2, (R9)(AX*4)
	VFMADD231PS (SI)(AX*4), Z2, Z0
	VMOVUPS Z0, (DI)(AX*4)
	TANH(Z0)
	VMOVUPS Z0, (R12)(AX*4)
	VMOVUPS (R11)(AX*4), Z3
	SIGMOID(Z3)
	VMOVUPS Z3, (R11)(AX*4)
	VMULPS Z3, Z0, Z0
	VMOVUPS Z0, (R13)(AX*4)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  trainCells
	VZEROUPPER
	RET
