package parse

import "factgraph/ingest/document"

// namesAlike tags "Fjord Biotech" as a name wherever the article has it, when it
// is tagged as one anywhere: a tagger that sees a sentence at a time takes such
// names now for names and now for nouns. Headlines, whose nouns may have capitals
// too, are no witnesses.
func namesAlike(doc *document.Document) {
	known := make(map[[2]string]bool)
	each := func(do func(t tree, first int, pair [2]string)) {
		for i := range doc.Sentences {
			t := tree{&doc.Sentences[i]}
			for first := 0; first+1 < len(t.Tokens); first++ {
				if t.Tokens[first].Head == first+1 && t.is(first, "compound", "amod") && t.capitalised(first) && t.capitalised(first+1) {
					do(t, first, [2]string{t.Tokens[first].Form, t.Tokens[first+1].Form})
				}
			}
		}
	}
	each(func(t tree, first int, pair [2]string) {
		if t.Tokens[first].UPOS == "PROPN" && t.Tokens[first+1].UPOS == "PROPN" && t.Kind != document.Headline {
			known[pair] = true
		}
	})
	each(func(t tree, first int, pair [2]string) {
		if !known[pair] {
			return
		}
		t.Tokens[first].Deprel = "compound"
		for i := first; i <= first+1; i++ {
			if t.Tokens[i].UPOS != "PROPN" {
				t.tag(i, "PROPN", "NNP")
			}
		}
	})
}
