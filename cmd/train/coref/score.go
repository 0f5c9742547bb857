// Package coref measures and trains the resolution of coreference.
package coref

import "math"

// A Ratio is a sum of what was found over a sum of what there was.
type Ratio struct{ Found, All float64 }

func (r *Ratio) add(found, all float64) { r.Found += found; r.All += all }

// Value is the ratio, 0 when there was nothing.
func (r Ratio) Value() float64 {
	if r.All == 0 {
		return 0
	}
	return r.Found / r.All
}

// A Measure is recall and precision, added up over documents.
type Measure struct{ Recall, Precision Ratio }

// F1 is the harmonic mean of recall and precision.
func (m Measure) F1() float64 {
	r, p := m.Recall.Value(), m.Precision.Value()
	if r+p == 0 {
		return 0
	}
	return 2 * r * p / (r + p)
}

// Count adds one decision: whether something was said, whether what was said is
// right, and whether there was something right to say.
func (m *Measure) Count(said, right, possible bool) {
	found := 0.0
	if said && right {
		found = 1
	}
	if possible {
		m.Recall.add(found, 1)
	}
	if said {
		m.Precision.add(found, 1)
	}
}

// Scores are the standard measures of coreference, over any number of
// documents.
type Scores struct {
	MUC, BCubed, CEAFe, LEA Measure
	Mentions                Measure // of the mentions themselves
}

// CoNLL is the mean of the F1 of MUC, B³ and CEAFe.
func (s *Scores) CoNLL() float64 {
	return (s.MUC.F1() + s.BCubed.F1() + s.CEAFe.F1()) / 3
}

// Add scores one document: the chains of the key against those of the
// response, each a set of mentions. No mention may stand in two chains of one
// side. Whether single mentions count is up to the caller, who leaves them out
// or not.
func Add[M comparable](s *Scores, key, response [][]M) {
	inKey, inResponse := chainOf(key), chainOf(response)

	found := 0.0
	for m := range inKey {
		if _, ok := inResponse[m]; ok {
			found++
		}
	}
	s.Mentions.Recall.add(found, float64(len(inKey)))
	s.Mentions.Precision.add(found, float64(len(inResponse)))

	muc(&s.MUC.Recall, key, inResponse)
	muc(&s.MUC.Precision, response, inKey)
	bCubed(&s.BCubed.Recall, key, inResponse)
	bCubed(&s.BCubed.Precision, response, inKey)
	lea(&s.LEA.Recall, key, response, inResponse)
	lea(&s.LEA.Precision, response, key, inKey)

	similarity := ceaf(key, response, inResponse)
	s.CEAFe.Recall.add(similarity, float64(len(key)))
	s.CEAFe.Precision.add(similarity, float64(len(response)))
}

// chainOf maps each mention to the number of its chain.
func chainOf[M comparable](chains [][]M) map[M]int {
	in := map[M]int{}
	for c, chain := range chains {
		for _, m := range chain {
			in[m] = c
		}
	}
	return in
}

// muc counts the links that a chain needs and those that the other side has
// (Vilain et al. 1995): one less than the parts into which it splits the chain.
func muc[M comparable](r *Ratio, chains [][]M, other map[M]int) {
	for _, chain := range chains {
		parts := map[int]bool{}
		alone := 0
		for _, m := range chain {
			if c, ok := other[m]; ok {
				parts[c] = true
			} else {
				alone++
			}
		}
		r.add(float64(len(chain)-len(parts)-alone), float64(len(chain)-1))
	}
}

// overlap counts the mentions that a chain shares with each chain of the other
// side.
func overlap[M comparable](chain []M, other map[M]int) map[int]int {
	shared := map[int]int{}
	for _, m := range chain {
		if c, ok := other[m]; ok {
			shared[c]++
		}
	}
	return shared
}

// bCubed averages over mentions how much of their chain is right (Bagga and
// Baldwin 1998).
func bCubed[M comparable](r *Ratio, chains [][]M, other map[M]int) {
	for _, chain := range chains {
		found := 0
		for _, n := range overlap(chain, other) {
			found += n * n
		}
		r.add(float64(found)/float64(len(chain)), float64(len(chain)))
	}
}

// lea weighs each chain's resolved links by its size (Moosavi and Strube 2016).
func lea[M comparable](r *Ratio, chains, others [][]M, other map[M]int) {
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	for _, chain := range chains {
		size := float64(len(chain))
		if len(chain) == 1 {
			if c, ok := other[chain[0]]; ok && len(others[c]) == 1 {
				r.add(1, 1)
			} else {
				r.add(0, 1)
			}
			continue
		}
		found := 0.0
		for _, n := range overlap(chain, other) {
			found += pairs(n)
		}
		r.add(size*found/pairs(len(chain)), size)
	}
}

// ceaf is the similarity of the best one-to-one alignment of chains, by the
// entity-based measure φ4 (Luo 2005).
func ceaf[M comparable](key, response [][]M, inResponse map[M]int) float64 {
	n := max(len(key), len(response))
	weights := make([][]float64, n)
	for i := range weights {
		weights[i] = make([]float64, n)
		if i >= len(key) {
			continue
		}
		for j, shared := range overlap(key[i], inResponse) {
			weights[i][j] = 2 * float64(shared) / float64(len(key[i])+len(response[j]))
		}
	}
	total := 0.0
	for i, j := range Assign(weights) {
		total += weights[i][j]
	}
	return total
}

// Assign is the assignment of columns to rows with the largest sum of weights,
// by the algorithm of Kuhn and Munkres in O(n³). The matrix is square.
func Assign(weights [][]float64) []int {
	n := len(weights)
	// Potentials of rows and columns, 1-based; column 0 stands for the row that
	// looks for a partner. Costs are negated weights.
	u, v := make([]float64, n+1), make([]float64, n+1)
	rowOf, way := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		rowOf[0] = i
		column := 0
		least := make([]float64, n+1)
		done := make([]bool, n+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		for rowOf[column] != 0 {
			done[column] = true
			row, next, delta := rowOf[column], 0, math.Inf(1)
			for j := 1; j <= n; j++ {
				if done[j] {
					continue
				}
				if cost := -weights[row-1][j-1] - u[row] - v[j]; cost < least[j] {
					least[j], way[j] = cost, column
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := 0; j <= n; j++ {
				if done[j] {
					u[rowOf[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			column = next
		}
		for column != 0 {
			rowOf[column] = rowOf[way[column]]
			column = way[column]
		}
	}
	columns := make([]int, n)
	for j := 1; j <= n; j++ {
		columns[rowOf[j]-1] = j - 1
	}
	return columns
}
