package article

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	_ "github.com/emersion/go-message/charset" // any charset of a mail, not just UTF-8
	"github.com/emersion/go-message/mail"

	"factgraph/graph"
)

// mail reads one message: its plain text, or else its HTML.
func (r *reader) mail(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.name, err)
	}
	return r.message(in.name, data)
}

func (r *reader) message(name string, data []byte) bool {
	a, err := r.mailArticle(data)
	if err != nil {
		return r.fail(name, fmt.Errorf("damaged mail: %w", err))
	}
	return r.emit(name, a)
}

func (r *reader) mailArticle(data []byte) (graph.Article, error) {
	var a graph.Article
	message, err := mail.CreateReader(bytes.NewReader(data))
	if message == nil {
		return a, err
	}
	defer message.Close()
	if subject, err := message.Header.Subject(); err == nil {
		a.Title = subject
	}
	if date, err := message.Header.Date(); err == nil {
		a.Date = date
	}
	if from, err := message.Header.AddressList("From"); err == nil && len(from) > 0 {
		a.Author = from[0].Name
	}
	var page string
	for range 1000 { // parts of one message
		part, err := message.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil && part == nil {
			if a.Text+page == "" {
				return a, err
			}
			break
		}
		header, inline := part.Header.(*mail.InlineHeader)
		if !inline {
			continue
		}
		body, err := r.limited(part.Body)
		if err != nil {
			return a, err
		}
		media, _, _ := header.ContentType()
		switch {
		case media == "text/html":
			page += decode(body, "")
		case strings.HasPrefix(media, "text/"), media == "":
			a.Text += decode(body, "") + "\n\n"
		}
	}
	if strings.TrimSpace(a.Text) == "" {
		a.Text = fragmentText(page)
	}
	return a, nil
}

// mbox reads the messages of a mailbox file one by one. A message begins at a
// line "From …" after a blank line; ">From " within one is unquoted.
func (r *reader) mbox(in *input) bool {
	number := 0
	var message bytes.Buffer
	flush := func() bool {
		defer message.Reset()
		if message.Len() == 0 {
			return true
		}
		number++
		return r.message(in.name+"#"+strconv.Itoa(number), message.Bytes())
	}
	blank := true
	for line, err := range r.lines(in) {
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return r.fail(in.name, err)
		}
		switch {
		case blank && bytes.HasPrefix(line, []byte("From ")):
			if !flush() {
				return false
			}
		case int64(message.Len()+len(line)) > 4*r.MaxArticle:
			// The size limit is reported once, by message, as the text is cut there.
		default:
			message.Write(unquoteFrom(line))
		}
		blank = len(bytes.TrimSpace(line)) == 0
	}
	return flush()
}

func unquoteFrom(line []byte) []byte {
	if bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) && line[0] == '>' {
		return line[1:]
	}
	return line
}

func isBufferFull(err error) bool { return errors.Is(err, bufio.ErrBufferFull) }
