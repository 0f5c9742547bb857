// Package parse reads English: it finds sentences and tokens, and gives each
// token its tags, its place in a dependency tree of Universal Dependencies, and
// each name its span and type.
//
// The language model is a network that this project trained (see MODEL.md); it
// is embedded in the program and runs on the processor alone.
package parse

import (
	"context"
	_ "embed" // the model
	"fmt"
	"runtime"
	"slices"
	"sync"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/parse/enhance"
	"factgraph/ingest/parse/lemma"
	"factgraph/ingest/parse/model"
)

//go:embed english.model
var english string

// Embedded opens the embedded model.
func Embedded() (*model.Model, error) { return model.Open(english) }

// A Parser fills in documents. It is safe for concurrent use.
type Parser struct {
	model   *model.Model
	lexicon *lemma.Lexicon
	workers int
	types   []graph.Type // of the model's finer name types
}

// An Option changes what Load returns.
type Option func(*options)

type options struct {
	data    string
	workers int
}

// WithModel loads a model from the contents of a file in place of the embedded
// one.
func WithModel(data string) Option { return func(o *options) { o.data = data } }

// WithWorkers sets how many goroutines parse the sentences of one document;
// the default is one for each processor. The result is the same for any number.
func WithWorkers(n int) Option { return func(o *options) { o.workers = max(1, n) } }

// Load opens the embedded model, which takes some milliseconds.
func Load(opts ...Option) (*Parser, error) {
	o := options{data: english, workers: runtime.GOMAXPROCS(0)}
	for _, opt := range opts {
		opt(&o)
	}
	m, err := model.Open(o.data)
	if err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	lexicon, err := lemma.Load()
	if err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	p := &Parser{model: m, lexicon: lexicon, workers: o.workers}
	for _, name := range m.Labels().Fine {
		p.types = append(p.types, graph.Type(name))
	}
	return p, nil
}

// Parse fills in tags, features, lemmas, heads and relations of all tokens, and
// the enhanced relations and the names of all sentences. It requires sentences cut into tokens with
// their forms. On an error of ctx the document is left half done.
func (p *Parser) Parse(ctx context.Context, doc *document.Document) error {
	_, err := p.parse(ctx, doc, false)
	return err
}

// ParseStates does what Parse does, and returns for every sentence the
// encoder's contextual vectors: one row of StateWidth values a token.
func (p *Parser) ParseStates(ctx context.Context, doc *document.Document) ([][]float32, error) {
	return p.parse(ctx, doc, true)
}

// StateWidth is the width of a contextual vector.
func (p *Parser) StateWidth() int { return p.model.Config().OutputWidth() }

func (p *Parser) parse(ctx context.Context, doc *document.Document, wantStates bool) ([][]float32, error) {
	states, err := p.analyze(ctx, doc, wantStates)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	if err := p.reread(ctx, doc); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		for _, m := range mends {
			m.apply(tree{s})
		}
	}
	namesAlike(doc)
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		p.lexicon.Annotate(s)
		enhance.Annotate(s)
	}
	return states, nil
}

// analyze fills in what the network says: tags, trees and names.
func (p *Parser) analyze(ctx context.Context, doc *document.Document, wantStates bool) ([][]float32, error) {
	pieces := cut(doc.Sentences)
	inOrder := slices.Clone(pieces)
	var states [][]float32
	if wantStates {
		states = make([][]float32, len(doc.Sentences))
		for i, s := range doc.Sentences {
			states[i] = make([]float32, len(s.Tokens)*p.StateWidth())
		}
	}
	// Pieces of like length share a batch.
	slices.SortStableFunc(pieces, func(a, b piece) int { return b.len() - a.len() })
	batches := batch(pieces)
	var wg sync.WaitGroup
	next := make(chan []piece)
	for range min(p.workers, len(batches)) {
		wg.Go(func() {
			for b := range next {
				p.run(doc, b, states)
			}
		})
	}
	var err error
	for _, b := range batches {
		if err = ctx.Err(); err != nil {
			break
		}
		next <- b
	}
	close(next)
	wg.Wait()
	if err != nil {
		return nil, err
	}
	for i := range doc.Sentences {
		doc.Sentences[i].Names = nil
	}
	for _, pc := range inOrder {
		s := &doc.Sentences[pc.sentence]
		s.Names = append(s.Names, *pc.names...)
	}
	for i := range doc.Sentences {
		tree{&doc.Sentences[i]}.hangAsides()
	}
	join(doc.Sentences)
	return states, nil
}

// batch groups pieces, sorted by length, within the limits of a batch.
func batch(pieces []piece) [][]piece {
	var batches [][]piece
	for len(pieces) > 0 {
		n, words := 0, 0
		for n < len(pieces) && n < model.BatchSentences && (n == 0 || words+pieces[n].len() <= model.BatchWords) {
			words += pieces[n].len()
			n++
		}
		batches = append(batches, pieces[:n])
		pieces = pieces[n:]
	}
	return batches
}

// run analyses one batch and writes the results into the document; pieces never
// share a token or a slice of names.
func (p *Parser) run(doc *document.Document, pieces []piece, states [][]float32) {
	forms := make([][]string, len(pieces))
	for i, pc := range pieces {
		forms[i] = make([]string, len(pc.tokens))
		for t, at := range pc.tokens {
			forms[i][t] = doc.Sentences[pc.sentence].Tokens[at].Form
		}
	}
	labels := p.model.Labels()
	for i, a := range p.model.Analyze(forms, states != nil) {
		pc := pieces[i]
		sent := &doc.Sentences[pc.sentence]
		for t, at := range pc.tokens {
			tok := &sent.Tokens[at]
			tok.UPOS, tok.XPOS, tok.Feats = labels.UPOS[a.UPOS[t]], labels.XPOS[a.XPOS[t]], labels.Feats[a.Feats[t]]
			tok.Deprel = labels.Deprel[a.Deprel[t]]
			tok.Head = a.Heads[t]
			if tok.Head >= 0 {
				tok.Head = pc.tokens[tok.Head]
			}
		}
		names := make([]document.Name, len(a.Names))
		for j, n := range a.Names {
			names[j] = document.Name{First: pc.tokens[n.First], Last: pc.tokens[n.Last], Type: p.typeOf(n, forms[i]), Score: n.Score}
		}
		*pc.names = names
		if states != nil {
			width := p.StateWidth()
			for t, at := range pc.tokens {
				copy(states[pc.sentence][at*width:], a.States[t*width:(t+1)*width])
			}
		}
	}
}

// typeOf gives a name's type: MISC names have a finer one, which their own words
// tell best, and they tell that no place is a tournament.
func (p *Parser) typeOf(n model.Name, words []string) graph.Type {
	switch p.model.Labels().Names[n.Type] {
	case "PERSON":
		return graph.Person
	case "ORG":
		return graph.Organization
	case "LOC":
		if model.HeadType(words[n.First:n.Last+1]) == string(graph.Event) {
			return graph.Event
		}
		return graph.Place
	}
	if told := model.HeadType(words[n.First : n.Last+1]); told != "" {
		return graph.Type(told)
	}
	return p.types[n.Fine]
}
