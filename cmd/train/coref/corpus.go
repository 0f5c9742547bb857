package coref

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention"
	"factgraph/ingest/parse"
	"factgraph/ingest/parse/conllu"
)

// A Document is an annotated text with its trees.
type Document struct {
	document.Document
	Genre string
	Gold  []Gold // in the order of the file
}

// Gold is a mention as it was annotated, in byte offsets of the text.
type Gold struct {
	document.Span
	Head  document.Span // zero when it is not told
	Chain string
	Kind  string // GUM: how it is linked, "pred"; LitBank: PROP, NOM or PRON
}

// record is a line of the coreference files.
type record struct {
	Doc      string
	Genre    string
	Sents    [][]string
	Mentions []struct {
		S, B, E int
		H       *int
		C, L, M string
	}
}

// eachLine calls do with every line of a gzipped file.
func eachLine(path string, do func(line []byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// add appends the mentions of rec, whose tokens stand where sentences says.
func (d *Document) add(rec *record, sentences []document.Sentence) error {
	for _, m := range rec.Mentions {
		if m.S >= len(sentences) || m.B >= m.E || m.E > len(sentences[m.S].Tokens) {
			return fmt.Errorf("%s: no tokens %d..%d in sentence %d", rec.Doc, m.B, m.E, m.S)
		}
		tokens := sentences[m.S].Tokens
		g := Gold{Span: document.Span{Start: tokens[m.B].Start, End: tokens[m.E-1].End}, Chain: m.C, Kind: m.L + m.M}
		if m.H != nil && *m.H < len(tokens) {
			g.Head = tokens[*m.H].Span
		}
		d.Gold = append(d.Gold, g)
	}
	return nil
}

// ReadGUM reads a part of GUM, "train" or "dev", below the data folder. With a
// parser, the trees are its own, made from the raw text; else they are GUM's.
func ReadGUM(ctx context.Context, data, part string, parser *parse.Parser) ([]*Document, error) {
	trees := map[graph.ArticleID]*conllu.Document{}
	f, err := os.Open(filepath.Join(data, "treebank", "gum-"+part+".conllu.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read GUM: %w", err)
	}
	parsed, err := conllu.Read(z)
	if err != nil {
		return nil, fmt.Errorf("read GUM: %w", err)
	}
	for _, d := range parsed {
		trees[d.Article] = d
	}
	var docs []*Document
	err = eachLine(filepath.Join(data, "coref", "gum-"+part+".jsonl.gz"), func(line []byte) error {
		var rec record
		if err := json.Unmarshal(line, &rec); err != nil {
			return err
		}
		tree := trees[graph.ArticleID(rec.Doc)]
		if tree == nil {
			return fmt.Errorf("%s has no trees", rec.Doc)
		}
		d := &Document{Document: tree.Document, Genre: rec.Genre}
		if err := d.add(&rec, tree.Sentences); err != nil {
			return err
		}
		docs = append(docs, d)
		if parser == nil {
			return nil
		}
		return d.parse(ctx, parser)
	})
	return docs, err
}

// parse replaces the trees by the parser's, made from the raw text.
func (d *Document) parse(ctx context.Context, parser *parse.Parser) error {
	doc, err := parser.Document(ctx, &graph.Article{ID: d.Article, Title: d.Title, Date: d.Date, Text: d.Text})
	if err != nil {
		return err
	}
	d.Document = *doc
	return nil
}

// ReadTokens reads a file of annotated tokens without trees (LitBank, MEANTIME)
// and parses them: the text is the tokens with blanks between them.
func ReadTokens(ctx context.Context, path string, parser *parse.Parser) ([]*Document, error) {
	var docs []*Document
	err := eachLine(path, func(line []byte) error {
		var rec record
		if err := json.Unmarshal(line, &rec); err != nil {
			return err
		}
		d := &Document{Genre: rec.Genre}
		d.Article = graph.ArticleID(rec.Doc)
		var text strings.Builder
		var given []document.Sentence
		for _, words := range rec.Sents {
			var s document.Sentence
			for _, w := range words {
				start := text.Len()
				text.WriteString(w + " ")
				s.Tokens = append(s.Tokens, document.Token{Span: document.Span{Start: start, End: start + len(w)}})
			}
			text.WriteString("\n\n")
			given = append(given, s)
		}
		d.Text = text.String()
		if err := d.add(&rec, given); err != nil {
			return err
		}
		docs = append(docs, d)
		return d.parse(ctx, parser)
	})
	return docs, err
}

// key finds the annotation of the resolver's mentions: that whose head is the
// same token or, where heads are not told, the longest whose tree has the same
// head.
func (d *Document) key(weight func(g *Gold) float32) mention.Key {
	byHead := map[int]*Gold{}
	for i := range d.Gold {
		g := &d.Gold[i]
		at := g.Head.Start
		if g.Head.End == 0 {
			at = -1
			if s, i := d.headOf(g.Span); i >= 0 {
				at = d.Sentences[s].Tokens[i].Start
			}
		}
		if old := byHead[at]; old == nil || old.Len() < g.Len() {
			byHead[at] = g
		}
	}
	return func(m *document.Mention) mention.Judgement {
		head := d.Sentences[m.Sentence].Tokens[m.Head]
		g := byHead[head.Start]
		if g == nil {
			return mention.Judgement{}
		}
		return mention.Judgement{Chain: g.Chain, Weight: weight(g)}
	}
}

// headOf is the head of the span: the sentence and the first of its tokens
// whose own head lies outside; the token is -1 if none lies in the span.
func (d *Document) headOf(span document.Span) (sentence, token int) {
	for s := range d.Sentences {
		if !d.Sentences[s].Overlaps(span) {
			continue
		}
		tokens := d.Sentences[s].Tokens
		for i, t := range tokens {
			if !span.Contains(t.Span) || t.UPOS == "PUNCT" {
				continue
			}
			if t.Head < 0 || t.Head >= len(tokens) || !span.Contains(tokens[t.Head].Span) {
				return s, i
			}
		}
	}
	return 0, -1
}
