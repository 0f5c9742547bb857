// Package html writes an interactive page: one file without need of a network,
// in which a reader searches, filters and walks the graph, and sees the
// sentences that every fact rests on.
//
// The page is made of page.html, style.css and the scripts in this folder, and
// the libraries in assets. Names and sentences come from strangers: they reach
// the page as JSON in which no tag can begin or end, the scripts put them into
// the document as text only, and a Content-Security-Policy lets nothing run
// but the scripts of this package, told by their digests.
package html

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"text/template"

	htmltemplate "html/template"

	"factgraph/graph"
)

//go:embed page.html style.css *.js assets/*.js
var files embed.FS

// The scripts, in the order in which they run. Those of the page are written
// as parts of one module.
var (
	libraries = []string{"assets/cytoscape.min.js", "assets/layout-base.js", "assets/cose-base.js", "assets/cytoscape-fcose.js"}
	parts     = []string{"model.js", "filters.js", "canvas.js", "list.js", "profile.js", "export.js", "main.js"}
)

// Options say how the page is made.
type Options struct {
	Title string // "": "What the articles say"

	script string // more of the page's module, for tests
}

// Write writes the page of the facts. The same facts give the same bytes.
func Write(ctx context.Context, w io.Writer, facts iter.Seq2[*graph.Fact, error], r graph.Reader, options Options) error {
	if options.Title == "" {
		options.Title = "What the articles say"
	}
	collected, err := collect(ctx, facts, r, options.Title)
	if err != nil {
		return err
	}
	embedded, err := json.Marshal(collected) // escapes <, > and &
	if err != nil {
		return fmt.Errorf("data of the page: %w", err)
	}
	page := struct {
		Title, Style, Data, Policy string
		Libraries                  []string
		Module                     string
	}{Title: htmltemplate.HTMLEscapeString(options.Title), Data: string(embedded)}
	if page.Style, err = read("style.css"); err != nil {
		return err
	}
	for _, name := range libraries {
		text, err := read(name)
		if err != nil {
			return err
		}
		page.Libraries = append(page.Libraries, text)
	}
	if page.Module, err = read(parts...); err != nil {
		return err
	}
	page.Module += options.script
	page.Policy = policy(append(page.Libraries, page.Module))
	source, err := read("page.html")
	if err != nil {
		return err
	}
	// text/template, because everything that goes in is escaped already or
	// stands in this package.
	t, err := template.New("page").Parse(source)
	if err != nil {
		return fmt.Errorf("template of the page: %w", err)
	}
	if err := t.Execute(w, page); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// read joins embedded files.
func read(names ...string) (string, error) {
	var all bytes.Buffer
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("part of the page: %w", err)
		}
		// Browsers read line ends as newlines, and the digests must agree.
		all.Write(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		all.WriteByte('\n')
	}
	return all.String(), nil
}

// policy is the Content-Security-Policy under which only the given scripts
// run and nothing is loaded. Styles are inline because the graph library sets
// its own.
func policy(scripts []string) string {
	allowed := ""
	for _, script := range scripts {
		sum := sha256.Sum256([]byte(script))
		allowed += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src" + allowed
}
