package html

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"factgraph/export/diagram"
	"factgraph/graph"
)

// MaxFacts is how many facts a browser holds with ease.
const MaxFacts = 50_000

// ErrTooLarge is returned for selections above MaxFacts.
var ErrTooLarge = errors.New("too much for a page; choose with --entity, --article, --top or --min-confidence, or export --format gexf or graphml for a graph program")

// The data of a page. Entities, articles and sentences are told by their index
// in the lists, so that each stands in the page once.
type data struct {
	Title     string     `json:"title"`
	Entities  []entity   `json:"entities"`
	Articles  []article  `json:"articles"`
	Sentences []sentence `json:"sentences"`
	Facts     []fact     `json:"facts"`
	Start     []int      `json:"start"` // entities that are shown first
}

type entity struct {
	ID      graph.EntityID `json:"id"`
	Name    string         `json:"name"`
	Type    graph.Type     `json:"type"`
	Subtype string         `json:"subtype,omitempty"`
	Aliases []string       `json:"aliases,omitempty"`
	Roles   []string       `json:"roles,omitempty"`
	SameAs  []string       `json:"sameAs,omitempty"`
}

type article struct {
	Title   string `json:"title"`
	Date    string `json:"date,omitempty"` // 2006-01-02
	Source  string `json:"source,omitempty"`
	Address string `json:"address,omitempty"`
}

type sentence struct {
	Article int    `json:"article"`
	Text    string `json:"text"`
}

type fact struct {
	ID        graph.FactID   `json:"id"`
	Subject   int            `json:"subject"`
	Predicate string         `json:"predicate"`
	Object    *int           `json:"object,omitempty"` // entity
	Value     string         `json:"value,omitempty"`  // literal, or the wording of a claim
	Claim     bool           `json:"claim,omitempty"`
	To        *int           `json:"to,omitempty"`    // the other end of the arrow: the object, or a place or person beside it
	Label     string         `json:"label,omitempty"` // of the arrow, where it is not the predicate
	Negated   bool           `json:"negated,omitempty"`
	Modality  graph.Modality `json:"modality"`
	By        []int          `json:"by,omitempty"`
	Conf      float64        `json:"confidence"`
	Details   []string       `json:"details,omitempty"` // wordings of the qualifiers
	From      string         `json:"from,omitempty"`    // when it happened, or else the date of the article: 2006-01-02
	Until     string         `json:"until,omitempty"`   // the last day of it
	Sentences []int          `json:"sentences"`
}

// collector gathers the data of a page.
type collector struct {
	reader    graph.Reader
	data      data
	entities  map[graph.EntityID]int
	articles  map[graph.ArticleID]int
	sentences map[sentence]int
	facts     []*graph.Fact
}

func collect(ctx context.Context, facts iter.Seq2[*graph.Fact, error], r graph.Reader, title string) (*data, error) {
	c := &collector{reader: r, data: data{Title: title, Entities: []entity{}, Articles: []article{}, Sentences: []sentence{}, Facts: []fact{}, Start: []int{}},
		entities: make(map[graph.EntityID]int), articles: make(map[graph.ArticleID]int), sentences: make(map[sentence]int)}
	for f, err := range facts {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = c.add(f)
		}
		if err != nil {
			return nil, err
		}
	}
	return &c.data, c.start()
}

// start chooses what is shown first: what the diagram would show.
func (c *collector) start() error {
	all := func(yield func(*graph.Fact, error) bool) {
		for _, f := range c.facts {
			if !yield(f, nil) {
				return
			}
		}
	}
	d, err := diagram.New(all, diagram.Options{Reader: c.reader})
	if err != nil {
		return err
	}
	for _, n := range d.Nodes {
		c.data.Start = append(c.data.Start, c.entities[n.Entity.ID])
	}
	return nil
}

func (c *collector) add(f *graph.Fact) (err error) {
	if len(c.facts) == MaxFacts {
		return fmt.Errorf("more than %d facts: %w", MaxFacts, ErrTooLarge)
	}
	c.facts = append(c.facts, f)
	out := fact{ID: f.ID, Predicate: f.Predicate, Negated: f.Negated, Modality: f.Modality, Conf: f.Confidence, Sentences: []int{}}
	if out.Subject, err = c.entity(f.Subject); err != nil {
		return err
	}
	if err := c.object(f, &out); err != nil {
		return err
	}
	for _, id := range f.AttributedTo {
		by, err := c.entity(id)
		if err != nil {
			return err
		}
		out.By = append(out.By, by)
	}
	for _, q := range f.Circumstances() {
		out.Details = append(out.Details, detail(q))
	}
	for _, ev := range f.Evidence {
		if err := c.evidence(&out, ev); err != nil {
			return err
		}
	}
	c.data.Facts = append(c.data.Facts, out)
	return nil
}

func (c *collector) object(f *graph.Fact, out *fact) error {
	switch f.Object.Kind {
	case graph.NoTerm:
	case graph.EntityTerm:
		object, err := c.entity(graph.EntityID(f.Object.Value))
		if err != nil {
			return err
		}
		out.Object = &object
	case graph.FactTerm:
		out.Value, out.Claim = f.Object.Text, true
	default:
		out.Value = f.Object.Value
	}
	ends := diagram.SecondEnds(f)
	if len(ends) == 0 {
		return nil
	}
	to, err := c.entity(ends[0].Entity)
	if err != nil {
		return err
	}
	out.To = &to
	if ends[0].Label != f.Predicate {
		out.Label = ends[0].Label
	}
	return nil
}

// detail is a qualifier's wording, with its date where it is one.
func detail(q graph.Qualifier) string {
	text := q.Text
	if text == "" {
		text = q.Value.Value
	}
	if q.Role == "time" && q.Value.Kind == graph.LiteralTerm && q.Value.Value != text {
		text += " (" + q.Value.Value + ")"
	}
	return text
}

const day = "2006-01-02"

// evidence adds a sentence, and the time that it gives to the fact.
func (c *collector) evidence(out *fact, ev graph.Evidence) error {
	article, err := c.article(ev.Article)
	if err != nil {
		return err
	}
	s := sentence{article, ev.Text}
	index, ok := c.sentences[s]
	if !ok {
		index = len(c.data.Sentences)
		c.sentences[s] = index
		c.data.Sentences = append(c.data.Sentences, s)
	}
	out.Sentences = append(out.Sentences, index)
	timed := false
	for _, q := range ev.Qualifiers {
		if start, end, ok := q.Interval(); ok && !start.IsZero() {
			timed = true
			last := start
			if !end.IsZero() {
				last = end.AddDate(0, 0, -1)
			}
			out.during(start.Format(day), max(start.Format(day), last.Format(day)))
		}
	}
	if date := c.data.Articles[article].Date; !timed && date != "" {
		out.during(date, date)
	}
	return nil
}

// during widens the time of the fact.
func (f *fact) during(from, until string) {
	if f.From == "" || from < f.From {
		f.From = from
	}
	f.Until = max(f.Until, until)
}

func (c *collector) entity(id graph.EntityID) (int, error) {
	if i, ok := c.entities[id]; ok {
		return i, nil
	}
	e, err := c.reader.Entity(id)
	if err != nil {
		return 0, fmt.Errorf("entity %s: %w", id, err)
	}
	out := entity{ID: e.ID, Name: e.Name, Type: e.Type, Subtype: e.Subtype, SameAs: e.SameAs}
	for _, alias := range e.Aliases {
		if alias.Text != e.Name {
			out.Aliases = append(out.Aliases, alias.Text)
		}
	}
	for _, role := range e.Roles {
		out.Roles = append(out.Roles, role.Text)
	}
	c.entities[id] = len(c.data.Entities)
	c.data.Entities = append(c.data.Entities, out)
	return c.entities[id], nil
}

func (c *collector) article(id graph.ArticleID) (int, error) {
	if i, ok := c.articles[id]; ok {
		return i, nil
	}
	a, err := c.reader.Article(id)
	if err != nil {
		return 0, fmt.Errorf("article %s: %w", id, err)
	}
	out := article{Title: a.Title, Source: a.Source, Address: a.Address}
	if out.Title == "" {
		out.Title = a.Address
	}
	if !a.Date.IsZero() {
		out.Date = a.Date.Format(day)
	}
	c.articles[id] = len(c.data.Articles)
	c.data.Articles = append(c.data.Articles, out)
	return c.articles[id], nil
}
