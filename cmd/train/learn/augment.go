package learn

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shares of the training sentences that are seen in another guise, so that
// headlines and sloppy typing do not break the parser.
const (
	shareTitle   = 0.06
	shareCapital = 0.05
	shareLower   = 0.06
	shareNoStop  = 0.05
)

// augment returns the sentence as it might have been typed otherwise, usually
// itself.
func augment(s *Sentence, r *rand.Rand) *Sentence {
	u := r.Float64()
	switch {
	case u < shareTitle:
		s = recase(s, TitleCase)
	case u < shareTitle+shareCapital:
		s = recase(s, strings.ToUpper)
	case u < shareTitle+shareCapital+shareLower:
		s = recase(s, strings.ToLower)
	}
	if r.Float64() < shareNoStop {
		s = withoutStop(s)
	}
	return s
}

// small words stay lower case in most headlines.
var small = map[string]bool{
	"a": true, "an": true, "the": true, "and": true, "or": true, "but": true, "of": true, "in": true, "on": true,
	"at": true, "to": true, "for": true, "by": true, "with": true, "from": true, "as": true, "'s": true, "n't": true, "’s": true, "n’t": true,
}

// TitleCase capitalises a word as headlines do.
func TitleCase(form string) string {
	if small[strings.ToLower(form)] {
		return form
	}
	r, n := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[n:]
}

func recase(s *Sentence, f func(string) string) *Sentence {
	c := *s
	c.Forms = make([]string, len(s.Forms))
	for i, form := range s.Forms {
		c.Forms[i] = f(form)
	}
	return &c
}

// withoutStop drops a final full stop that nothing hangs on.
func withoutStop(s *Sentence) *Sentence {
	n := len(s.Forms) - 1
	if n < 1 || s.Forms[n] != "." || s.Heads != nil && s.Heads[n] < 0 {
		return s
	}
	for _, h := range s.Heads {
		if h == n {
			return s
		}
	}
	c := *s
	c.Forms = s.Forms[:n]
	if s.Heads != nil {
		c.UPOS, c.XPOS, c.Feats, c.Deprel, c.Heads = s.UPOS[:n], s.XPOS[:n], s.Feats[:n], s.Deprel[:n], s.Heads[:n]
	}
	if s.Names != nil {
		c.Names, c.Fine = s.Names[:n], s.Fine[:n]
	}
	if s.Doubt != nil {
		c.Doubt = s.Doubt[:n]
	}
	return &c
}
