package coref

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention"
	"factgraph/ingest/parse"
)

// A Snippet is an example of GAP: a pronoun and two names, of which one, the
// other or neither is what it stands for.
type Snippet struct {
	Document
	Pronoun  document.Span
	Names    [2]document.Span
	Right    [2]bool
	Feminine bool
}

// ReadGAP reads and parses a file of GAP.
func ReadGAP(ctx context.Context, path string, parser *parse.Parser) ([]*Snippet, error) {
	var all []*Snippet
	err := eachLine(path, func(line []byte) error {
		f := strings.Split(string(line), "\t")
		if len(f) < 10 {
			return fmt.Errorf("%d columns: %q", len(f), line)
		}
		if f[0] == "ID" {
			return nil
		}
		s := &Snippet{}
		s.Article, s.Text = graph.ArticleID(f[0]), f[1]
		var err error
		span := func(word, offset string) document.Span {
			n, convert := strconv.Atoi(offset)
			if convert != nil {
				err = convert
			}
			start := byteOffset(s.Text, n)
			return document.Span{Start: start, End: start + len(word)}
		}
		s.Pronoun = span(f[2], f[3])
		s.Names = [2]document.Span{span(f[4], f[5]), span(f[7], f[8])}
		s.Right = [2]bool{f[6] == "TRUE", f[9] == "TRUE"}
		s.Feminine = strings.HasPrefix(strings.ToLower(f[2]), "she") || strings.HasPrefix(strings.ToLower(f[2]), "her")
		if err != nil {
			return fmt.Errorf("%s: %w", f[0], err)
		}
		all = append(all, s)
		return s.parse(ctx, parser)
	})
	return all, err
}

// byteOffset is where the n-th character of text starts.
func byteOffset(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// GAPScores are the scores of GAP by the gender of the pronoun.
type GAPScores struct{ All, Feminine, Masculine Measure }

// Bias is the F1 of feminine pronouns over that of masculine ones.
func (s *GAPScores) Bias() float64 {
	if s.Masculine.F1() == 0 {
		return 0
	}
	return s.Feminine.F1() / s.Masculine.F1()
}

// EvaluateGAP asks for each name of each snippet whether the resolver puts it
// into the chain of the pronoun.
func EvaluateGAP(ctx context.Context, r *mention.Resolver, snippets []*Snippet) (*GAPScores, error) {
	var scores GAPScores
	for _, s := range snippets {
		if err := r.Resolve(ctx, &s.Document.Document); err != nil {
			return nil, err
		}
		chain := s.chainAt(s.Pronoun)
		for i, name := range s.Names {
			said := chain != nil && s.names(chain, name)
			for _, m := range []*Measure{&scores.All, s.gendered(&scores)} {
				m.Count(said, s.Right[i], s.Right[i])
			}
		}
	}
	return &scores, nil
}

func (s *Snippet) gendered(scores *GAPScores) *Measure {
	if s.Feminine {
		return &scores.Feminine
	}
	return &scores.Masculine
}

// chainAt is the chain of the mention whose head stands at the span.
func (d *Document) chainAt(span document.Span) *document.Chain {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if span.Contains(d.Sentences[m.Sentence].Tokens[m.Head].Span) {
			return &d.Chains[m.Chain]
		}
	}
	return nil
}

// names tells whether a mention of the chain has its head within the span.
func (d *Document) names(chain *document.Chain, span document.Span) bool {
	for _, i := range chain.Mentions {
		m := &d.Mentions[i]
		if span.Contains(d.Sentences[m.Sentence].Tokens[m.Head].Span) {
			return true
		}
	}
	return false
}
