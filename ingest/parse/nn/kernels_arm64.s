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
#define call_panelScale 80

// Instructions on four 32-bit lanes that the assembler has no names for: d is
// the result, n and m are the operands.
#define SDOT(m, n, d)  WORD $(0x4E809400 | (m)<<16 | (n)<<5 | (d))
#define SCVTF(n, d)    WORD $(0x4E21D800 | (n)<<5 | (d))
#define FMUL(m, n, d)  WORD $(0x6E20DC00 | (m)<<16 | (n)<<5 | (d))
#define FADD(m, n, d)  WORD $(0x4E20D400 | (m)<<16 | (n)<<5 | (d))

// The next group of 32 outputs × 4 inputs, V16 to V23. A stored byte is the
// weight plus 128: with its top bit turned it is the signed weight itself, so
// that the row's sum is not needed afterwards.
#define WEIGHTS \
	VLD1.P 64(R4), [V16.B16, V17.B16, V18.B16, V19.B16] \
	VLD1.P 64(R4), [V20.B16, V21.B16, V22.B16, V23.B16] \
	VEOR V26.B16, V16.B16, V16.B16 \
	VEOR V26.B16, V17.B16, V17.B16 \
	VEOR V26.B16, V18.B16, V18.B16 \
	VEOR V26.B16, V19.B16, V19.B16 \
	VEOR V26.B16, V20.B16, V20.B16 \
	VEOR V26.B16, V21.B16, V21.B16 \
	VEOR V26.B16, V22.B16, V22.B16 \
	VEOR V26.B16, V23.B16, V23.B16

// One row of a group: the row's 4 bytes, in all lanes of x, against the weights.
#define MAC(x, a0, a1, a2, a3, a4, a5, a6, a7) \
	SDOT(x, 16, a0) \
	SDOT(x, 17, a1) \
	SDOT(x, 18, a2) \
	SDOT(x, 19, a3) \
	SDOT(x, 20, a4) \
	SDOT(x, 21, a5) \
	SDOT(x, 22, a6) \
	SDOT(x, 23, a7)

#define CLEAR(a) VEOR a.B16, a.B16, a.B16

// What the epilogue needs: the scales of the panel, V16 to V23. R0 holds the call.
#define EPILOGUE \
	MOVD call_panelScale(R0), R5 \
	VLD1.P 64(R5), [V16.S4, V17.S4, V18.S4, V19.S4] \
	VLD1.P 64(R5), [V20.S4, V21.S4, V22.S4, V23.S4] \
	MOVD call_scale(R0), R6 \
	MOVD call_base(R0), R7 \
	MOVD call_baseStride(R0), R8 \
	MOVD call_out(R0), R9 \
	MOVD call_outStride(R0), R10

// Four lanes of a result: sums·scale·panelScale + base.
#define SCALE(a, p, b) \
	SCVTF(a, a) \
	FMUL(24, a, a) \
	FMUL(p, a, a) \
	FADD(b, a, a)

// The results of one row, whose sums are the accumulators. The bases and outputs
// move on to the next row.
#define FINISH(a0, a1, a2, a3, a4, a5, a6, a7) \
	VLD1R.P 4(R6), [V24.S4] \
	MOVD R7, R11 \
	VLD1.P 64(R11), [V28.S4, V29.S4, V30.S4, V31.S4] \
	SCALE(a0, 16, 28) \
	SCALE(a1, 17, 29) \
	SCALE(a2, 18, 30) \
	SCALE(a3, 19, 31) \
	VLD1 (R11), [V28.S4, V29.S4, V30.S4, V31.S4] \
	SCALE(a4, 20, 28) \
	SCALE(a5, 21, 29) \
	SCALE(a6, 22, 30) \
	SCALE(a7, 23, 31) \
	ADD R8, R7

#define STORE_LOW(out) \
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(out) \
	VST1 [V4.S4, V5.S4, V6.S4, V7.S4], (out)

#define STORE_HIGH(out) \
	VST1.P [V8.S4, V9.S4, V10.S4, V11.S4], 64(out) \
	VST1 [V12.S4, V13.S4, V14.S4, V15.S4], (out)

// func product2SDOT(c *call)
TEXT ·product2SDOT(SB), NOSPLIT, $0-8
	MOVD c+0(FP), R0
	MOVD call_groups(R0), R1
	MOVD call_x(R0), R2
	MOVD call_width(R0), R3
	ADD R2, R3
	MOVD call_panel(R0), R4
	VMOVI $128, V26.B16
	CLEAR(V0)
	CLEAR(V1)
	CLEAR(V2)
	CLEAR(V3)
	CLEAR(V4)
	CLEAR(V5)
	CLEAR(V6)
	CLEAR(V7)
	CLEAR(V8)
	CLEAR(V9)
	CLEAR(V10)
	CLEAR(V11)
	CLEAR(V12)
	CLEAR(V13)
	CLEAR(V14)
	CLEAR(V15)

groups:
	WEIGHTS
	VLD1R.P 4(R2), [V24.S4]
	VLD1R.P 4(R3), [V25.S4]
	MAC(24, 0, 1, 2, 3, 4, 5, 6, 7)
	MAC(25, 8, 9, 10, 11, 12, 13, 14, 15)
	SUBS $1, R1
	BNE groups

	EPILOGUE
	FINISH(0, 1, 2, 3, 4, 5, 6, 7)
	MOVD R9, R11
	STORE_LOW(R11)
	ADD R10, R9
	FINISH(8, 9, 10, 11, 12, 13, 14, 15)
	STORE_HIGH(R9)
	RET

// func product1SDOT(c *call)
TEXT ·product1SDOT(SB), NOSPLIT, $0-8
	MOVD c+0(FP), R0
	MOVD call_groups(R0), R1
	MOVD call_x(R0), R2
	MOVD call_panel(R0), R4
	VMOVI $128, V26.B16
	CLEAR(V0)
	CLEAR(V1)
	CLEAR(V2)
	CLEAR(V3)
	CLEAR(V4)
	CLEAR(V5)
	CLEAR(V6)
	CLEAR(V7)

groups:
	WEIGHTS
	VLD1R.P 4(R2), [V24.S4]
	MAC(24, 0, 1, 2, 3, 4, 5, 6, 7)
	SUBS $1, R1
	BNE groups

	EPILOGUE
	FINISH(0, 1, 2, 3, 4, 5, 6, 7)
	STORE_LOW(R9)
	RET
