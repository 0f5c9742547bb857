package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"factgraph/ingest/document"
)

// Write writes the sentences of a document. notes names them; without notes
// they are numbered from 1.
//
// FORM is the wording of the text, not the normalised form, so that the file
// can be aligned with others made from the same text.
func Write(w io.Writer, doc *document.Document, notes []Note) error {
	out := bufio.NewWriter(w)
	if doc.Article != "" {
		fmt.Fprintf(out, "# newdoc id = %s\n", cleaned(string(doc.Article)))
	}
	for i := range doc.Sentences {
		sent := &doc.Sentences[i]
		if i == 0 || sent.Paragraph != doc.Sentences[i-1].Paragraph {
			fmt.Fprintln(out, "# newpar")
		}
		note := Note{ID: strconv.Itoa(i + 1)}
		if notes != nil {
			note = notes[i]
		}
		after := len(doc.Text) + 1 // nothing touches the last token
		if i+1 < len(doc.Sentences) {
			after = doc.Sentences[i+1].Start
		}
		writeSentence(out, doc.Text, sent, note, after)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write CoNLL-U: %w", err)
	}
	return nil
}

// writeSentence writes one sentence; after is where the next one begins. Errors
// stay in out until it is flushed.
func writeSentence(out *bufio.Writer, text string, sent *document.Sentence, note Note, after int) {
	if note.ID != "" {
		fmt.Fprintf(out, "# sent_id = %s\n", note.ID)
	}
	if note.Speaker != "" {
		fmt.Fprintf(out, "# speaker = %s\n", note.Speaker)
	}
	fmt.Fprintf(out, "# text = %s\n", strings.Join(strings.Fields(text[sent.Start:sent.End]), " "))

	deps := enhancedColumns(sent)
	multi := 0 // the first word after the multiword token at hand
	for i := range sent.Tokens {
		tok := &sent.Tokens[i]
		last := i
		for last+1 < len(sent.Tokens) && sent.Tokens[last+1].Continued {
			last++
		}
		next := after
		if last+1 < len(sent.Tokens) {
			next = sent.Tokens[last+1].Start
		}
		misc := "_"
		if sent.Tokens[last].End == next {
			misc = "SpaceAfter=No"
		}
		if last > i && i >= multi {
			multi = last + 1
			wording := cleaned(text[tok.Start:sent.Tokens[last].End])
			fmt.Fprintf(out, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i+1, last+1, wording, misc)
		}
		if i < multi {
			misc = "_"
		}
		wording := text[tok.Start:tok.End]
		if i > 0 && tok.Continued && tok.Start < sent.Tokens[i-1].End ||
			i+1 < len(sent.Tokens) && sent.Tokens[i+1].Continued && sent.Tokens[i+1].Start < tok.End {
			wording = tok.Form // the words do not spell their token
		}
		fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", i+1, cleaned(wording), column(tok.Lemma),
			column(tok.UPOS), column(tok.XPOS), column(tok.Feats), tok.Head+1, column(tok.Deprel), deps[i], misc)
	}
	fmt.Fprintln(out)
}

func column(value string) string {
	if value == "" {
		return "_"
	}
	return cleaned(value)
}

// cleaned replaces what would break a line of the format.
func cleaned(value string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, value)
}

// enhancedColumns returns the DEPS column of each token: its enhanced
// relations, and the basic one unless an enhanced one takes its place.
func enhancedColumns(sent *document.Sentence) []string {
	arcs := make([][]document.Arc, len(sent.Tokens))
	for _, arc := range sent.Enhanced {
		arcs[arc.Dep] = append(arcs[arc.Dep], arc)
	}
	deps := make([]string, len(sent.Tokens))
	for i, tok := range sent.Tokens {
		deps[i] = depsColumn(tok, arcs[i])
	}
	return deps
}

func depsColumn(tok document.Token, enhanced []document.Arc) string {
	if tok.Deprel == "" && len(enhanced) == 0 {
		return "_"
	}
	var cells []string
	add := func(head int, deprel string) {
		cells = append(cells, strconv.Itoa(head+1)+":"+cleaned(deprel))
	}
	basic := tok.Deprel != "" && !Replaced(tok, enhanced)
	for _, arc := range enhanced {
		if basic && arc.Head > tok.Head {
			add(tok.Head, tok.Deprel)
			basic = false
		}
		add(arc.Head, arc.Deprel)
	}
	if basic {
		add(tok.Head, tok.Deprel)
	}
	return strings.Join(cells, "|")
}

// Replaced tells whether one of a token's enhanced relations takes the place of
// its basic one: the same relation with its preposition or conjunction ("obl",
// "obl:in"), or the antecedent of a relative pronoun ("ref"). Without this
// rule the basic relation belongs to the enhanced tree too.
func Replaced(tok document.Token, enhanced []document.Arc) bool {
	for _, arc := range enhanced {
		if arc.Head == tok.Head && strings.HasPrefix(arc.Deprel, tok.Deprel+":") || arc.Deprel == "ref" {
			return true
		}
	}
	return false
}
