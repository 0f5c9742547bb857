package entity

import (
	"context"
	"fmt"

	"factgraph/graph"
)

// Store puts a contribution into the graph and merges the entities that it
// shows to be one.
func Store(ctx context.Context, g graph.Writer, c *graph.Contribution) error {
	if err := g.PutArticle(ctx, c); err != nil {
		return fmt.Errorf("article %s: %w", c.Article.ID, err)
	}
	return nil
}
