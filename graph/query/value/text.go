package value

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode/utf8"
)

// compatible tells whether the second string argument fits the first: it has no
// language or the same.
func compatible(a, b Value) bool {
	return a.isText() && b.isText() && (b.Kind == String || a.Kind == LangString && a.Term.Lang == b.Term.Lang)
}

// search are the functions on two compatible strings that test something.
var search = map[string]func(s, t string) bool{
	"CONTAINS": strings.Contains, "STRSTARTS": strings.HasPrefix, "STRENDS": strings.HasSuffix,
}

func before(a, b Value) (Value, bool) {
	if !compatible(a, b) {
		return Value{}, false
	}
	s, _, found := strings.Cut(a.Term.Value, b.Term.Value)
	if !found {
		return FromString(""), true
	}
	return a.like(s), true
}

func after(a, b Value) (Value, bool) {
	if !compatible(a, b) {
		return Value{}, false
	}
	_, s, found := strings.Cut(a.Term.Value, b.Term.Value)
	if !found {
		return FromString(""), true
	}
	return a.like(s), true
}

// substr counts characters from 1, as XPath does, with its rules of rounding.
func substr(args []Value) (Value, bool) {
	v := args[0]
	if !v.isText() || !args[1].IsNumber() {
		return Value{}, false
	}
	round := func(v Value) float64 { r, _ := roundNumber("ROUND", v); return r.float() }
	from := round(args[1])
	to := float64(utf8.RuneCountInString(v.Term.Value) + 1)
	if len(args) == 3 {
		if !args[2].IsNumber() {
			return Value{}, false
		}
		to = from + round(args[2])
	}
	var b strings.Builder
	position := 0.0
	for _, r := range v.Term.Value {
		if position++; position >= from && position < to {
			b.WriteRune(r)
		}
	}
	return v.like(b.String()), true
}

// MaxText bounds the texts that are computed, in bytes. What would be longer has
// no value: a dozen nested CONCAT make more than any machine can hold.
const MaxText = 16 << 20

// concat joins strings; the language stays if all have it.
func concat(args []Value) (Value, bool) {
	var b strings.Builder
	for _, v := range args {
		if !v.isText() || b.Len()+len(v.Term.Value) > MaxText {
			return Value{}, false
		}
		b.WriteString(v.Term.Value)
	}
	for _, v := range args {
		if v.Kind != LangString || v.Term.Lang != args[0].Term.Lang {
			return FromString(b.String()), true
		}
	}
	if len(args) == 0 {
		return FromString(""), true
	}
	return args[0].like(b.String()), true
}

// langMatches is basic filtering after RFC 4647.
func langMatches(tag, want Value) (Value, bool) {
	if tag.Kind != String || want.Kind != String {
		return Value{}, false
	}
	t, w := strings.ToLower(tag.Term.Value), strings.ToLower(want.Term.Value)
	return FromBool(w == "*" && t != "" || t == w || w != "" && strings.HasPrefix(t, w+"-")), true
}

// encode is ENCODE_FOR_URI.
func encode(v Value) (Value, bool) {
	if !v.isText() {
		return Value{}, false
	}
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(v.Term.Value) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return FromString(b.String()), true
}

var hashes = map[string]func([]byte) []byte{
	"MD5":    func(b []byte) []byte { h := md5.Sum(b); return h[:] },
	"SHA1":   func(b []byte) []byte { h := sha1.Sum(b); return h[:] },
	"SHA256": func(b []byte) []byte { h := sha256.Sum256(b); return h[:] },
	"SHA384": func(b []byte) []byte { h := sha512.Sum384(b); return h[:] },
	"SHA512": func(b []byte) []byte { h := sha512.Sum512(b); return h[:] },
}

func hash(name string, v Value) (Value, bool) {
	if v.Kind != String {
		return Value{}, false
	}
	return FromString(hex.EncodeToString(hashes[name]([]byte(v.Term.Value)))), true
}

// Expression compiles a regular expression with the flags of XPath. Those of Go
// take linear time and have no back references.
func Expression(pattern, flags string) (*regexp.Regexp, error) {
	var kept strings.Builder
	for _, f := range flags {
		switch f {
		case 'i', 's', 'm':
			kept.WriteRune(f)
		case 'x':
			pattern = strings.Join(strings.Fields(pattern), "")
		case 'q':
			pattern = regexp.QuoteMeta(pattern)
		}
	}
	if kept.Len() > 0 {
		pattern = "(?" + kept.String() + ")" + pattern
	}
	return regexp.Compile(pattern)
}

// template turns the replacement of XPath ($1, \$) into Go's (${1}, $$).
func template(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			i++
			if s[i] == '$' {
				b.WriteByte('$')
			}
			b.WriteByte(s[i])
		case c == '$' && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
			i++
			b.WriteString("${" + s[i:i+1] + "}")
		case c == '$':
			b.WriteString("$$")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Replace is REPLACE with a compiled expression; one that matches the empty
// string has no answer.
func Replace(v Value, re *regexp.Regexp, replacement Value) (Value, bool) {
	if !v.isText() || replacement.Kind != String || re.MatchString("") {
		return Value{}, false
	}
	text, by := v.Term.Value, template(replacement.Term.Value)
	matches := len(text) + 1 // at most
	tooLong := func() bool {
		return len(text)*(1+strings.Count(by, "${"))+matches*len(by) > MaxText
	}
	if tooLong() {
		matches = 0
		re.ReplaceAllStringFunc(text, func(string) string { matches++; return "" })
		if tooLong() {
			return Value{}, false
		}
	}
	return v.like(re.ReplaceAllString(text, by)), true
}

// Matches is REGEX with a compiled expression.
func Matches(v Value, re *regexp.Regexp) (Value, bool) {
	if !v.isText() {
		return Value{}, false
	}
	return FromBool(re.MatchString(v.Term.Value)), true
}
