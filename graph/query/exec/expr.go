package exec

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"factgraph/graph"
	"factgraph/graph/iri"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/value"
	"factgraph/graph/vocabulary"
)

// An expression computes a value from the row; false: there is none (an unbound
// variable, a type error).
type expression func(*frame) (value.Value, bool)

// A condition is an expression as a filter sees it: errors are false.
type condition func(*frame) bool

func (c *compiler) condition(e algebra.Expr, f *frame, sc scope) condition {
	test := c.expr(e, f, sc)
	return func(f *frame) bool {
		v, ok := test(f)
		if !ok {
			return false
		}
		truth, ok := v.Bool()
		return truth && ok
	}
}

// expr compiles an expression.
func (c *compiler) expr(e algebra.Expr, f *frame, sc scope) expression {
	switch e := e.(type) {
	case *algebra.Ref:
		return reference(e.Var)
	case *algebra.Const:
		v := value.Of(e.Term)
		return func(*frame) (value.Value, bool) { return v, true }
	case *algebra.Exists:
		inner := c.compile(e.Of, f, sc)
		return func(f *frame) (value.Value, bool) {
			found := finds(inner)
			return value.FromBool(found != e.Not), f.err == nil
		}
	case *algebra.Call:
		if e.Func == "BOUND" {
			return bound(e)
		}
		args := make([]expression, len(e.Args))
		for i, arg := range e.Args {
			args[i] = c.expr(arg, f, sc)
		}
		return c.call(e, args)
	}
	return none
}

func bound(e *algebra.Call) expression {
	if len(e.Args) == 1 {
		if r, ok := e.Args[0].(*algebra.Ref); ok {
			return func(f *frame) (value.Value, bool) { return value.FromBool(f.row[r.Var] != 0), true }
		}
	}
	return none
}

func none(*frame) (value.Value, bool) { return value.Value{}, false }

func reference(v algebra.Var) expression {
	return func(f *frame) (value.Value, bool) {
		id := f.row[v]
		if id == 0 {
			return value.Value{}, false
		}
		val, err := f.terms.value(id)
		f.fail(err)
		return val, err == nil
	}
}

// forms are the functions that do not simply take the values of their arguments.
var forms = map[string]func(args []expression) expression{
	"&&":       and,
	"||":       or,
	"!":        not,
	"IF":       conditional,
	"COALESCE": coalesce,
	"IN":       in,
	"NOT IN":   func(args []expression) expression { return not([]expression{in(args)}) },
	"NOW": func([]expression) expression {
		return func(f *frame) (value.Value, bool) { return value.FromTime(f.now), true }
	},
	"RAND":    func([]expression) expression { return random },
	"UUID":    func([]expression) expression { return uuid("urn:uuid:") },
	"STRUUID": func([]expression) expression { return uuid("") },
	"BNODE":   blankNode,
	"IRI":     resource,
	"URI":     resource,
	"REGEX":   regex,
	"REPLACE": replace,
}

func (c *compiler) call(e *algebra.Call, args []expression) expression {
	if form, ok := forms[e.Func]; ok {
		return form(args)
	}
	if local, ok := strings.CutPrefix(e.Func, vocabulary.XSD); ok && value.IsCast(local) && len(args) == 1 {
		return func(f *frame) (value.Value, bool) {
			v, ok := args[0](f)
			if !ok {
				return v, false
			}
			return value.Cast(local, v)
		}
	}
	function, ok := value.Lookup(e.Func)
	if !ok || len(args) < function.Min || function.Max >= 0 && len(args) > function.Max {
		return none // an unknown function has no value
	}
	return func(f *frame) (value.Value, bool) {
		var few [4]value.Value
		vals := few[:0]
		for _, arg := range args {
			v, ok := arg(f)
			if !ok {
				return value.Value{}, false
			}
			vals = append(vals, v)
		}
		return function.Apply(vals)
	}
}

// truth is the effective boolean value of an expression.
func truth(e expression, f *frame) (b, ok bool) {
	v, ok := e(f)
	if !ok {
		return false, false
	}
	return v.Bool()
}

func and(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		a, okA := truth(args[0], f)
		if okA && !a {
			return value.FromBool(false), true
		}
		b, okB := truth(args[1], f)
		return value.FromBool(a && b), okA && okB || okB && !b
	}
}

func or(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		a, okA := truth(args[0], f)
		if okA && a {
			return value.FromBool(true), true
		}
		b, okB := truth(args[1], f)
		return value.FromBool(a || b), okA && okB || okB && b
	}
}

func not(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		b, ok := truth(args[0], f)
		return value.FromBool(!b), ok
	}
}

func conditional(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		b, ok := truth(args[0], f)
		switch {
		case !ok:
			return value.Value{}, false
		case b:
			return args[1](f)
		}
		return args[2](f)
	}
}

func coalesce(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		for _, arg := range args {
			if v, ok := arg(f); ok {
				return v, true
			}
		}
		return value.Value{}, false
	}
}

// in compares the first argument with the others; an error counts only if none
// is equal.
func in(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		v, ok := args[0](f)
		if !ok {
			return v, false
		}
		sure := true
		for _, arg := range args[1:] {
			w, ok := arg(f)
			equal := false
			if ok {
				equal, ok = value.Equal(v, w)
			}
			if ok && equal {
				return value.FromBool(true), true
			}
			sure = sure && ok
		}
		return value.FromBool(false), sure
	}
}

func random(*frame) (value.Value, bool) {
	var b [8]byte
	rand.Read(b[:])
	f := float64(binary.LittleEndian.Uint64(b[:])>>11) / (1 << 53)
	return value.Of(graph.LiteralObject(strconv.FormatFloat(f, 'E', -1, 64), vocabulary.XSD+"double")), true
}

func uuid(prefix string) expression {
	return func(*frame) (value.Value, bool) {
		var b [16]byte
		rand.Read(b[:])
		b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
		h := hex.EncodeToString(b[:])
		s := prefix + h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
		if prefix != "" {
			return value.FromIRI(s), true
		}
		return value.FromString(s), true
	}
}

// blankNode makes a node; of one label, one for each solution.
func blankNode(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		if len(args) == 0 {
			return f.freshBlank(), true
		}
		label, ok := args[0](f)
		if !ok || label.Kind != value.String {
			return value.Value{}, false
		}
		key := []byte(label.Term.Value + "\x00")
		for v, id := range f.row {
			if !f.bound.Has(algebra.Var(v)) {
				key = binary.LittleEndian.AppendUint64(key, uint64(id))
			}
		}
		id, ok := f.labels[string(key)]
		if !ok {
			node := f.freshBlank()
			if !f.grow(len(key) + 100) {
				return value.Value{}, false
			}
			id = f.number(node.Term)
			if f.labels == nil {
				f.labels = make(map[string]graph.ID)
			}
			f.labels[string(key)] = id
		}
		v, err := f.terms.value(id)
		f.fail(err)
		return v, err == nil
	}
}

func (r *run) freshBlank() value.Value {
	r.blanks++
	return value.FreshBlank(fmt.Sprintf("made-%d", r.blanks))
}

// resource is IRI(text, base): the parser puts in the base of the query.
func resource(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		v, ok := args[0](f)
		if !ok || v.Kind != value.IRI && v.Kind != value.String {
			return value.Value{}, false
		}
		if v.Kind == value.IRI {
			return v, true
		}
		text := v.Text()
		if len(args) > 1 {
			if base, ok := args[1](f); ok {
				text = iri.Resolve(base.Text(), text)
			}
		}
		return value.FromIRI(text), true
	}
}

// pattern compiles a regular expression once in a run.
func (f *frame) pattern(args []expression) (*regexp.Regexp, bool) {
	var texts [2]string
	for i, arg := range args {
		v, ok := arg(f)
		if !ok || v.Kind != value.String {
			return nil, false
		}
		texts[i] = v.Term.Value
	}
	re, ok := f.regexps[texts]
	if !ok {
		re, _ = value.Expression(texts[0], texts[1]) // nil: not valid, no answer
		if f.regexps == nil {
			f.regexps = make(map[[2]string]*regexp.Regexp)
		}
		if len(f.regexps) > 1000 {
			clear(f.regexps)
		}
		f.regexps[texts] = re
	}
	return re, re != nil
}

func regex(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		v, ok := args[0](f)
		if !ok {
			return v, false
		}
		re, ok := f.pattern(args[1:])
		if !ok {
			return v, false
		}
		return value.Matches(v, re)
	}
}

func replace(args []expression) expression {
	return func(f *frame) (value.Value, bool) {
		v, ok := args[0](f)
		if !ok {
			return v, false
		}
		re, ok := f.pattern(append([]expression{args[1]}, args[3:]...))
		if !ok {
			return v, false
		}
		replacement, ok := args[2](f)
		if !ok {
			return v, false
		}
		return value.Replace(v, re, replacement)
	}
}
