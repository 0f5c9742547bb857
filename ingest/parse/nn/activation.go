// Package nn has the arithmetic of the network: activations and matrix
// products, in portable Go and in vector instructions where the machine has
// them.
package nn

// Tanh is the hyperbolic tangent by a rational approximation whose error is
// below 1e-6; inputs beyond ±7.9 are cut, where the result is ±1 in float32.
func Tanh(x float32) float32 {
	const bound = 7.90531110763549805
	x = max(-bound, min(bound, x))
	s := x * x
	p := s*-2.76076847742355e-16 + 2.00018790482477e-13
	p = s*p - 8.60467152213735e-11
	p = s*p + 5.12229709037114e-08
	p = s*p + 1.48572235717979e-05
	p = s*p + 6.37261928875436e-04
	p = s*p + 4.89352455891786e-03
	q := s*1.19825839466702e-06 + 1.18534705686654e-04
	q = s*q + 2.26843463243900e-03
	q = s*q + 4.89352518554385e-03
	return x * p / q
}

// Sigmoid is the logistic function, by Tanh.
func Sigmoid(x float32) float32 { return 0.5 + 0.5*Tanh(0.5*x) }

// Leak is the slope of LeakyReLU below zero.
const Leak = 0.1

// LeakyReLU is x, or Leak times x below zero.
func LeakyReLU(x float32) float32 {
	if x < 0 {
		return Leak * x
	}
	return x
}
