package article_test

import (
	"errors"
	"testing"

	"factgraph/graph"
	"factgraph/ingest/article"
)

// readAll reads paths and splits what comes into articles and errors.
func readAll(t *testing.T, options article.Options, paths ...string) ([]*graph.Article, []error) {
	t.Helper()
	var articles []*graph.Article
	var errs []error
	for a, err := range article.Read(t.Context(), paths, options) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		articles = append(articles, a)
	}
	return articles, errs
}

func TestSamples(t *testing.T) {
	articles, errs := readAll(t, article.Options{}, "../../samples")
	if len(errs) > 0 {
		t.Fatal(errors.Join(errs...))
	}
	if len(articles) != 17 {
		t.Errorf("%d articles in samples, want 17", len(articles))
	}
	for _, a := range articles {
		t.Logf("%s %s %q %s", a.ID, a.Date.Format("2006-01-02"), a.Title, a.Address)
		if a.Date.IsZero() || a.Title == "" || len(a.Text) < 800 {
			t.Errorf("%s: date %v, title %q, %d bytes of text", a.Address, a.Date, a.Title, len(a.Text))
		}
	}
}
