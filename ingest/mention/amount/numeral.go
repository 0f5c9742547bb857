package amount

import (
	"strconv"
	"strings"
)

// quantity is a numeral or a fraction.
func (s *scanner) quantity(i int) (float64, int) {
	if f, next := s.fraction(i); next > i {
		return f, next
	}
	return s.numeral(i)
}

// fraction reads "two-thirds", "a quarter of", "half a million".
func (s *scanner) fraction(i int) (float64, int) {
	if s.at(i) == "half" && (s.at(i+1) == "a" || s.at(i+1) == "an") {
		if v, next := s.lookup("scale", i+2); next > i+2 {
			return number(v) / 2, next
		}
		return 0, i
	}
	over, at := 0.0, i
	if s.at(i) == "a" || s.at(i) == "an" {
		over, at = 1, i+1
	} else if v, next := s.lookup("number", i); next > i {
		over, at = number(v), next
	} else if s.at(i) == "half" && (s.at(i+1) == "of" || s.at(i+1) == "the") {
		return 0.5, i + 1
	}
	if over == 0 || over > 9 {
		return 0, i
	}
	if s.at(at) == "-" {
		at++
	}
	v, next := s.lookup("fraction", at)
	if next == at || over == 1 && s.at(next) != "of" {
		return 0, i // "a third" is an ordinal or a quarter of the year unless it is of something
	}
	if under := number(v); over < under {
		return over / under, next
	}
	return 0, i
}

// numeral reads a cardinal in figures or words, with its multipliers.
func (s *scanner) numeral(i int) (float64, int) {
	if f, next := s.figures(i); next > i {
		return s.scaled(f, next)
	}
	at := i
	if s.at(i) == "a" || s.at(i) == "an" {
		if _, next := s.lookup("scale", i+1); next > i+1 {
			return s.words100(1, i+1)
		}
		return 0, i
	}
	f, next := s.below100(at)
	if next == at {
		return 0, i
	}
	return s.words100(f, next)
}

// figures reads "2,000", "12.5", "5bn".
func (s *scanner) figures(i int) (float64, int) {
	word := s.at(i)
	if word == "" {
		return 0, i
	}
	scale := 1.0
	if body, v, ok := splitSuffix(word); ok {
		word, scale = body, v
	}
	if word[0] < '0' || word[0] > '9' || strings.ContainsAny(word, "exXnp_") {
		return 0, i
	}
	clean := strings.ReplaceAll(word, ",", "")
	f, err := strconv.ParseFloat(clean, 64)
	if err != nil || len(clean) > 15 {
		return 0, i
	}
	f *= scale
	if v, next := s.lookup("suffix", i+1); next > i+1 && s.glued(i) && !s.metres(i) {
		return f * number(v), next
	}
	return f, i + 1
}

// glued tells whether no blank stands between tokens i and i+1.
func (s *scanner) glued(i int) bool {
	return i+1 < len(s.tokens) && s.tokens[i].End == s.tokens[i+1].Start && s.tokens[i].End > 0
}

// metres tells whether the "m" behind the figures at i is the unit of length,
// as in "won the 100m", and not a million: of money, or of what is counted.
func (s *scanner) metres(i int) bool {
	if s.at(i+1) != "m" {
		return false
	}
	if i > 0 {
		if _, next := s.lookup("symbol", i-1); next > i-1 {
			return false
		}
	}
	if _, next := s.lookup("currency", i+2); next > i+2 {
		return false
	}
	return i+2 >= len(s.tokens) || s.tokens[i+2].XPOS != "NNS" || s.at(i+2) == "hurdles"
}

// splitSuffix parts "5bn" into "5" and 1e9.
func splitSuffix(word string) (body string, scale float64, ok bool) {
	k := strings.LastIndexAny(word, "0123456789") + 1
	if k == 0 || k == len(word) {
		return word, 1, false
	}
	v, ok := table["suffix"][word[k:]]
	if !ok {
		return word, 1, false
	}
	return word[:k], number(v), true
}

// scaled reads the multipliers after figures: "2.5 million", "300 thousand".
func (s *scanner) scaled(f float64, at int) (float64, int) {
	for {
		from := at
		if s.at(from) == "-" {
			from++
		}
		v, next := s.lookup("scale", from)
		if next == from {
			return f, at
		}
		f, at = f*number(v), next
	}
}

// below100 reads "seven", "twenty", "twenty-one".
func (s *scanner) below100(i int) (float64, int) {
	v, at := s.lookup("number", i)
	if at == i {
		return 0, i
	}
	f := number(v)
	if f >= 20 {
		from := at
		if s.at(from) == "-" {
			from++
		}
		if u, next := s.lookup("number", from); next > from && number(u) > 0 && number(u) < 10 {
			return f + number(u), next
		}
	}
	return f, at
}

// words100 reads the rest of a number in words: "two hundred and six
// thousand", "one and a half million".
func (s *scanner) words100(f float64, at int) (float64, int) {
	if s.at(at) == "and" && s.at(at+1) == "a" && s.at(at+2) == "half" {
		f, at = f+0.5, at+3
	}
	total, group := 0.0, f
	for {
		from := at
		if s.at(from) == "-" {
			from++
		}
		if v, next := s.lookup("scale", from); next > from {
			if scale := number(v); scale >= 1000 {
				total, group = total+group*scale, 0
			} else {
				group *= scale
			}
			at = next
			continue
		}
		if at > 0 && s.isScale(at-1) {
			from = at
			if s.at(from) == "and" {
				from++
			}
			if u, next := s.below100(from); next > from && s.tokens[from].XPOS == "CD" {
				group, at = group+u, next
				continue
			}
		}
		return total + group, at
	}
}

func (s *scanner) isScale(i int) bool {
	_, next := s.lookup("scale", i)
	return next > i
}

func digits(word string) bool {
	for _, r := range word {
		if r < '0' || r > '9' {
			return false
		}
	}
	return word != ""
}
