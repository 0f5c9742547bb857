package model

// NameSpan is a name found by DecodeNames: words First..Last, both included,
// and the index of its coarse type.
type NameSpan struct {
	First, Last, Type int
}

// The position of a word within a name. A tag is 0 for words outside names,
// else 1 + 4*type + position.
const (
	begin = iota
	inside
	end
	single
)

// nameTag is the tag of a position within a name of a type.
func nameTag(typ, position int) int { return 1 + 4*typ + position }

// EncodeNames returns the BIOES tag of each of n words.
func EncodeNames(spans []NameSpan, n int) []int {
	tags := make([]int, n)
	for _, s := range spans {
		if s.First == s.Last {
			tags[s.First] = nameTag(s.Type, single)
			continue
		}
		for i := s.First; i <= s.Last; i++ {
			tags[i] = nameTag(s.Type, inside)
		}
		tags[s.First], tags[s.Last] = nameTag(s.Type, begin), nameTag(s.Type, end)
	}
	return tags
}

// follows tells whether tag b may come after tag a.
func follows(a, b int) bool {
	openA := a > 0 && (a-1)%4 <= inside
	insideB := b > 0 && ((b-1)%4 == inside || (b-1)%4 == end)
	if openA != insideB {
		return false
	}
	return !openA || (a-1)/4 == (b-1)/4
}

// DecodeNames finds the best well-formed sequence of BIOES tags (Viterbi) and
// returns its names. logits has n rows of tags columns: log-probabilities or
// scores that are comparable within a row.
func DecodeNames(logits []float32, n, tags int) []NameSpan {
	if n == 0 {
		return nil
	}
	const impossible = float32(-1e30)
	allowed := make([]bool, tags*tags)
	for a := range tags {
		for b := range tags {
			allowed[a*tags+b] = follows(a, b)
		}
	}
	best := make([]float32, n*tags)
	back := make([]int32, n*tags)
	for b := range tags {
		best[b] = impossible
		if follows(0, b) {
			best[b] = logits[b]
		}
	}
	for i := 1; i < n; i++ {
		for b := range tags {
			top, from := impossible, 0
			for a := range tags {
				if s := best[(i-1)*tags+a]; allowed[a*tags+b] && s > top {
					top, from = s, a
				}
			}
			best[i*tags+b] = top + logits[i*tags+b]
			back[i*tags+b] = int32(from)
		}
	}
	tag := 0
	for b := range tags {
		if follows(b, 0) && best[(n-1)*tags+b] > best[(n-1)*tags+tag] {
			tag = b
		}
	}
	var spans []NameSpan
	last := -1
	for i := n - 1; i >= 0; i-- {
		if tag > 0 {
			switch position := (tag - 1) % 4; position {
			case end:
				last = i
			case single:
				spans = append(spans, NameSpan{i, i, (tag - 1) / 4})
			case begin:
				spans = append(spans, NameSpan{i, last, (tag - 1) / 4})
			}
		}
		tag = int(back[i*tags+tag])
	}
	for i, j := 0, len(spans)-1; i < j; i, j = i+1, j-1 {
		spans[i], spans[j] = spans[j], spans[i]
	}
	return spans
}
