package parse

import (
	"context"
	"fmt"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/parse/segment"
)

// Document makes a document of an article: its text cut into sentences and
// tokens, each with its tags and lemma, each sentence with its tree and names.
func (p *Parser) Document(ctx context.Context, a *graph.Article) (*document.Document, error) {
	doc := &document.Document{
		Article: a.ID, Title: a.Title, Date: a.Date, Text: a.Text,
		Sentences: segment.Text(a.Text),
	}
	if err := p.Parse(ctx, doc); err != nil {
		return nil, fmt.Errorf("parse %s: %w", a.ID, err)
	}
	return doc, nil
}
