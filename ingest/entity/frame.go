package entity

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/entity/gazetteer"
	"factgraph/ingest/fact"
)

// Events and documents seldom have names. What tells "a joint statement" of one
// article from that of another is who made it and when; what tells "the civil
// war in Syria" is where. A frame holds these.
type frame struct {
	concept      bool // not an event, a document or a body, so that only the description tells which
	plural       bool
	bare         bool                    // called by the noun alone, as what is known: "the strike"
	head         string                  // the class of the noun: "statement", "war"
	modifiers    counts                  // what kind it is: "joint", "civil"
	another      bool                    // set apart from one that is known: "the next summit"
	of           map[graph.EntityID]bool // things in the noun phrase: syria of "Syrian civil war"
	participants map[graph.EntityID]bool // who makes, holds or attends it
	places       map[graph.EntityID]bool
	start, end   time.Time // when, half-open; zero when unknown
	dated        bool      // the article says when; else it is the article's date
}

// identified tells whether the frame has something that tells it from others
// of its kind.
func (f *frame) identified() bool {
	return f != nil && (len(f.of) > 0 || len(f.participants) > 0 || len(f.places) > 0)
}

// The tables by which noun phrases are compared: nouns for one thing, nouns for
// what happens, nouns of
// things that last, institutions that a country has one of, adjectives that
// tell nothing apart, words that tell one from another, nouns
// that say nothing.
//
//go:embed frames.txt
var framesText string

type frameTables struct {
	classes      map[string]string // noun → the first of its line
	wider        map[string]string // class → the class of a wider word
	events       map[string]bool
	lasting      map[string]bool
	rare         map[string]bool
	yearly       map[string]bool
	institutions map[string]bool
	descriptive  map[string]bool
	another      map[string]bool
	light        map[string]bool
}

var frames = sync.OnceValue(func() *frameTables {
	t := &frameTables{
		classes: make(map[string]string), wider: make(map[string]string),
		events: make(map[string]bool), lasting: make(map[string]bool), rare: make(map[string]bool), yearly: make(map[string]bool),
		institutions: make(map[string]bool), descriptive: make(map[string]bool), another: make(map[string]bool), light: make(map[string]bool),
	}
	sets := map[string]map[string]bool{
		"events": t.events, "lasting": t.lasting, "rare": t.rare, "yearly": t.yearly, "institutions": t.institutions, "descriptive": t.descriptive, "light": t.light,
		"another": t.another,
	}
	section := ""
	for line := range tableLines(framesText) {
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
			continue
		}
		words := strings.Fields(line)
		for _, word := range words {
			switch section {
			case "same":
				t.classes[word] = words[0]
			case "wider":
				t.wider[word] = words[0]
			default:
				sets[section][word] = true
			}
		}
	}
	return t
})

// institution tells whether the frame is of something that a country, a state
// or a body has one of, and says of which: "the Syrian army".
func (f *frame) institution() bool {
	return frames().institutions[f.head] && len(f.of) == 1
}

// window is how many days apart two articles may speak of one event or
// document: a statement is news for days, a summit goes on for a while.
const window = 4

// frameThings gives a frame to each thing of the article that is an event or a
// document, once the named things have their entities.
func (a *articleThings) frameThings(facts []fact.Fact) {
	for _, th := range a.things {
		if th.framed() {
			th.frame = a.newFrame(th)
		}
	}
	for i := range facts {
		a.frameByFact(&facts[i])
	}
	for _, th := range a.things {
		if f := th.frame; f != nil && f.concept && len(f.of) == 0 {
			th.frame = nil
		} else if f != nil && !f.concept && th.typ != graph.Event && th.typ != graph.Document && !f.institution() {
			th.frame = nil // "news agencies": others of the kind are others
		} else if f != nil && f.start.IsZero() && !a.doc.Date.IsZero() && !frames().yearly[f.head] && !f.institution() {
			f.start, f.end = a.doc.Date, a.doc.Date.AddDate(0, 0, 1)
		}
	}
}

// framed tells whether a thing may be told from others of its kind by a frame.
func (t *thing) framed() bool {
	switch t.class {
	case specific:
		return t.typ == graph.Event || t.typ == graph.Document || t.typ == graph.Organization || t.typ == graph.Group || t.typ == graph.Concept
	case named:
		return t.typ == graph.Event
	}
	return false
}

// newFrame reads the noun phrases of a thing.
func (a *articleThings) newFrame(th *thing) *frame {
	f := &frame{
		modifiers: counts{}, of: make(map[graph.EntityID]bool),
		participants: make(map[graph.EntityID]bool), places: make(map[graph.EntityID]bool),
		concept: th.class == specific && th.typ == graph.Concept,
	}
	for _, c := range th.chains {
		for _, i := range a.doc.Chains[c].Mentions {
			m := &a.doc.Mentions[i]
			if m.Kind != document.Pronoun && (m.Type == th.typ || m.Type != graph.Concept) { // no "magnitude" of an earthquake
				a.readPhrase(f, th, m)
			}
		}
	}
	if th.class == named {
		a.readName(f, th)
	}
	f.bare = f.bare && len(f.of) == 0 && len(f.places) == 0 && len(f.modifiers) == 0
	return f
}

// readPhrase adds what one mention says: its head, the words and the things
// that depend on it.
func (a *articleThings) readPhrase(f *frame, th *thing, m *document.Mention) {
	head := headToken(a.doc, m)
	if head == nil {
		return
	}
	t := frames()
	if f.head == "" {
		lemma := strings.ToLower(head.Lemma)
		f.head = cmp.Or(t.classes[lemma], lemma)
		f.plural = head.XPOS == "NNS" || head.XPOS == "NNPS"
		f.bare = m.Kind == document.Nominal && refersToKnown(a.doc, m)
	}
	a.timeAfter(f, m)
	tokens := a.doc.Sentences[m.Sentence].Tokens
	for i := range tokens {
		tok := &tokens[i]
		if tok.Head != m.Head || m.Kind == document.Named && m.First <= i && i <= m.Last {
			continue
		}
		switch basic(tok) {
		case "amod", "compound":
			if i > m.Head { // "made such a meeting impossible"
				continue
			}
		case "nmod", "flat", "nummod":
		default:
			continue
		}
		if n, ok := gazetteer.NationalityOf(tok.Form); ok {
			if country, ok := gazetteer.CountryByCode(n.Country); ok {
				f.of[placeID(country).id] = true
			}
			continue
		}
		switch other := a.thingAt(m.Sentence, i); {
		case a.timeAt(f, m.Sentence, i):
		case other != nil && other != th && f.concept && other.id != "":
			f.of[other.id] = true
		case other == nil && f.concept && a.listedAt(m.Sentence, i) != nil: // a passing mention
			f.of[a.listedAt(m.Sentence, i).id] = true
		case other != nil && other != th && other.class == named:
			if other.typ == graph.Place && basic(tok) == "nmod" && tok.Deprel != "nmod:poss" {
				f.places[other.id] = true
			}
			f.of[other.id] = true
		case basic(tok) == "amod" || basic(tok) == "compound":
			word := strings.ToLower(tok.Lemma)
			f.another = f.another || t.another[word]
			if !t.descriptive[word] && tok.UPOS != "PUNCT" {
				f.modifiers.add(sized(tokens, i, word))
			}
		}
	}
}

// sized is the modifier at i with the number that stands with it, which tells
// things of one kind apart: "7.6 magnitude".
func sized(tokens []document.Token, i int, word string) string {
	for _, tok := range tokens {
		if tok.Head == i && basic(&tok) == "nummod" {
			return strings.ToLower(tok.Form) + " " + word
		}
	}
	return word
}

// refersToKnown tells whether a noun phrase speaks of something as known, by
// its article or by "such".
func refersToKnown(doc *document.Document, m *document.Mention) bool {
	tokens := doc.Sentences[m.Sentence].Tokens
	return m.Definite || slices.ContainsFunc(tokens[m.First:m.Head], func(tok document.Token) bool { return tok.Lemma == "such" }) ||
		m.First > 0 && tokens[m.First-1].Lemma == "such"
}

// readName adds what the name of an event says: who holds "the APEC Summit".
func (a *articleThings) readName(f *frame, th *thing) {
	words := strings.Fields(th.name)
	if len(words) < 2 {
		return
	}
	prefix := strings.Join(words[:len(words)-1], " ")
	if id := a.tableID(prefix, graph.Organization); id != "" {
		f.of[id] = true
	} else if n, ok := gazetteer.NationalityOf(words[0]); ok {
		if country, ok := gazetteer.CountryByCode(n.Country); ok {
			f.of[placeID(country).id] = true
		}
	}
}

// thingAt is the thing that the mention with this head means.
func (a *articleThings) thingAt(sentence, token int) *thing {
	if i, ok := a.mentionAt[[2]int{sentence, token}]; ok {
		return a.ofChain[a.doc.Mentions[i].Chain]
	}
	return nil
}

// listedAt is what a table knows by the mention with this head; nil when it is
// none of a table.
func (a *articleThings) listedAt(sentence, token int) *aliasClass {
	i, ok := a.mentionAt[[2]int{sentence, token}]
	if !ok {
		return nil
	}
	return a.resolver.names.find(withoutDescriptions(phraseOf(a.doc, &a.doc.Mentions[i])), "")
}

// timeAfter takes the time that stands right after a yearly event: "the
// election last year".
func (a *articleThings) timeAfter(f *frame, m *document.Mention) {
	if !frames().yearly[f.head] {
		return
	}
	tokens := a.doc.Sentences[m.Sentence].Tokens
	for i := m.Last + 1; i < len(tokens) && i <= m.Last+3; i++ {
		if j, ok := a.mentionAt[[2]int{m.Sentence, i}]; ok {
			if next := &a.doc.Mentions[j]; next.Kind == document.Temporal && next.First <= m.Last+2 {
				f.setTime(next.Value)
			}
			return
		}
	}
}

// timeAt takes the time of a date in the phrase: "last year's elections".
func (a *articleThings) timeAt(f *frame, sentence, token int) bool {
	i, ok := a.mentionAt[[2]int{sentence, token}]
	if !ok || a.doc.Mentions[i].Kind != document.Temporal {
		return false
	}
	f.setTime(a.doc.Mentions[i].Value)
	return true
}

// setTime takes a date, if it is more precise than the one that is known.
func (f *frame) setTime(value string) {
	start, end, ok := graph.Interval(value)
	if !ok || start.IsZero() || end.IsZero() {
		return
	}
	if f.start.IsZero() || end.Sub(start) < f.end.Sub(f.start) {
		f.start, f.end, f.dated = start, end, true
	}
}

// frameByFact adds what a fact says of an event or a document: the other
// arguments take part in it, its place and time are those of the fact.
func (a *articleThings) frameByFact(f *fact.Fact) {
	if f.Negated {
		return
	}
	subject, object := a.argumentThing(f.Subject), a.argumentThing(f.Object)
	for _, pair := range [][2]fact.Argument{{f.Subject, f.Object}, {f.Object, f.Subject}} {
		th := a.argumentThing(pair[0])
		if th == nil || th.frame == nil {
			continue
		}
		for _, other := range a.argumentThings(pair[1]) {
			switch {
			case other.class != named || other == th:
			case other.typ == graph.Place && th == subject:
				th.frame.places[other.id] = true
			case other.typ == graph.Person || other.typ == graph.Organization || other.typ == graph.Group || other.typ == graph.Place:
				th.frame.participants[other.id] = true
			}
		}
		if f.Modality == graph.Asserted && len(f.AttributedTo) == 0 || th == object {
			a.frameByQualifiers(th.frame, f.Qualifiers)
		}
	}
}

func (a *articleThings) frameByQualifiers(fr *frame, qualifiers []fact.Qualifier) {
	for _, q := range qualifiers {
		if q.Value.Kind == fact.Literal && q.Value.Literal.Datatype == graph.DateType {
			fr.setTime(q.Value.Literal.Value)
		}
		if q.Value.Kind != fact.Mention || q.Value.Mention >= len(a.doc.Mentions) {
			continue
		}
		m := &a.doc.Mentions[q.Value.Mention]
		switch th := a.ofChain[m.Chain]; {
		case m.Kind == document.Temporal && q.Role == "time":
			fr.setTime(m.Value)
		case th != nil && th.class == named && th.typ == graph.Place:
			fr.places[th.id] = true
		}
	}
}

// argumentThing is the one thing that an argument means; nil for none or many.
func (a *articleThings) argumentThing(arg fact.Argument) *thing {
	if all := a.argumentThings(arg); len(all) == 1 {
		return all[0]
	}
	return nil
}

func (a *articleThings) argumentThings(arg fact.Argument) []*thing {
	if arg.Kind != fact.Mention || arg.Mention < 0 || arg.Mention >= len(a.doc.Mentions) {
		return nil
	}
	var all []*thing
	chain := a.doc.Mentions[arg.Mention].Chain
	for _, c := range append([]int{chain}, a.doc.Chains[chain].Members...) {
		if th := a.ofChain[c]; th != nil {
			all = append(all, th)
		}
	}
	return all
}

// sorted lists the ids of a set.
func sorted(set map[graph.EntityID]bool) []graph.EntityID { return slices.Sorted(maps.Keys(set)) }

// conceptMark stands before the noun of a concept in a context.
const conceptMark = "concept:"

// framePrefix begins the index keys of frames.
const framePrefix = "frame:"

// keys are the index keys of the frame: the noun with each thing of the frame,
// and for what doesn't last with the month.
func (f *frame) keys() []string {
	things := maps.Clone(f.of)
	maps.Copy(things, f.participants)
	maps.Copy(things, f.places)
	suffix := ""
	switch {
	case frames().lasting[f.head], f.institution(), f.start.IsZero():
	case frames().yearly[f.head]:
		suffix = "|" + f.start.Format("2006")
	default:
		suffix = "|" + f.start.Format("2006-01")
	}
	var keys []string
	for _, id := range sorted(things) {
		keys = append(keys, fmt.Sprintf(framePrefix+"%s|%s%s", f.head, id, suffix))
		if wider := frames().wider[f.head]; wider != "" {
			keys = append(keys, fmt.Sprintf(framePrefix+"%s|%s%s", wider, id, suffix))
		}
	}
	return keys
}

// lookupKeys are the keys of the frames that can be the same: those of the
// month before and after too, when the day is near.
func (f *frame) lookupKeys() []string {
	keys := f.keys()
	if f.start.IsZero() {
		return keys
	}
	for _, days := range []int{-window, window} {
		near := *f
		near.start = f.start.AddDate(0, 0, days)
		for _, key := range near.keys() {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// context writes the frame into the entity's context, where it adds up over
// the articles and is taken back with them.
func (f *frame) context() []graph.Count {
	var all []graph.Count
	add := func(name, value string) { all = append(all, graph.Count{Text: name + "=" + value, N: 1}) }
	if f.concept {
		add("noun", conceptMark+f.head)
	} else {
		add("noun", f.head)
	}
	if f.plural {
		add("number", "plural")
	}
	for _, m := range f.modifiers.list() {
		add("kind", m.Text)
	}
	for _, id := range sorted(f.of) {
		add("of", string(id))
	}
	for _, id := range sorted(f.participants) {
		add("with", string(id))
	}
	for _, id := range sorted(f.places) {
		add("in", string(id))
	}
	if !f.start.IsZero() {
		when := "day"
		if f.end.Sub(f.start) > 48*time.Hour {
			when = "time"
		}
		add(when, f.start.Format(time.DateOnly)+"/"+f.end.AddDate(0, 0, -1).Format(time.DateOnly))
	}
	return all
}

// readFrame reads the frame of a known entity from its context; nil when it
// has none.
func readFrame(context []graph.Count) *frame {
	f := &frame{
		modifiers: counts{}, of: make(map[graph.EntityID]bool),
		participants: make(map[graph.EntityID]bool), places: make(map[graph.EntityID]bool),
	}
	for _, c := range context {
		name, value, ok := strings.Cut(c.Text, "=")
		if !ok {
			continue
		}
		switch name {
		case "noun":
			f.head, f.concept = strings.CutPrefix(value, conceptMark)
		case "number":
			f.plural = true
		case "kind":
			f.modifiers.add(value)
		case "of":
			f.of[graph.EntityID(value)] = true
		case "with":
			f.participants[graph.EntityID(value)] = true
		case "in":
			f.places[graph.EntityID(value)] = true
		case "day", "time":
			if start, end, ok := graph.Interval(value); ok {
				if f.start.IsZero() || start.Before(f.start) {
					f.start = start
				}
				if end.After(f.end) {
					f.end = end
				}
			}
		}
	}
	if f.head == "" {
		return nil
	}
	return f
}
