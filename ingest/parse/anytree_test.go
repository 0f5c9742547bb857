package parse

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// TestAnyTree holds that the mends leave a tree whatever tree they get: words
// that they ask for in random places, tags and relations.
func TestAnyTree(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	upos := strings.Fields("NOUN PROPN VERB AUX ADJ ADV ADP PRON DET NUM PUNCT SCONJ CCONJ PART SYM X")
	xpos := strings.Fields("NN NNS NNP NNPS VB VBD VBN VBG VBZ VBP JJ JJR JJS RB IN TO CD PRP PRP$ DT CC POS HYPH . ,")
	relations := strings.Fields("nsubj nsubj:pass obj iobj obl obl:agent ccomp xcomp advcl acl acl:relcl advmod aux aux:pass cop mark case cc conj det amod nmod nmod:poss nmod:desc appos compound flat parataxis expl punct nummod orphan")
	forms := strings.Fields("the Acme Ann said that , and to of with after killed were injured 20 $ % signing fire burned which not President - ' ( ) : left it mine by ahead questioning falling was")
	for _, class := range slices.Sorted(maps.Keys(classes)) {
		forms = append(forms, slices.Min(slices.Collect(maps.Keys(classes[class]))))
	}
	pick := func(of []string) string { return of[r.IntN(len(of))] }
	for range 20000 {
		n := 1 + r.IntN(14)
		s := &document.Sentence{Tokens: make([]document.Token, n)}
		order := r.Perm(n)
		for at, i := range order {
			head, relation := -1, "root"
			if at > 0 {
				head, relation = order[r.IntN(at)], pick(relations)
			}
			s.Tokens[i] = document.Token{Span: document.Span{Start: 2 * i, End: 2*i + 1}, Form: pick(forms), UPOS: pick(upos), XPOS: pick(xpos), Head: head, Deprel: relation}
		}
		if first := r.IntN(n); r.IntN(2) == 0 {
			s.Names = []document.Name{{First: first, Last: first + r.IntN(n-first), Type: graph.Person, Score: 0.9}}
		}
		for _, m := range mends {
			m.apply(tree{s})
		}
		for i, tok := range s.Tokens {
			if tok.Head >= n || tok.Head == i {
				t.Fatalf("token %d hangs on %d of %d", i, tok.Head, n)
			}
		}
	}
}
