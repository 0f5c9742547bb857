package parse

// The mends of this file find the verbs, subjects and amounts that sentences of
// market reports lose: sums before nouns, results in a row, records and losers.

// dealWorth makes one phrase of "in $12 billion all-stock deal", where the tree has
// the sum behind the preposition and the deal beside it.
func (t tree) dealWorth(sum int) {
	verb, word := t.Tokens[sum].Head, t.kid(sum, "case")
	if !t.sum(sum) || !t.is(sum, "obl") || word < 0 || verb < 0 {
		return
	}
	last := sum
	for last+1 < len(t.Tokens) && t.above(sum, last+1) {
		last++
	}
	for _, deal := range t.kids(verb, "obj", "obl:unmarked") {
		if deal > last && t.begins(deal) == last+1 && t.nominal(deal) && !t.timely(deal) && t.kid(deal, "case", "nummod") < 0 {
			t.attach(deal, verb, "obl")
			t.attach(word, deal, "case")
			t.attach(sum, deal, "compound")
			return
		}
	}
}

// resultWas finds the subject of "Sales rose to 4 billion euros and profit was 790
// million", where the tree has the profit be one of the things that sales rose to.
func (t tree) resultWas(i int) {
	be, first := t.kid(i, "cop"), t.Tokens[i].Head
	if be < 1 || be > i || first < 0 || first > be || !t.is(i, "parataxis", "conj") || !t.verbal(first) || t.kid(i, "nsubj", "csubj", "expl") >= 0 {
		return
	}
	subject := be - 1
	and := t.kid(subject, "cc")
	if !t.nominal(subject) || !t.is(subject, "conj") || and < first || !t.above(first, subject) {
		return
	}
	amount := t.Tokens[subject].Head
	t.attach(subject, i, "nsubj")
	t.attach(and, i, "cc")
	t.Tokens[i].Deprel = "conj"
	for _, k := range t.kids(i) {
		if k < and && k > first {
			relation := "obl"
			if t.kid(k, "case") < 0 && t.numbered(k) {
				relation = "obj"
			}
			t.attach(k, first, relation)
		}
	}
	if t.is(amount, "obj") && t.kid(amount, "case") >= 0 {
		t.Tokens[amount].Deprel = "obl"
	}
}

// nameCalled finds the verb of "Consumer group Fair Basket called for a ban.", where
// the tree has a name with a participle and no verb: names are not told apart by
// what was done to them.
func (t tree) nameCalled(i int) {
	name := t.Tokens[i].Head
	if x := t.Tokens[i].XPOS; !t.verbal(i) || x != "VBN" && x != "VBD" || !t.is(i, "acl") || name != i-1 || t.Tokens[name].Head >= 0 || t.headline() || t.nameAt(name) < 0 && !t.capitalised(name) {
		return
	}
	if t.kid(name, "nsubj", "cop") >= 0 || t.kid(i, "obl:agent", "aux", "nsubj", "mark") >= 0 || t.kid(i, "obl", "obj", "xcomp", "ccomp") < i {
		return
	}
	t.predicate(i, name, "VBD")
}

// recordAbove hangs "above $3,700" on the record before it, where the tree has two
// objects of "hit another record above $3,700".
func (t tree) recordAbove(sum int) {
	word := t.kid(sum, "advmod")
	if !t.is(sum, "obj") || word < 1 || word > sum || !t.sum(sum) && !t.numbered(sum) || !bounds[t.form(word)] {
		return
	}
	if noun := word - 1; t.nominal(noun) && t.is(noun, "obj") && t.Tokens[noun].Head == t.Tokens[sum].Head {
		t.attach(sum, noun, "nmod")
		t.attach(word, sum, "case")
		t.tag(word, "ADP", "IN")
	}
}

// disputeOver makes a phrase of a noun that the tree has as a clause behind a
// preposition: "a dispute over pay".
func (t tree) disputeOver(i int) {
	word := t.kid(i, "mark")
	if x := t.Tokens[i].XPOS; x != "NN" && x != "NNS" || word != i-1 || !t.is(i, "advcl", "acl") || !overs[t.form(word)] || t.kid(i, "nsubj", "cop", "aux", "obj") >= 0 {
		return
	}
	relation, head := "obl", t.Tokens[i].Head
	if noun := word - 1; t.nominal(noun) {
		relation, head = "nmod", noun
	}
	t.hang(i, head, relation)
	t.Tokens[word].Deprel = "case"
	t.tag(word, "ADP", "IN")
}

// postedSales finds the second verb of "employs 400 people and posted sales of $3
// billion": nobody employs sales.
func (t tree) postedSales(i int) {
	verb, noun := i, t.Tokens[i].Head
	if !posting[t.form(i)] || !t.is(i, "amod") || noun < i || !t.is(noun, "conj") || t.form(i-1) != "and" || t.Tokens[i-1].Head != noun || t.kid(noun, "det", "nmod:poss") >= 0 {
		return
	}
	first := t.Tokens[noun].Head
	for first >= 0 && !t.verbal(first) {
		first = t.Tokens[first].Head
	}
	if first < 0 || first > i || t.doerless(first) {
		return
	}
	t.attach(verb, first, "conj")
	t.tag(verb, "VERB", "VBD")
	t.attach(noun, verb, "obj")
	t.attach(i-1, verb, "cc")
}

// doerless tells whether a verb has no subject in the sentence.
func (t tree) doerless(verb int) bool { return t.kid(verb, "nsubj") < 0 }

// finedSum makes a passive of the headline "Acme fined $38 million": a sum is fined
// by nobody.
func (t tree) finedSum(i int) {
	subject, sum := t.kid(i, "nsubj"), t.kid(i, "obj")
	if !t.headline() || !penal[t.form(i)] || !t.verbal(i) || subject < 0 || sum < i || len(t.kids(i, "obj", "iobj")) > 1 || !t.sum(sum) && !money[t.form(sum)] && !t.timed(sum) {
		return
	}
	t.Tokens[subject].Deprel = "nsubj:pass"
	t.tag(i, "VERB", "VBN")
}

// timed tells whether the phrase at i is a number of years or months.
func (t tree) timed(i int) bool {
	f := t.form(i)
	return t.numbered(i) && (f == "years" || f == "months" || f == "days" || f == "games" || f == "matches")
}

// biggestLoser hangs "the biggest loser" on what fell, where the tree has it
// describe the place: "Acme fell 7% in Oslo, the biggest loser of the day".
func (t tree) biggestLoser(i int) {
	place := t.Tokens[i].Head
	if !t.is(i, "appos") || !movers[t.form(i)] || place < 0 || !t.is(place, "obl", "nmod") {
		return
	}
	verb := place
	for verb >= 0 && !t.verbal(verb) {
		verb = t.Tokens[verb].Head
	}
	if subject := t.kid(verb, "nsubj"); verb >= 0 && subject >= 0 && subject < place {
		t.hang(i, subject, "appos")
	}
}
