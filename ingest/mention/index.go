package mention

import "factgraph/ingest/document"

// Heads finds the mention of a token of a tree.
type Heads struct {
	at [][]int32 // sentence, token → index in Document.Mentions, -1 for none
}

// Index finds the mentions of doc by their heads.
func Index(doc *document.Document) *Heads {
	h := &Heads{at: make([][]int32, len(doc.Sentences))}
	for s := range doc.Sentences {
		row := make([]int32, len(doc.Sentences[s].Tokens))
		for i := range row {
			row[i] = -1
		}
		h.at[s] = row
	}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		h.at[m.Sentence][m.Head] = int32(i)
	}
	return h
}

// Mention is the index in Document.Mentions of the mention whose head is the
// token of the sentence, -1 if the token heads none.
func (h *Heads) Mention(sentence, token int) int {
	if sentence < 0 || sentence >= len(h.at) || token < 0 || token >= len(h.at[sentence]) {
		return -1
	}
	return int(h.at[sentence][token])
}
