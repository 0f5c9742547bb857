package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/parse/segment"
)

// ErrMalformed is wrapped by every error about the contents of a file.
var ErrMalformed = errors.New("malformed CoNLL-U")

// maxLine is the longest line that is read, in bytes.
const maxLine = 1 << 20

// A Reader reads the documents of a file.
type Reader struct {
	lines *bufio.Scanner
	line  int // number of the line last read, from 1

	doc       *Document
	text      strings.Builder
	paragraph int
	touching  bool // no blank stands between the last token and what follows

	sentence pending
}

// NewReader returns a reader of r, which holds plain text: unpack it first.
func NewReader(r io.Reader) *Reader {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 1<<16), maxLine)
	return &Reader{lines: lines, doc: new(Document)}
}

// Read reads all documents of r.
func Read(r io.Reader) ([]*Document, error) {
	reader := NewReader(r)
	var docs []*Document
	for {
		doc, err := reader.Next()
		if err == io.EOF {
			return docs, nil
		}
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
}

// Next returns the next document that has sentences, io.EOF after the last, or
// an error that wraps ErrMalformed and names the line.
func (r *Reader) Next() (*Document, error) {
	for r.lines.Scan() {
		r.line++
		line := strings.TrimSuffix(r.lines.Text(), "\r")
		done, err := r.readLine(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w: %w", r.line, ErrMalformed, err)
		}
		if done != nil {
			return done, nil
		}
	}
	if err := r.lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: read CoNLL-U: %w", r.line+1, err)
	}
	if err := r.endSentence(); err != nil {
		return nil, fmt.Errorf("line %d: %w: %w", r.line, ErrMalformed, err)
	}
	if done := r.endDocument(); done != nil {
		return done, nil
	}
	return nil, io.EOF
}

// readLine takes in one line and returns the document that it ends, if any.
func (r *Reader) readLine(line string) (*Document, error) {
	switch {
	case !utf8.ValidString(line):
		return nil, errors.New("invalid UTF-8")
	case line == "":
		return nil, r.endSentence()
	case line[0] == '#':
		if err := r.endIfBegun(); err != nil {
			return nil, err
		}
		return r.readComment(strings.TrimSpace(line[1:])), nil
	default:
		return nil, r.sentence.readRow(line)
	}
}

// endIfBegun ends a sentence that is not followed by the blank line it should
// be followed by.
func (r *Reader) endIfBegun() error {
	if len(r.sentence.tokens) == 0 {
		return nil
	}
	return r.endSentence()
}

func (r *Reader) readComment(comment string) (done *Document) {
	key, value, _ := strings.Cut(comment, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	switch word, _, _ := strings.Cut(key, " "); word {
	case "newdoc":
		done = r.endDocument()
		r.doc.Article = graph.ArticleID(value)
		r.doc.Genre = genreOfID(value)
	case "newpar":
		r.sentence.newParagraph = true
	case "sent_id":
		r.sentence.note.ID = value
	case "speaker":
		r.sentence.note.Speaker = value
	case "text":
		r.sentence.text = value
	case "meta::genre":
		r.doc.Genre = value
	case "meta::title":
		r.doc.Title = value
	case "meta::dateCreated":
		if date, err := time.Parse(time.DateOnly, value); err == nil {
			r.doc.Date = date
		}
	}
	return done
}

// genreOfID is the genre that English EWT puts first in its document names,
// "weblog-blogspot.com_…".
func genreOfID(id string) string {
	genre, _, found := strings.Cut(id, "-")
	switch genre {
	case "weblog", "newsgroup", "email", "reviews", "answers":
		if found {
			return genre
		}
	}
	return ""
}

func (r *Reader) endDocument() *Document {
	done := r.doc
	done.Text = r.text.String()
	r.doc = new(Document)
	r.text.Reset()
	r.paragraph = 0
	if len(done.Sentences) == 0 {
		return nil
	}
	return done
}

func (r *Reader) endSentence() error {
	if len(r.sentence.tokens) == 0 {
		return nil // a blank line too many, or comments alone
	}
	begun := &r.sentence
	if err := begun.resolve(); err != nil {
		return err
	}
	switch first := len(r.doc.Sentences) == 0; {
	case first:
	case begun.newParagraph:
		r.paragraph++
		r.text.WriteString("\n\n")
	case !r.touching:
		r.text.WriteByte(' ')
	}
	start := r.text.Len()
	text := begun.layOut(start)
	r.text.WriteString(text)

	r.doc.Sentences = append(r.doc.Sentences, document.Sentence{
		Span:      document.Span{Start: start, End: start + len(text)},
		Paragraph: r.paragraph,
		Tokens:    begun.tokens,
		Enhanced:  begun.enhanced,
	})
	r.doc.Notes = append(r.doc.Notes, begun.note)
	r.touching = begun.lastTouches
	r.sentence = pending{}
	return nil
}

// pending is a sentence that is being read.
type pending struct {
	note         Note
	text         string // "# text"
	newParagraph bool

	tokens      []document.Token
	enhanced    []document.Arc
	surfaces    []surface
	lastTouches bool
}

// A surface is a token of the text: a word, or several that are written as one.
type surface struct {
	wording     string
	first, last int // indexes of its words
	touching    bool
}

func (p *pending) readRow(line string) error {
	column := strings.Split(line, "\t")
	if len(column) != 10 {
		return fmt.Errorf("%d columns instead of 10", len(column))
	}
	id, form := column[0], column[1]
	if strings.IndexFunc(form, unicode.IsControl) >= 0 || strings.TrimSpace(form) == "" {
		return fmt.Errorf("form %q", form)
	}
	touching := strings.Contains(column[9], "SpaceAfter=No")
	next := len(p.tokens)

	if strings.Contains(id, ".") {
		return nil // an empty node
	}
	if from, to, isRange := strings.Cut(id, "-"); isRange {
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first != next+1 || last <= first || p.open() {
			return fmt.Errorf("range %s after word %d", id, next)
		}
		p.surfaces = append(p.surfaces, surface{form, first - 1, last - 1, touching})
		return nil
	}
	if number, err := strconv.Atoi(id); err != nil || number != next+1 {
		return fmt.Errorf("word %q after word %d", id, next)
	}

	tok, err := readToken(column)
	if err != nil {
		return fmt.Errorf("word %s: %w", id, err)
	}
	if p.open() {
		tok.Continued = next > p.surfaces[len(p.surfaces)-1].first
	} else {
		p.surfaces = append(p.surfaces, surface{form, next, next, touching})
	}
	p.tokens = append(p.tokens, tok)
	return p.readDeps(column[8], next)
}

// open tells whether the last surface still lacks some of its words.
func (p *pending) open() bool {
	return len(p.surfaces) > 0 && p.surfaces[len(p.surfaces)-1].last >= len(p.tokens)
}

func readToken(column []string) (document.Token, error) {
	tok := document.Token{
		Form:   column[1], // the wording until it is laid out
		Lemma:  column[2],
		UPOS:   absent(column[3]),
		XPOS:   absent(column[4]),
		Feats:  absent(column[5]),
		Head:   -1,
		Deprel: absent(column[7]),
	}
	if tok.Lemma == "_" && tok.Form != "_" {
		tok.Lemma = ""
	}
	if column[6] == "_" {
		return tok, nil
	}
	head, err := strconv.Atoi(column[6])
	if err != nil || head < 0 {
		return tok, fmt.Errorf("head %q", column[6])
	}
	tok.Head = head - 1
	return tok, nil
}

func absent(value string) string {
	if value == "_" {
		return ""
	}
	return value
}

// readDeps notes the relations of the DEPS column that differ from the basic one.
func (p *pending) readDeps(deps string, dep int) error {
	if deps == "_" {
		return nil
	}
	tok := &p.tokens[dep]
	for arc := range strings.SplitSeq(deps, "|") {
		number, deprel, found := strings.Cut(arc, ":")
		if strings.Contains(number, ".") {
			continue // an empty node
		}
		head, err := strconv.Atoi(number)
		if err != nil || !found || head < 0 || deprel == "" {
			return fmt.Errorf("word %d: enhanced relation %q", dep+1, arc)
		}
		if head-1 == tok.Head && deprel == tok.Deprel {
			continue
		}
		p.enhanced = append(p.enhanced, document.Arc{Head: head - 1, Dep: dep, Deprel: deprel})
	}
	return nil
}

// resolve checks what can only be checked once all words are read.
func (p *pending) resolve() error {
	n := len(p.tokens)
	if p.open() {
		return errors.New("a range without its words")
	}
	for i, tok := range p.tokens {
		if tok.Head >= n || tok.Head == i {
			return fmt.Errorf("word %d: head %d of %d words", i+1, tok.Head+1, n)
		}
	}
	for _, arc := range p.enhanced {
		if arc.Head >= n {
			return fmt.Errorf("word %d: enhanced head %d of %d words", arc.Dep+1, arc.Head+1, n)
		}
	}
	return nil
}

// layOut returns the text of the sentence and gives the tokens their spans in a
// document in which it begins at start.
func (p *pending) layOut(start int) string {
	p.lastTouches = p.surfaces[len(p.surfaces)-1].touching
	text := p.text
	spans, ok := align(text, p.surfaces)
	if !ok {
		text, spans = join(p.surfaces)
	}
	for k, s := range p.surfaces {
		p.layOutWords(s, document.Span{Start: start + spans[k].Start, End: start + spans[k].End})
	}
	return text
}

// layOutWords gives the words of a surface their spans: parts of it when they
// spell it ("do" and "n't"), else all of it.
func (p *pending) layOutWords(s surface, span document.Span) {
	words := p.tokens[s.first : s.last+1]
	var spelled strings.Builder
	for _, tok := range words {
		spelled.WriteString(tok.Form)
	}
	parts := spelled.String() == s.wording
	at := span.Start
	for i := range words {
		tok := &words[i]
		tok.Span = span
		if parts {
			tok.Span = document.Span{Start: at, End: at + len(tok.Form)}
			at = tok.End
		}
		tok.Form = segment.Form(tok.Form)
	}
}

// align finds the surfaces in the text, with nothing but blanks between them.
func align(text string, surfaces []surface) ([]document.Span, bool) {
	spans := make([]document.Span, len(surfaces))
	at := 0
	for i, s := range surfaces {
		gap := len(text[at:]) - len(strings.TrimLeftFunc(text[at:], unicode.IsSpace))
		if !strings.HasPrefix(text[at+gap:], s.wording) {
			return nil, false
		}
		spans[i] = document.Span{Start: at + gap, End: at + gap + len(s.wording)}
		at = spans[i].End
	}
	return spans, at == len(text)
}

// join builds a text from the surfaces alone.
func join(surfaces []surface) (string, []document.Span) {
	var text strings.Builder
	spans := make([]document.Span, len(surfaces))
	for i, s := range surfaces {
		if i > 0 && !surfaces[i-1].touching {
			text.WriteByte(' ')
		}
		spans[i].Start = text.Len()
		text.WriteString(s.wording)
		spans[i].End = text.Len()
	}
	return text.String(), spans
}
