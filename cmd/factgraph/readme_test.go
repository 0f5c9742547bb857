package main

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write what the commands print today into the README")

const (
	// widest is the longest line of output that the README shows whole, in
	// characters.
	widest = 118
	cut    = " …"    // ends a line of which the README shows the beginning
	more   = "    …" // ends output of which the README shows the first lines
)

// elapsed is what differs from run to run.
var elapsed = regexp.MustCompile(`\(\d[\d.]*m?s\)`)

// TestReadme runs the commands of the README's tour one after the other, in
// the folder of the project with a graph of their own, and compares what they
// print with what stands there.
func TestReadme(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("the tour of the README is left out: no sh to run it")
	}
	path := filepath.Join("..", "..", "README.md")
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	graph := filepath.Join(t.TempDir(), "graph.db")
	var told []string
	lines := strings.Split(string(page), "\n")
	for i := 0; i < len(lines); i++ {
		told = append(told, lines[i])
		command, ok := strings.CutPrefix(lines[i], "    $ ")
		if !ok {
			continue
		}
		var shown []string
		for i+1 < len(lines) && (strings.HasPrefix(lines[i+1], "    ") || lines[i+1] == "" && i+2 < len(lines) && isOutput(lines[i+2])) {
			i++
			shown = append(shown, lines[i])
		}
		printed := tour(t, command, graph, shown)
		told = append(told, printed...)
		want := elapsed.ReplaceAllString(strings.Join(shown, "\n"), "()")
		if got := elapsed.ReplaceAllString(strings.Join(printed, "\n"), "()"); got != want && !*rewrite {
			t.Errorf("the README shows for %s\n%s\nbut it prints\n%s\nrun the test with -rewrite and read the difference", command, want, got)
		}
	}
	if *rewrite {
		if err := os.WriteFile(path, []byte(strings.Join(told, "\n")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// isOutput tells lines of output from the next command and from the text.
func isOutput(line string) bool {
	return strings.HasPrefix(line, "    ") && !strings.HasPrefix(line, "    $ ")
}

// tour runs a command and gives its output as the README shows it: indented,
// long lines cut, and as many lines as it shows now when it shows the first
// ones only.
func tour(t *testing.T, command, graph string, shown []string) []string {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "sh", "-c", command)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), "FACTGRAPH_DB="+graph, "NO_COLOR=1")
	cmd.Stderr = os.Stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	var printed []string
	for line := range strings.Lines(string(output)) {
		line = strings.TrimRight(line, " \n")
		if characters := []rune(line); len(characters) > widest {
			line = strings.TrimRight(string(characters[:widest-len([]rune(cut))-1]), " ") + cut
		}
		if line != "" {
			line = "    " + line
		}
		printed = append(printed, line)
	}
	if len(shown) > 0 && shown[len(shown)-1] == more && len(printed) >= len(shown) {
		printed = append(printed[:len(shown)-1], more)
	}
	return printed
}
