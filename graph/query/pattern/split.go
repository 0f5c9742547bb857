package pattern

import "strings"

// A split says which tokens are the subject, the predicate and the object.
type split struct{ subject, predicate, object []token }

// words are the tokens as one name.
func words(tokens []token) string {
	var all []string
	for _, t := range tokens {
		all = append(all, t.text)
	}
	return strings.Join(all, " ")
}

// isTerm tells whether the tokens can be one subject or object: a variable, a
// quoted name, a star, or bare words.
func isTerm(tokens []token) bool {
	if len(tokens) == 1 {
		return tokens[0].kind != signToken
	}
	return isWords(tokens)
}

func isWords(tokens []token) bool {
	for _, t := range tokens {
		if t.kind != wordToken {
			return false
		}
	}
	return len(tokens) > 0
}

// split finds the parts of a pattern. Where names are written without quotes,
// several divisions are possible; the one counts whose parts the graph knows,
// and among these the one with the longest predicate.
func (p *parser) split(tokens []token) (split, error) {
	if err := p.fewWords(tokens); err != nil {
		return split{}, err
	}
	var best split
	found, bestUnknown := false, 0
	for i := 1; i < len(tokens); i++ {
		if !isTerm(tokens[:i]) {
			continue
		}
		for j := len(tokens); j > i; j-- {
			s := split{tokens[:i], tokens[i:j], tokens[j:]}
			if len(s.object) > 0 && !isTerm(s.object) || !isPredicate(s.predicate) {
				continue
			}
			unknown, err := p.unknown(s)
			if err != nil {
				return split{}, err
			}
			if !found || unknown < bestUnknown || unknown == bestUnknown && better(s, best) {
				best, bestUnknown, found = s, unknown, true
			}
		}
	}
	if !found {
		return split{}, p.malformed(tokens)
	}
	return best, nil
}

// maxWords bounds the words in a row without quotes: each way to divide them is
// looked up.
const maxWords = 40

func (p *parser) fewWords(tokens []token) error {
	row := 0
	for _, t := range tokens {
		row++
		if t.kind != wordToken {
			row = 0
		}
		if row > maxWords {
			return faultAt(p.text, t.start, "expected no more than %d words in a row; put names in quotes, and a dot between patterns", maxWords)
		}
	}
	return nil
}

// better prefers a split with an object, then the longer predicate.
func better(s, than split) bool {
	if (len(s.object) > 0) != (len(than.object) > 0) {
		return len(s.object) > 0
	}
	return len(s.predicate) > len(than.predicate)
}

// unknown counts the parts of a split that the graph does not know by name.
func (p *parser) unknown(s split) (int, error) {
	n := 0
	for _, term := range [][]token{s.subject, s.object} {
		if len(term) == 0 || term[0].kind == varToken || term[0].kind == starToken {
			continue
		}
		known, err := p.names.knows(words(term))
		if err != nil {
			return 0, err
		}
		if !known {
			n++
		}
	}
	if isWords(s.predicate) {
		known, err := p.names.knowsPredicate(words(s.predicate))
		if err != nil {
			return 0, err
		}
		if !known {
			n++
		}
	}
	return n, nil
}

// isPredicate tells whether the tokens can be a predicate: a variable or star
// alone, or words with signs.
func isPredicate(tokens []token) bool {
	if len(tokens) == 1 && (tokens[0].kind == varToken || tokens[0].kind == starToken) {
		return true
	}
	named := false
	for i, t := range tokens {
		switch t.kind {
		case varToken:
			return false
		case quotedToken:
			if i > 0 && tokens[i-1].kind != signToken || i+1 < len(tokens) && tokens[i+1].kind != signToken {
				return false
			}
			named = true
		case wordToken, starToken:
			named = true
		}
	}
	return named
}

// malformed says what is wrong with tokens that are no pattern.
func (p *parser) malformed(tokens []token) error {
	if len(tokens) < 2 {
		return faultAt(p.text, tokens[len(tokens)-1].end, "expected a predicate and an object after %q", tokens[0].text)
	}
	for i, t := range tokens[:min(3, len(tokens))] {
		if t.kind == signToken && i == 0 {
			return faultAt(p.text, t.start, "expected a subject, found %q", t.text)
		}
	}
	return faultAt(p.text, tokens[0].start, "expected a subject, a predicate and an object; put names of several words in quotes, and a dot between patterns")
}
