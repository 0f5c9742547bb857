package html

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"factgraph/export/internal/example"
	"factgraph/graph"
	"factgraph/graph/memory"
)

const story = `
	Ada Lovelace/person | met | Charles Babbage/person | in London/place | on 1833-06-05
	Ada Lovelace/person | wrote | Note G/document
	Note G/document | describes | Analytical Engine/product
	Charles Babbage/person | designed | Analytical Engine/product
	Charles Babbage/person | sold | Analytical Engine/product | not
	British Government/organization | funded | Analytical Engine/product | possible
	Charles Babbage/person | visited | Turin/place | says Luigi Menabrea/person
	Ada Lovelace/person | daughter of | Lord Byron/person
	Ada Lovelace/person | said | that he had been there`

func page(t testing.TB, g *memory.Graph, options Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(t.Context(), &out, g.Facts(t.Context(), graph.Filter{}), g, options); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var dataBlock = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)

// TestHostile tells that no name ends a script or begins a tag.
func TestHostile(t *testing.T) {
	hostile := example.Hostile()
	text := page(t, example.Names(t, hostile...), Options{Title: hostile[1]})
	if got, want := strings.Count(text, "</script"), len(libraries)+2; got != want {
		t.Errorf("%d ends of scripts, want %d", got, want)
	}
	if strings.Contains(text, "<img") {
		t.Error("a name became a tag")
	}
	var d data
	if err := json.Unmarshal([]byte(dataBlock.FindStringSubmatch(text)[1]), &d); err != nil {
		t.Fatal(err)
	}
	names := make(map[graph.EntityID]string)
	for _, e := range d.Entities {
		names[e.ID] = e.Name
	}
	for i, name := range hostile {
		if got := names[graph.EntityID(fmt.Sprint("e", i))]; got != name && utf8.ValidString(name) {
			t.Errorf("name %q, want %q", got, name)
		}
	}
	if again := page(t, example.Names(t, hostile...), Options{Title: hostile[1]}); again != text {
		t.Error("written twice, it differs")
	}
}

func TestNoNetwork(t *testing.T) {
	text := page(t, example.Graph(t, story), Options{})
	text = dataBlock.ReplaceAllString(text, "")
	if found := regexp.MustCompile(`(src|href)="https?:`).FindString(text); found != "" {
		t.Errorf("the page loads from the network: %s", found)
	}
}

func TestTooLarge(t *testing.T) {
	many := func(yield func(*graph.Fact, error) bool) {
		f := &graph.Fact{Subject: "ada-lovelace", Predicate: "slept"}
		for yield(f, nil) {
		}
	}
	if err := Write(t.Context(), new(bytes.Buffer), many, example.Graph(t, story), Options{}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

// TestBrowser opens pages in Chromium, where they try themselves out.
func TestBrowser(t *testing.T) {
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("Chromium is not installed: the page is not tried in a browser")
	}
	if testing.Short() {
		t.Skip("short: the page is not tried in a browser")
	}
	script, err := os.ReadFile("testdata/selftest.js")
	if err != nil {
		t.Fatal(err)
	}
	hostile := &strings.Builder{}
	for i, name := range example.Hostile() {
		if name = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(name, "?"), func(c rune) bool { return c == '\n' || c == '\r' || c == '|' || c == '/' }), " "); name != "" {
			hostile.WriteString(name + "/" + string(graph.Types()[i%8]) + " | did " + name + " to | Galileo Galilei/person\n")
		}
	}
	text := page(t, example.Graph(t, story, "Galileo Galilei/person | met | Marina Gamba/person", hostile.String()),
		Options{Title: "</title><img src=x onerror=\"document.title='broken'\">", script: string(script)})
	results := open(t, program, text)
	for line := range strings.Lines(results) {
		if !strings.HasPrefix(line, "ok ") {
			t.Error(line)
		}
	}
	if strings.Count(results, "ok ") < 30 {
		t.Errorf("the page tried too little:\n%s", results)
	}
}

// TestEmpty opens a page of no facts.
func TestEmpty(t *testing.T) {
	if text := page(t, memory.New(), Options{}); strings.Contains(dataBlock.FindString(text), "null") {
		t.Errorf("lists are missing: %s", dataBlock.FindString(text))
	}
}

var resultBlock = regexp.MustCompile(`(?s)<pre id="results">(.*?)</pre>`)

// open opens a page in Chromium and gives what its script wrote.
func open(t *testing.T, program, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var complaints bytes.Buffer
	browser := exec.CommandContext(t.Context(), program, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,900",
		"--user-data-dir="+t.TempDir(), "--virtual-time-budget=10000", "--dump-dom", "file://"+file)
	browser.Stderr = &complaints
	dom, err := browser.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, complaints.String())
	}
	found := resultBlock.FindSubmatch(dom)
	if found == nil {
		t.Fatalf("the page wrote no results\n%s", complaints.String())
	}
	return html.UnescapeString(string(found[1]))
}
