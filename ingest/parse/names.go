package parse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/parse/model"
)

// capitalised tells whether a token begins with a capital and goes on in small
// letters, as a word of a name does.
func (t tree) capitalised(i int) bool {
	if i < 0 || i >= len(t.Tokens) {
		return false
	}
	form := t.Tokens[i].Form
	first, size := utf8.DecodeRuneInString(form)
	second, _ := utf8.DecodeRuneInString(form[size:])
	return unicode.IsUpper(first) && unicode.IsLower(second)
}

// titled tells whether the sentence is a title, in which capitals say nothing:
// most of its longer words have one.
func (t tree) titled() bool {
	capitals, all := 0, 0
	for i := range t.Tokens {
		if tok := &t.Tokens[i]; i > 0 && len(tok.Form) > 3 && unicode.IsLetter(rune(tok.Form[0])) {
			all++
			if t.capitalised(i) {
				capitals++
			}
		}
	}
	return 2*capitals > all
}

// joinCapitals takes a word with a capital in the midst of a sentence for what
// it is, a word of a name, where the model has read it as an adverb or a verb:
// "Harbour North", "the ship Ever Given".
func (t tree) joinCapitals() {
	if t.titled() {
		return
	}
	for i := 1; i < len(t.Tokens); i++ {
		if h := t.Tokens[i].Head; t.halfName(i) && !t.beginsPerson(i) && h >= 0 && t.Tokens[i-1].Head == h {
			t.joinName(i-1, i)
		}
	}
	for i := 1; i < len(t.Tokens); i++ {
		if !t.misread(i) {
			continue
		}
		first, last := i, i
		for t.capitalised(first-1) && t.Tokens[first-1].UPOS == "PROPN" || t.misread(first-1) {
			first--
		}
		for t.capitalised(last+1) && t.Tokens[last+1].UPOS == "PROPN" || t.misread(last+1) {
			last++
		}
		if first == last {
			continue
		}
		t.joinName(first, last)
		i = last
	}
}

// halfName tells whether token i and the one before it are the two halves of
// one name, both hung on the noun that the name is of: "the town of Port
// Ellery". Two phrases would have a preposition each.
func (t tree) halfName(i int) bool {
	return t.Tokens[i].Deprel == "nmod" && t.Tokens[i-1].Deprel == "nmod" && t.Tokens[i].UPOS == "PROPN" && t.Tokens[i-1].UPOS == "PROPN" &&
		t.capitalised(i) && t.capitalised(i-1) && t.kid(i, "case") < 0 && t.kid(i-1, "case") >= 0 && t.Tokens[i-1].Head < i-1 && !t.timely(i)
}

// beginsPerson tells whether a person's name of two words or more begins at
// token i: "Secretary of Defense Jane Roe".
func (t tree) beginsPerson(i int) bool {
	n := t.nameAt(i)
	return n >= 0 && t.Names[n].Type == graph.Person && t.Names[n].First == i && t.Names[n].Last > i
}

// misread tells whether a word with a capital that no sentence begins with has
// a part of speech that names don't have.
func (t tree) misread(i int) bool {
	if i < 1 || !t.capitalised(i) || len(t.kids(i, "nsubj", "obj", "aux", "cop", "mark")) > 0 {
		return false
	}
	if before := &t.Tokens[i-1]; before.UPOS == "PUNCT" && before.XPOS != "HYPH" {
		return false
	}
	if h := t.Tokens[i].Head; h > i && t.is(i, "amod", "compound") { // "United States"
		return false
	}
	switch t.Tokens[i].UPOS {
	case "ADV", "VERB", "AUX", "INTJ":
		return true
	}
	return false
}

// joinName makes one name of the tokens from first to last: the first that
// hangs outside of them is its head, or what stands right behind a common noun
// is that noun's apposition.
func (t tree) joinName(first, last int) {
	head := -1
	for i := first; i <= last; i++ {
		if h := t.Tokens[i].Head; (h < first || h > last) && (head < 0 || t.Tokens[head].UPOS != "PROPN" && t.Tokens[i].UPOS == "PROPN") {
			head = i
		}
	}
	if head < 0 {
		return
	}
	if relation := t.Tokens[head].Deprel; !nominalRelations[relation] && relation != "root" && relation != "nsubj:pass" && relation != "obl:agent" && first > 0 && t.Tokens[first-1].UPOS == "NOUN" {
		t.hang(head, first-1, "appos")
	}
	for i := first; i <= last; i++ {
		t.tag(i, "PROPN", "NNP")
		if i != head {
			for _, k := range t.kids(i) {
				if k < first || k > last {
					t.hang(k, head, t.Tokens[k].Deprel)
				}
			}
			t.hang(i, head, "flat")
		}
	}
	t.name(first, last)
}

// name makes the tokens from first to last one name, whatever names stood in
// them. What was taken for a person and goes on with an ordinary word is an
// organization: "Meltemi" of "Meltemi Shipping".
func (t tree) name(first, last int) {
	var names []document.Name
	joined := document.Name{First: first, Last: last, Type: graph.Organization, Score: 0.5}
	at := 0
	for _, n := range t.Names {
		if n.Last < first || n.First > last {
			names = append(names, n)
			if n.Last < first {
				at = len(names)
			}
			continue
		}
		joined.Score = max(joined.Score, n.Score)
		if n.Type != graph.Person || n.First <= last && n.Last >= last { // "Sayed" before "Sadeq"
			joined.Type = n.Type
		}
		joined.First, joined.Last = min(joined.First, n.First), max(joined.Last, n.Last)
	}
	words := make([]string, 0, last-first+1)
	for i := first; i <= last; i++ {
		words = append(words, t.Tokens[i].Form)
	}
	if told := model.HeadType(words); told != "" {
		joined.Type = graph.Type(told)
	}
	t.Names = append(names[:at:at], append([]document.Name{joined}, names[at:]...)...)
}

// namePrefixes are the letters that names of ships and, in some countries, of
// companies begin with, and what is so called.
var namePrefixes = map[graph.Type]string{
	graph.Product: ` MV M/V MS M/S MT M/T SS S/S RMS HMS HMCS HMAS HMNZS USS USNS USCGC INS BNS PNS KRI KM KMP ROKS JDS JS TCG BRP RV R/V RRS NRP
		FV F/V MFV SY MY SV TSS BAP ARA `,
	graph.Organization: ` PT AB OOO OAO ZAO PAO AO PJSC OJSC CJSC JSC UAB TOO `,
}

// joinPrefixes makes the letters before the name of a ship or a company the
// beginning of that name: "the MV Estonia", "PT Garuda Nusantara".
func (t tree) joinPrefixes() {
	for i := 0; i+1 < len(t.Tokens); i++ {
		for typ, prefixes := range namePrefixes {
			if !strings.Contains(prefixes, " "+t.Tokens[i].Form+" ") || !t.capitalised(i+1) || !t.is(i, "compound", "flat", "nmod:desc", "nmod") && t.Tokens[i+1].UPOS != "PROPN" {
				continue
			}
			last := i + 1
			for t.capitalised(last+1) && t.Tokens[last+1].UPOS == "PROPN" {
				last++
			}
			t.joinName(i, last)
			t.Names[t.nameAt(i)].Type = typ
		}
	}
}

// joinParticles makes one name of "Rio Claro do Leste", in which the tree takes the
// particle for a verb.
func (t tree) joinParticles() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		switch t.Tokens[i].Form {
		case "do", "dos", "das":
		default:
			continue
		}
		first, last := i, i+1
		for first > 0 && t.capitalised(first-1) && t.Tokens[first-1].UPOS == "PROPN" {
			first--
		}
		for t.capitalised(last+1) && t.Tokens[last+1].UPOS == "PROPN" {
			last++
		}
		if first < i && t.capitalised(i+1) && t.nominal(i+1) {
			t.joinName(first, last)
		}
	}
}

// joinAuthority makes one name of "Competition and Markets Authority", which the
// tree has as two subjects or objects side by side.
func (t tree) joinAuthority() {
	for i := 0; i+3 < len(t.Tokens); i++ {
		last := i + 3
		a, b := &t.Tokens[i], &t.Tokens[last]
		if t.form(i+1) != "and" || t.Tokens[i+2].Head != i || a.Head != b.Head || a.Deprel != b.Deprel || !doubled[a.Deprel] || a.Deprel == "root" ||
			!t.capitalised(i) || !t.capitalised(i+2) || !t.capitalised(last) || !t.nominal(last) || t.kid(last, "case", "cc") >= 0 || t.titled() {
			continue
		}
		t.hand(i, last, "nmod:poss", "det", "case", "amod")
		t.hang(i, last, "compound")
		t.tag(i, "PROPN", "NNP")
		t.name(i, last)
	}
}

// joinDoubled makes one name of two words with capitals side by side that the
// tree has in one slot of a verb: "Meltemi" and "Shipping" as two subjects.
func (t tree) joinDoubled() {
	for i := 0; i+1 < len(t.Tokens); i++ {
		a, b := &t.Tokens[i], &t.Tokens[i+1]
		if letter := b.Form; len(letter) == 1 && letter >= "B" && letter <= "Z" && letter != "I" && t.nominal(i) && a.Head == b.Head && a.Deprel == b.Deprel && doubled[a.Deprel] && t.kid(i+1, "det", "case") < 0 {
			t.joinName(i, i+1) // "Hepatitis B"
			t.Names[t.nameAt(i)].Type = graph.Concept
			continue
		}
		if a.UPOS != "PROPN" || !t.capitalised(i) || !t.capitalised(i+1) || !t.nominal(i+1) || t.timely(i+1) { // "Halden Motors Tuesday announced"
			continue
		}
		first := i // "Porto" of "Porto Alegre"
		for t.Tokens[first].Deprel == "flat" && t.Tokens[first].Head >= 0 && t.Tokens[first].Head < first {
			first = t.Tokens[first].Head
		}
		a = &t.Tokens[first]
		subjects := strings.HasPrefix(a.Deprel, "nsubj") // a verb never has two side by side
		if !subjects && t.titled() {
			continue
		}
		end := i + 1
		if b.Deprel == "compound" && b.Head > i { // "Lake" and "Erie Watch"
			end = b.Head
		}
		top := &t.Tokens[end]
		if a.Head != top.Head || a.Deprel != top.Deprel || !doubled[a.Deprel] || a.Deprel == "root" || t.kid(first, "case", "cc") >= 0 && !t.oneName(first, end) || t.kid(end, "case", "cc") >= 0 || t.kid(end, "det", "nmod:poss") >= 0 {
			continue
		}
		if one, other := t.nameAt(i), t.nameAt(end); other >= 0 && one != other && (one >= 0 && !subjects || t.Names[other].Type == graph.Person) {
			continue // two names that the tagger knows, or a title before a person's
		}
		for k := i + 1; k <= end; k++ {
			t.tag(k, "PROPN", "NNP")
		}
		t.hand(end, first)
		t.hang(end, first, "flat")
		t.name(first, end)
	}
}

// oneName tells whether the tagger has one name of two tokens, "Team Voltane" of
// "rides for Team Voltane", or of neither.
func (t tree) oneName(i, k int) bool {
	return t.nameAt(i) == t.nameAt(k) && !t.timely(i) && !t.timely(k)
}

// fieldsOfBody makes one name of "Mine Safety and Health Administration", which
// the tree has as two: nothing is called "Mine Safety" and acts.
func (t tree) fieldsOfBody(i int) {
	last := i
	if i < 3 || !t.capitalised(i) || !bodies[t.form(i)] || t.titled() {
		return
	}
	and := i - 1
	for and > 0 && t.capitalised(and) {
		and--
	}
	if t.form(and) != "and" || and == i-1 || and < 1 || !fields[t.form(and-1)] || !t.capitalised(and-1) {
		return
	}
	first := and - 1
	for first > 0 && t.capitalised(first-1) && t.Tokens[first-1].UPOS == "PROPN" {
		first--
	}
	if n := t.nameAt(first); n >= 0 && t.Names[n].Last >= last {
		return
	}
	if before := and - 1; t.Tokens[last].Head >= first && t.Tokens[last].Head <= before {
		head := t.Tokens[last].Head
		t.promote(last, head, "compound")
		t.hand(head, last, "det", "case", "punct", "nmod:poss")
	}
	for k := first; k < last; k++ {
		if h := t.Tokens[k].Head; h < first || h > last {
			return // still torn
		}
	}
	t.name(first, last)
	t.Names[t.nameAt(first)].Type = graph.Organization
}

// commonOf takes back names that begin with a noun in small letters and go on
// with "of": "the district court of Helsinki" is described, and the name is
// Helsinki.
func (t tree) commonOf() {
	t.Names = slices.DeleteFunc(t.Names, func(n document.Name) bool {
		first, _ := utf8.DecodeRuneInString(t.Tokens[n.First].Form)
		return t.Tokens[n.First].UPOS == "NOUN" && unicode.IsLower(first) && n.First < n.Last && t.form(n.First+1) == "of"
	})
}
