package dot

import (
	"fmt"
	"html"
	"strings"

	"github.com/emicklei/dot"

	"factgraph/export/diagram"
	"factgraph/graph"
)

// setHead puts title, legend and what is left out above the picture, as one
// HTML-like table: it is the label of the graph and no part of its nodes, so
// that programs that read the DOT file see facts alone.
func (s *sheet) setHead(options Options) {
	var rows []string
	if options.Title != "" {
		rows = append(rows, fmt.Sprintf(`<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="22"><B>%s</B></FONT></TD></TR>`, markup(options.Title)))
	}
	if options.Legend && len(s.d.Nodes) > 0 {
		rows = append(rows, "<TR><TD ALIGN=\"LEFT\">"+s.legend()+"</TD></TR>")
	}
	if more := s.more(); more != "" {
		rows = append(rows, fmt.Sprintf(`<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="11" COLOR="%s">%s</FONT></TD></TR>`, s.palette.faint, markup(more)))
	}
	if s.tangled {
		rows = append(rows, fmt.Sprintf(`<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="11" COLOR="%s">point at an arrow to read what it says</FONT></TD></TR>`, s.palette.faint))
	}
	if len(rows) == 0 {
		return
	}
	set(s.Graph, "labelloc", "t", "labeljust", "l")
	s.Attr("label", dot.HTML(`<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">`+strings.Join(rows, "")+`</TABLE>`))
}

// legend is a table of the types and the styles that are used.
func (s *sheet) legend() string {
	types, styles := s.used()
	var cells []string
	for _, t := range graph.Types() {
		if types[t] {
			cells = append(cells, fmt.Sprintf(`<TD BGCOLOR="%s" CELLPADDING="4"><FONT POINT-SIZE="11">%s</FONT></TD>`, s.palette.look(t).fill, t))
		}
	}
	for _, style := range diagram.Styles() {
		if styles[style] {
			look := s.palette.styles[style]
			cells = append(cells, fmt.Sprintf(`<TD WIDTH="34" ALIGN="RIGHT"><FONT POINT-SIZE="14" COLOR="%[1]s">%[2]s</FONT></TD><TD CELLPADDING="4"><FONT POINT-SIZE="11" COLOR="%[1]s">%[3]s</FONT></TD>`, look.color, look.sample, style))
		}
	}
	return `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="6" CELLPADDING="0"><TR>` + strings.Join(cells, "") + `</TR></TABLE>`
}

// more says what is left out.
func (s *sheet) more() string {
	switch {
	case len(s.d.Nodes) == 0:
		return "nothing here is linked to anything else"
	case s.d.MoreNodes > 0:
		return fmt.Sprintf("and %d more names and things with %d more links; --top draws more", s.d.MoreNodes, s.d.MoreFacts)
	case s.d.MoreFacts > 0:
		return fmt.Sprintf("and %d more links", s.d.MoreFacts)
	}
	return ""
}

// markup is a text in an HTML-like label.
func markup(text string) string { return html.EscapeString(strings.ReplaceAll(plain(text), "\n", " ")) }
