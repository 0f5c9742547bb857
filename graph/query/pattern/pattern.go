// Package pattern is the everyday language of questions to the graph:
//
//	?who met "Vladimir Putin" . ?who "president of" ?country
//
// A pattern is a subject, a predicate and an object; several stand with dots
// between them and share their variables. Names are those of entities, by any
// alias; predicates may be in any form (meet, met, meets); * or ?any stands for
// anything. ^ turns a predicate round, | gives alternatives, / a sequence, and
// +, * and ? repeat it. "?x is person" tests the type.
package pattern

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/search"
	"factgraph/graph/vocabulary"
)

const (
	maxLength   = 1 << 16
	maxPatterns = 200
	maxElements = 1000 // of predicates, all together
	maxDepth    = 100
)

// Errors of the front end.
var (
	// ErrTooLong is returned for a text beyond any sensible question.
	ErrTooLong = errors.New("the pattern is too long")
	// ErrPathOfFacts is returned when sequences or repetitions are asked of facts
	// outside the plain view.
	ErrPathOfFacts = errors.New("sequences and repeated steps (/ + * ?) work in the plain view only: leave out the options that select facts")
)

// Options of a question.
type Options struct {
	// Forms gives the other forms of a predicate ("met" → "meet", "meets"); nil:
	// the forms that the graph keeps, and those of regular verbs.
	Forms func(predicate string) []string

	// Filter selects facts: with any field set, facts are matched instead of the
	// triples of the plain view. Subject, Predicate and Object are not looked at.
	Filter graph.Filter

	Limit int64 // solutions; 0: all
}

// A Step is one pattern of a question as it was understood. One of Fact,
// Predicate and Path tells what connects subject and object.
type Step struct {
	Subject, Object algebra.Operand
	Fact            algebra.Var  // bound to the fact, when facts are matched
	Predicate       algebra.Var  // bound to the predicate, which may be any
	Path            algebra.Path // of the plain view
}

// A Question is a pattern, understood.
type Question struct {
	*algebra.Query
	Body  algebra.Node // all of it but which variables are shown
	Steps []Step
}

// Parse understands a pattern over a graph. It returns a *SyntaxError, or a
// *search.UnknownError, a *search.AmbiguousError or a *PredicateError that lists
// what the words may mean.
func Parse(ctx context.Context, r graph.Reader, text string, o Options) (*Question, error) {
	if len(text) > maxLength {
		return nil, ErrTooLong
	}
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{
		ctx: ctx, text: text, names: newNames(ctx, r, o.Forms), filter: plainUnlessAsked(o.Filter), byFact: selects(o.Filter),
		vars: make(map[string]algebra.Var), q: &Question{Query: &algebra.Query{Root: &algebra.Unit{}, Names: []string{""}}},
	}
	for len(tokens) > 0 {
		n := slices.IndexFunc(tokens, func(t token) bool { return t.kind == stopToken })
		if n < 0 {
			n = len(tokens)
		}
		if n > 0 {
			if p.patterns++; p.patterns > maxPatterns {
				return nil, ErrTooLong
			}
			if err := p.pattern(tokens[:n]); err != nil {
				return nil, err
			}
		}
		tokens = tokens[min(n+1, len(tokens)):]
	}
	if p.patterns == 0 {
		return nil, faultAt(text, len(text), "expected a pattern: a subject, a predicate and an object")
	}
	p.finish(o.Limit)
	return p.q, nil
}

// selects tells whether a filter asks for facts that plain triples cannot tell.
func selects(f graph.Filter) bool { return f != graph.Filter{} }

// plainUnlessAsked keeps to the plain view what the filter says nothing of.
func plainUnlessAsked(f graph.Filter) graph.Filter {
	if f.Negated == nil && f.Modality == "" {
		f.Plain = true
	}
	if f.Negated == nil && f.Modality != "" {
		no := false
		f.Negated = &no
	}
	return f
}

// A parser builds the algebra of a question.
type parser struct {
	ctx    context.Context
	text   string
	names  *names
	filter graph.Filter
	byFact bool // match facts, not triples
	vars   map[string]algebra.Var
	order  []string // variables in the order of the text
	q      *Question

	patterns int
	elements int // of the predicates so far
}

func (p *parser) newVar(name string) algebra.Var {
	p.q.Names = append(p.q.Names, name)
	return algebra.Var(len(p.q.Names) - 1)
}

// variable is the variable of a name; ?any is another one each time.
func (p *parser) variable(name string) algebra.Operand {
	if name == "any" {
		return algebra.Operand{Var: p.newVar(".any")}
	}
	v, ok := p.vars[name]
	if !ok {
		v = p.newVar(name)
		p.vars[name] = v
		p.order = append(p.order, name)
	}
	return algebra.Operand{Var: v}
}

func (p *parser) join(n algebra.Node) {
	if _, empty := p.q.Root.(*algebra.Unit); empty {
		p.q.Root = n
		return
	}
	p.q.Root = &algebra.Join{Left: p.q.Root, Right: n}
}

// finish shows the named variables, each combination once. A question without
// names asks whether it is so.
func (p *parser) finish(limit int64) {
	p.q.Body = p.q.Root
	var vars []algebra.Var
	for _, name := range p.order {
		v := p.vars[name]
		vars = append(vars, v)
		p.q.Columns = append(p.q.Columns, algebra.Column{Name: name, Var: v})
	}
	if len(vars) == 0 {
		p.q.Form = algebra.Ask
	} else {
		p.q.Root = &algebra.Distinct{Of: &algebra.Project{Of: p.q.Root, Vars: p.shown(vars)}}
	}
	if limit > 0 {
		p.q.Root = &algebra.Slice{Of: p.q.Root, Limit: limit}
	}
}

// shown are the variables that tell solutions apart: the named ones, and the
// predicates that were left open.
func (p *parser) shown(vars []algebra.Var) []algebra.Var {
	for _, s := range p.q.Steps {
		if s.Predicate != 0 && !slices.Contains(vars, s.Predicate) {
			vars = append(vars, s.Predicate)
		}
	}
	return vars
}

// pattern understands the tokens of one pattern.
func (p *parser) pattern(tokens []token) error {
	if done, err := p.typeTest(tokens); done || err != nil {
		return err
	}
	s, err := p.split(tokens)
	if err != nil {
		return err
	}
	subject, err := p.term(s.subject, false)
	if err != nil {
		return err
	}
	predicate := p.anyPredicate(s.predicate)
	var object algebra.Operand
	if len(s.object) > 0 {
		if object, err = p.term(s.object, true); err != nil {
			return p.orType(tokens, err)
		}
	}
	if predicate.Var != 0 {
		p.open(predicate, subject, object)
		return nil
	}
	return p.predicate(s.predicate, subject, object)
}

// anyPredicate is the variable of a predicate that may be any; zero if the
// tokens say which it is.
func (p *parser) anyPredicate(tokens []token) algebra.Operand {
	switch {
	case len(tokens) == 1 && tokens[0].kind == varToken:
		return p.variable(tokens[0].text)
	case len(tokens) == 1 && tokens[0].kind == starToken:
		return p.variable("any")
	}
	return algebra.Operand{}
}

// term understands a subject or an object.
func (p *parser) term(tokens []token, literal bool) (algebra.Operand, error) {
	switch tokens[0].kind {
	case varToken:
		return p.variable(tokens[0].text), nil
	case starToken:
		return p.variable("any"), nil
	}
	t, err := p.names.thing(words(tokens), literal)
	return algebra.Operand{Term: t}, err
}

// orType adds to the error of an unknown name which types there are, where one
// may have been meant.
func (p *parser) orType(tokens []token, err error) error {
	if tokens[0].kind == varToken && tokens[1].text == "is" && errors.As(err, new(*search.UnknownError)) {
		return fmt.Errorf("%w\nthe types to test for are: %s", err, strings.Trim(fmt.Sprint(graph.Types()), "[]"))
	}
	return err
}

// typeTest understands "?x is person" and "?x is a person".
func (p *parser) typeTest(tokens []token) (bool, error) {
	if len(tokens) < 3 || len(tokens) > 4 || tokens[0].kind != varToken || tokens[1].kind != wordToken || tokens[1].text != "is" {
		return false, nil
	}
	if article := tokens[2].text; len(tokens) == 4 && article != "a" && article != "an" {
		return false, nil
	}
	last := tokens[len(tokens)-1]
	if last.kind != wordToken {
		return false, nil
	}
	i := slices.Index(graph.Types(), graph.Type(last.text))
	if i < 0 {
		return false, nil
	}
	class := vocabulary.Resource(vocabulary.Class(graph.Types()[i]))
	p.join(&algebra.BGP{Patterns: []algebra.Pattern{{
		S: p.variable(tokens[0].text), P: algebra.Operand{Term: vocabulary.Resource(vocabulary.Type)}, O: algebra.Operand{Term: class},
	}}})
	return true, nil
}
