package ingest

import (
	"context"
	"fmt"
	"iter"

	"factgraph/graph"
	"factgraph/graph/memory"
)

// Extract yields the graph of each article on its own, in the order of the
// articles: nothing is stored, and memory is bounded by the largest article.
func Extract(ctx context.Context, articles iter.Seq2[*graph.Article, error], stages *Stages, jobs int) iter.Seq2[*memory.Graph, error] {
	return func(yield func(*memory.Graph, error) bool) {
		analyses := inParallel(ctx, jobs, articles, func(a *graph.Article) (*Analysis, error) { return stages.Analyze(ctx, a) })
		for analysis, err := range analyses {
			if ctx.Err() != nil {
				return
			}
			var g *memory.Graph
			if err == nil {
				g, err = stages.alone(ctx, analysis)
			}
			if !yield(g, err) {
				return
			}
		}
	}
}

// alone is the graph of one article.
func (s *Stages) alone(ctx context.Context, analysis *Analysis) (*memory.Graph, error) {
	g := memory.New()
	contribution, err := s.Entities.Resolve(ctx, g, *analysis.Article, analysis.Document, analysis.Facts)
	if err != nil {
		return nil, fmt.Errorf("%s: find entities: %w", analysis.Article.Address, err)
	}
	if err := g.PutArticle(ctx, contribution); err != nil {
		return nil, fmt.Errorf("%s: %w", analysis.Article.Address, err)
	}
	return g, nil
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
