package parse

import "strings"

// The mends of this file are for news of companies and markets: who owns how
// much of what, whose shares rose, by how much and from what.

// shareVerb makes a noun of "shares" in "Acme shares rose": a verb in a tense
// right behind it leaves no room for another.
func (t tree) shareVerb(i int) {
	name := i - 1
	if !securities[t.form(i)] || !t.is(i, "aux", "acl", "root", "parataxis", "ccomp", "advcl", "nsubj") || t.Tokens[i].UPOS != "VERB" && t.Tokens[i].UPOS != "AUX" || !t.nominal(name) {
		return
	}
	v := i + 1
	for v < len(t.Tokens) && t.Tokens[v].UPOS == "ADV" {
		v++
	}
	if v >= len(t.Tokens) || !t.verbal(v) && t.Tokens[v].UPOS != "AUX" || !t.finite(v) && t.Tokens[v].XPOS != "VBN" {
		return
	}
	if t.Tokens[v].UPOS == "AUX" && t.Tokens[v].Head > v {
		v = t.Tokens[v].Head
	}
	if t.above(i, v) {
		t.promote(v, i, "nsubj")
	} else {
		t.attach(i, v, "nsubj")
	}
	for t.Tokens[name].Head >= 0 && t.Tokens[name].Head < name && t.is(name, "flat", "compound") {
		name = t.Tokens[name].Head
	}
	t.attach(name, i, "compound")
	t.hand(name, i, "det", "case")
	t.handAfter(i, v, i)
	t.Tokens[i].Deprel = "nsubj"
	t.tag(i, "NOUN", "NNS")
	if t.Tokens[v].XPOS == "VBN" && t.kid(v, "aux") < 0 {
		t.tag(v, "VERB", "VBD")
	}
}

// partOwned finds the verb of "is 36% owned by the state" and "the 51-percent
// owned unit": nothing is a share of itself.
func (t tree) partOwned(i int) {
	be, owned := t.kid(i, "cop"), i+1
	if be < 0 || !t.numbered(i) || !holding[t.form(owned)] || !t.is(owned, "acl", "amod", "xcomp") {
		return
	}
	if t.Tokens[owned].Head == t.Tokens[i].Head { // "which is 36% owned"
		t.attach(owned, i, "acl")
	}
	t.promote(owned, i, "obl:unmarked")
	t.tag(owned, "VERB", "VBN")
	for _, k := range t.kids(i) {
		switch {
		case t.is(k, "nsubj"):
			t.attach(k, owned, "nsubj:pass")
		case k == be:
			t.attach(k, owned, "aux:pass")
		case !t.is(k, "nummod", "compound"):
			t.hang(k, owned, t.Tokens[k].Deprel)
		}
	}
}

// lossMaking makes an adjective of "its loss-making plant", where the tree has
// somebody make a loss: the hyphen joins the words.
func (t tree) lossMaking(i int) {
	hyphen, noun := i-1, i-2
	if t.Tokens[i].XPOS != "VBG" || noun < 0 || t.Tokens[hyphen].Form != "-" || !t.touches(noun) || !t.touches(hyphen) || !t.nominal(noun) || !t.is(i, "xcomp", "ccomp", "advcl", "acl", "conj") {
		return
	}
	thing := t.kid(i, "obj", "nsubj")
	head, relation := t.Tokens[noun].Head, t.Tokens[noun].Deprel
	if thing == noun {
		thing = t.lastKid(i, "obj")
	}
	if head == i && thing >= 0 {
		head, relation = t.Tokens[i].Head, t.Tokens[thing].Deprel
	}
	if thing < i || head < 0 || t.above(i, head) {
		return
	}
	t.attach(thing, head, relation)
	t.hand(noun, thing)
	t.handAfter(i, head, thing)
	t.hand(i, thing)
	t.attach(noun, i, "compound")
	t.attach(hyphen, i, "punct")
	t.attach(i, thing, "amod")
}

// timesAmount makes one phrase of "debt of four times its annual earnings",
// where the tree has a second object.
func (t tree) timesAmount(i int) {
	times := t.begins(i) - 1
	of := t.kid(times, "case")
	if !t.is(i, "obj", "obl:unmarked") || t.form(times) != "times" || t.kid(times, "nummod") < 0 || t.kid(i, "case") >= 0 || of < 0 || t.Tokens[i].Head > times {
		return
	}
	t.attach(i, t.Tokens[times].Head, t.Tokens[times].Deprel)
	t.attach(of, i, "case")
	t.attach(times, i, "compound")
}

// amongAmounts coordinates what stands behind an amount with it in "seeks 30
// percent, the return of pensions and an end to overtime": an amount has no
// other name.
func (t tree) amongAmounts(i int) {
	amount := t.Tokens[i].Head
	if !t.is(i, "appos") || amount < 0 || amount > i || !t.nominal(i) || !t.is(amount, "obj", "obl") || !t.numbered(amount) || t.numbered(i) || t.kid(i, "det") < 0 || t.form(t.begins(i)-1) != "," {
		return
	}
	for _, k := range t.kids(amount, "conj") {
		if k > i && t.kid(k, "cc") >= 0 {
			t.Tokens[i].Deprel = "conj"
			return
		}
	}
	if k := t.kid(i, "conj"); k > i && t.kid(k, "cc") >= 0 {
		t.Tokens[i].Deprel = "conj"
		t.hang(k, amount, "conj")
	}
}

// spelledOut hangs letters in brackets on the phrase that they are short for:
// "earnings before interest and tax (EBIT)" are no tax.
func (t tree) spelledOut(i int) {
	if !t.is(i, "appos") || t.form(i-1) != "(" || t.form(i+1) != ")" || t.Tokens[i].Head < 0 || t.Tokens[i].Head > i {
		return
	}
	letters := t.form(i)
	if len(letters) < 3 || t.Tokens[i].Form != strings.ToUpper(t.Tokens[i].Form) {
		return
	}
	for noun := t.Tokens[i].Head; noun >= 0 && noun < i && t.nominal(noun); noun = t.Tokens[noun].Head {
		if t.Tokens[noun].Form[0]|0x20 == letters[0] && noun != t.Tokens[i].Head {
			t.hang(i, noun, "appos")
			return
		}
	}
}

// comparison hangs what an amount is up or down from on the words that say so:
// "55 days of supply, down from 70 a year ago".
func (t tree) comparison(i int) {
	from := t.kid(i, "case")
	if !t.is(i, "obl", "nmod") || !t.numbered(i) || from < 1 || t.form(from) != "from" || t.form(from-1) != "up" && t.form(from-1) != "down" {
		return
	}
	for k := i + 1; k < len(t.Tokens); k++ {
		if t.Tokens[k].Head != t.Tokens[i].Head || !since[t.form(k)] && !t.is(k, "obl:unmarked") || t.begins(k) < i {
			continue
		}
		t.hang(k, i, "nmod:unmarked")
		return
	}
}

// cheaperThings makes an adjective of the comparative in "switch to cheaper
// stores", which is no verb.
func (t tree) cheaperThings(i int) {
	to := i - 1
	if !comparatives[t.form(i)] || t.form(to) != "to" || t.Tokens[to].Head != i || !t.is(i, "xcomp", "acl", "advcl") {
		return
	}
	noun := t.kid(i, "obj")
	if noun < i || t.Tokens[i].Head < 0 {
		return
	}
	relation := "obl"
	if t.is(i, "acl") {
		relation = "nmod"
	}
	t.promote(noun, i, "amod")
	t.Tokens[noun].Deprel = relation
	t.tag(i, "ADJ", "JJR")
	t.tag(to, "ADP", "IN")
	t.attach(to, noun, "case")
	for _, k := range t.kids(i, "advcl", "obl", "advmod") {
		if k > noun {
			t.hang(k, t.Tokens[noun].Head, t.Tokens[k].Deprel)
		}
	}
}

// activity coordinates a bare gerund with the object before it: in "save money by
// combining warehouses and purchasing" nobody buys anything.
func (t tree) activity(i int) {
	verb := t.Tokens[i].Head
	and := t.kid(i, "cc")
	if !activities[t.form(i)] || !t.is(i, "conj") || !t.verbal(verb) || verb > i || and != i-1 || t.kid(i, "obj", "obl", "xcomp", "ccomp", "advmod") >= 0 {
		return
	}
	if object := t.kid(verb, "obj"); object > verb && t.above(object, and-1) {
		t.tag(i, "NOUN", "NN")
		t.hang(i, object, "conj")
	}
}

// worthOf makes one phrase of "$61 billion worth of goods" and of "goods worth $22
// billion", where the tree has two objects.
func (t tree) worthOf(i int) {
	if t.form(i) != "worth" {
		return
	}
	sum := t.Tokens[i].Head
	if t.is(i, "amod") && sum > i && t.sum(sum) && t.is(sum, "obj", "obl") && t.nominal(i-1) && t.Tokens[i-1].Head == t.Tokens[sum].Head {
		t.attach(i, i-1, "amod")
		t.attach(sum, i, "obl:unmarked")
		return
	}
	if !t.nominal(i) || !t.is(i, "obj", "nsubj", "obl") {
		return
	}
	for sum := i - 1; sum >= 0 && sum > i-5; sum-- { // "about $61.5 billion"
		if t.sum(sum) && t.Tokens[sum].Head == t.Tokens[i].Head && t.is(sum, "obj", "obl", "nsubj", "iobj") {
			t.attach(sum, i, "compound")
			return
		}
	}
}

// sum tells whether token i is the sign or the name of a currency.
func (t tree) sum(i int) bool {
	return money[t.form(i)] || t.Tokens[i].XPOS == "$" || t.Tokens[i].UPOS == "SYM"
}

// onCourse reads "was on course for a record" with a preposition.
func (t tree) onCourse(i int) {
	noun := i + 1
	if t.form(i) != "on" || t.Tokens[i].UPOS != "ADV" || noun >= len(t.Tokens) || t.Tokens[noun].UPOS != "NOUN" || t.Tokens[noun].Head != i {
		return
	}
	t.promote(noun, i, "case")
	t.tag(i, "ADP", "IN")
	t.hand(i, noun)
}

// mostSince hangs "since April" on the superlative before it: in "rose 5 percent, the
// most since April" nothing has risen since April.
func (t tree) mostSince(i int) {
	word := t.kid(i, "case")
	if !t.is(i, "obl") || word < 1 || t.form(word) != "since" && t.form(word) != "in" && t.form(word) != "for" || t.Tokens[i].Head > i {
		return
	}
	noun := word - 1
	for t.Tokens[noun].Head >= 0 && !t.is(noun, "appos") && t.Tokens[noun].Head != t.Tokens[i].Head {
		noun = t.Tokens[noun].Head
	}
	if !t.is(noun, "appos") || t.begins(noun) > word {
		return
	}
	best := t.Tokens[noun].XPOS == "JJS"
	for _, k := range t.kids(noun, "amod") {
		best = best || t.Tokens[k].XPOS == "JJS"
	}
	if best {
		t.hang(i, noun, "nmod")
	}
}

// startingOn makes a preposition of "starting" before a date: "will pay a levy
// starting Aug. 1" has nobody start a day.
func (t tree) startingOn(i int) {
	if f := t.form(i); f != "starting" && f != "beginning" || !t.verbal(i) || !t.is(i, "acl", "advcl", "xcomp", "conj") || t.kid(i, "nsubj", "aux") >= 0 {
		return
	}
	day := t.kid(i, "obj", "obl")
	if day < i || t.begins(day) > i+2 || !t.timely(day) && !t.dates(day) {
		return
	}
	verb := t.Tokens[i].Head
	for verb >= 0 && !t.verbal(verb) {
		verb = t.Tokens[verb].Head
	}
	if verb < 0 || verb > i {
		return
	}
	t.hang(i, verb, "obl")
	t.promote(day, i, "case")
	t.tag(i, "ADP", "IN")
	if preposition := t.kid(day, "case"); preposition >= 0 && preposition != i {
		t.attach(i, preposition, "fixed")
	}
}

// dates tells whether the phrase at i has a month or a day in it.
func (t tree) dates(i int) bool {
	for _, k := range t.kids(i) {
		if t.timely(k) || shortMonths[t.form(k)] {
			return true
		}
	}
	return shortMonths[t.form(i)]
}

// changedTo gives a verb of change what it changes its object from and to: in
// "lowering the tariff on cars made in Varland to 15% from 25%" nothing is made to
// 15 percent.
func (t tree) changedTo(i int) {
	word := t.form(t.kid(i, "case"))
	participle := t.Tokens[i].Head
	if !t.is(i, "obl", "nmod") || word != "to" && word != "from" || !t.numbered(i) || participle < 0 || participle > i || !t.is(participle, "acl", "nmod", "conj", "obl") {
		return
	}
	up := participle
	for up >= 0 && !(t.verbal(up) && changing[t.form(up)]) {
		up = t.Tokens[up].Head
	}
	if object := t.kid(up, "obj"); up >= 0 && object > up && object < i && t.above(object, participle) && up != participle {
		t.hang(i, up, "obl")
	}
}

// booms finds the verb of "as trading booms" at the end of a headline.
func (t tree) booms(i int) {
	subject, as := i-1, t.kid(i, "case")
	if !t.headline() || i != len(t.Tokens)-1 || t.Tokens[i].XPOS != "NNS" || as < 0 || t.form(as) != "as" || t.Tokens[subject].Head != i || !t.is(subject, "compound") || !t.is(i, "nmod", "obl") {
		return
	}
	stem := strings.TrimSuffix(t.form(i), "s")
	if !headlineVerbs[stem] && !headlineVerbs[strings.TrimSuffix(stem, "e")] {
		return
	}
	t.tag(i, "VERB", "VBZ")
	t.tag(as, "SCONJ", "IN")
	t.Tokens[as].Deprel = "mark"
	t.Tokens[subject].Deprel = "nsubj"
	t.Tokens[i].Deprel = "advcl"
}
