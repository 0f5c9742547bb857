package ingest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"factgraph/graph"
	"factgraph/graph/memory"
)

// An Extract is what one article says, taken on its own.
type Extract struct {
	Graph *memory.Graph
	Facts []*graph.Fact // in the order of the text
}

// ExtractAll yields what each article says on its own, in the order of the
// articles: nothing is stored, and memory is bounded by the largest article.
func ExtractAll(ctx context.Context, articles iter.Seq2[*graph.Article, error], stages *Stages, jobs int) iter.Seq2[*Extract, error] {
	return func(yield func(*Extract, error) bool) {
		analyses := inParallel(ctx, jobs, articles, func(a *graph.Article) (*Analysis, error) { return stages.Analyze(ctx, a) })
		for analysis, err := range analyses {
			if ctx.Err() != nil {
				return
			}
			var extract *Extract
			if err == nil {
				extract, err = stages.alone(ctx, analysis)
			}
			if !yield(extract, err) {
				return
			}
		}
	}
}

// alone is what one article says.
func (s *Stages) alone(ctx context.Context, analysis *Analysis) (*Extract, error) {
	g := memory.New()
	contribution, err := s.Entities.Resolve(ctx, g, *analysis.Article, analysis.Document, analysis.Facts)
	if err != nil {
		return nil, fmt.Errorf("%s: find entities: %w", analysis.Article.Address, err)
	}
	if err := g.PutArticle(ctx, contribution); err != nil {
		return nil, fmt.Errorf("%s: %w", analysis.Article.Address, err)
	}
	extract := &Extract{Graph: g}
	for f, err := range g.Facts(ctx, graph.Filter{}) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", analysis.Article.Address, err)
		}
		extract.Facts = append(extract.Facts, f)
	}
	slices.SortStableFunc(extract.Facts, func(a, b *graph.Fact) int {
		x, y := a.Evidence[0], b.Evidence[0]
		return cmp.Or(cmp.Compare(x.Sentence, y.Sentence), cmp.Compare(x.Start, y.Start),
			cmp.Compare(x.SubjectStart, y.SubjectStart), cmp.Compare(x.ObjectStart, y.ObjectStart), cmp.Compare(a.ID, b.ID))
	})
	return extract, nil
}

// ChainEntities gives each chain of the document a name for what it refers
// to: the id of its entity, or the chain's number when it is none.
func ChainEntities(ctx context.Context, stages *Stages, analysis *Analysis) ([]string, error) {
	contribution, err := stages.Entities.Resolve(ctx, memory.New(), *analysis.Article, analysis.Document, analysis.Facts)
	if err != nil {
		return nil, fmt.Errorf("find entities: %w", err)
	}
	linked := make(map[[2]int]graph.EntityID)
	for _, link := range contribution.Links {
		linked[[2]int{link.Start, link.End}] = link.Entity
	}
	doc := analysis.Document
	names := make([]string, len(doc.Chains))
	for i, chain := range doc.Chains {
		names[i] = fmt.Sprintf("chain-%d", i)
		for _, m := range chain.Mentions {
			if id, ok := linked[[2]int{doc.Mentions[m].Start, doc.Mentions[m].End}]; ok {
				names[i] = string(id)
				break
			}
		}
	}
	return names, nil
}
