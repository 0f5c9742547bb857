package store

import (
	"fmt"
	"iter"

	"factgraph/graph"
)

// A wanted filter is a filter in numbers, as far as the statement shows.
type wanted struct {
	*graph.Filter
	s, p, o, article, by, entity graph.ID
}

// wanted looks the filter's terms up; ok is false when one isn't in the graph,
// so that nothing matches.
func (v *View) wanted(f *graph.Filter) (w *wanted, ok bool, err error) {
	w = &wanted{Filter: f}
	for _, part := range []struct {
		term graph.Term
		id   *graph.ID
	}{
		{graph.EntityObject(f.Subject), &w.s},
		{graph.PredicateObject(f.Predicate), &w.p},
		{f.Object, &w.o},
		{graph.Term{Kind: graph.ArticleTerm, Value: string(f.Article)}, &w.article},
		{graph.EntityObject(f.By), &w.by},
		{graph.EntityObject(f.Entity), &w.entity},
	} {
		if part.term.Value == "" && part.term.Kind != graph.LiteralTerm {
			continue // not asked for
		}
		if *part.id, err = v.Lookup(part.term); err != nil || *part.id == 0 {
			return nil, false, err
		}
	}
	return w, true, nil
}

// may tells whether a statement can match, as far as it shows.
func (w *wanted) may(st statement) bool {
	return (w.s == 0 || st.S == w.s) && (w.p == 0 || st.P == w.p) && (w.o == 0 || st.O == w.o) &&
		(!w.Plain || st.plain()) && (w.Negated == nil || st.negated() == *w.Negated) &&
		(w.Modality == "" || st.modality() == w.Modality) && (w.by == 0 || st.By != 0)
}

// A span is a part of an index in which candidates stand: what an article says,
// or keys with the prefix, from start on, to one whose first day is after last.
type span struct {
	article graph.ID // 0: of the rest

	fam    family
	prefix key
	order  order
	dated  bool // a first day stands between prefix and statement
	from   key
	until  int64
}

// both are the triples and the other statements that begin so in an order.
func both(o order, ids ...graph.ID) []span {
	triples, others := famTriple.in(o), famOther.in(o)
	return []span{
		{fam: triples, prefix: triples.key().id(ids...), order: o},
		{fam: others, prefix: others.key().id(ids...), order: o},
	}
}

// of are the statements that an index has of an entity.
func of(fam family, entity graph.ID) span { return span{fam: fam, prefix: fam.key().id(entity)} }

// spansOf are the statements that an entity is in, but for their qualifiers.
func spansOf(entity graph.ID) []span {
	return append(append(both(spo, entity), both(osp, entity)...), of(famSpeaker, entity))
}

// spans are the parts of the indexes that hold all candidates.
func (w *wanted) spans(v *View) ([]span, error) {
	switch {
	case w.s != 0 && w.p != 0:
		return both(spo, w.s, w.p), nil
	case w.o != 0 && w.s != 0:
		return both(osp, w.o, w.s), nil
	case w.o != 0 && w.p != 0:
		return both(pos, w.p, w.o), nil
	case w.article != 0:
		return []span{{article: w.article}}, nil
	case w.s != 0:
		return both(spo, w.s), nil
	case w.o != 0:
		return both(osp, w.o), nil
	case w.by != 0:
		return []span{of(famSpeaker, w.by)}, nil
	case w.entity != 0:
		return append(spansOf(w.entity), of(famQualifier, w.entity)), nil
	case w.p != 0:
		return both(pos, w.p), nil
	case w.Timed():
		return w.times(v)
	default:
		return both(spo), nil
	}
}

// times are the spans of the evidence that may speak of the filter's time: in
// the index of times and by the articles' dates.
func (w *wanted) times(v *View) ([]span, error) {
	first, last := int64(-1<<31), int64(1<<31-1)
	if !w.Since.IsZero() {
		first = dayOf(w.Since.UTC())
	}
	if !w.Until.IsZero() {
		last = dayOf(w.Until.UTC())
	}
	var all []span
	for class := range byte(timeClasses) {
		prefix := append(famTime.key(), class)
		if class == openClass {
			all = append(all, span{fam: famTime, prefix: prefix})
			continue
		}
		back := max(first-1<<class, -1<<31)
		all = append(all, span{fam: famTime, prefix: prefix, dated: true, from: appendDay(append(famTime.key(), class), back), until: last})
	}
	it := scan(v.txn, famDay)
	defer it.Close()
	for it.seekFrom(famDay.key(), appendDay(famDay.key(), max(first-1, -1<<31))); it.next(); {
		day, rest, err := readDay(it.rest())
		if err != nil {
			return nil, err
		}
		if day > last {
			break
		}
		all = append(all, span{article: readID(rest)})
	}
	return all, it.err
}

// candidates lists the statements that the filter may match, each once.
func (v *View) candidates(f *graph.Filter) iter.Seq2[statement, error] {
	return func(yield func(statement, error) bool) {
		w, ok, err := v.wanted(f)
		if err != nil {
			yield(statement{}, err)
			return
		}
		if !ok {
			return
		}
		spans, err := w.spans(v)
		if err != nil {
			yield(statement{}, err)
			return
		}
		w.walk(v, spans, yield)
	}
}

// walk yields the statements of the spans.
func (w *wanted) walk(v *View, spans []span, yield func(statement, error) bool) {
	r := v.spanReader()
	defer r.Close()
	var seen map[statement]bool
	if len(spans) > 2 { // two are the triples and the others: nothing is in both
		seen = make(map[statement]bool)
	}
	for i := range spans {
		for st, err := range r.read(&spans[i]) {
			if err == nil && (!w.may(st) || seen[st]) {
				continue
			}
			if seen != nil {
				seen[st] = true
			}
			if !yield(st, err) || err != nil {
				return
			}
		}
	}
}

// A spanReader reads spans one after another, with one scanner for each index.
type spanReader struct {
	*View
	scanners map[family]*scanner
}

func (v *View) spanReader() *spanReader {
	return &spanReader{View: v, scanners: make(map[family]*scanner)}
}

func (r *spanReader) Close() {
	for _, it := range r.scanners {
		it.Close()
	}
}

func (r *spanReader) scanner(fam family) *scanner {
	it := r.scanners[fam]
	if it == nil {
		it = scan(r.txn, fam)
		r.scanners[fam] = it
	}
	return it
}

// read lists the statements of a span.
func (r *spanReader) read(sp *span) iter.Seq2[statement, error] {
	if sp.article != 0 {
		return r.said(sp.article)
	}
	return func(yield func(statement, error) bool) {
		it := r.scanner(sp.fam)
		from := sp.from
		if from == nil {
			from = sp.prefix
		}
		for it.seekFrom(sp.prefix, from); it.next(); {
			st, err := sp.read(it)
			if err == nil && st == (statement{}) {
				return // beyond the span
			}
			if !yield(st, err) || err != nil {
				return
			}
		}
		if it.err != nil {
			yield(statement{}, it.err)
		}
	}
}

// said lists what an article says.
func (r *spanReader) said(article graph.ID) iter.Seq2[statement, error] {
	return func(yield func(statement, error) bool) {
		said := &saysReader{it: r.scanner(famSays)}
		said.seek(article, statement{})
		for st, ok := said.next(); ok; st, ok = said.next() {
			if !yield(st, nil) {
				return
			}
		}
		if said.err != nil {
			yield(statement{}, said.err)
		}
	}
}

// read reads the statement at the scanner, the zero one beyond the span.
func (sp *span) read(it *scanner) (statement, error) {
	b := it.key()[1:]
	switch {
	case sp.fam == famSpeaker, sp.fam == famQualifier:
		b = b[idSize:]
	case sp.dated:
		day, rest, err := readDay(b[1:])
		if err != nil {
			return statement{}, err
		}
		if day > sp.until {
			return statement{}, nil
		}
		b = rest
	case sp.fam == famTime:
		b = b[1:]
	}
	st, _, err := readStatement(sp.order, b)
	return st, err
}

func readDay(b []byte) (day int64, rest []byte, err error) {
	if len(b) < 4 {
		return 0, nil, fmt.Errorf("%w: a day of %d bytes", errMalformed, len(b))
	}
	n := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	return int64(n) - 1<<31, b[4:], nil
}
