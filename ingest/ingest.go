// Package ingest is the way of the data from articles to facts in a graph.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"time"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/entity"
	"factgraph/ingest/fact"
	"factgraph/ingest/mention"
	"factgraph/ingest/parse"
)

// Options say how articles are ingested. The zero value is ready to use.
type Options struct {
	Jobs     int  // articles analysed at once; 0: one for each core
	FailFast bool // stop at the first article that fails
	Again    bool // analyse articles anew that the graph has already

	// Done is told of each article when it is in the graph (or has failed), in
	// the order of the articles. May be nil.
	Done func(Outcome)
}

// An Outcome is what became of one article.
type Outcome struct {
	Article      *graph.Article      // nil when it could not be read
	Contribution *graph.Contribution // nil when nothing was stored
	Unchanged    bool                // the graph had it already
	Err          error
}

// Ingest reads the articles into the graph: parse, mention and fact look at
// one article each, on all cores; entity and the graph take their results one
// by one in the order of the articles, so that the same articles always give
// the same graph. Each article is in the graph whole when Done is told, and a
// second run goes on where a first one was stopped.
//
// An article that fails is counted and the rest goes on. The error is that of
// the context, of the graph, or with FailFast of the first article.
func Ingest(ctx context.Context, g graph.Graph, articles iter.Seq2[*graph.Article, error], stages *Stages, options Options) (*Digest, error) {
	before, err := stats(g)
	if err != nil {
		return nil, err
	}
	digest := newDigest(before)
	analyses := inParallel(ctx, options.Jobs, articles, func(a *graph.Article) (*Analysis, error) {
		if !options.Again {
			if old, err := known(g, a); err != nil || old {
				return &Analysis{Article: a, Unchanged: old}, err
			}
		}
		return stages.Analyze(ctx, a)
	})
	for analysis, err := range analyses {
		if cause := ctx.Err(); cause != nil {
			return digest, cause
		}
		outcome := Outcome{Err: err}
		if err == nil {
			outcome = stages.store(ctx, g, analysis)
			if errors.As(outcome.Err, new(*storeError)) || errors.Is(outcome.Err, context.Canceled) {
				return digest, outcome.Err
			}
		}
		digest.add(&outcome)
		if options.Done != nil {
			options.Done(outcome)
		}
		if outcome.Err != nil && options.FailFast {
			return digest, outcome.Err
		}
	}
	after, err := stats(g)
	if err != nil {
		return digest, err
	}
	digest.finish(after)
	return digest, ctx.Err()
}

// Stages are the stages of the analysis, loaded once and shared by all
// articles.
type Stages struct {
	Parser   *parse.Parser
	Mentions *mention.Resolver
	Entities *entity.Resolver
}

// Load loads the embedded models.
func Load(options entity.Options) (*Stages, error) {
	parser, err := parse.Load()
	if err != nil {
		return nil, err
	}
	mentions, err := mention.Load()
	if err != nil {
		return nil, err
	}
	entities, err := entity.NewResolver(options)
	if err != nil {
		return nil, err
	}
	return &Stages{Parser: parser, Mentions: mentions, Entities: entities}, nil
}

// An Analysis is what an article says, before its things are matched with
// those of the graph.
type Analysis struct {
	Article   *graph.Article
	Document  *document.Document
	Facts     []fact.Fact
	Unchanged bool
}

// Analyze reads an article: its sentences and trees, its mentions, its facts.
func (s *Stages) Analyze(ctx context.Context, a *graph.Article) (_ *Analysis, err error) {
	// A fault of the analysis must cost one article, not the batch.
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%s: the analysis failed: %v\n%s", a.Address, cause, debug.Stack())
		}
	}()
	doc, err := s.Parser.Document(ctx, a)
	if err != nil {
		return nil, fmt.Errorf("%s: parse: %w", a.Address, err)
	}
	if err := s.Mentions.Resolve(ctx, doc); err != nil {
		return nil, fmt.Errorf("%s: find mentions: %w", a.Address, err)
	}
	return &Analysis{Article: a, Document: doc, Facts: fact.Extract(doc)}, nil
}

// store matches an article's things with the graph's and stores its facts.
func (s *Stages) store(ctx context.Context, g graph.Graph, analysis *Analysis) Outcome {
	outcome := Outcome{Article: analysis.Article, Unchanged: analysis.Unchanged}
	if analysis.Unchanged {
		return outcome
	}
	contribution, err := s.resolve(ctx, g, analysis)
	if err != nil {
		outcome.Err = err
		return outcome
	}
	if err := g.PutArticle(ctx, contribution); err != nil {
		outcome.Err = &storeError{fmt.Errorf("%s: store: %w", analysis.Article.Address, err)}
		return outcome
	}
	outcome.Contribution = contribution
	return outcome
}

// resolve finds the entities of an article among those that the graph has.
func (s *Stages) resolve(ctx context.Context, g graph.Graph, analysis *Analysis) (*graph.Contribution, error) {
	view, err := g.View()
	if err != nil {
		return nil, &storeError{err}
	}
	defer view.Close()
	article := *analysis.Article
	if article.DuplicateOf, err = nearDuplicate(view, &article); err != nil {
		return nil, &storeError{err}
	}
	article.Ingested = time.Now().UTC().Truncate(time.Second)
	contribution, err := s.Entities.Resolve(ctx, view, article, analysis.Document, analysis.Facts)
	if err != nil {
		return nil, fmt.Errorf("%s: find entities: %w", article.Address, err)
	}
	return contribution, nil
}

// A storeError stops the ingest: what the next article says could not be
// stored either.
type storeError struct{ err error }

func (e *storeError) Error() string { return e.err.Error() }
func (e *storeError) Unwrap() error { return e.err }

// known tells whether the graph has this version of the article.
func known(g graph.Graph, a *graph.Article) (bool, error) {
	view, err := g.View()
	if err != nil {
		return false, &storeError{err}
	}
	defer view.Close()
	stored, err := view.Article(a.ID)
	if errors.Is(err, graph.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, &storeError{err}
	}
	return stored.Digest == a.Digest, nil
}

func stats(g graph.Graph) (graph.Stats, error) {
	view, err := g.View()
	if err != nil {
		return graph.Stats{}, err
	}
	defer view.Close()
	stats, err := view.Stats()
	if err != nil {
		return stats, fmt.Errorf("count what the graph has: %w", err)
	}
	return stats, nil
}

// nearDuplicate finds an earlier article that says nearly the same words; ""
// when there is none.
func nearDuplicate(g graph.Reader, a *graph.Article) (graph.ArticleID, error) {
	finder, ok := g.(graph.ArticleFinder)
	if !ok {
		return "", nil
	}
	var candidates []graph.ArticleID
	for _, key := range a.Keys {
		for id, err := range finder.ArticlesByKey(key) {
			if err != nil {
				return "", fmt.Errorf("look for near-duplicates: %w", err)
			}
			if id != a.ID {
				candidates = append(candidates, id)
			}
		}
	}
	slices.Sort(candidates)
	for _, id := range slices.Compact(candidates) {
		other, err := g.Article(id)
		if err != nil {
			return "", fmt.Errorf("look for near-duplicates: %w", err)
		}
		if other.DuplicateOf == a.ID {
			continue
		}
		if other.DuplicateOf != "" {
			return other.DuplicateOf, nil
		}
		return id, nil
	}
	return "", nil
}
