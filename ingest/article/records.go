package article

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"factgraph/graph"
)

func (f Fields) withDefaults() Fields {
	fill := func(names *[]string, usual ...string) {
		if len(*names) == 0 {
			*names = usual
		}
	}
	fill(&f.Text, "text", "body", "content", "article", "maintext", "articleBody", "story", "content_text", "full_text", "description", "summary")
	fill(&f.Title, "title", "headline", "heading", "name")
	fill(&f.Date, "date", "published", "date_publish", "publish_date", "published_at", "pubDate", "datePublished", "date_published", "created_at", "timestamp", "time")
	fill(&f.Source, "source", "publisher", "site", "source_domain", "outlet", "publication", "newspaper")
	fill(&f.Author, "author", "authors", "byline", "creator")
	fill(&f.Address, "url", "link", "address", "uri", "href")
	fill(&f.ID, "id", "guid", "uuid", "_id")
	return f
}

// record makes an article of a JSON object or CSV row.
func (r *reader) record(in *input, number int, fields map[string]any) bool {
	name := in.name + "#" + strconv.Itoa(number)
	get := func(names []string) string {
		for _, field := range names {
			if s := scalar(lookup(fields, field)); s != "" {
				return s
			}
		}
		return ""
	}
	if id := get(r.Fields.ID); id != "" {
		name = in.name + "#" + id
	}
	a := graph.Article{
		Title:   get(r.Fields.Title),
		Text:    fragmentIfMarkup(get(r.Fields.Text)),
		Source:  get(r.Fields.Source),
		Author:  get(r.Fields.Author),
		Address: get(r.Fields.Address),
	}
	date := get(r.Fields.Date)
	if a.Date = parseDate(date); a.Date.IsZero() {
		a.Date = unixTime(date)
	}
	if a.Text == "" {
		return r.fail(name, fmt.Errorf("no text field; it has %s: name the one with the text by --text-field", strings.Join(fieldNames(fields), ", ")))
	}
	return r.emit(name, a)
}

// lookup finds a field by its name, a dotted path ("meta.title"), or its name
// in other letters' case.
func lookup(fields map[string]any, name string) any {
	if v, ok := fields[name]; ok {
		return v
	}
	if head, rest, dotted := strings.Cut(name, "."); dotted {
		if inner, ok := fields[head].(map[string]any); ok {
			return lookup(inner, rest)
		}
	}
	for field, v := range fields {
		if strings.EqualFold(field, name) {
			return v
		}
	}
	return nil
}

func fieldNames(fields map[string]any) []string {
	var names []string
	for name := range fields {
		names = append(names, strconv.Quote(name))
	}
	slices.Sort(names)
	return names[:min(len(names), 12)]
}

// fragmentIfMarkup takes the tags off text that has paragraphs in HTML.
func fragmentIfMarkup(s string) string {
	if strings.Contains(s, "</") || strings.Contains(s, "<p>") || strings.Contains(s, "<br") {
		return fragmentText(s)
	}
	return s
}

// unixTime reads seconds or milliseconds since 1970.
func unixTime(s string) time.Time {
	n, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || n < 1e8 || n > 1e14:
		return time.Time{}
	case n > 1e11:
		n /= 1000
	}
	return time.Unix(int64(n), 0).UTC()
}

func formatNumber(v any) string {
	switch v := v.(type) {
	case json.Number:
		return v.String()
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	}
	return fmt.Sprint(v)
}

// json reads one object, an array of objects or one object a line, as they
// stream by. A broken line costs that line only.
func (r *reader) json(in *input) bool {
	if head, _ := in.r.Peek(peekSize); bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"), []byte("[")) {
		return r.jsonArray(in)
	}
	if head, _ := in.r.Peek(peekSize); !oneObjectALine(head) {
		return r.jsonStream(in)
	}
	number := 0
	for line, err := range r.lines(in) {
		number++
		switch {
		case errors.Is(err, ErrTooLarge):
			if !r.fail(fmt.Sprintf("%s#%d", in.name, number), err) {
				return false
			}
			continue
		case err != nil:
			return r.fail(in.name, err)
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var fields map[string]any
		if err := json.Unmarshal(line, &fields); err != nil {
			if !r.fail(fmt.Sprintf("%s#%d", in.name, number), fmt.Errorf("not a JSON object: %w", err)) {
				return false
			}
			continue
		}
		if !r.record(in, number, fields) {
			return false
		}
	}
	return true
}

// oneObjectALine is true when the first line is an object, whole or cut off by
// the end of what was peeked at.
func oneObjectALine(head []byte) bool {
	line, _, more := bytes.Cut(bytes.TrimLeft(head, " \t\r\n\ufeff"), []byte("\n"))
	return !more && len(head) >= peekSize || json.Valid(line)
}

// jsonStream reads objects that span lines, one after the other.
func (r *reader) jsonStream(in *input) bool {
	decoder := json.NewDecoder(in.r)
	for number := 1; ; number++ {
		var fields map[string]any
		err := decoder.Decode(&fields)
		if err == io.EOF {
			return true
		}
		if err != nil {
			return r.fail(fmt.Sprintf("%s#%d", in.name, number), fmt.Errorf("not JSON: %w", bare(err)))
		}
		if !r.record(in, number, fields) {
			return false
		}
	}
}

func (r *reader) jsonArray(in *input) bool {
	decoder := json.NewDecoder(in.r)
	if _, err := decoder.Token(); err != nil {
		return r.fail(in.name, fmt.Errorf("not JSON: %w", bare(err)))
	}
	for number := 1; decoder.More(); number++ {
		var value any
		if err := decoder.Decode(&value); err != nil {
			return r.fail(fmt.Sprintf("%s#%d", in.name, number), fmt.Errorf("not JSON: %w", bare(err)))
		}
		fields, ok := value.(map[string]any)
		if !ok {
			if !r.fail(fmt.Sprintf("%s#%d", in.name, number), errors.New("an object was expected here")) {
				return false
			}
			continue
		}
		if !r.record(in, number, fields) {
			return false
		}
	}
	return true
}

// lines yields the lines of an input. One that is longer than an article may
// be yields ErrTooLarge, and the rest goes on after it.
func (r *reader) lines(in *input) func(yield func([]byte, error) bool) {
	return func(yield func([]byte, error) bool) {
		limit := int(4 * r.MaxArticle)
		var line []byte
		tooLong := false
		for {
			piece, err := in.r.ReadSlice('\n')
			if !tooLong {
				line = append(line, piece...)
			}
			if len(line) > limit {
				tooLong, line = true, line[:0]
			}
			if errors.Is(err, io.EOF) || err == nil {
				var lineErr error
				if tooLong {
					lineErr = ErrTooLarge
				}
				if (len(line) > 0 || tooLong) && !yield(line, lineErr) || err != nil {
					return
				}
				line, tooLong = line[:0], false
				continue
			}
			if len(piece) == 0 || !isBufferFull(err) {
				yield(nil, bare(err))
				return
			}
		}
	}
}

// csv reads one article a row, the first row naming the columns.
func (r *reader) csv(in *input) bool {
	limited := &rowLimit{r: in.r, limit: 4 * r.MaxArticle}
	rows := csv.NewReader(limited)
	rows.LazyQuotes, rows.FieldsPerRecord, rows.ReuseRecord = true, -1, true
	if head, _ := in.r.Peek(peekSize); bytes.Count(firstLine(head), []byte("\t")) > bytes.Count(firstLine(head), []byte(",")) {
		rows.Comma = '\t'
	} else if bytes.Count(firstLine(head), []byte(";")) > bytes.Count(firstLine(head), []byte(",")) {
		rows.Comma = ';'
	}
	first, err := rows.Read()
	if err != nil {
		return r.fail(in.name, err)
	}
	columns := slices.Clone(first)
	for i := range columns {
		columns[i] = strings.TrimSpace(strings.TrimPrefix(decode([]byte(columns[i]), ""), "\ufeff"))
	}
	for number := 1; ; number++ {
		limited.n = 0
		row, err := rows.Read()
		if err == io.EOF {
			return true
		}
		if err != nil {
			var syntax *csv.ParseError
			if !r.fail(fmt.Sprintf("%s#%d", in.name, number), err) || !errors.As(err, &syntax) {
				return r.ctx.Err() == nil
			}
			continue
		}
		fields := make(map[string]any, len(row))
		for i, cell := range row {
			if i < len(columns) {
				fields[columns[i]] = decode([]byte(cell), "")
			}
		}
		if !r.record(in, number, fields) {
			return false
		}
	}
}

// A rowLimit fails when a row is too large: a quote that is never closed makes
// one row of all that follows.
type rowLimit struct {
	r        io.Reader
	n, limit int64
}

func (l *rowLimit) Read(p []byte) (int, error) {
	if l.n > l.limit {
		return 0, fmt.Errorf("a row of more than %d bytes: %w", l.limit, ErrTooLarge)
	}
	n, err := l.r.Read(p)
	l.n += int64(n)
	return n, err
}

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return line
}

// feed reads the entries of an RSS, Atom or JSON feed.
func (r *reader) feed(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.name, err)
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return r.fail(in.name, fmt.Errorf("damaged feed: %w", err))
	}
	for i, item := range feed.Items {
		a := graph.Article{Title: fragmentText(item.Title), Source: feed.Title, Address: item.Link, Text: fragmentText(item.Content)}
		if strings.TrimSpace(a.Text) == "" {
			a.Text = fragmentText(item.Description)
		}
		if len(item.Authors) > 0 && item.Authors[0] != nil {
			a.Author = item.Authors[0].Name
		}
		switch {
		case item.PublishedParsed != nil:
			a.Date = *item.PublishedParsed
		case item.UpdatedParsed != nil:
			a.Date = *item.UpdatedParsed
		}
		name := in.name + "#" + strconv.Itoa(i+1)
		if item.GUID != "" {
			name = in.name + "#" + item.GUID
		}
		if !r.emit(name, a) {
			return false
		}
	}
	if len(feed.Items) == 0 {
		return r.fail(in.name, errors.New("the feed has no entries"))
	}
	return true
}
