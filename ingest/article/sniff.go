package article

import (
	"bytes"
	"encoding/binary"
	"mime"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A kind is a format that is read.
type kind string

const (
	kindText     kind = "text"
	kindMarkdown kind = "markdown"
	kindHTML     kind = "html"
	kindPDF      kind = "pdf"
	kindZip      kind = "zip" // also DOCX and EPUB
	kindTar      kind = "tar"
	kindGzip     kind = "gzip"
	kindFeed     kind = "feed" // RSS, Atom, RDF site summary, JSON feed
	kindJSON     kind = "json" // one record, an array of records, or one a line
	kindCSV      kind = "csv"
	kindWARC     kind = "warc"
	kindMail     kind = "mail"
	kindMbox     kind = "mbox"
	kindUnknown  kind = ""
)

// formats says how each kind is read.
var formats map[kind]func(*reader, *input) bool

func init() { // a variable initialiser would be a cycle: containers read inputs
	formats = map[kind]func(*reader, *input) bool{
		kindText:     (*reader).text,
		kindMarkdown: (*reader).markdown,
		kindHTML:     (*reader).html,
		kindPDF:      (*reader).pdf,
		kindZip:      (*reader).zip,
		kindTar:      (*reader).tar,
		kindGzip:     (*reader).gzipped,
		kindFeed:     (*reader).feed,
		kindJSON:     (*reader).json,
		kindCSV:      (*reader).csv,
		kindWARC:     (*reader).warc,
		kindMail:     (*reader).mail,
		kindMbox:     (*reader).mbox,
	}
}

var (
	htmlStart  = regexp.MustCompile(`(?i)^(<!--.*?-->\s*)*<(!doctype html|html|head|body|article|div|p|h1|meta)\b`)
	feedStart  = regexp.MustCompile(`(?i)^(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*|<\?[^>]*\?>\s*)*<(rss|feed|rdf:rdf)\b`)
	xhtmlStart = regexp.MustCompile(`(?is)^<\?xml[^>]*\?>\s*(<!--.*?-->\s*)*(<!doctype html[^>]*>\s*)?<html\b`)
	jsonFeed   = regexp.MustCompile(`"version"\s*:\s*"https?://jsonfeed\.org/version/`)
	jsonStart  = regexp.MustCompile(`^(\{\s*("|\})|\[\s*(\{|\]))`)
	mailHeader = regexp.MustCompile(`(?i)^(from|to|cc|subject|date|message-id|received|return-path|mime-version|delivered-to|reply-to|x-[a-z-]+|content-type|dkim-signature|newsgroups|path|sender): ?`)
	mboxStart  = regexp.MustCompile(`^From \S+.*\d{4}`)
)

// sniff tells what an input is from its first bytes; its name and the media
// type that came with it only decide between kinds of text.
func sniff(head []byte, name, mediaType string) kind {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return kindGzip
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return kindZip
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return kindPDF
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return kindTar
	case bytes.HasPrefix(head, []byte("WARC/")):
		return kindWARC
	}
	if binaryData(head) {
		return kindUnknown
	}
	text := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n")
	ext := strings.ToLower(path.Ext(strings.TrimSuffix(name, ".gz")))
	media, _, _ := mime.ParseMediaType(mediaType)
	switch {
	case feedStart.MatchString(text):
		return kindFeed
	case xhtmlStart.MatchString(text), htmlStart.MatchString(text), media == "text/html" && strings.Contains(text, "<"):
		return kindHTML
	case jsonStart.MatchString(text):
		if jsonFeed.MatchString(text) {
			return kindFeed
		}
		return kindJSON
	case mboxStart.MatchString(text):
		return kindMbox
	case looksLikeMail(text):
		return kindMail
	case ext == ".md" || ext == ".markdown" || media == "text/markdown" || strings.HasPrefix(text, "---\n"):
		return kindMarkdown
	case (ext == ".csv" || ext == ".tsv" || media == "text/csv" || media == "text/tab-separated-values") && strings.Contains(text, "\n"):
		return kindCSV
	}
	return kindText
}

// looksLikeMail is true when the first lines are at least two mail headers.
func looksLikeMail(text string) bool {
	headers := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case mailHeader.MatchString(line):
			headers++
		case headers > 0 && (strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")):
		default:
			return headers >= 2
		}
	}
	return headers >= 2
}

// binaryData is true for data that isn't text in any charset: control bytes
// that text doesn't have. UTF-16 and UTF-32 text has NULs in a regular place.
func binaryData(head []byte) bool {
	if len(head) >= 2 {
		mark := binary.BigEndian.Uint16(head)
		if mark == 0xfeff || mark == 0xfffe {
			return false
		}
	}
	control := 0
	for _, b := range head {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b && b != '\b' {
			control++
		}
	}
	if wideText(head) {
		return false
	}
	if !utf8.Valid(head) && control*50 > len(head) {
		return true
	}
	return control*10 > len(head)
}

// wideText is true for UTF-16 without a byte-order mark: English text has a
// NUL in every other byte.
func wideText(head []byte) bool {
	if len(head) < 8 {
		return false
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	return zeros[0]*10 > half*9 && zeros[1]*10 < half || zeros[1]*10 > half*9 && zeros[0]*10 < half
}
