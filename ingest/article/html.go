package article

import (
	"bytes"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strings"
	"time"

	readability "github.com/go-shiori/go-readability"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"factgraph/graph"
)

// html reads the main text of a web page.
func (r *reader) html(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.name, err)
	}
	return r.emit(in.name, r.page(decode(data, in.hint), in.name, in.date))
}

// page finds the article in a web page: its body by readability, its title,
// date and byline from metadata (JSON-LD, OpenGraph, <meta>, <time>).
func (r *reader) page(source, address, date string) graph.Article {
	base, err := url.Parse(address)
	if err != nil || !base.IsAbs() {
		base = &url.URL{Scheme: "file", Path: "/"}
	}
	root, err := xhtml.Parse(strings.NewReader(source))
	if err != nil { // only when reading fails, and a string never does
		return graph.Article{Text: source}
	}
	meta := pageMetadata(root)
	a := graph.Article{Title: meta.title, Date: meta.date, Source: meta.source, Author: meta.author}
	if strings.HasPrefix(meta.address, "http") {
		a.Address = meta.address
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = 200_000
	if doc, err := parser.ParseDocument(root, base); err == nil && doc.Node != nil {
		a.Text = blockText(doc.Node)
		if a.Title == "" {
			a.Title = doc.Title
		}
		if a.Author == "" {
			a.Author = doc.Byline
		}
		if a.Source == "" {
			a.Source = doc.SiteName
		}
	}
	if strings.TrimSpace(a.Text) == "" { // too short for readability: all the text there is
		if root, err = xhtml.Parse(strings.NewReader(source)); err == nil {
			a.Text = blockText(root)
		}
	}
	if a.Date.IsZero() {
		a.Date = parseDate(date)
	}
	return a
}

type metadata struct {
	title, source, author, address string
	date                           time.Time
}

// pageMetadata reads what a page says of itself; what JSON-LD says goes before
// OpenGraph, and that before plain <meta>, <time> and <title>.
func pageMetadata(root *xhtml.Node) metadata {
	var linked, og, plain metadata
	title := ""
	for n := range root.Descendants() {
		if n.Type != xhtml.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Script:
			if attribute(n, "type") == "application/ld+json" && n.FirstChild != nil {
				linkedData(&linked, []byte(n.FirstChild.Data))
			}
		case atom.Title:
			if title == "" && n.FirstChild != nil {
				title = n.FirstChild.Data
			}
		case atom.Meta:
			metaTag(&og, &plain, strings.ToLower(attribute(n, "property")+attribute(n, "name")+attribute(n, "itemprop")), attribute(n, "content"))
		case atom.Link:
			if attribute(n, "rel") == "canonical" {
				set(&plain.address, attribute(n, "href"))
			}
		case atom.Time:
			if plain.date.IsZero() {
				plain.date = parseDate(attribute(n, "datetime"))
			}
		}
	}
	set(&plain.title, siteless(title))
	m := linked
	for _, other := range []metadata{og, plain} {
		set(&m.title, other.title)
		set(&m.source, other.source)
		set(&m.author, other.author)
		set(&m.address, other.address)
		if m.date.IsZero() {
			m.date = other.date
		}
	}
	return m
}

func metaTag(og, plain *metadata, name, content string) {
	switch name {
	case "og:title", "twitter:title":
		set(&og.title, content)
	case "og:site_name":
		set(&og.source, content)
	case "og:url":
		set(&og.address, content)
	case "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate", "publish-date", "parsely-pub-date", "sailthru.date":
		if og.date.IsZero() {
			og.date = parseDate(content)
		}
	case "author", "article:author", "dc.creator", "byl", "parsely-author":
		if !strings.HasPrefix(content, "http") {
			set(&plain.author, content)
		}
	}
}

// linkedData reads schema.org data of the kinds that are articles.
func linkedData(m *metadata, source []byte) {
	var value any
	if json.Unmarshal(bytes.TrimSpace(source), &value) != nil {
		return
	}
	var visit func(any, int)
	visit = func(v any, depth int) {
		if depth > 6 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, item := range v {
				visit(item, depth+1)
			}
		case map[string]any:
			if graphs, ok := v["@graph"]; ok {
				visit(graphs, depth+1)
			}
			kind := scalar(v["@type"])
			if !strings.Contains(kind, "Article") && !strings.Contains(kind, "Posting") && !strings.Contains(kind, "Report") {
				return
			}
			set(&m.title, scalar(v["headline"]))
			set(&m.author, scalar(v["author"]))
			set(&m.source, scalar(v["publisher"]))
			set(&m.address, scalar(v["url"]))
			if m.date.IsZero() {
				m.date = parseDate(scalar(v["datePublished"]))
			}
		}
	}
	visit(value, 0)
}

func set(field *string, value string) {
	if *field == "" {
		*field = strings.TrimSpace(value)
	}
}

var siteSuffix = regexp.MustCompile(`\s+[|–—-]\s+[^|–—]{2,40}$`)

// siteless takes the name of the site off the end of a page's title when a
// good part of the title is left.
func siteless(title string) string {
	title = oneLine(title)
	if cut := siteSuffix.ReplaceAllString(title, ""); len(strings.Fields(cut)) >= 4 {
		return cut
	}
	return title
}

// blockText is the text of a tree of HTML with a paragraph for each block.
func blockText(root *xhtml.Node) string {
	var out strings.Builder
	var visit func(*xhtml.Node, int)
	visit = func(n *xhtml.Node, depth int) {
		if depth > 400 {
			return
		}
		switch n.Type {
		case xhtml.TextNode:
			out.WriteString(foldBlanks(n.Data))
			return
		case xhtml.ElementNode:
			switch n.DataAtom {
			case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Svg, atom.Iframe, atom.Button, atom.Form, atom.Nav:
				return
			case atom.Br:
				out.WriteByte('\n')
				return
			case atom.Li:
				out.WriteString("\n- ")
			case atom.Td, atom.Th:
				out.WriteByte('\t')
			}
		}
		block := n.Type == xhtml.ElementNode && blocks[n.DataAtom]
		if block {
			out.WriteString("\n\n")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c, depth+1)
		}
		if block {
			out.WriteString("\n\n")
		}
	}
	visit(root, 0)
	var text strings.Builder
	for line := range strings.SplitSeq(out.String(), "\n") {
		text.WriteString(strings.Trim(line, " \t"))
		text.WriteByte('\n')
	}
	return text.String()
}

var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Ul: true, atom.Ol: true, atom.Blockquote: true, atom.Section: true, atom.Article: true, atom.Header: true, atom.Footer: true,
	atom.Table: true, atom.Tr: true, atom.Pre: true, atom.Figure: true, atom.Figcaption: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Main: true, atom.Aside: true, atom.Address: true, atom.Hr: true, atom.Title: true,
}

// foldBlanks makes every run of blanks, line ends too, one space.
func foldBlanks(s string) string {
	var out strings.Builder
	space := false
	for _, c := range s {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			space = true
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteRune(c)
	}
	if space {
		out.WriteByte(' ')
	}
	return out.String()
}

// fragmentText is the text of a piece of HTML such as the body of a feed entry;
// text without markup is returned as it is.
func fragmentText(source string) string {
	if !strings.ContainsAny(source, "<&") {
		return source
	}
	root, err := xhtml.Parse(strings.NewReader(source))
	if err != nil {
		return source
	}
	return blockText(root)
}

func unescapeEntities(s string) string { return html.UnescapeString(s) }

func attribute(n *xhtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
