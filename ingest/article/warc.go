package article

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// warc reads the pages of a web archive (ISO 28500) as they stream by: response
// records with a text body, resource records and conversions.
func (r *reader) warc(in *input) bool {
	for {
		header, err := warcHeader(in.r)
		if err == io.EOF {
			return true
		}
		if err != nil {
			return r.fail(in.name, fmt.Errorf("damaged WARC: %w", err))
		}
		length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
		if err != nil || length < 0 {
			return r.fail(in.name, errors.New("damaged WARC: a record without a length"))
		}
		block := io.LimitReader(in.r, length)
		if !r.warcRecord(in, header, block) {
			return false
		}
		if _, err := io.Copy(io.Discard, block); err != nil {
			return r.fail(in.name, fmt.Errorf("damaged WARC: %w", bare(err)))
		}
	}
}

func (r *reader) warcRecord(in *input, header textproto.MIMEHeader, block io.Reader) bool {
	address := strings.Trim(header.Get("WARC-Target-URI"), "<>")
	name := in.name + "#" + address
	switch header.Get("WARC-Type") {
	case "response":
		response, err := http.ReadResponse(bufio.NewReader(block), nil)
		if err != nil {
			return r.fail(name, fmt.Errorf("damaged response: %w", err))
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return true
		}
		body := io.Reader(response.Body)
		if response.Header.Get("Content-Encoding") == "gzip" {
			packed := &countingReader{r: body}
			if z, err := gzip.NewReader(packed); err == nil {
				body = &bombGuard{r: z, packed: &packed.n}
			}
		}
		return r.warcPage(in, address, response.Header.Get("Content-Type"), header.Get("WARC-Date"), body)
	case "resource", "conversion":
		return r.warcPage(in, address, header.Get("Content-Type"), header.Get("WARC-Date"), block)
	}
	return true
}

// warcPage reads a body when it is text; pictures, scripts and the like are
// passed over without a word, since every archive is full of them.
func (r *reader) warcPage(in *input, address, media, date string, body io.Reader) bool {
	page := newInput(address, contextReader{r.ctx, body})
	page.hint, page.date, page.depth = media, date, in.depth+1
	head, _ := page.r.Peek(peekSize)
	if len(bytes.TrimSpace(head)) == 0 {
		return true
	}
	switch kind := sniff(head, "", media); kind {
	case kindHTML, kindFeed, kindPDF:
		return r.input(page)
	case kindText:
		if strings.HasPrefix(media, "text/plain") {
			return r.input(page)
		}
	}
	return true
}

// warcHeader reads the version line and the named fields of a record, after
// the two line ends that close the record before.
func warcHeader(r *bufio.Reader) (textproto.MIMEHeader, error) {
	for {
		line, err := r.ReadSlice('\n')
		if err == io.EOF && len(bytes.TrimSpace(line)) == 0 {
			return nil, io.EOF
		}
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if !bytes.HasPrefix(line, []byte("WARC/")) {
			return nil, errors.New("a record does not begin with WARC/")
		}
		break
	}
	header := make(textproto.MIMEHeader)
	for range 1000 {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return nil, err
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			return header, nil
		}
		if name, value, found := bytes.Cut(line, []byte(":")); found {
			header.Set(string(bytes.TrimSpace(name)), string(bytes.TrimSpace(value)))
		}
	}
	return nil, errors.New("a record's header has no end")
}
