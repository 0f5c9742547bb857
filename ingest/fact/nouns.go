package fact

import (
	"slices"
	"strings"
	"sync"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// nouns writes the facts that the nouns of a sentence carry: titles and roles,
// appositions, what compounds and possessives say, events told by a noun.
func (x *extractor) nouns(s *sentence) {
	if x.open {
		return
	}
	x.titles(s)
	x.ages(s)
	x.lifespans(s)
	for i := range s.Tokens {
		switch {
		case s.is(i, "appos"):
			x.apposition(s, i)
		case s.is(i, "nmod:unmarked", "nummod", "parataxis", "dep"):
			x.aside(s, i)
		case s.is(i, "nmod:poss"):
			x.possessive(s, i)
		case s.is(i, "nmod", "obl") && s.preposition(i) == "including":
			x.including(s, i)
		case s.is(i, "nmod", "obl") && s.form(i) == "them" && s.preposition(i) == "among":
			x.amongThem(s, i)
		}
		if s.tok(i).UPOS == "NOUN" {
			x.event(s, i)
			x.topic(s, i)
			x.participle(s, i)
			x.location(s, i)
		}
	}
	for _, c := range s.clauses {
		if c.copular && !c.outer {
			x.predicateRole(c)
		}
		x.held(c)
		x.kinship(c)
		x.citations(c)
		x.required(c)
	}
}

// A nounFact is a fact that a noun carries, before it is drafted.
type nounFact struct {
	rule       string
	subject    Argument
	predicate  string
	phrase     []int // tokens of the wording
	object     Argument
	context    context
	qualifiers []Qualifier
}

// taken is the context of what the text takes for granted.
var taken = context{modality: graph.Asserted}

// addNoun drafts a noun's fact. A fact about itself, and one that the sentence
// has said already, is left out.
func (x *extractor) addNoun(s *sentence, f nounFact) {
	if !x.factual(f.subject) || x.alike(f.subject, f.object) {
		return
	}
	for i := len(x.drafts) - 1; i >= 0 && x.drafts[i].Sentence == s.index; i-- {
		d := &x.drafts[i]
		if d.Predicate == f.predicate && d.Negated == f.context.negated && d.Modality == f.context.modality &&
			x.alike(d.Subject, f.subject) && (x.alike(d.Object, f.object) || f.object.Kind == None && d.Object.Kind == None) {
			return
		}
	}
	slices.Sort(f.phrase)
	f.phrase = slices.Compact(f.phrase)
	d := draft{Fact: Fact{
		Subject: f.subject, Predicate: f.predicate, Phrase: s.wording(f.phrase), Object: f.object,
		Negated: f.context.negated, Modality: f.context.modality, AttributedTo: f.context.speakers,
		Qualifiers: f.qualifiers, Rule: f.rule, Sentence: s.index, Span: s.Span,
	}}
	d.Words.Relation = f.phrase
	x.drafts = append(x.drafts, d)
}

// factual tells whether facts can be about an argument: not about amounts,
// dates and phrases.
func (x *extractor) factual(a Argument) bool {
	switch a.Kind {
	case Named:
		return true
	case Mention:
		t := x.doc.Mentions[a.Mention].Type
		return t != graph.Date && t != graph.Quantity
	}
	return false
}

// alike tells whether two arguments are one thing, also by its name alone.
func (x *extractor) alike(a, b Argument) bool {
	if a.Kind == Named && b.Kind == Named {
		return a.Text == b.Text
	}
	return x.same(a, b)
}

// things are the arguments of the noun phrase at i with all that is
// coordinated with it.
func (x *extractor) things(s *sentence, i int) []Argument {
	var all []Argument
	for _, k := range s.conjuncts(i) {
		if name := s.nameAfter(k); name != nil {
			if bearer := x.bearer(s, *name); bearer.Kind != None {
				all = append(all, bearer)
				continue
			}
		}
		all = append(all, x.arguments(s, k)...)
	}
	return all
}

// nameAfter is the person's name right behind a title that the tree takes for
// its head: "President" of "President Asad's commitment". Nil for none.
func (s *sentence) nameAfter(i int) *document.Name {
	if _, ok := nounWords().roles[s.singular(i)]; !ok || i+1 >= len(s.Tokens) {
		return nil
	}
	if n := s.nameAt(i + 1); n != nil && n.First == i+1 && n.Type == graph.Person {
		return n
	}
	return nil
}

// thing is what the tokens first..last name: the largest mention among them,
// or else a thing by its name.
func (x *extractor) thing(s *sentence, first, last int) Argument {
	best := none
	for i := first; i <= last; i++ {
		m := s.mentions[i]
		if m == none {
			continue
		}
		if mention := &x.doc.Mentions[m]; mention.First >= first && mention.Last <= last || mention.Kind == document.Named {
			if best == none || mention.Len() > x.doc.Mentions[best].Len() {
				best = m
			}
		}
	}
	tokens := tokensBetween(first, last)
	text := s.wording(tokens)
	if best != none && x.doc.Mentions[best].Last <= last {
		return Argument{Kind: Mention, Mention: best, Text: text, Span: s.span(tokens)}
	}
	return x.named(text, graph.Organization, s.span(tokens))
}

// named is a thing by its name: a mention of it elsewhere in the document
// where there is one.
func (x *extractor) named(name string, kind graph.Type, span document.Span) Argument {
	for m := range x.doc.Mentions {
		mention := &x.doc.Mentions[m]
		if mention.Kind != document.Named {
			continue
		}
		if mention.Name == name || x.doc.Chains[mention.Chain].Name == name {
			return Argument{Kind: Mention, Mention: m, Text: name, Span: span}
		}
	}
	return Argument{
		Kind: Named, Literal: graph.LiteralObject(name, graph.StringType), Type: kind, Text: name, Span: span,
	}
}

// country is the country of a demonym that ends at token i, "Chinese" or
// "South Korean", with the first token of it; None when it is none.
func (x *extractor) country(s *sentence, i int) (Argument, int) {
	if i < 0 {
		return Argument{}, i
	}
	lex := nounWords()
	for n := 2; n >= 1; n-- {
		first := i - n + 1
		if first < 0 {
			continue
		}
		tokens := tokensBetween(first, i)
		if name := lex.demonyms[s.wording(tokens)]; name != "" {
			return x.named(name, graph.Place, s.span(tokens)), first
		}
	}
	return Argument{}, i
}

// phraseLiteral is a noun phrase as a literal.
func (s *sentence) phraseLiteral(tokens []int) Argument {
	text := s.wording(tokens)
	return literal(Argument{Text: text, Span: s.span(tokens)}, text, graph.StringType)
}

// isName tells whether token i heads a name or belongs to one.
func (s *sentence) isName(i int) bool {
	return s.tok(i).UPOS == "PROPN" || s.nameAt(i) != nil
}

// nameAt is the name that token i stands in, or nil.
func (s *sentence) nameAt(i int) *document.Name {
	for k := range s.Names {
		if n := &s.Names[k]; n.First <= i && i <= n.Last {
			return n
		}
	}
	return nil
}

// A role is a noun that tells what somebody or something is to another.
type role struct{ class, preposition string }

// nounLexicon is the tables of the noun rules.
type nounLexicon struct {
	roles      map[string]role
	modifiers  set // words before a role noun that belong to it
	collective set // the same when they are not part of a name
	status     set // "former", "acting"
	ofDoer     set // nouns whose "of" is the doer
	control    set // verbs whose subject does what their object names
	corporate  set // and those whose subject does when it is an organization
	demonyms   map[string]string
	marks      map[string]string // adjective → what it makes of an event
	contexts   map[string]string // verb or noun → what it makes of an event below it
	patients   set               // nouns whose possessor is what it is done to
	done       set               // nouns for whose fact "of" is enough
	alone      set               // nouns whose possessor is the doer and enough for a fact
	accepts    map[string]set    // preposition → nouns whose direct object it marks
	topics     map[string]set    // noun → prepositions that tell what it is about
	compounds  map[string]participle
	cites      set
	citeEnds   set // last words of cites
	documents  set
}

// A participle makes an adjective with the name before it: "London-based".
type participle struct {
	relation relation
	agent    bool // the name does it to the noun
}

var nounWords = sync.OnceValue(readNounLexicon)

func readNounLexicon() *nounLexicon {
	l := &nounLexicon{
		roles: make(map[string]role), modifiers: make(set), collective: make(set), control: make(set), corporate: make(set), ofDoer: make(set), status: make(set), demonyms: make(map[string]string),
		marks: make(map[string]string), contexts: make(map[string]string), patients: make(set), done: make(set), alone: make(set),
		accepts: make(map[string]set), topics: make(map[string]set), compounds: make(map[string]participle), cites: make(set), citeEnds: make(set), documents: make(set),
	}
	for _, row := range table("roles") {
		for _, noun := range strings.Fields(row[2]) {
			noun = strings.ReplaceAll(noun, "_", " ")
			if _, ok := l.roles[noun]; !ok {
				l.roles[noun] = role{row[0], row[1]}
			}
		}
	}
	for _, row := range table("role-words") {
		switch row[0] {
		case "status":
			l.status.addAll(row[1])
		case "modifier":
			l.modifiers.addAll(row[1])
		case "collective":
			l.collective.addAll(row[1])
		}
	}
	for _, name := range [...]string{"demonyms", "demonyms-more"} {
		for _, row := range table(name) {
			l.demonyms[row[0]] = row[1]
		}
	}
	for _, row := range table("adjective-marks") {
		for _, word := range strings.Fields(row[1]) {
			l.marks[word] = row[0]
		}
	}
	for _, row := range table("event-contexts") {
		for _, word := range strings.Fields(row[1]) {
			if word = strings.ReplaceAll(word, "_", " "); l.contexts[word] == "" {
				l.contexts[word] = row[0]
			}
		}
	}
	for _, row := range table("event-args") {
		switch row[0] {
		case "patient":
			l.patients.addAll(row[2])
			continue
		case "of-doer":
			l.ofDoer.addAll(row[2])
			continue
		case "corporate":
			l.corporate.addAll(row[2])
			continue
		case "control":
			l.control.addAll(row[2])
			continue
		case "done":
			l.done.addAll(row[2])
			continue
		case "alone":
			l.alone.addAll(row[2])
			continue
		}
		if l.accepts[row[0]] == nil {
			l.accepts[row[0]] = make(set)
		}
		l.accepts[row[0]].addAll(row[2])
	}
	for _, row := range table("topics") {
		for _, noun := range strings.Fields(row[1]) {
			if l.topics[noun] == nil {
				l.topics[noun] = make(set)
			}
			l.topics[noun][row[0]] = true
		}
	}
	for _, row := range table("participles") {
		r := relation{Verb: row[1]}
		if row[2] != "-" {
			r.Preposition, r.Passive = row[2], true
		}
		l.compounds[row[0]] = participle{r, row[3] == "name"}
	}
	for _, row := range table("documents") {
		into := l.documents
		if row[0] == "cites" {
			into = l.cites
		}
		for _, word := range row[1:] {
			into[word] = true
			if row[0] == "cites" {
				l.citeEnds[word[strings.LastIndex(word, " ")+1:]] = true
			}
		}
	}
	return l
}

// wordSet is a set of word-sets.tsv.
func wordSet(name string) set { return wordSets()[name] }

var wordSets = sync.OnceValue(func() map[string]set {
	sets := make(map[string]set)
	for _, row := range table("word-sets") {
		sets[row[0]] = make(set)
		sets[row[0]].addAll(row[1])
	}
	return sets
})
