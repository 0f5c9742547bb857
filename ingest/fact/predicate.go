package fact

import (
	"slices"
	"strings"
	"sync"
)

// A relation is what a predicate is made of, before it has its canonical form.
type relation struct {
	Verb        string // lemma; "be" for a copula
	Particle    string
	Event       string // lemma of the light verb's event noun, of the copula's nominal or adjective, or the form of a resultative adjective
	Preposition string
	Passive     bool // with no agent
	Alone       bool // with no object, nor anything like one
	Measured    bool // the particle says which way an amount goes: "closed down 2 percent"
	Acts        bool // a verb of statives.tsv that tells what somebody does here: "contain the fire"
}

// canonical is the readable form of a relation, the same for all wordings of
// it. There is one rule for its form:
//
//   - the simple past for what happens ("met", "agreed on", "wanted"),
//   - the present for what is so ("cites", "owns"; the verbs of statives.tsv),
//   - no verb where a copula links a noun or an adjective with a preposition
//     ("president of", "sensitive about"), "is" alone for other copulas,
//   - "was" and the participle for a passive whose agent is not said.
//
// Particles and prepositions stay, as they change the meaning. Wordings that
// stand together in predicates.tsv share the form of the first.
func canonical(r relation) string {
	lex := relations()
	if r.Event != "" && r.Verb != "be" {
		if head, ok := lex.light(r); ok {
			return lex.inflect(head, r.Passive)
		}
	}
	key := r.key()
	if r.Measured {
		return lex.inflect(key, false)
	}
	if r.Passive {
		passive := "be " + lex.participle(r.Verb) + key[len(r.Verb):]
		if head, ok := lex.heads[passive]; ok {
			return lex.inflect(head, false)
		}
	}
	if r.Alone && wordSet("transitive").has(key) { // "headed north" is not "led"
		return lex.inflect(key, false)
	}
	if !r.Alone && wordSet("intransitive").has(key) { // "plunged the city into darkness" is not "fell"
		return lex.inflect(key, r.Passive)
	}
	if head, ok := lex.heads[key]; ok && !(r.Passive && (strings.HasPrefix(head, "be ") || wordSet("going").has(head))) {
		key = head
	}
	if r.Acts && !r.Passive {
		return lex.past(key)
	}
	return lex.inflect(key, r.Passive)
}

// key is the relation in base form, as in predicates.tsv.
func (r relation) key() string {
	parts := make([]string, 0, 4)
	for _, part := range [...]string{r.Verb, r.Particle, r.Event, r.Preposition} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// isLight tells whether verb and noun make a light verb construction, so that
// the phrase with the preposition is its object.
func isLight(verb, noun, preposition string) bool {
	lex := relations()
	if verb == "be" {
		return false
	}
	if _, ok := lex.heads[verb+" "+noun+" "+preposition]; ok {
		return true
	}
	if _, ok := lex.heads["+"+noun+" "+preposition]; ok && lex.lightens(verb, noun) {
		return true
	}
	return lex.lights[verb].has(noun) && lex.events[noun].verb != "" && !wordSet("setting").has(preposition)
}

// lightens tells whether the verb adds nothing to the noun.
func (l *predicates) lightens(verb, noun string) bool {
	return l.lights["*"].has(verb) || l.lights[verb].has(noun)
}

// isIdiom tells whether verb and object are one verb: "took place".
func isIdiom(verb, noun string) bool {
	_, ok := relations().groups[verb+" "+noun]
	return ok
}

// light is the base form of a light verb construction: the group it stands in,
// or else the verb that the noun is derived from. Prepositions that only mark
// the noun's object fall away: "made an attack on" is "attack".
func (l *predicates) light(r relation) (string, bool) {
	if head, ok := l.heads[r.key()]; ok {
		return head, true
	}
	if head, ok := l.heads["+"+r.Event+" "+r.Preposition]; ok && l.lightens(r.Verb, r.Event) {
		return head, true
	}
	event := l.events[r.Event].verb
	if event == "" || !l.lights[r.Verb].has(r.Event) {
		return "", false
	}
	return l.verbal(event, r.Preposition), true
}

// verbal is the base form of a verb with the preposition of the noun derived
// from it, "of" and other markers of the direct object left out.
func (l *predicates) verbal(verb, preposition string) string {
	key := verb
	if preposition != "" && preposition != "of" && (words().core[verb].has(preposition) || !wordSet("object").has(preposition)) {
		key += " " + preposition
	}
	if head, ok := l.heads[key]; ok {
		return head
	}
	return key
}

// inflect gives a base form its canonical form.
func (l *predicates) inflect(key string, passive bool) string {
	verb, rest, more := strings.Cut(key, " ")
	if more {
		rest = " " + rest
	}
	switch {
	case l.adjectival[key]:
		return key
	case passive && verb == "be":
		return "was" + rest
	case passive:
		return "was " + l.participle(verb) + rest
	case verb == "be" && strings.Contains(strings.TrimSpace(rest), " "):
		return rest[1:]
	case l.statives[verb]:
		return present(verb) + rest
	}
	return l.past(verb) + rest
}

// PredicateForms lists the other forms by which a query may ask for a
// canonical predicate: "meet", "meets" and "meeting" for "met", and the same
// of wordings that share it ("hold talks with" is not among them: only what
// begins with a verb of one word).
func PredicateForms(predicate string) []string {
	lex := relations()
	var forms []string
	add := func(key string) {
		verb, rest, more := strings.Cut(key, " ")
		if more {
			rest = " " + rest
		}
		forms = append(forms, key, present(verb)+rest, lex.past(verb)+rest, lex.gerund(verb)+rest)
	}
	head, rest, _ := strings.Cut(predicate, " ")
	switch base, ok := lex.base(predicate); {
	case ok:
		if lex.adjectival[base] {
			forms = append(forms, "is "+predicate, "was "+predicate, "be "+predicate)
		} else {
			add(base)
		}
		for _, other := range lex.groups[base] {
			if !strings.HasPrefix(other, "+") && !strings.HasPrefix(other, "be ") {
				add(other)
			}
		}
	case head == "was" && rest != "":
		forms = append(forms, rest, "is "+rest, "be "+rest, "been "+rest)
	case strings.Contains(predicate, " "):
		forms = append(forms, "is "+predicate, "was "+predicate, "be "+predicate)
	}
	slices.Sort(forms)
	forms = slices.Compact(forms)
	return slices.DeleteFunc(forms, func(f string) bool { return f == predicate })
}

// base finds the base form of a canonical predicate.
func (l *predicates) base(predicate string) (string, bool) {
	if l.adjectival[predicate] {
		return predicate, true
	}
	word, rest, more := strings.Cut(predicate, " ")
	if more {
		rest = " " + rest
	}
	if base, ok := l.bases[word]; ok {
		return base + rest, true
	}
	for _, ending := range [...]struct{ cut, put string }{{"ied", "y"}, {"ed", ""}, {"d", ""}, {"s", ""}, {"es", ""}, {"ies", "y"}, {"ked", ""}} {
		stem, ok := strings.CutSuffix(word, ending.cut)
		if !ok || stem == "" {
			continue
		}
		verb := stem + ending.put
		if l.verbs[verb] && (regular(verb) == word || present(verb) == word) {
			return verb + rest, true
		}
		if n := len(verb); n > 3 && verb[n-1] == verb[n-2] && l.verbs[verb[:n-1]] && regular(verb[:n-1]) == word {
			return verb[:n-1] + rest, true
		}
	}
	return "", false
}

// predicates holds the tables of predicates.
type predicates struct {
	heads      map[string]string     // wording in base form → base form of its group
	groups     map[string][]string   // base form of a group → its other wordings
	lights     map[string]set        // light verb → nouns; "*" → verbs
	events     map[string]event      // noun → what it names
	irregular  map[string]inflection // by base form
	bases      map[string]string     // irregular past, or stative present → base form
	statives   set
	verbs      set // base forms that are known
	adjectival set // groups whose base form has no verb: "capital of"
}

// An event is what a noun names: the verb, and whether somebody does it to
// something.
type event struct {
	verb       string
	transitive bool
}

var relations = sync.OnceValue(readPredicates)

func readPredicates() *predicates {
	l := &predicates{
		heads: make(map[string]string), groups: make(map[string][]string), lights: make(map[string]set),
		events: make(map[string]event), irregular: make(map[string]inflection), bases: make(map[string]string),
		statives: make(set), verbs: make(set), adjectival: make(set),
	}
	for _, row := range table("irregular-verbs") {
		f := inflection{row[1], row[len(row)-1]}
		l.irregular[row[0]] = f
		l.bases[f.past] = row[0]
		l.verbs[row[0]] = true
	}
	for _, row := range table("statives") {
		l.statives.addAll(row[0])
	}
	for verb := range l.statives {
		l.bases[present(verb)] = verb
		l.verbs[verb] = true
	}
	for _, row := range table("light-verbs") {
		l.lights[row[0]] = make(set)
		l.lights[row[0]].addAll(row[1])
	}
	for _, row := range table("event-nouns") {
		l.events[row[0]] = event{row[1], row[2] == "t"}
		l.verbs[row[1]] = true
	}
	for _, row := range table("event-nouns-more") {
		if row[1] == "-" {
			delete(l.events, row[0])
			continue
		}
		l.events[row[0]] = event{row[1], row[2] == "t"}
	}
	for _, row := range table("predicates") {
		head := row[0]
		l.heads[head] = head
		l.groups[head] = strings.Split(row[1], ", ")
		for _, wording := range l.groups[head] {
			l.heads[wording] = head
			if wording == "be "+head {
				l.adjectival[head] = true
			}
		}
		if verb, _, _ := strings.Cut(head, " "); !l.adjectival[head] {
			l.verbs[verb] = true
		}
		for _, wording := range l.groups[head] {
			if verb, _, _ := strings.Cut(wording, " "); !strings.HasPrefix(verb, "+") {
				l.verbs[verb] = true
			}
		}
	}
	for lemma := range words().embedding {
		l.verbs[lemma] = true
	}
	for lemma := range words().core {
		l.verbs[lemma] = true
	}
	return l
}
