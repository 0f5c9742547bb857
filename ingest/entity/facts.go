package entity

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/fact"
)

// factPlan says which facts of the article become facts of the graph and which
// chains they need.
type factPlan struct {
	doc      *document.Document
	source   []fact.Fact
	keep     []bool
	used     map[int]bool // chains that facts need, members in place of their groups
	subjects map[int]bool // chains that facts are about, or that speak
}

// planFacts drops the facts about unresolved pronouns and those that are about
// a claim as a whole.
func planFacts(doc *document.Document, facts []fact.Fact) *factPlan {
	p := &factPlan{doc: doc, source: facts, keep: make([]bool, len(facts)), used: make(map[int]bool), subjects: make(map[int]bool)}
	for i := range facts {
		f := &facts[i]
		p.keep[i] = p.isThing(f.Subject) && (f.Object.Kind != fact.Mention || p.isThing(f.Object) || p.isPhrase(f.Object)) &&
			!slices.ContainsFunc(f.AttributedTo, func(by fact.Argument) bool { return !p.isThing(by) })
	}
	for i := range facts {
		if !p.keep[i] {
			continue
		}
		f := &facts[i]
		p.use(f.Subject, true)
		p.use(f.Object, false)
		for _, by := range f.AttributedTo {
			p.use(by, true)
		}
		for _, q := range f.Qualifiers {
			if p.isThing(q.Value) {
				p.use(q.Value, false)
			}
		}
	}
	return p
}

// isThing tells whether an argument is a mention of something known: not a
// pronoun, or a phrase as empty as one, that nothing resolves.
func (p *factPlan) isThing(a fact.Argument) bool {
	if a.Kind != fact.Mention || a.Mention < 0 || a.Mention >= len(p.doc.Mentions) {
		return false
	}
	chain := p.doc.Mentions[a.Mention].Chain
	for _, member := range p.members(chain) {
		if !slices.ContainsFunc(p.doc.Chains[member].Mentions, func(m int) bool {
			mention := &p.doc.Mentions[m]
			return mention.Kind != document.Pronoun && !isAnaphor(p.doc, mention)
		}) {
			return false
		}
	}
	return true
}

// isPhrase tells whether an argument is a noun phrase that a fact can be told with
// in the article's words where nothing resolves it: "urged both parties".
func (p *factPlan) isPhrase(a fact.Argument) bool {
	return a.Mention >= 0 && a.Mention < len(p.doc.Mentions) && p.doc.Mentions[a.Mention].Kind == document.Nominal
}

// members are the chains that a chain stands for: those of a split antecedent,
// or itself.
func (p *factPlan) members(chain int) []int {
	var all []int
	var walk func(chain, depth int)
	walk = func(chain, depth int) {
		members := p.doc.Chains[chain].Members
		if len(members) == 0 || depth > 3 {
			if !slices.Contains(all, chain) {
				all = append(all, chain)
			}
			return
		}
		for _, m := range members {
			walk(m, depth+1)
		}
	}
	walk(chain, 0)
	return all
}

func (p *factPlan) use(a fact.Argument, asSubject bool) {
	if a.Kind != fact.Mention {
		return
	}
	for _, chain := range p.members(p.doc.Mentions[a.Mention].Chain) {
		p.used[chain] = true
		if asSubject {
			p.subjects[chain] = true
		}
	}
}

// A factMaker makes graph facts of the kept facts, claims first.
type factMaker struct {
	*factPlan
	article graph.ArticleID
	things  *articleThings
	made    []graph.Fact
	at      map[graph.FactID]int // index in made
	ids     [][]graph.FactID     // of each fact of the plan
	state   []uint8              // of each fact: untouched, in work, done
}

// facts are the facts of the graph, each claim before the facts about it.
func (p *factPlan) facts(article graph.ArticleID, things *articleThings) []graph.Fact {
	mk := &factMaker{
		factPlan: p, article: article, things: things,
		at: make(map[graph.FactID]int), ids: make([][]graph.FactID, len(p.source)), state: make([]uint8, len(p.source)),
	}
	for i := range p.source {
		mk.make(i)
	}
	return mk.made
}

// make makes the facts of one fact: several when it is about a group of things
// that the article names one by one. It returns their ids, none when the fact
// is dropped or contains itself.
func (mk *factMaker) make(i int) []graph.FactID {
	const untouched, inWork, done = 0, 1, 2
	if mk.state[i] != untouched || !mk.keep[i] {
		return mk.ids[i]
	}
	mk.state[i] = inWork
	f := &mk.source[i]
	subjects := mk.entities(f.Subject)
	objects := mk.objects(f)
	if reciprocal(f) && len(subjects) == 2 {
		subjects, objects = subjects[:1], []graph.Term{graph.EntityObject(subjects[1])}
	}
	var by []graph.EntityID
	for _, speaker := range f.AttributedTo {
		by = append(by, mk.entities(speaker)...)
	}
	evidence := mk.evidence(f)
	for _, subject := range subjects {
		for _, object := range objects {
			if object == graph.EntityObject(subject) {
				continue
			}
			made := graph.Fact{
				Subject: subject, Predicate: f.Predicate, Object: object,
				Negated: f.Negated, Modality: f.Modality, AttributedTo: by,
				Confidence: f.Confidence, Evidence: []graph.Evidence{evidence},
			}
			if made.Modality == "" {
				made.Modality = graph.Asserted
			}
			made.ID = made.ComputeID()
			mk.put(made)
			mk.ids[i] = append(mk.ids[i], made.ID)
		}
	}
	mk.state[i] = done
	return mk.ids[i]
}

// put adds a fact, or its evidence to the same fact.
func (mk *factMaker) put(f graph.Fact) {
	i, ok := mk.at[f.ID]
	if !ok {
		mk.at[f.ID] = len(mk.made)
		mk.made = append(mk.made, f)
		return
	}
	old := &mk.made[i]
	old.Evidence = addEvidence(old.Evidence, f.Evidence[0])
	old.Corroborate()
}

// addEvidence adds a piece of evidence. Two rules that read one sentence are
// one witness, not two: of these the surer one stays, with the qualifiers of
// both.
func addEvidence(all []graph.Evidence, ev graph.Evidence) []graph.Evidence {
	for i := range all {
		old := &all[i]
		if old.Sentence != ev.Sentence {
			continue
		}
		if old.Confidence < ev.Confidence {
			*old, ev = ev, *old
		}
		for _, q := range ev.Qualifiers {
			if !slices.Contains(old.Qualifiers, q) {
				old.Qualifiers = append(old.Qualifiers, q)
			}
		}
		return all
	}
	return append(all, ev)
}

// entities are what an argument that is a mention means.
func (mk *factMaker) entities(a fact.Argument) []graph.EntityID {
	if a.Kind != fact.Mention {
		return nil
	}
	var ids []graph.EntityID
	for _, chain := range mk.members(mk.doc.Mentions[a.Mention].Chain) {
		if th := mk.things.ofChain[chain]; th != nil && !slices.Contains(ids, th.id) {
			ids = append(ids, th.id)
		}
	}
	return ids
}

// objects are the objects of a fact; the zero term for a fact that has none.
func (mk *factMaker) objects(f *fact.Fact) []graph.Term {
	switch f.Object.Kind {
	case fact.Mention:
		return mk.terms(f.Object, mk.chainOf(f.Subject))
	case fact.Literal:
		return []graph.Term{f.Object.Literal}
	case fact.Claim:
		if terms := mk.claims(f.Object); len(terms) > 0 {
			return terms
		}
		return []graph.Term{graph.LiteralObject(f.Object.Text, graph.StringType)}
	}
	return []graph.Term{{}}
}

// claims are the terms of the facts that an argument claims.
func (mk *factMaker) claims(a fact.Argument) []graph.Term {
	if a.Claim < 0 || a.Claim >= len(mk.keep) {
		return nil
	}
	var terms []graph.Term
	for _, id := range mk.make(a.Claim) {
		terms = append(terms, graph.ClaimObject(id, a.Text))
	}
	return terms
}

// terms are the entities of a mention, or the literal of a date, an amount or a
// passing description, which names its owner unless that is the given chain.
func (mk *factMaker) terms(a fact.Argument, subject int) []graph.Term {
	m := &mk.doc.Mentions[a.Mention]
	if m.Kind == document.Temporal || m.Kind == document.Amount {
		return []graph.Term{valueOf(m, a.Text)}
	}
	var terms []graph.Term
	for _, id := range mk.entities(a) {
		terms = append(terms, graph.EntityObject(id))
	}
	if len(terms) == 0 && m.Kind == document.Nominal { // a passing description
		text := mk.things.ownedPhrase(m, subject)
		if isAnaphor(mk.doc, m) || strings.HasPrefix(a.Text, text) && strings.Count(a.Text, " ") < maxDescription { // "building of his palace"
			text = a.Text
		}
		terms = append(terms, graph.LiteralObject(text, graph.StringType))
	}
	return terms
}

// chainOf is the chain of an argument, or noChain.
func (mk *factMaker) chainOf(a fact.Argument) int {
	if a.Kind != fact.Mention {
		return noChain
	}
	return mk.doc.Mentions[a.Mention].Chain
}

// valueOf is the literal of a date or an amount; its wording where it has no
// value.
func valueOf(m *document.Mention, wording string) graph.Term {
	switch {
	case m.Value == "":
		return graph.LiteralObject(wording, graph.StringType)
	case m.Kind == document.Temporal:
		return graph.LiteralObject(m.Value, graph.DateType)
	default:
		return graph.LiteralObject(m.Value, graph.QuantityType)
	}
}

// evidence is what the article says for the fact.
func (mk *factMaker) evidence(f *fact.Fact) graph.Evidence {
	s := &mk.doc.Sentences[f.Sentence]
	ev := graph.Evidence{
		Article: mk.article, Sentence: f.Sentence, Start: s.Start, End: s.End, Text: mk.doc.Text[s.Start:s.End],
		Phrase: f.Phrase, Rule: f.Rule, Confidence: f.Confidence,
	}
	ev.SubjectStart, ev.SubjectEnd = mk.span(f.Subject)
	ev.ObjectStart, ev.ObjectEnd = mk.span(f.Object)
	for _, q := range f.Qualifiers {
		for _, value := range mk.qualifierValues(q, mk.chainOf(f.Subject)) {
			ev.Qualifiers = append(ev.Qualifiers, graph.Qualifier{Role: q.Role, Value: value, Text: q.Text})
		}
	}
	return ev
}

// qualifierValues are the terms of a qualifier of a fact about the given chain;
// its wording when it is no thing, date or amount.
func (mk *factMaker) qualifierValues(q fact.Qualifier, subject int) []graph.Term {
	switch q.Value.Kind {
	case fact.Mention:
		if terms := mk.terms(q.Value, subject); len(terms) > 0 {
			return terms
		}
	case fact.Literal:
		return []graph.Term{q.Value.Literal}
	case fact.Claim:
		if terms := mk.claims(q.Value); len(terms) > 0 {
			return terms[:1]
		}
	}
	text := q.Value.Text
	if text == "" {
		text = q.Text
	}
	return []graph.Term{graph.LiteralObject(text, graph.StringType)}
}

// span is where an argument stands; zero when it is understood.
func (mk *factMaker) span(a fact.Argument) (start, end int) {
	if a.Kind == fact.Mention {
		m := &mk.doc.Mentions[a.Mention]
		return m.Start, m.End
	}
	return a.Span.Start, a.Span.End
}

// reciprocal tells whether a fact about a group says what its members do with
// one another: "the two leaders met".
func reciprocal(f *fact.Fact) bool {
	return f.Object.Kind == fact.None && reciprocalPredicates[f.Predicate]
}

// reciprocalPredicates are the predicates, in the past tense as facts have
// them, that hold between the members of a plural subject.
var reciprocalPredicates = wordSet(`met talked spoke conversed negotiated clashed fought married divorced
collided merged cooperated collaborated competed argued quarrelled debated embraced hugged kissed`)
