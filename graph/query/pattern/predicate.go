package pattern

import (
	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

func predicateTerm(name string) graph.Term {
	return graph.PredicateObject(name)
}

// predicate adds the node of a pattern.
func (p *parser) predicate(tokens []token, subject, object algebra.Operand) error {
	e := &expression{parser: p, tokens: tokens}
	path, err := e.parse()
	if err != nil {
		return err
	}
	if p.byFact || object.IsZero() {
		return p.statements(subject, path, object)
	}
	p.q.Steps = append(p.q.Steps, Step{Subject: subject, Object: object, Path: path})
	p.join(&algebra.Route{Subject: subject, Path: path, Object: object})
	return nil
}

// single are the predicates of a path that is one step; nil for a longer one.
func single(path algebra.Path) []string {
	switch path := path.(type) {
	case *algebra.Link:
		return []string{path.Term.Value}
	case *algebra.Choice:
		var all []string
		for _, branch := range path.Of {
			names := single(branch)
			if names == nil {
				return nil
			}
			all = append(all, names...)
		}
		return all
	}
	return nil
}

// open adds a pattern whose predicate may be any.
func (p *parser) open(predicate, subject, object algebra.Operand) {
	step := Step{Subject: subject, Object: object, Predicate: predicate.Var}
	if p.byFact || object.IsZero() {
		step.Fact = p.newVar(".fact")
		p.join(&algebra.Statement{Subject: subject, Predicate: predicate, Object: object, Fact: step.Fact, Filter: p.filter})
	} else {
		p.join(&algebra.BGP{Patterns: []algebra.Pattern{{S: subject, P: predicate, O: object}}})
	}
	p.q.Steps = append(p.q.Steps, step)
}

// statements adds a pattern that matches facts.
func (p *parser) statements(subject algebra.Operand, path algebra.Path, object algebra.Operand) error {
	if inverse, ok := path.(*algebra.Inverse); ok {
		path = inverse.Of
		if object.IsZero() {
			object = p.variable("any")
		}
		subject, object = object, subject
	}
	predicates := single(path)
	if predicates == nil {
		return ErrPathOfFacts
	}
	step := Step{Subject: subject, Object: object, Fact: p.newVar(".fact")}
	u := &algebra.Union{}
	for _, name := range predicates {
		u.Branches = append(u.Branches, &algebra.Statement{
			Subject: subject, Predicate: algebra.Operand{Term: predicateTerm(name)}, Object: object, Fact: step.Fact, Filter: p.filter,
		})
	}
	if len(u.Branches) == 1 {
		p.join(u.Branches[0])
	} else {
		p.join(u)
	}
	p.q.Steps = append(p.q.Steps, step)
	return nil
}

// An expression parses a predicate with its signs.
type expression struct {
	*parser
	tokens []token
	depth  int
}

func (e *expression) parse() (algebra.Path, error) {
	path, err := e.choice()
	if err == nil && len(e.tokens) > 0 {
		err = e.unexpected("the end of the predicate")
	}
	return path, err
}

func (e *expression) unexpected(want string) error {
	if len(e.tokens) == 0 {
		return faultAt(e.text, len(e.text), "expected %s at the end", want)
	}
	return faultAt(e.text, e.tokens[0].start, "expected %s, found %q", want, e.tokens[0].text)
}

func (e *expression) sign(s string) bool {
	if len(e.tokens) > 0 && e.tokens[0].kind == signToken && e.tokens[0].text == s {
		e.tokens = e.tokens[1:]
		return true
	}
	return false
}

func (e *expression) choice() (algebra.Path, error) {
	if e.depth++; e.depth > maxDepth {
		return nil, ErrTooLong
	}
	defer func() { e.depth-- }()
	first, err := e.sequence()
	if err != nil {
		return nil, err
	}
	all := []algebra.Path{first}
	for e.sign("|") {
		next, err := e.sequence()
		if err != nil {
			return nil, err
		}
		all = append(all, next)
	}
	if len(all) == 1 {
		return first, nil
	}
	return &algebra.Choice{Of: all}, nil
}

func (e *expression) sequence() (algebra.Path, error) {
	first, err := e.element()
	if err != nil {
		return nil, err
	}
	all := []algebra.Path{first}
	for e.sign("/") {
		next, err := e.element()
		if err != nil {
			return nil, err
		}
		all = append(all, next)
	}
	if len(all) == 1 {
		return first, nil
	}
	return &algebra.Chain{Steps: all}, nil
}

func (e *expression) element() (algebra.Path, error) {
	if e.parser.elements++; e.parser.elements > maxElements {
		return nil, ErrTooLong
	}
	inverse := e.sign("^")
	path, err := e.primary()
	if err != nil {
		return nil, err
	}
	switch {
	case e.sign("+"):
		path = &algebra.Repeat{Of: path, Min: 1}
	case e.sign("*"):
		path = &algebra.Repeat{Of: path}
	case e.sign("?"):
		path = &algebra.Repeat{Of: path, Once: true}
	}
	if inverse {
		return &algebra.Inverse{Of: path}, nil
	}
	return path, nil
}

func (e *expression) primary() (algebra.Path, error) {
	if e.sign("(") {
		path, err := e.choice()
		if err == nil && !e.sign(")") {
			err = e.unexpected("')'")
		}
		return path, err
	}
	n := 0
	for n < len(e.tokens) && e.tokens[n].kind == wordToken {
		n++
	}
	if n == 0 && len(e.tokens) > 0 && (e.tokens[0].kind == quotedToken || e.tokens[0].kind == starToken) {
		n = 1
	}
	if n == 0 {
		return nil, e.unexpected("a predicate")
	}
	tokens := e.tokens[:n]
	e.tokens = e.tokens[n:]
	if tokens[0].kind == starToken {
		return &algebra.Except{Forward: []graph.Term{}}, nil
	}
	predicates, err := e.names.predicates(words(tokens))
	if err != nil {
		return nil, err
	}
	var all []algebra.Path
	for _, name := range predicates {
		all = append(all, &algebra.Link{Term: predicateTerm(name)})
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return &algebra.Choice{Of: all}, nil
}
