package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// stages of ingest in the order of the data: a stage may import those before
// it, never a later one.
var stages = []string{"document", "article", "parse", "mention", "fact", "entity"}

// topLevel is all that may stand at the top of the repository, dot files aside.
var topLevel = []string{"cmd", "graph", "ingest", "export", "samples", "go.mod", "go.sum", "README.md", "LICENSE", "NOTICE"}

// TestImports holds the rules of who may import whom.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	fset := token.NewFileSet()
	seen := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(fset, path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(rel)
		for _, spec := range file.Imports {
			seen++
			imported := strings.Trim(spec.Path.Value, `"`)
			if why := forbidden(pkg, imported); why != "" {
				t.Errorf("%s imports %s: %s", path, imported, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 100 {
		t.Errorf("only %d imports seen: the walk is broken", seen)
	}
}

// forbidden tells why a package (by its path in the repository) may not import
// another (by its import path); "" when it may.
func forbidden(pkg, imported string) string {
	own, isOwn := strings.CutPrefix(imported, "factgraph/")
	third := !isOwn && strings.Contains(strings.Split(imported, "/")[0], ".")
	switch {
	case imported == "C" && !in(pkg, "cmd/train"):
		return "the program is pure Go"
	case pkg == "graph" && (isOwn || third):
		return "graph imports the standard library only"
	case in(imported, "github.com/dgraph-io/badger/v4") && !in(pkg, "graph/store"):
		return "badger belongs to graph/store"
	case in(imported, "github.com/emicklei/dot") && !in(pkg, "export"):
		return "dot belongs to export"
	case in(imported, "github.com/spf13/cobra") && !in(pkg, "cmd"):
		return "the command line belongs to cmd"
	case (in(pkg, "graph") || in(pkg, "export")) && in(own, "ingest"):
		return "graph and export know nothing of ingest"
	case in(pkg, "graph") && in(own, "export"):
		return "graph knows nothing of export"
	case !in(pkg, "cmd") && in(own, "cmd"):
		return "nothing imports cmd"
	}
	at, from := stage(pkg), stage(own)
	if at >= 0 && from > at {
		return "a stage imports only the stages before it"
	}
	if at >= 0 && (in(own, "graph/store") || in(own, "export")) {
		return "a stage knows neither the store nor the exports"
	}
	return ""
}

func in(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// stage is the place of a package among the stages; -1 when it is none.
func stage(pkg string) int {
	return slices.IndexFunc(stages, func(s string) bool { return in(pkg, "ingest/"+s) })
}

func TestForbidden(t *testing.T) {
	for _, test := range []struct {
		pkg, imported string
		allowed       bool
	}{
		{"graph", "strings", true},
		{"graph", "golang.org/x/text/unicode/norm", false},
		{"graph/store", "github.com/dgraph-io/badger/v4", true},
		{"graph/query", "github.com/dgraph-io/badger/v4", false},
		{"ingest/fact", "factgraph/ingest/mention", true},
		{"ingest/mention", "factgraph/ingest/fact", false},
		{"ingest/parse", "factgraph/ingest/parse/model", true},
		{"ingest/entity", "factgraph/graph/store", false},
		{"export/rdf", "factgraph/ingest/document", false},
		{"export", "github.com/emicklei/dot", true},
		{"ingest", "github.com/spf13/cobra", false},
		{"cmd/factgraph", "github.com/spf13/cobra", true},
	} {
		if got := forbidden(test.pkg, test.imported) == ""; got != test.allowed {
			t.Errorf("%s imports %s: allowed %v, want %v", test.pkg, test.imported, got, test.allowed)
		}
	}
}

// TestTopLevel keeps the top of the repository to the folders of the design.
func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := entry.Name(); !strings.HasPrefix(name, ".") && !slices.Contains(topLevel, name) && name != "factgraph" {
			t.Errorf("%s stands at the top level beside the given layout", name)
		}
	}
}
