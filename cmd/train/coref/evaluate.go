package coref

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"factgraph/ingest/document"
	"factgraph/ingest/mention"
)

// EvaluateGUM scores the resolver on documents of GUM: all mentions found by
// itself, single ones left out on both sides, spans as GUM has them.
func EvaluateGUM(ctx context.Context, r *mention.Resolver, docs []*Document) (*Scores, error) {
	var s Scores
	for _, d := range docs {
		if err := r.Resolve(ctx, &d.Document); err != nil {
			return nil, err
		}
		Add(&s, d.keyChains(), d.responseChains())
	}
	return &s, nil
}

// keyChains are the annotated chains of two mentions or more.
func (d *Document) keyChains() [][]document.Span {
	chains := map[string][]document.Span{}
	var order []string
	for _, g := range d.Gold {
		if chains[g.Chain] == nil {
			order = append(order, g.Chain)
		}
		if !slices.Contains(chains[g.Chain], g.Span) {
			chains[g.Chain] = append(chains[g.Chain], g.Span)
		}
	}
	var all [][]document.Span
	for _, c := range order {
		if len(chains[c]) > 1 {
			all = append(all, chains[c])
		}
	}
	return all
}

// responseChains are the chains of the resolver as GUM would have them: with
// the predicate nominals of copulas, which GUM counts as mentions of their
// subjects, and without relative pronouns, which it doesn't count.
func (d *Document) responseChains() [][]document.Span {
	heads := mention.Index(&d.Document)
	joined := make([]int, len(d.Chains))
	for i := range joined {
		joined[i] = i
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if subj := d.copulaSubject(m); subj >= 0 {
			if k := heads.Mention(m.Sentence, subj); k >= 0 {
				from, to := joined[m.Chain], joined[d.Mentions[k].Chain]
				for c := range joined {
					if joined[c] == from {
						joined[c] = to
					}
				}
			}
		}
	}
	chains := make([][]document.Span, len(d.Chains))
	seen := map[document.Span]bool{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if d.isRelative(m) {
			continue
		}
		if span := mention.FullSpan(&d.Document, m); !seen[span] {
			seen[span] = true
			c := joined[m.Chain]
			chains[c] = append(chains[c], span)
		}
	}
	return slices.DeleteFunc(chains, func(c []document.Span) bool { return len(c) < 2 })
}

// copulaSubject is the subject of which the mention is the predicate nominal,
// -1 if it is none.
func (d *Document) copulaSubject(m *document.Mention) int {
	subject, copula := -1, false
	for i, t := range d.Sentences[m.Sentence].Tokens {
		if t.Head != m.Head {
			continue
		}
		switch t.Deprel {
		case "nsubj":
			subject = i
		case "cop":
			copula = true
		}
	}
	if !copula || m.Kind == document.Pronoun {
		return -1
	}
	return subject
}

func (d *Document) isRelative(m *document.Mention) bool {
	if m.Kind != document.Pronoun {
		return false
	}
	t := d.Sentences[m.Sentence].Tokens[m.Head]
	switch t.Form {
	case "who", "which", "that", "whom", "whose", "Who", "Which", "Whose":
		return t.XPOS == "WP" || t.XPOS == "WDT" || t.XPOS == "WP$"
	}
	return false
}

// EvaluateGiven scores the resolver on documents whose mentions are given: an
// annotated mention is in the chain of the resolver's mention that stands for
// it, or alone. Chains of one mention are left out, or kept, on both sides.
func EvaluateGiven(ctx context.Context, r *mention.Resolver, docs []*Document, single bool) (*Scores, error) {
	least := 2
	if single {
		least = 1
	}
	var s Scores
	for _, d := range docs {
		if err := r.Resolve(ctx, &d.Document); err != nil {
			return nil, err
		}
		heads := mention.Index(&d.Document)
		key, response := map[string][]int{}, map[string][]int{}
		for i, g := range d.Gold {
			key[g.Chain] = append(key[g.Chain], i)
			chain := "alone " + strconv.Itoa(i)
			if m := d.mentionOf(heads, g.Span); m >= 0 {
				chain = strconv.Itoa(d.Mentions[m].Chain)
			}
			response[chain] = append(response[chain], i)
		}
		Add(&s, atLeast(key, least), atLeast(response, least))
	}
	return &s, nil
}

// mentionOf is the resolver's mention that stands for an annotated span: the
// one with the same head or, for a description before a name ("chief Ben
// Bernanke"), the name's, which has it as a title. It is -1 for a span that has
// none, such as a coordination, which is not its first member.
func (d *Document) mentionOf(heads *mention.Heads, span document.Span) int {
	s, head := d.headOf(span)
	if head < 0 {
		return -1
	}
	tokens := d.Sentences[s].Tokens
	for i, t := range tokens {
		if t.Head == head && t.Deprel == "conj" && span.Contains(tokens[i].Span) {
			return -1
		}
	}
	if tokens[head].Deprel == "nmod:desc" {
		head = tokens[head].Head
	}
	return heads.Mention(s, head)
}

// atLeast lists the chains of at least n mentions, in a fixed order.
func atLeast(chains map[string][]int, n int) [][]int {
	var all [][]int
	for _, name := range slices.Sorted(maps.Keys(chains)) {
		if len(chains[name]) >= n {
			all = append(all, chains[name])
		}
	}
	return all
}

// Choices lists the ranker's choices in documents of GUM.
func Choices(ctx context.Context, r *mention.Resolver, docs []*Document) ([]mention.Choice, error) {
	var all []mention.Choice
	for _, d := range docs {
		choices, err := r.Choices(ctx, &d.Document, d.key(func(*Gold) float32 { return 1 }))
		if err != nil {
			return nil, err
		}
		all = append(all, choices...)
	}
	return all, nil
}
