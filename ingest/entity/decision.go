package entity

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// rulings are what persons decided about entities, ready to be asked.
type rulings struct {
	same      map[graph.EntityID]graph.EntityID   // an entity that is another → that one
	different map[graph.EntityID][]graph.EntityID // both ways
	places    map[string]graph.EntityID           // "article:start-end" → the entity it was given to
	wordings  map[wording]graph.EntityID          // a name that was taken from an entity → the one it was given to
}

type wording struct {
	from graph.EntityID
	key  string
}

func newRulings() *rulings {
	return &rulings{
		same: make(map[graph.EntityID]graph.EntityID), different: make(map[graph.EntityID][]graph.EntityID),
		places: make(map[string]graph.EntityID), wordings: make(map[wording]graph.EntityID),
	}
}

// add takes up a decision; a later one about the same entities wins.
func (r *rulings) add(d graph.Decision) {
	switch d.Kind {
	case graph.DecidedSame, graph.DecidedMerge:
		r.part(d.A, d.B, false)
		if r.resolve(d.A) != d.B {
			r.same[d.B] = d.A
		}
	case graph.DecidedDifferent:
		r.part(d.A, d.B, true)
		if r.same[d.B] == d.A {
			delete(r.same, d.B)
		}
		if r.same[d.A] == d.B {
			delete(r.same, d.A)
		}
		for _, key := range d.Keys {
			r.wordings[wording{d.A, nameKey(key)}] = d.B
		}
	case graph.DecidedSplit:
		for _, key := range d.Keys {
			if _, _, _, ok := cutPlace(key); ok {
				r.places[key] = d.A
			} else {
				r.wordings[wording{d.B, nameKey(key)}] = d.A
			}
		}
	}
}

// part notes that two entities are different, or takes the note back.
func (r *rulings) part(a, b graph.EntityID, different bool) {
	for _, pair := range [][2]graph.EntityID{{a, b}, {b, a}} {
		others := slices.DeleteFunc(slices.Clone(r.different[pair[0]]), func(id graph.EntityID) bool { return id == pair[1] })
		if different {
			others = append(others, pair[1])
		}
		r.different[pair[0]] = others
	}
}

// resolve follows what is the same as what to its end.
func (r *rulings) resolve(id graph.EntityID) graph.EntityID {
	for range len(r.same) + 1 {
		next, ok := r.same[id]
		if !ok {
			return id
		}
		id = next
	}
	return id
}

// taken tells whether an id was given up in a merge, so that nothing else may
// have it.
func (r *rulings) taken(id graph.EntityID) bool { return r.same[id] != "" }

// ruled is the entity that persons want a thing to be that would be linked to
// id: one that was merged with it, one that was told apart from it and has the
// thing's name, or one to which that name was moved.
func (r *rulings) ruled(th *thing, id graph.EntityID) graph.EntityID {
	for _, name := range th.names.list() {
		if to, ok := r.wordings[wording{id, nameKey(name.Text)}]; ok {
			return r.resolve(to)
		}
	}
	for _, other := range r.different[id] {
		if other == graph.NewEntityID(th.name) {
			return r.resolve(other)
		}
	}
	return r.resolve(id)
}

// cutPlace reads a place, "article:start-end".
func cutPlace(key string) (article graph.ArticleID, start, end int, ok bool) {
	colon := strings.LastIndexByte(key, ':')
	if colon < 0 {
		return "", 0, 0, false
	}
	from, to, dash := strings.Cut(key[colon+1:], "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	return graph.ArticleID(key[:colon]), start, end, dash && err1 == nil && err2 == nil
}

// split is the document with the mentions that persons moved elsewhere in
// chains of their own, and the entities of these chains. Without such mentions
// it is the document itself.
func (r *rulings) split(doc *document.Document, article graph.ArticleID) (*document.Document, map[int]graph.EntityID) {
	forced := make(map[int]graph.EntityID)
	if len(r.places) == 0 {
		return doc, forced
	}
	var parted *document.Document
	chains := make(map[wording]int) // of an old chain and a target
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		link := graph.Link{Article: article, Start: m.Start, End: m.End}
		to, ok := r.places[link.Place()]
		if !ok {
			continue
		}
		if parted == nil {
			parted = new(*doc)
			parted.Mentions, parted.Chains = slices.Clone(doc.Mentions), slices.Clone(doc.Chains)
		}
		old := &parted.Chains[m.Chain]
		old.Mentions = slices.DeleteFunc(slices.Clone(old.Mentions), func(j int) bool { return j == i })
		key := wording{to, strconv.Itoa(m.Chain)}
		c, ok := chains[key]
		if !ok {
			c = len(parted.Chains)
			chains[key] = c
			forced[c] = r.resolve(to)
			parted.Chains = append(parted.Chains, document.Chain{Type: old.Type, Subtype: old.Subtype, Name: m.Name})
		}
		parted.Chains[c].Mentions = append(parted.Chains[c].Mentions, i)
		parted.Mentions[i].Chain = c
	}
	if parted == nil {
		return doc, forced
	}
	return parted, forced
}

// ErrDecisions is wrapped by every error about the contents of a file of
// decisions.
var ErrDecisions = errors.New("malformed decisions")

// WriteDecisions writes decisions a line each, for people to read and keep:
// time, id, kind, entity, other entity, name, type, and the places or wordings,
// all parted by tabs.
func WriteDecisions(w io.Writer, decisions []graph.Decision) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# time\tid\tkind\tentity\tother\tname\ttype\tplaces or wordings")
	for _, d := range decisions {
		fields := append([]string{d.Time.UTC().Format(time.RFC3339Nano), d.ID, d.Kind, string(d.A), string(d.B), d.Name, string(d.Type)}, d.Keys...)
		for i, field := range fields {
			if strings.ContainsAny(field, "\t\n\r\"") {
				fields[i] = strconv.Quote(field)
			}
		}
		fmt.Fprintln(out, strings.Join(fields, "\t"))
	}
	return out.Flush()
}

// ReadDecisions reads what WriteDecisions wrote. Empty lines and those that
// begin with # are passed over; time and id may be empty.
func ReadDecisions(r io.Reader) ([]graph.Decision, error) {
	var all []graph.Decision
	lines := bufio.NewScanner(r)
	const longest = 16 << 20
	lines.Buffer(nil, longest)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		d, err := parseDecision(strings.Split(line, "\t"))
		if err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrDecisions, n, err)
		}
		all = append(all, d)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDecisions, err)
	}
	return all, nil
}

func parseDecision(fields []string) (d graph.Decision, err error) {
	const needed = 4 // up to the entity
	if len(fields) < needed {
		return d, fmt.Errorf("%d columns, at least %d are needed", len(fields), needed)
	}
	for i, field := range fields {
		if strings.HasPrefix(field, `"`) {
			if fields[i], err = strconv.Unquote(field); err != nil {
				return d, fmt.Errorf("column %d: %s: %w", i+1, field, err)
			}
		}
	}
	const named = 7 // up to the type
	for len(fields) < named {
		fields = append(fields, "")
	}
	if fields[0] != "" {
		if d.Time, err = time.Parse(time.RFC3339Nano, fields[0]); err != nil {
			return d, err
		}
	}
	d.ID, d.Kind, d.A, d.B, d.Name = fields[1], fields[2], graph.EntityID(fields[3]), graph.EntityID(fields[4]), fields[5]
	d.Type = graph.Type(fields[6])
	if len(fields) > named {
		d.Keys = fields[named:]
	}
	switch {
	case d.Type != "" && !slices.Contains(graph.Types(), d.Type):
		return d, fmt.Errorf("unknown type %q", d.Type)
	case d.A == "":
		return d, errors.New("no entity")
	case d.Kind == graph.DecidedRename && d.Name == "":
		return d, errors.New("a rename needs a name")
	case d.Kind == graph.DecidedRename, d.Kind == graph.DecidedSplit && len(d.Keys) > 0:
		return d, nil
	case d.Kind == graph.DecidedSplit:
		return d, errors.New("a split needs places or wordings")
	case !slices.Contains([]string{graph.DecidedSame, graph.DecidedDifferent, graph.DecidedMerge}, d.Kind):
		return d, fmt.Errorf("unknown kind %q", d.Kind)
	case d.B == "":
		return d, fmt.Errorf("%s needs two entities", d.Kind)
	}
	return d, nil
}
