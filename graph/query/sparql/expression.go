package sparql

import (
	"strings"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/vocabulary"
)

// arity are the built-in functions with how many arguments they take.
var arity = map[string][2]int{
	"STR": {1, 1}, "LANG": {1, 1}, "LANGMATCHES": {2, 2}, "DATATYPE": {1, 1}, "IRI": {1, 1}, "URI": {1, 1},
	"BNODE": {0, 1}, "RAND": {0, 0}, "ABS": {1, 1}, "CEIL": {1, 1}, "FLOOR": {1, 1}, "ROUND": {1, 1},
	"CONCAT": {0, -1}, "STRLEN": {1, 1}, "UCASE": {1, 1}, "LCASE": {1, 1}, "ENCODE_FOR_URI": {1, 1},
	"CONTAINS": {2, 2}, "STRSTARTS": {2, 2}, "STRENDS": {2, 2}, "STRBEFORE": {2, 2}, "STRAFTER": {2, 2},
	"YEAR": {1, 1}, "MONTH": {1, 1}, "DAY": {1, 1}, "HOURS": {1, 1}, "MINUTES": {1, 1}, "SECONDS": {1, 1},
	"TIMEZONE": {1, 1}, "TZ": {1, 1}, "NOW": {0, 0}, "UUID": {0, 0}, "STRUUID": {0, 0},
	"MD5": {1, 1}, "SHA1": {1, 1}, "SHA256": {1, 1}, "SHA384": {1, 1}, "SHA512": {1, 1},
	"COALESCE": {0, -1}, "IF": {3, 3}, "STRLANG": {2, 2}, "STRDT": {2, 2}, "SAMETERM": {2, 2},
	"ISIRI": {1, 1}, "ISURI": {1, 1}, "ISBLANK": {1, 1}, "ISLITERAL": {1, 1}, "ISNUMERIC": {1, 1},
	"REGEX": {2, 3}, "SUBSTR": {2, 3}, "REPLACE": {3, 4},
}

var aggregates = map[string]bool{
	"COUNT": true, "SUM": true, "MIN": true, "MAX": true, "AVG": true, "SAMPLE": true, "GROUP_CONCAT": true,
}

func call(function string, args ...algebra.Expr) algebra.Expr {
	return &algebra.Call{Func: function, Args: args}
}

// expression parses ||, the loosest operator.
func (p *parser) expression() algebra.Expr {
	p.enter()
	defer p.leave()
	e := p.conjunction()
	for p.sign("||") {
		e = call("||", e, p.conjunction())
	}
	return e
}

func (p *parser) conjunction() algebra.Expr {
	e := p.relation()
	for p.sign("&&") {
		e = call("&&", e, p.relation())
	}
	return e
}

func (p *parser) relation() algebra.Expr {
	e := p.sum()
	for _, op := range []string{"=", "!=", "<=", ">=", "<", ">"} {
		if p.sign(op) {
			return call(op, e, p.sum())
		}
	}
	if p.word("IN") {
		return call("IN", append([]algebra.Expr{e}, p.expressionList()...)...)
	}
	if p.isWord("NOT") {
		p.advance()
		p.needWord("IN")
		return call("NOT IN", append([]algebra.Expr{e}, p.expressionList()...)...)
	}
	return e
}

func (p *parser) sum() algebra.Expr {
	e := p.product()
	for p.isSign("+") || p.isSign("-") {
		op := p.tok.text
		p.advance()
		e = call(op, e, p.product())
	}
	return e
}

func (p *parser) product() algebra.Expr {
	e := p.unary()
	for p.isSign("*") || p.isSign("/") {
		op := p.tok.text
		p.advance()
		e = call(op, e, p.unary())
	}
	return e
}

func (p *parser) unary() algebra.Expr {
	switch {
	case p.sign("!"):
		return p.nested(func() algebra.Expr { return call("!", p.unary()) })
	case p.isSign("-") && !p.signedNumber():
		p.advance()
		return p.nested(func() algebra.Expr { return call("UNARY-", p.unary()) })
	case p.isSign("+") && !p.signedNumber():
		p.advance()
		return p.nested(func() algebra.Expr { return call("UNARY+", p.unary()) })
	}
	return p.primary()
}

func (p *parser) nested(parse func() algebra.Expr) algebra.Expr {
	p.enter()
	defer p.leave()
	return parse()
}

// signedNumber tells whether the sign here belongs to the number behind it.
func (p *parser) signedNumber() bool {
	return isDigit(p.at(0)) || p.at(0) == '.' && isDigit(p.at(1))
}

// startsCall tells whether a function call stands here.
func (p *parser) startsCall() bool {
	switch p.tok.kind {
	case iriToken, nameToken:
		return true
	case wordToken:
		name := strings.ToUpper(p.tok.text)
		_, ok := arity[name]
		return ok || aggregates[name] || name == "BOUND" || name == "EXISTS" || name == "NOT"
	}
	return false
}

// constraint parses what FILTER takes: brackets or a call.
func (p *parser) constraint() algebra.Expr {
	switch {
	case p.isSign("("):
		return p.brackets()
	case p.startsCall():
		iri := p.tok.kind != wordToken
		e := p.primary()
		if _, constant := e.(*algebra.Const); constant && iri {
			p.expected("'(' and the arguments of the function")
		}
		return e
	}
	p.expected("a condition in brackets or a function")
	return nil
}

func (p *parser) brackets() algebra.Expr {
	p.needSign("(")
	e := p.expression()
	p.needSign(")")
	return e
}

func (p *parser) primary() algebra.Expr {
	switch p.tok.kind {
	case signToken:
		if p.isSign("(") {
			return p.brackets()
		}
	case varToken:
		e := &algebra.Ref{Var: p.variable(p.tok.text)}
		p.advance()
		return e
	case iriToken, nameToken:
		t := p.iri()
		if !p.isSign("(") {
			return &algebra.Const{Term: t}
		}
		p.word("DISTINCT")
		return call(vocabulary.IRI(t), p.arguments()...)
	case wordToken:
		if e := p.builtin(); e != nil {
			return e
		}
	}
	t, ok := p.constant()
	if !ok {
		p.expected("an expression")
	}
	return &algebra.Const{Term: t}
}

// builtin parses a call of a named function; nil if none stands here.
func (p *parser) builtin() algebra.Expr {
	name, start := strings.ToUpper(p.tok.text), p.tok.start
	switch {
	case name == "EXISTS":
		p.advance()
		return &algebra.Exists{Of: p.exists()}
	case name == "NOT":
		p.advance()
		p.needWord("EXISTS")
		return &algebra.Exists{Of: p.exists(), Not: true}
	case name == "BOUND":
		p.advance()
		p.needSign("(")
		if p.tok.kind != varToken {
			p.expected("a variable")
		}
		v := p.variable(p.tok.text)
		p.advance()
		p.needSign(")")
		return call(name, &algebra.Ref{Var: v})
	case aggregates[name]:
		p.advance()
		return p.aggregate(name, start)
	}
	want, ok := arity[name]
	if !ok {
		return nil
	}
	p.advance()
	args := p.arguments()
	if len(args) < want[0] || want[1] >= 0 && len(args) > want[1] {
		p.fault(start, "%s takes %s, not %d", name, count(want), len(args))
	}
	if (name == "IRI" || name == "URI") && p.base != "" {
		args = append(args, &algebra.Const{Term: vocabulary.Resource(p.base)})
	}
	return call(name, args...)
}

func count(want [2]int) string {
	switch {
	case want[0] == want[1] && want[0] == 1:
		return "one argument"
	case want[0] == want[1]:
		return itoa(want[0]) + " arguments"
	}
	return itoa(want[0]) + " to " + itoa(want[1]) + " arguments"
}

// exists parses the group of EXISTS. Aggregates of the outside end here.
func (p *parser) exists() algebra.Node {
	allowed := p.scope.allowed
	p.scope.allowed = false
	n := p.group()
	p.scope.allowed = allowed
	return n
}

func (p *parser) arguments() []algebra.Expr { return p.expressionList() }

func (p *parser) expressionList() []algebra.Expr {
	p.needSign("(")
	var all []algebra.Expr
	if p.sign(")") {
		return all
	}
	for {
		all = append(all, p.expression())
		if p.sign(")") {
			return all
		}
		if !p.sign(",") {
			p.expected("',' or ')'")
		}
	}
}

func (p *parser) aggregate(name string, start int) algebra.Expr {
	if !p.scope.allowed || p.scope.inside {
		p.fault(start, "the aggregate %s may only stand in SELECT, HAVING and ORDER BY, and not within another", name)
	}
	p.scope.inside = true
	defer func() { p.scope.inside = false }()
	p.needSign("(")
	a := algebra.Aggregate{Func: name, Distinct: p.word("DISTINCT"), Separator: " "}
	if name != "COUNT" || !p.sign("*") {
		a.Arg = p.expression()
	}
	if name == "GROUP_CONCAT" && p.sign(";") {
		p.needWord("SEPARATOR")
		p.needSign("=")
		if p.tok.kind != stringToken {
			p.expected("a string")
		}
		a.Separator = p.tok.text
		p.advance()
	}
	p.needSign(")")
	a.Var = p.hidden()
	p.scope.aggregates = append(p.scope.aggregates, a)
	return &algebra.Ref{Var: a.Var}
}

// constant parses an IRI or a literal; false if none stands here.
func (p *parser) constant() (graph.Term, bool) {
	switch p.tok.kind {
	case iriToken, nameToken:
		return p.iri(), true
	case stringToken:
		return p.literal(), true
	case integerToken, decimalToken, doubleToken:
		return p.number(""), true
	case signToken:
		if (p.isSign("+") || p.isSign("-")) && p.signedNumber() {
			sign := p.tok.text
			p.advance()
			return p.number(sign), true
		}
	case wordToken:
		for _, truth := range []string{"true", "false"} {
			if p.word(truth) {
				return vocabulary.Literal(truth, vocabulary.XSD+"boolean", ""), true
			}
		}
	}
	return graph.Term{}, false
}

func (p *parser) number(sign string) graph.Term {
	datatype := map[kind]string{integerToken: "integer", decimalToken: "decimal", doubleToken: "double"}[p.tok.kind]
	t := vocabulary.Literal(sign+p.tok.text, vocabulary.XSD+datatype, "")
	p.advance()
	return t
}

func (p *parser) literal() graph.Term {
	text := p.tok.text
	p.advance()
	switch {
	case p.tok.kind == langToken:
		lang := p.tok.text
		p.advance()
		return vocabulary.Literal(text, vocabulary.LangString, lang)
	case p.sign("^^"):
		return vocabulary.Literal(text, vocabulary.IRI(p.iri()), "")
	}
	return vocabulary.Literal(text, "", "")
}
