package entity

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/ingest/document"
	"factgraph/ingest/fact"
)

// The cases of testdata/*.txt: small articles with their mentions marked, and
// what must be one entity and what must not, in every order of the articles.
//
//	case a surname joins by role and company
//	A 2017-11-11: [President ^Donald Trump:p] met [Vladimir Putin:p]. [he=Donald Trump] left.
//	B: [President ^Trump:p] rang [Putin:p].
//	fact A: Donald Trump | met | Vladimir Putin
//	same A/Donald Trump B/Trump
//	different A/Donald Trump B/Putin
//	none A/he
//	id A/Donald Trump donald-trump
//	name B/Trump Donald Trump
//	type B/Trump person
//
// In a bracket, what stands before ^ is a title, after : the type (p person, o
// organization, l place, g group, e event, d document, x product, c concept, t
// date, q quantity; a further n makes it a nominal mention, s a name in the
// plural), after = the name of the mention whose chain it joins. A bracket
// without : and = is a nominal concept. Mentions with one name are one chain. A
// sentence that begins with # is a headline.
type corpusCase struct {
	name     string
	articles []*caseArticle
	checks   []string
	line     int
}

type caseArticle struct {
	label   string
	article graph.Article
	doc     *document.Document
	facts   []fact.Fact
	chains  map[string]int // by the name of the first mention
}

var caseTypes = map[byte]graph.Type{
	'p': graph.Person, 'o': graph.Organization, 'l': graph.Place, 'g': graph.Group, 'e': graph.Event, 'd': graph.Document,
	'x': graph.Product, 'c': graph.Concept, 't': graph.Date, 'q': graph.Quantity,
}

var pronouns = wordSet("he she it they him her them his its their i we you who himself herself itself themselves")

func readCases(t *testing.T, file string) []*corpusCase {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []*corpusCase
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		var c *corpusCase
		if len(all) > 0 {
			c = all[len(all)-1]
		}
		switch {
		case word == "case":
			all = append(all, &corpusCase{name: rest, line: i + 1})
		case word == "fact":
			label, parts, _ := strings.Cut(rest, ":")
			c.find(t, label).addFact(t, strings.TrimSpace(parts))
		case slices.Contains([]string{"same", "different", "none", "id", "name", "type", "object", "facts", "aliases", "decision"}, word):
			c.checks = append(c.checks, line)
		default:
			head, body, ok := strings.Cut(line, ": ")
			if !ok {
				t.Fatalf("%s:%d: what is %q?", file, i+1, line)
			}
			label, date, _ := strings.Cut(head, " ")
			c.articles = append(c.articles, parseArticle(t, label, date, body))
		}
	}
	return all
}

func (c *corpusCase) find(t *testing.T, label string) *caseArticle {
	t.Helper()
	for _, a := range c.articles {
		if a.label == label {
			return a
		}
	}
	t.Fatalf("case %s (line %d) has no article %q", c.name, c.line, label)
	return nil
}

// parseArticle makes a document of a marked text. Sentences end with a full
// stop that stands alone at the end of a word outside brackets.
func parseArticle(t testing.TB, label, date, body string) *caseArticle {
	t.Helper()
	a := &caseArticle{label: label, chains: make(map[string]int)}
	a.article.ID = graph.ArticleID(label)
	if date != "" {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		a.article.Date = day
	}
	doc := &document.Document{Article: a.article.ID, Date: a.article.Date}
	a.doc = doc
	var text strings.Builder
	sentence := document.Sentence{}
	flush := func() {
		if len(sentence.Tokens) > 0 {
			sentence.Span = document.Span{Start: sentence.Tokens[0].Start, End: text.Len()}
			doc.Sentences = append(doc.Sentences, sentence)
			sentence = document.Sentence{}
			text.WriteByte(' ')
		}
	}
	token := func(word, upos, deprel string) {
		if n := len(sentence.Tokens); n > 0 {
			text.WriteByte(' ')
		}
		start := text.Len()
		text.WriteString(word)
		sentence.Tokens = append(sentence.Tokens, document.Token{
			Span: document.Span{Start: start, End: text.Len()}, Form: word, Lemma: strings.ToLower(word), UPOS: upos, Deprel: deprel, Head: -1,
		})
	}
	for body != "" {
		open := strings.IndexByte(body, '[')
		plain := body
		if open >= 0 {
			plain = body[:open]
		}
		for word := range strings.FieldsSeq(plain) {
			switch word {
			case ".":
				flush()
				continue
			case "#":
				sentence.Kind = document.Headline
				continue
			}
			upos := "NOUN"
			if len(word) <= 4 || strings.HasSuffix(word, "ed") {
				upos = "VERB"
			}
			token(strings.TrimRight(word, "."), upos, "dep")
			if strings.HasSuffix(word, ".") {
				flush()
			}
		}
		if open < 0 {
			break
		}
		end := strings.IndexByte(body, ']')
		a.addMention(t, body[open+1:end], len(doc.Sentences), &sentence, token)
		body = body[end+1:]
	}
	flush()
	doc.Text = text.String()
	a.article.Text = doc.Text
	return a
}

func (a *caseArticle) addMention(t testing.TB, mark string, s int, sentence *document.Sentence, token func(word, upos, deprel string)) {
	t.Helper()
	doc := a.doc
	mark, chainOf, joined := strings.Cut(mark, "=")
	mark, kinds, typed := strings.Cut(mark, ":")
	title, name, titled := strings.Cut(mark, "^")
	if !titled {
		title, name = "", title
	}
	m := document.Mention{Sentence: s, First: len(sentence.Tokens), Kind: document.Nominal, Type: graph.Concept, Name: name, Number: document.Singular, Person: 3}
	modifier := false
	if typed {
		m.Kind, m.Type = document.Named, caseTypes[kinds[0]]
		for _, k := range kinds[1:] {
			switch k {
			case 'n':
				m.Kind = document.Nominal
			case 's':
				m.Number = document.Plural
			case 'm':
				modifier = true
			}
		}
		switch m.Type {
		case graph.Date:
			m.Kind, m.Value = document.Temporal, name
		case graph.Quantity:
			m.Kind, m.Value = document.Amount, name
		}
	} else if pronouns[strings.ToLower(name)] {
		m.Kind = document.Pronoun
	}
	words := strings.Fields(title + " " + name)
	for i, word := range words {
		upos, deprel := "PROPN", "compound"
		switch {
		case word == "two":
			upos, deprel = "NUM", "nummod"
		case m.Kind == document.Nominal && determiners[strings.ToLower(word)]:
			upos, deprel = "DET", "det"
			m.Definite = m.Definite || strings.EqualFold(word, "the")
		case m.Kind == document.Nominal && (strings.HasSuffix(word, "al") || strings.HasSuffix(word, "y") && i < len(words)-1):
			upos, deprel = "ADJ", "amod"
		case m.Kind == document.Nominal:
			upos = "NOUN"
		}
		if i == len(words)-1 {
			deprel = "dep"
			if modifier {
				deprel = "compound"
			}
		}
		token(word, upos, deprel)
	}
	m.Last = len(sentence.Tokens) - 1
	m.Head = m.Last
	if head := &sentence.Tokens[m.Head]; m.Number == document.Plural {
		head.Lemma = strings.TrimSuffix(head.Lemma, "s")
	}
	for i := m.First; i < m.Last; i++ {
		sentence.Tokens[i].Head = m.Head
	}
	m.Span = document.Span{Start: sentence.Tokens[m.First].Start, End: sentence.Tokens[m.Last].End}
	if title != "" {
		m.Titles = []string{strings.TrimSpace(title)}
	}
	if !joined {
		chainOf = name
	}
	i := len(doc.Mentions)
	if first, group := strings.CutPrefix(chainOf, "{"); group { // [the two={A; B}]
		var members []int
		for member := range strings.SplitSeq(strings.TrimSuffix(first, "}"), ";") {
			members = append(members, a.chain(t, strings.TrimSpace(member)))
		}
		m.Chain = len(doc.Chains)
		a.chains[name] = m.Chain
		doc.Chains = append(doc.Chains, document.Chain{Mentions: []int{i}, Name: name, Type: m.Type, Members: members})
	} else if c, ok := a.chains[chainOf]; ok {
		m.Chain = c
		doc.Chains[c].Mentions = append(doc.Chains[c].Mentions, i)
		if _, known := a.chains[name]; !known {
			a.chains[name] = c
		}
		doc.Chains[c].Links = append(doc.Chains[c].Links, document.Link{Mention: i, Antecedent: doc.Chains[c].Mentions[0], Reason: "test", Score: 0.9})
	} else {
		m.Chain = len(doc.Chains)
		a.chains[name] = m.Chain
		doc.Chains = append(doc.Chains, document.Chain{Mentions: []int{i}, Name: name, Type: m.Type})
	}
	doc.Mentions = append(doc.Mentions, m)
}

func (a *caseArticle) chain(t testing.TB, name string) int {
	t.Helper()
	c, ok := a.chains[name]
	if !ok {
		t.Fatalf("article %s has no mention %q", a.label, name)
	}
	return c
}

// addFact adds "subject | predicate | object | speaker | role=qualifier". An
// object in quotes is a literal, #2 is the article's fact number 2 as a claim.
func (a *caseArticle) addFact(t *testing.T, line string) {
	t.Helper()
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	f := fact.Fact{Subject: a.argument(t, parts[0]), Predicate: parts[1], Phrase: parts[1], Confidence: 0.9, Rule: "test", Modality: graph.Asserted}
	if len(parts) > 2 && parts[2] != "" {
		f.Object = a.argument(t, parts[2])
	}
	for _, part := range parts[min(3, len(parts)):] {
		if role, value, ok := strings.Cut(part, "="); ok {
			f.Qualifiers = append(f.Qualifiers, fact.Qualifier{Role: role, Value: a.argument(t, value), Text: value})
		} else if part != "" {
			f.AttributedTo = append(f.AttributedTo, a.argument(t, part))
		}
	}
	if f.Subject.Kind == fact.Mention {
		f.Sentence = a.doc.Mentions[f.Subject.Mention].Sentence
	}
	a.facts = append(a.facts, f)
}

func (a *caseArticle) argument(t *testing.T, text string) fact.Argument {
	t.Helper()
	if rest, ok := strings.CutPrefix(text, "#"); ok {
		var n int
		if _, err := fmt.Sscan(rest, &n); err != nil {
			t.Fatal(err)
		}
		return fact.Argument{Kind: fact.Claim, Claim: n - 1, Text: "claim " + rest}
	}
	if strings.HasPrefix(text, `"`) {
		text = strings.Trim(text, `"`)
		return fact.Argument{Kind: fact.Literal, Literal: graph.LiteralObject(text, graph.StringType), Text: text}
	}
	for i, m := range a.doc.Mentions {
		if m.Name == text {
			return fact.Argument{Kind: fact.Mention, Mention: i, Text: text, Span: m.Span}
		}
	}
	t.Fatalf("article %s has no mention %q", a.label, text)
	return fact.Argument{}
}

// A run is a case's articles ingested in one order.
type run struct {
	g     *memory.Graph
	links map[string]map[int]graph.EntityID // article → start → entity
}

func (c *corpusCase) ingest(t *testing.T, order []int) *run {
	t.Helper()
	r := &run{g: memory.New()}
	resolver := newTestResolver(t)
	for _, i := range order {
		a := c.articles[i]
		contribution, err := resolver.Resolve(context.Background(), r.g, a.article, a.doc, a.facts)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if err := r.g.PutArticle(context.Background(), contribution); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
	}
	r.links = make(map[string]map[int]graph.EntityID)
	for _, a := range c.articles {
		r.links[a.label] = make(map[int]graph.EntityID)
		for link, err := range r.g.Links(a.article.ID) {
			if err != nil {
				t.Fatal(err)
			}
			r.links[a.label][link.Start] = link.Entity
		}
	}
	return r
}

// entity finds what a mention, "A/Donald Trump", was linked to; "" for nothing.
func (r *run) entity(t *testing.T, c *corpusCase, mention string) graph.EntityID {
	t.Helper()
	label, name, _ := strings.Cut(mention, "/")
	for _, m := range c.find(t, label).doc.Mentions {
		if m.Name == name {
			return r.links[label][m.Start]
		}
	}
	t.Fatalf("case %s: article %s has no mention %q", c.name, label, name)
	return ""
}

// cutMentions cuts "A/Donald Trump B/Trump" at the article labels.
func cutMentions(text string) []string {
	var all []string
	for word := range strings.FieldsSeq(text) {
		if len(word) > 2 && word[1] == '/' || len(all) == 0 {
			all = append(all, word)
		} else {
			all[len(all)-1] += " " + word
		}
	}
	return all
}

func (r *run) check(t *testing.T, c *corpusCase, order []int) {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("line %d: %s, order %v: %s", c.line, c.name, order, fmt.Sprintf(format, args...))
	}
	for _, check := range c.checks {
		word, rest, _ := strings.Cut(check, " ")
		mentions := cutMentions(rest)
		switch word {
		case "same", "different":
			ids := make([]graph.EntityID, len(mentions))
			for i, m := range mentions {
				ids[i] = r.entity(t, c, m)
			}
			for i := range ids {
				for j := range i {
					if ids[i] == "" || (ids[i] == ids[j]) != (word == "same") {
						fail("%s: %s is %q, %s is %q", word, mentions[j], ids[j], mentions[i], ids[i])
					}
				}
			}
		case "none":
			if id := r.entity(t, c, rest); id != "" {
				fail("%s is %s, want no entity", rest, id)
			}
		case "facts":
			label, want, _ := strings.Cut(rest, ": ")
			if got := r.facts(t, c.find(t, label)); got != want {
				fail("the facts of %s are\n  %s\nwant\n  %s", label, got, want)
			}
		case "id", "name", "type":
			mention, want, _ := strings.Cut(rest, " -> ")
			id := r.entity(t, c, mention)
			e, err := r.g.Entity(id)
			if err != nil {
				fail("%s: %v", mention, err)
				continue
			}
			got := map[string]string{"id": string(e.ID), "name": e.Name, "type": string(e.Type)}[word]
			if got != want {
				fail("the %s of %s is %q, want %q", word, mention, got, want)
			}
		}
	}
}

// facts writes the facts of an article in a line, sorted; "-" for none.
func (r *run) facts(t *testing.T, a *caseArticle) string {
	t.Helper()
	var all []string
	for f, err := range r.g.Facts(context.Background(), graph.Filter{Article: a.article.ID}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r.fact(t, f))
	}
	if len(all) == 0 {
		return "-"
	}
	slices.SortFunc(all, func(x, y string) int { // claims after plain facts
		return cmp.Or(strings.Count(x, "[")-strings.Count(y, "["), strings.Compare(x, y))
	})
	return strings.Join(all, "; ")
}

func (r *run) fact(t *testing.T, f *graph.Fact) string {
	t.Helper()
	term := func(o graph.Term) string {
		switch o.Kind {
		case graph.EntityTerm:
			return o.Value
		case graph.FactTerm:
			claim, err := r.g.Fact(graph.FactID(o.Value))
			if err != nil {
				t.Fatal(err)
			}
			return "[" + r.fact(t, claim) + "]"
		}
		return strconv.Quote(o.Value)
	}
	parts := []string{string(f.Subject), f.Predicate}
	if !f.Object.IsZero() {
		parts = append(parts, term(f.Object))
	}
	for _, by := range f.AttributedTo {
		parts = append(parts, "("+string(by)+")")
	}
	for _, q := range f.Qualifiers() {
		parts = append(parts, q.Role+"="+term(q.Value))
	}
	return strings.Join(parts, " ")
}

func permutations(n int) [][]int {
	if n == 0 {
		return [][]int{{}}
	}
	var all [][]int
	for _, p := range permutations(n - 1) {
		for i := 0; i <= len(p); i++ {
			all = append(all, slices.Insert(slices.Clone(p), i, n-1))
		}
	}
	return all
}

func newTestResolver(t testing.TB) *Resolver {
	t.Helper()
	r, err := NewResolver(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func readAllCases(t *testing.T) []*corpusCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var all []*corpusCase
	for _, file := range files {
		all = append(all, readCases(t, file)...)
	}
	return all
}

// TestCorpora runs the cases in every order of their articles.
func TestCorpora(t *testing.T) {
	cases := readAllCases(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, order := range permutations(len(c.articles)) {
				c.ingest(t, order).check(t, c, order)
			}
		})
	}
	t.Logf("%d cases", len(cases))
}
