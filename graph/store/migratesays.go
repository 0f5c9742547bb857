package store

import (
	"bytes"
	"context"
	"fmt"

	"factgraph/graph"
)

// chunkSays is layout 4: what an article says is in chunks. Before, each
// statement had a key A, statement without a value.
func chunkSays(s *Store) error {
	v, err := s.View()
	if err != nil {
		return err
	}
	defer v.Close()
	records := list(context.Background(), v, famArticle, func(it *scanner) (*articleRecord, error) { return decodeArticle(it.value()) })
	for r, err := range records {
		var ops []op
		if err == nil {
			ops, err = v.chunkSays(r.Number)
		}
		if err == nil && len(ops) > 0 {
			err = s.write(ops)
		}
		if err != nil {
			return fmt.Errorf("what article %s says: %w", r.ID, err)
		}
	}
	return nil
}

// chunkSays puts what an article says into chunks, unless it is in them.
func (v *View) chunkSays(article graph.ID) ([]op, error) {
	it := scan(v.txn, famSays)
	defer it.Close()
	var said []statement
	var ops []op
	for it.seek(famSays.key().id(article)); it.next(); {
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
	return append(ops, saysRecords(article, said)...), it.err
}
