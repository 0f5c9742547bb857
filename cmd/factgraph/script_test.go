package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"factgraph": main})
}

// TestScripts runs the whole program by scripts: testdata/script/*.txtar. Each
// has the samples in $SAMPLES and a graph folder of its own.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs(filepath.Join("..", "..", "samples"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			env.Setenv("FACTGRAPH_DB", filepath.Join(env.WorkDir, "graph.db"))
			env.Setenv("NO_COLOR", "1")
			return nil
		},
	})
}
