// Package segment cuts raw text into sentences of tokens as Universal
// Dependencies' English treebanks do: by the text's layout into paragraphs
// (layout.go), by rules into tokens (lexer.go, rules.go, tables.go), and by a
// trained classifier into sentences (boundary.go).
//
// Every visible character of the text belongs to exactly one token, and
// text[token.Start:token.End] is always the token's wording. The time is linear
// in the length of any input.
package segment

import (
	"strings"

	"factgraph/ingest/document"
)

// maxSentence is the number of tokens at which a sentence is cut.
const maxSentence = 400

// Text returns the sentences of a text, with offsets into it. The tokens have
// their forms and no analysis.
func Text(text string) []document.Sentence {
	var sents []document.Sentence
	number := 0
	for _, par := range paragraphs(text) {
		tokens := lex(text, par.Start, par.End)
		if len(tokens) == 0 {
			continue
		}
		from := 0
		for _, to := range boundaries(text, tokens) {
			sents = append(sents, newSentence(tokens[from:to:to], number, par.kind))
			from = to
		}
		number++
	}
	markKinds(sents)
	return sents
}

// Tokenized returns the sentences of a text that has one sentence a line and
// blanks between its tokens. Blank lines end paragraphs.
func Tokenized(text string) []document.Sentence {
	var sents []document.Sentence
	number, ended := 0, false
	for _, line := range splitLines(text) {
		if line.Len() == 0 {
			ended = true
			continue
		}
		if ended && len(sents) > 0 {
			number++
		}
		ended = false
		var tokens []document.Token
		for at := line.Start; at < line.End; {
			wording := text[at:line.End]
			gap := len(wording) - len(strings.TrimLeftFunc(wording, blank))
			at += gap
			end := line.End
			if i := strings.IndexFunc(text[at:line.End], blank); i >= 0 {
				end = at + i
			}
			if end > at {
				tokens = append(tokens, document.Token{
					Span: document.Span{Start: at, End: end},
					Form: Form(text[at:end]),
					Head: -1,
				})
			}
			at = end
		}
		for len(tokens) > 0 {
			n := min(len(tokens), maxSentence)
			sents = append(sents, newSentence(tokens[:n:n], number, document.Prose))
			tokens = tokens[n:]
		}
	}
	return sents
}

func newSentence(tokens []document.Token, paragraph int, kind document.Kind) document.Sentence {
	return document.Sentence{
		Span:      document.Span{Start: tokens[0].Start, End: tokens[len(tokens)-1].End},
		Paragraph: paragraph,
		Kind:      kind,
		Tokens:    tokens,
	}
}

// maxHeadline is the number of tokens up to which a paragraph without a full
// stop is a headline or a caption.
const maxHeadline = 25

// markKinds finds the headlines and the datelines.
func markKinds(sents []document.Sentence) {
	for i := range sents {
		sent := &sents[i]
		starts := i == 0 || sents[i-1].Paragraph != sent.Paragraph
		ends := i+1 == len(sents) || sents[i+1].Paragraph != sent.Paragraph
		switch {
		case sent.Kind != document.Prose || !starts:
		case dateline(sent.Tokens) == len(sent.Tokens):
			sent.Kind = document.Dateline
		case ends && len(sent.Tokens) <= maxHeadline && !terminated(sent.Tokens):
			sent.Kind = document.Headline
		}
	}
}

// terminated tells whether the tokens end as a sentence does, closing quotes and
// brackets aside.
func terminated(tokens []document.Token) bool {
	for i := len(tokens) - 1; i >= 0; i-- {
		switch form := tokens[i].Form; {
		case closing(form):
		case form == ":" || form == ";" || form == ",":
			return true
		default:
			return strings.HasSuffix(form, ".") || strings.HasSuffix(form, "!") || strings.HasSuffix(form, "?")
		}
	}
	return false
}

// closing tells whether a form may stand between a full stop and the end of its
// sentence.
func closing(form string) bool {
	switch form {
	case `"`, "'", ")", "]", "}":
		return true
	}
	return false
}
