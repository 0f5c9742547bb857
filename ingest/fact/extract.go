package fact

import (
	"factgraph/ingest/document"
	"factgraph/ingest/mention/timex"
)

// Extract reads the facts off a document. It returns them in the order of the
// text, a claim's index pointing into the same slice.
func Extract(doc *document.Document) []Fact {
	x := newExtractor(doc)
	x.extract()
	x.score()
	return x.finish()
}

// extract runs the passes in their order.
func (x *extractor) extract() {
	x.analyze()
	for _, s := range x.sentences {
		for _, c := range s.clauses {
			x.clauseFacts(c)
		}
		x.nouns(s)
	}
}

// An extractor works on one document.
type extractor struct {
	doc       *document.Document
	sentences []*sentence
	drafts    []draft
	firstFact map[*clause]int       // the draft that stands for the clause as a claim
	links     map[int]document.Link // by mention: why it is in its chain

	protagonist int // chain of the person that the article is about, or none

	open bool // open information extraction: arguments are words, pronouns too
}

// A draft is a fact in the making.
type draft struct {
	Fact
	claim    *clause  // the clause that is the object, when Object.Kind is Claim
	features []string // what the confidence is estimated from
}

func newExtractor(doc *document.Document) *extractor {
	x := &extractor{doc: doc, firstFact: make(map[*clause]int), links: make(map[int]document.Link)}
	for i := range doc.Chains {
		for _, link := range doc.Chains[i].Links {
			x.links[link.Mention] = link
		}
	}
	story := timex.NewStory(doc.Date, doc.Sentences)
	for i := range doc.Sentences {
		x.sentences = append(x.sentences, newSentence(doc, story, i))
	}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		x.sentences[m.Sentence].mentions[m.Head] = i
	}
	x.protagonist = x.findProtagonist()
	return x
}

// analyze finds all clauses with their arguments and how each stands to what
// is so. No fact is made yet: a quotation's speaker may come sentences later.
func (x *extractor) analyze() {
	for _, s := range x.sentences {
		s.findClauses()
		s.shareArguments() // coordination, control, relatives
		if !x.open {
			s.activate() // passives with an agent
		}
	}
	x.scopes()
}

// clauseFacts writes the facts of one clause.
func (x *extractor) clauseFacts(c *clause) {
	if c.scope.unsaid || c.silent() || c.torn() || c.compares() || c.situates() {
		return
	}
	readings := x.frame(c)
	x.qualifiers(c) // what the readings left over
	x.schedule(c)
	x.expects(c)
	for _, r := range readings {
		x.emit(c, r)
	}
}
