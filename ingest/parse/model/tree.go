package model

// Tree finds the best tree with exactly one root. scores is n rows of n+1:
// scores[d*(n+1)+h] is the score of head h for word d, where h = 0 is the root
// and h = i+1 is word i. The result holds each word's head, -1 for the root.
//
// Each word's best head is nearly always right already; only when these heads
// do not form a tree is Chu-Liu and Edmonds' algorithm run, once per candidate
// root within reach.
func Tree(scores []float32, n int) []int {
	if n == 0 {
		return nil
	}
	heads := make([]int, n)
	roots := 0
	for d := range n {
		row := scores[d*(n+1) : (d+1)*(n+1)]
		best := 0
		for h := 1; h <= n; h++ {
			if h != d+1 && row[h] > row[best] {
				best = h
			}
		}
		if best == 0 {
			roots++
		}
		heads[d] = best - 1
	}
	if roots == 1 && acyclic(heads) {
		return heads
	}
	return singleRoot(scores, n)
}

func acyclic(heads []int) bool {
	state := make([]uint8, len(heads)) // 0 new, 1 on the path, 2 done
	for i := range heads {
		j := i
		for j >= 0 && state[j] == 0 {
			state[j] = 1
			j = heads[j]
		}
		if j >= 0 && state[j] == 1 {
			return false
		}
		for j = i; j >= 0 && state[j] == 1; j = heads[j] {
			state[j] = 2
		}
	}
	return true
}

// singleRoot lowers every root score by more than any tree can make up for, so
// that the best tree uses the root once, and runs Chu-Liu and Edmonds.
func singleRoot(scores []float32, n int) []int {
	size := n + 1
	lo, hi := scores[0], scores[0]
	for d := range n {
		for h := 0; h <= n; h++ {
			if h != d+1 {
				lo, hi = min(lo, scores[d*size+h]), max(hi, scores[d*size+h])
			}
		}
	}
	penalty := float64(hi-lo)*float64(n+1) + 1
	// weight[h*size+d], node 0 is the root.
	weight := make([]float64, size*size)
	for d := range n {
		for h := 0; h <= n; h++ {
			s := float64(scores[d*size+h])
			if h == 0 {
				s -= penalty
			}
			weight[h*size+d+1] = s
		}
	}
	parent := maxArborescence(weight, size)
	heads := make([]int, n)
	for d := range n {
		heads[d] = parent[d+1] - 1
	}
	return heads
}

// maxArborescence is Chu-Liu and Edmonds' algorithm in its recursive form:
// weight[h*n+d] of arcs into d from h, node 0 the root. It returns the parents.
func maxArborescence(weight []float64, n int) []int {
	parent := make([]int, n)
	for d := 1; d < n; d++ {
		best := -1
		for h := range n {
			if h != d && (best < 0 || weight[h*n+d] > weight[best*n+d]) {
				best = h
			}
		}
		parent[d] = best
	}
	cycle := findCycle(parent)
	if cycle == nil {
		return parent
	}
	inCycle := make([]bool, n)
	for _, v := range cycle {
		inCycle[v] = true
	}
	// Contract the cycle into one new node, the last of the smaller graph.
	var outer []int // node of the smaller graph → node here
	for v := range n {
		if !inCycle[v] {
			outer = append(outer, v)
		}
	}
	m := len(outer) + 1
	c := m - 1
	small := make([]float64, m*m)
	enter := make([]int, m) // for an arc h→cycle: the cycle's node it enters
	leave := make([]int, m) // for an arc cycle→d: the cycle's node it leaves
	for i, h := range outer {
		for j, d := range outer {
			small[i*m+j] = weight[h*n+d]
		}
		first := true
		for _, v := range cycle {
			if w := weight[h*n+v] - weight[parent[v]*n+v]; first || w > small[i*m+c] {
				small[i*m+c], enter[i], first = w, v, false
			}
		}
		first = true
		for _, v := range cycle {
			if w := weight[v*n+h]; first || w > small[c*m+i] {
				small[c*m+i], leave[i], first = w, v, false
			}
		}
	}
	sub := maxArborescence(small, m)
	for j := 1; j < m-1; j++ {
		if sub[j] == c {
			parent[outer[j]] = leave[j]
		} else {
			parent[outer[j]] = outer[sub[j]]
		}
	}
	parent[enter[sub[c]]] = outer[sub[c]]
	return parent
}

// findCycle returns the nodes of one cycle of the parent graph, or nil.
func findCycle(parent []int) []int {
	mark := make([]int, len(parent))
	for start := 1; start < len(parent); start++ {
		v := start
		for v != 0 && mark[v] == 0 {
			mark[v] = start
			v = parent[v]
		}
		if v == 0 || mark[v] != start {
			continue
		}
		cycle := []int{v}
		for u := parent[v]; u != v; u = parent[u] {
			cycle = append(cycle, u)
		}
		return cycle
	}
	return nil
}
