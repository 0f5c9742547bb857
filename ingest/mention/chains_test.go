package mention

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/parse"
)

var (
	rewrite = flag.Bool("rewrite", false, "write what the tests get into their files; texts without trees are parsed")
	reparse = flag.Bool("reparse", false, "with -rewrite: parse all texts again")
)

// The trees of the texts are kept in a file: so the tests judge this stage
// alone, and no better parser can break them.
const treeFile = "testdata/trees.json.gz"

var loadTrees = sync.OnceValues(func() (map[string]*document.Document, error) {
	trees := map[string]*document.Document{}
	data, err := os.ReadFile(treeFile)
	if os.IsNotExist(err) {
		return trees, nil
	}
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return trees, json.NewDecoder(z).Decode(&trees)
})

// articleDate is the date of all texts: a Saturday.
var articleDate = time.Date(2017, time.November, 11, 0, 0, 0, 0, time.UTC)

// treesOf are the trees of a text.
func treesOf(t *testing.T, text string) *document.Document {
	t.Helper()
	trees, err := loadTrees()
	if err != nil {
		t.Fatal(err)
	}
	if doc := trees[text]; doc != nil && !*reparse {
		return doc
	}
	if !*rewrite {
		t.Fatalf("no trees for %q: run the test with -rewrite", text)
	}
	parser, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := parser.Document(context.Background(), &graph.Article{Text: text, Date: articleDate})
	if err != nil {
		t.Fatal(err)
	}
	trees[text] = doc
	return doc
}

// saveTrees writes the trees of the texts that are in use.
func saveTrees(t *testing.T) {
	t.Helper()
	trees, err := loadTrees()
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range trees {
		doc.Mentions, doc.Chains = nil, nil
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := json.NewEncoder(z).Encode(trees); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(treeFile, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func testResolver(t testing.TB) *Resolver {
	t.Helper()
	r, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var loadOnce = sync.OnceValues(Load)

// dataDriven runs each case of a file: a text, a line of dashes, and what show
// makes of the text once resolved, up to an empty line. Lines that start with
// # are comments.
func dataDriven(t *testing.T, file string, show func(*document.Document) string) {
	t.Helper()
	path := filepath.Join("testdata", file)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := testResolver(t)
	var out strings.Builder
	cases := 0
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		text, want, ok := strings.Cut(block+"\n", "\n----\n")
		if !ok {
			out.WriteString(block + "\n\n")
			continue
		}
		cases++
		doc := treesOf(t, text)
		if err := r.Resolve(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		got := show(doc)
		if want != got && !*rewrite {
			t.Errorf("%s\ngot:\n%swant:\n%s", text, got, want)
		}
		out.WriteString(text + "\n----\n" + got + "\n")
	}
	if cases == 0 {
		t.Errorf("%s has no cases", path)
	}
	if *rewrite {
		if err := os.WriteFile(path, []byte(strings.TrimSpace(out.String())+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		saveTrees(t)
	}
}

// showChains lists the chains of two mentions or more, and the plurals with
// their members.
func showChains(doc *document.Document) string {
	var b strings.Builder
	for _, c := range doc.Chains {
		if len(c.Mentions) < 2 && c.Members == nil {
			continue
		}
		fmt.Fprintf(&b, "%s [%s]: ", c.Name, c.Type)
		for i, m := range c.Mentions {
			if i > 0 {
				b.WriteString(" | ")
			}
			x := &doc.Mentions[m]
			b.WriteString(doc.Text[x.Start:x.End])
		}
		for i, m := range c.Members {
			b.WriteString([]string{" = ", " + "}[min(i, 1)] + doc.Chains[m].Name)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestChains holds the chains of short texts, by phenomenon.
func TestChains(t *testing.T) { dataDriven(t, "chains.txt", showChains) }

// showMentions lists the mentions with what is known of each.
func showMentions(doc *document.Document) string {
	kinds := []string{"name", "noun", "pronoun", "time", "amount"}
	numbers := []string{"", " singular", " plural"}
	genders := []string{"", " masculine", " feminine", " neuter"}
	var b strings.Builder
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		fmt.Fprintf(&b, "%s: %s, %s", doc.Text[m.Start:m.End], kinds[m.Kind], m.Type)
		if m.Subtype != "" {
			b.WriteString("/" + m.Subtype)
		}
		b.WriteString("," + numbers[m.Number] + genders[m.Gender])
		if m.Person != 3 {
			fmt.Fprintf(&b, ", person %d", m.Person)
		}
		if m.Definite {
			b.WriteString(", the")
		}
		if m.Name != doc.Text[m.Start:m.End] {
			fmt.Fprintf(&b, ", %q", m.Name)
		}
		if len(m.Titles) > 0 {
			fmt.Fprintf(&b, ", titles %q", m.Titles)
		}
		if m.Value != "" {
			b.WriteString(" = " + m.Value)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestMentions holds what is known of the mentions themselves.
func TestMentions(t *testing.T) { dataDriven(t, "mentions.txt", showMentions) }
