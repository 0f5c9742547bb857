package parse

import "factgraph/ingest/document"

// maxPiece is the most tokens that are parsed as one tree. Real sentences are
// hardly ever longer; what is longer is a list or text without full stops.
const maxPiece = 200

// A piece is what is parsed at once: the indexes of a run of a sentence's
// tokens, its asides left out. It is the whole sentence, usually.
type piece struct {
	sentence int
	tokens   []int
	names    *[]document.Name
}

func (p piece) len() int { return len(p.tokens) }

// cut divides sentences into pieces of at most maxPiece tokens.
func cut(sentences []document.Sentence) []piece {
	pieces := make([]piece, 0, len(sentences))
	for i := range sentences {
		tokens := sentences[i].Tokens
		apart := asides(tokens)
		for from := 0; from < len(tokens); {
			to := len(tokens)
			if to-from > maxPiece {
				to = breakPoint(tokens, from)
			}
			pieces = append(pieces, piece{i, without(from, to, apart), new([]document.Name)})
			from = to
		}
	}
	return pieces
}

// breakPoint returns where to end the piece that begins at from: after the last
// strong punctuation of its second half, or the last comma there, or at the
// limit.
func breakPoint(tokens []document.Token, from int) int {
	limit := from + maxPiece
	comma := 0
	for i := limit - 1; i > from+maxPiece/2; i-- {
		switch tokens[i].Form {
		case ".", "!", "?", ";", ":", "•", "*", "|":
			return i + 1
		case ",", ")", "-", "--", "–", "—":
			if comma == 0 {
				comma = i + 1
			}
		}
	}
	if comma > 0 {
		return comma
	}
	for limit > from+1 && limit < len(tokens) && tokens[limit].Continued {
		limit--
	}
	return limit
}

// join hangs the trees of a sentence's later pieces on its first.
func join(sentences []document.Sentence) {
	for i := range sentences {
		root := -1
		for t := range sentences[i].Tokens {
			tok := &sentences[i].Tokens[t]
			switch {
			case tok.Head >= 0:
			case root < 0:
				root = t
			default:
				tok.Head, tok.Deprel = root, "parataxis"
			}
		}
	}
}
