package store

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"factgraph/graph"
)

// indexWords is layout 3: there are indexes of the words of articles and names,
// and the words are counted.
func indexWords(s *Store) error {
	v, err := s.View()
	if err != nil {
		return err
	}
	defer v.Close()
	batch := s.db.NewWriteBatch()
	defer batch.Cancel()
	set := func(k key, value []byte) error { return batch.Set(k, slices.Clone(value)) }
	state, err := readState(v.txn)
	if err == nil {
		state.Stats.Words, err = v.indexArticles(set)
	}
	if err == nil {
		err = v.indexNames(set)
	}
	if err == nil {
		err = batch.Flush()
	}
	if err != nil {
		return err
	}
	state.Schema = 3 // which has the count of words
	return s.commit([]op{{stateKey, state.encode()}})
}

// indexArticles makes the postings of all articles and counts the words.
func (v *View) indexArticles(set func(key, []byte) error) (total uint64, err error) {
	type numbered struct {
		id     graph.ArticleID
		number graph.ID
	}
	var articles []numbered
	records := list(context.Background(), v, famArticle, func(it *scanner) (*articleRecord, error) { return decodeArticle(it.value()) })
	for r, err := range records {
		if err != nil {
			return 0, err
		}
		articles = append(articles, numbered{r.ID, r.Number})
	}
	slices.SortFunc(articles, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
	var b block
	var numbers []graph.ID
	for _, a := range articles {
		article, err := v.Article(a.id)
		if err != nil {
			return 0, err
		}
		if length := b.index(article); length > 0 {
			total += uint64(length)
			numbers = append(numbers, a.number)
		}
		if b.full() {
			if err := b.write(numbers, set); err != nil {
				return 0, err
			}
			numbers = numbers[:0]
		}
	}
	return total, b.write(numbers, set)
}

// indexNames makes the index of the words of names.
func (v *View) indexNames(set func(key, []byte) error) error {
	it := scan(v.txn, famEntity)
	defer it.Close()
	for it.seek(famEntity.key()); it.next(); {
		id, t, err := decodeTally(it.value())
		if err != nil {
			return err
		}
		number, err := v.Lookup(graph.EntityObject(id))
		if err != nil {
			return err
		}
		nameKeys(number, t.Keys, func(k key) { err = errors.Join(err, set(k, nil)) })
		if err = errors.Join(err, it.err); err != nil {
			return err
		}
	}
	return it.err
}
