package article

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	utf16 "golang.org/x/text/encoding/unicode"
)

// decode gives the text of bytes in any charset: what a byte-order mark, the
// media type or a <meta> tag names, else UTF-8, else Windows-1252 (which any
// bytes are valid in).
func decode(data []byte, mediaType string) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}):
		if out, _, err := transform.Bytes(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewDecoder(), data); err == nil {
			return string(out)
		}
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		if out, _, err := transform.Bytes(utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder(), data); err == nil {
			return string(out)
		}
	case wideText(data[:min(len(data), peekSize)]):
		endian := utf16.LittleEndian
		if data[0] == 0 {
			endian = utf16.BigEndian
		}
		if out, _, err := transform.Bytes(utf16.UTF16(endian, utf16.IgnoreBOM).NewDecoder(), data); err == nil {
			return string(out)
		}
	}
	if utf8.Valid(data) {
		return string(data)
	}
	if mostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	encoding, _, _ := charset.DetermineEncoding(data[:min(len(data), 1024)], mediaType)
	out, _, err := transform.Bytes(encoding.NewDecoder(), data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(out)
}

// mostlyUTF8 is true for UTF-8 with a few broken bytes: then those are marked
// rather than the whole read in another charset.
func mostlyUTF8(data []byte) bool {
	broken, wide := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			wide++
		}
		i += size
	}
	return wide > 4*broken
}

// normalise brings text to the form that is stored: line feeds for line ends,
// no control or byte-order characters, normal form C, no more than one blank
// line in a row, no blanks around lines' ends.
func normalise(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	text = norm.NFC.String(text)
	var out strings.Builder
	out.Grow(len(text))
	blank := 0
	for line := range strings.SplitSeq(lineEnds.Replace(text), "\n") {
		line = strings.TrimRightFunc(strings.Map(printable, line), unicode.IsSpace)
		if line == "" {
			blank++
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
			if blank > 0 {
				out.WriteByte('\n')
			}
		}
		blank = 0
		out.WriteString(line)
	}
	return strings.TrimLeftFunc(out.String(), unicode.IsSpace)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n\n", "\v", "\n", "\u0085", "\n")

// printable drops control characters and byte-order marks, keeping tabs.
func printable(r rune) rune {
	if r == '\ufeff' || unicode.IsControl(r) && r != '\t' {
		return -1
	}
	return r
}

// oneLine folds all blanks of a title or name.
func oneLine(s string) string { return strings.Join(strings.Fields(normalise(s)), " ") }

// foreign tells whether text is clearly in another language than English.
// Short text is given the benefit of the doubt.
func foreign(text string) (language string, ok bool) {
	const enough = 200
	sample := text[:min(len(text), 8<<10)]
	if len(sample) < enough {
		return "", false
	}
	info := whatlanggo.Detect(sample)
	if info.Lang == whatlanggo.Eng || !info.IsReliable() || englishWords(sample) > 0.15 {
		return "", false
	}
	return info.Lang.String(), true
}

// englishWords is the share of words that are the commonest ones of English:
// about 0.3 in prose, near zero in other languages.
func englishWords(text string) float64 {
	words, common := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		if commonWords[strings.ToLower(word)] {
			common++
		}
	}
	return float64(common) / float64(max(words, 1))
}

var commonWords = func() map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq("the of and to in a is that for it was on with as be at by had not are but from or have they which were his her their would there what been its will if") {
		set[word] = true
	}
	return set
}()
