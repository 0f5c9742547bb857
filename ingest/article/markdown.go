package article

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	gmtext "github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"

	"factgraph/graph"
)

// markdown reads a Markdown article with optional YAML front matter.
func (r *reader) markdown(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.name, err)
	}
	source := lineEnds.Replace(decode(data, in.hint))
	var a graph.Article
	body := frontMatter(&a, source)
	a.Text = markdownText([]byte(body))
	if a.Title == "" {
		a.Title = titleLine(normalise(a.Text))
	}
	if a.Date.IsZero() {
		a.Date = parseDate(in.date)
	}
	return r.emit(in.name, a)
}

// frontMatter takes the YAML block off the head of a Markdown file. Anything
// that isn't a YAML mapping is left in the text.
func frontMatter(a *graph.Article, source string) string {
	rest, found := strings.CutPrefix(source, "---\n")
	if !found {
		return source
	}
	block, body, found := strings.Cut(rest, "\n---")
	if !found {
		return source
	}
	var fields map[string]any
	if yaml.Unmarshal([]byte(block), &fields) != nil || len(fields) == 0 {
		return source
	}
	get := func(names ...string) string {
		for _, name := range names {
			if s := scalar(fields[name]); s != "" {
				return s
			}
		}
		return ""
	}
	a.Title = get("title", "headline")
	a.Date = parseDate(get("date", "published", "created"))
	a.Source = get("source", "publisher", "site")
	a.Author = get("author", "byline", "authors")
	a.Address = get("url", "link", "canonical")
	return strings.TrimPrefix(body, "\n")
}

// markdownText is the running text of Markdown: a paragraph for each block,
// markup and code left out, list items on lines of their own.
func markdownText(source []byte) string {
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	root := md.Parser().Parse(gmtext.NewReader(source))
	var out strings.Builder
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *ast.RawHTML, *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				out.Write(n.Segment.Value(source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					out.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				out.Write(n.Value)
			}
		case *ast.AutoLink:
			if entering {
				out.Write(n.Label(source))
			}
		case *ast.ListItem:
			if entering {
				out.WriteString("\n- ")
			}
		case *extast.TableCell:
			if !entering {
				out.WriteString("\t")
			}
		case *extast.TableRow, *extast.TableHeader:
			if !entering {
				out.WriteString("\n")
			}
		default:
			if !entering && n.Type() == ast.TypeBlock && n.Kind() != ast.KindTextBlock {
				out.WriteString("\n\n")
			}
		}
		return ast.WalkContinue, nil
	})
	return unescapeMarkdown(out.String())
}

// unescapeMarkdown takes off the backslashes and entities that the parser
// leaves in the segments of the source.
func unescapeMarkdown(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!|~<>\"'", s[i+1]) >= 0 {
			continue
		}
		out.WriteByte(s[i])
	}
	return unescapeEntities(out.String())
}

// scalar renders a YAML or JSON value as text: lists by their parts, objects
// by their name.
func scalar(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(v)
	case []any:
		var parts []string
		for _, item := range v {
			if s := scalar(item); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		for _, key := range []string{"name", "title", "value", "text", "url", "@id"} {
			if s := scalar(v[key]); s != "" {
				return s
			}
		}
		return ""
	case interface{ Format(string) string }: // a YAML time
		return v.Format("2006-01-02T15:04:05Z07:00")
	default:
		return formatNumber(v)
	}
}
