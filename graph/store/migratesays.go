package store

import (
	"bytes"

	"factgraph/graph"
)

// chunkSays is layout 4: what an article says is in chunks, and the index of
// mentions has only what no fact shows. Before, each statement had a key A,
// statement without a value.
func chunkSays(s *Store) error {
	if err := s.eachArticle((*View).chunkSays); err != nil {
		return err
	}
	return s.eachArticle((*View).unindexStated)
}

// unindexStated takes the mentions that facts show out of the index of mentions.
func (v *View) unindexStated(r *articleRecord) ([]op, error) {
	c, err := v.Contribution(r.ID)
	if err != nil {
		return nil, err
	}
	var ops []op
	for _, id := range without(c.Mentions(), c.Unstated()) {
		number, err := v.Lookup(graph.EntityObject(id))
		if err != nil {
			return nil, err
		}
		ops = append(ops, op{key: famMention.key().id(number, r.Number)})
	}
	return ops, nil
}

// chunkSays puts what an article says into chunks, unless it is in them.
func (v *View) chunkSays(r *articleRecord) ([]op, error) {
	it := scan(v.txn, famSays)
	defer it.Close()
	var said []statement
	var ops []op
	for it.seek(famSays.key().id(r.Number)); it.next(); {
		if len(it.value()) > 0 {
			return nil, it.err
		}
		st, _, err := readStatement(spo, it.rest())
		if err != nil {
			return nil, err
		}
		said = append(said, st)
		ops = append(ops, op{key: bytes.Clone(it.key())})
	}
	return append(ops, saysRecords(r.Number, said)...), it.err
}
