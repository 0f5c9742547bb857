package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// address matches addresses of the web and of mail, and names of hosts and
// files.
func address(l *lexer) int {
	c := l.chunk
	if !strings.ContainsAny(c, ".@:") {
		return 0
	}
	lower := strings.ToLower(c[:min(len(c), 10)])
	for _, scheme := range []string{"http://", "https://", "ftp://", "www.", "mailto:", "doi:", "file://"} {
		if strings.HasPrefix(lower, scheme) && len(c) > len(scheme) {
			return untrailed(c)
		}
	}
	n := 0 // the run of characters that such names are made of
	for n < len(c) && addressByte(c[n]) {
		n++
	}
	if n == 0 || strings.IndexByte("._-%+'", c[0]) >= 0 {
		return 0
	}
	n = len(strings.TrimRight(c[:n], "._-%+'"))
	name := c[:n]
	if at := strings.IndexByte(name, '@'); at > 0 && at < n-1 {
		return n
	}
	return hostOrFile(c, name)
}

func addressByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || strings.IndexByte("._-%+@#~", b) >= 0
}

// hostOrFile returns the length of a name whose last part is a domain or an
// extension of files, with the path that follows the former.
func hostOrFile(c, name string) int {
	dot := strings.LastIndexByte(name, '.')
	if dot < 1 || strings.IndexByte(name, '@') >= 0 || strings.Contains(name, "..") {
		return 0
	}
	last := strings.ToLower(name[dot+1:])
	switch {
	case extensions[last]:
		return len(name)
	case wordDomains[last] && strings.Count(name, ".") < 2:
		return 0
	case domains[last] && dot > 1 && !capitalized(name[dot+1:]):
		if rest := c[len(name):]; len(rest) > 1 && rest[0] == '/' {
			return untrailed(c)
		}
		return len(name)
	case strings.Count(name, ".") >= 2 && strings.ToLower(name) == name && lettersOnly(strings.ReplaceAll(name, ".", "")) && shortestPart(name) > 2:
		return len(name) // a newsgroup
	}
	return 0
}

func shortestPart(name string) int {
	shortest := len(name)
	for part := range strings.SplitSeq(name, ".") {
		shortest = min(shortest, len(part))
	}
	return shortest
}

// untrailed is the length of an address without the punctuation after it.
func untrailed(c string) int {
	n := len(c)
	if i := strings.IndexAny(c, "<>|\"“”"); i > 0 {
		n = i
	}
	for n > 0 {
		r, size := utf8.DecodeLastRuneInString(c[:n])
		if !strings.ContainsRune(`.,;:!?'’*]}`, r) && !(r == ')' && !strings.ContainsRune(c[:n], '(')) {
			break
		}
		n -= size
	}
	return n
}

// emoticon matches the faces of the table, unless ")" ends a parenthesis.
func emoticon(l *lexer) int {
	if strings.IndexByte(":;=^-<>oO(", l.chunk[0]) < 0 {
		return 0
	}
	for _, face := range emoticons {
		if !strings.HasPrefix(l.chunk, face) {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(l.chunk[len(face):]); wordRune(r) && len(face) < len(l.chunk) {
			continue
		}
		if strings.HasSuffix(face, ")") && l.parens > 0 || wordByte(face[0]) && !l.first {
			continue
		}
		return len(face)
	}
	return 0
}

// handle matches "@name" and "#tag".
func handle(l *lexer) int {
	if c := l.chunk; len(c) < 2 || c[0] != '@' && c[0] != '#' || !letterFirst(c[1:]) || !l.first {
		return 0
	}
	return 1 + wordRun(l.chunk[1:])
}

// elision matches an apostrophe with what it belongs to: "'s" by itself, "'90s",
// "'em".
func elision(l *lexer) int {
	r, size := utf8.DecodeRuneInString(l.chunk)
	if !apostrophe(r) || len(l.chunk) == size || r == '`' {
		return 0
	}
	rest := l.chunk[size:]
	n := wordRun(rest)
	token := "'" + strings.ToLower(rest[:n])
	if closing, size2 := utf8.DecodeRuneInString(rest[n:]); apostrophe(closing) && elided[token+"'"] {
		return size + n + size2
	}
	switch {
	case cliticTokens[token] && (l.first || n == len(rest)):
		return size + n
	case elided[token] && r != '‘':
		return size + n
	case (n == 2 || n == 3 && rest[2] == 's') && digit(rest[0]) && digit(rest[1]):
		return size + n
	}
	return 0
}

// fileSuffix matches ".doc" and ".NET" at the beginning of a chunk.
func fileSuffix(l *lexer) int {
	if c := l.chunk; !l.first || len(c) < 3 || c[0] != '.' || !letterFirst(c[1:]) {
		return 0
	}
	return 1 + wordRun(l.chunk[1:])
}

// initials matches "U.S.", "e.g.", "Ph.D.", and the initial of a name: letters
// each followed by a full stop.
func initials(l *lexer) int {
	c := l.chunk
	n, letters := 0, 0
	for n < len(c) && letters < 12 {
		r, size := utf8.DecodeRuneInString(c[n:])
		if !unicode.IsLetter(r) {
			break
		}
		if letters == 0 || unicode.IsUpper(r) { // "Ph.D."
			if second, s := utf8.DecodeRuneInString(c[n+size:]); unicode.IsUpper(r) && unicode.IsLower(second) && strings.HasPrefix(c[n+size+s:], ".") {
				if after, _ := utf8.DecodeRuneInString(c[n+size+s+1:]); unicode.IsUpper(after) || letters > 0 {
					size += s
				}
			}
		}
		if !strings.HasPrefix(c[n+size:], ".") {
			if letters > 0 && n+size == len(c) || letters > 0 && !wordNext(c[n+size:]) {
				n += size // "U.S" without its last full stop
				letters++
			}
			break
		}
		n += size + 1
		letters++
	}
	if letters == 0 {
		return 0
	}
	if letters == 1 && wordNext(c[n:]) { // "S.Korea"
		return when(capitalized(c) && capitalized(c[n:]) && wordRun(c[n:]) > 2, n)
	}
	if letters == 1 {
		return l.initial(n)
	}
	if wordNext(c[n:]) && !unicode.IsUpper(first(c[n:])) {
		return 0
	}
	return n
}

// initial tells a name's initial, "M." of n bytes, from a letter that ends a
// sentence.
func (l *lexer) initial(n int) int {
	letter := first(l.chunk)
	next := l.next(n)
	if strings.HasPrefix(l.chunk[n:], ".") {
		return 0
	}
	if !unicode.IsUpper(letter) {
		if class, known := abbreviations[l.chunk[:n]]; known && class != "" && (unicode.IsDigit(next) || letter == 'v' && unicode.IsUpper(next)) {
			return n
		}
		return 0
	}
	before := l.previous()
	switch {
	case next == 0:
		return 0
	case letter == 'I' && !capitalized(before), digitFirst(strings.TrimLeft(before, "+-")) && unicode.IsUpper(next):
		return 0
	case !unicode.IsUpper(next):
		return n
	}
	return when(!lettered[strings.ToLower(before)] || l.initialNext(n), n)
}

// initialNext tells whether another initial follows the first n bytes of the
// chunk: "U. S.".
func (l *lexer) initialNext(n int) bool {
	rest := strings.TrimLeftFunc(l.text[l.at+n:min(l.end, l.at+n+8)], blank)
	_, size := utf8.DecodeRuneInString(rest)
	return capitalized(rest) && strings.HasPrefix(rest[size:], ".")
}

// abbreviation matches a word of the table with its full stop.
func abbreviation(l *lexer) int {
	c := l.chunk
	n := 0
	for n < len(c) && c[n] != '.' {
		r, size := utf8.DecodeRuneInString(c[n:])
		if n > 12 || !unicode.IsLetter(r) && r != '-' && r != '\'' {
			return 0
		}
		n += size
	}
	if n == len(c) {
		return 0
	}
	n++
	class, known := abbreviations[c[:n]]
	if !known && n > 2 && upperOnly(c[:n-1]) { // "GEN."
		class = abbreviations[c[:1]+strings.ToLower(c[1:n])]
		known = class == "title" || class == "company" || class == "suffix"
	}
	if !known || strings.HasPrefix(c[n:], ".") {
		return 0
	}
	next := l.next(n)
	if class == "reference" && !unicode.IsDigit(next) && !unicode.IsUpper(next) {
		return 0
	}
	if !words[c[:n]] && class != "unit" {
		return n
	}
	switch {
	case unicode.IsDigit(next), next == ',', next == ';' && n < len(c):
		return n
	case class == "day":
		return when(next != 0, n)
	case class == "unit" || class == "time":
		measured := digitFirst(l.previous()) || units[l.previous()]
		return when(measured && !unicode.IsUpper(next) && next != 0, n)
	case next == 0 || class == "reference":
		return 0
	case unicode.IsUpper(next):
		return when(class == "title" || class == "region" && l.previous() == ",", n)
	}
	return n
}

// number matches "1,000.50", "9:30", "11/11/2017", "713-853-3989", "20th" and
// "1990s". The unit that touches a number is left for the next token.
func number(l *lexer) int {
	c := l.chunk
	start := 0
	if (c[0] == '+' || c[0] == '-' || c[0] == '.') && l.first && len(c) > 1 && digit(c[1]) {
		start = 1
	}
	if !digit(c[start]) {
		return 0
	}
	n := digits(c, start)
	if phone := phoneNumber(c[start:]); phone > 0 {
		return start + phone
	}
	if date := slashedDate(c[start:]); date > 0 {
		return start + date
	}
	for n+1 < len(c) && strings.IndexByte(".,:", c[n]) >= 0 && digit(c[n+1]) {
		end := digits(c, n+1)
		if c[n] == ',' && end-n-1 != 3 && !(end-n-1 == 2 && end < len(c) && c[end] == ',') {
			break // a list: "[1,2]"
		}
		n = end
	}
	if r, size := utf8.DecodeRuneInString(c[n:]); apostrophe(r) && c[n-1] == '0' && strings.HasPrefix(c[n+size:], "s") && !wordNext(c[n+size+1:]) {
		return n + size + 1 // "1990's"
	}
	letters := n + wordRun(c[n:])
	switch tail := c[n:letters]; {
	case tail == "":
		return n
	case units[tail], units[tail+"."] && strings.HasPrefix(c[letters:], "."):
		return n
	}
	return letters
}

func digits(c string, from int) int {
	for from < len(c) && digit(c[from]) {
		from++
	}
	return from
}

// phoneNumber matches groups of digits that are no range: "713-853-3989",
// "345-9945", "2017-11-12", and postal codes "77415-0027".
func phoneNumber(c string) int {
	var groups []int
	n := 0
	for {
		end := digits(c, n)
		if end == n {
			return 0
		}
		groups = append(groups, end-n)
		n = end
		if n+1 >= len(c) || c[n] != '-' || !digit(c[n+1]) {
			break
		}
		n++
	}
	switch {
	case wordNext(c[n:]):
		return 0
	case len(groups) > 2:
		return n
	case len(groups) == 2 && groups[1] == 4 && (groups[0] == 3 || groups[0] == 5):
		return n
	}
	return 0
}

// slashedDate matches "11/11/2017", and "9/11" where a fraction is unlikely.
func slashedDate(c string) int {
	a := digits(c, 0)
	if a == len(c) || c[a] != '/' || a > 4 {
		return 0
	}
	b := digits(c, a+1)
	if b == a+1 {
		return 0
	}
	if b < len(c) && c[b] == '/' {
		if n := digits(c, b+1); n > b+1 && !wordNext(c[n:]) {
			return n
		}
	}
	if wordNext(c[b:]) || a > 2 || b-a-1 > 2 {
		return 0
	}
	month, day := atoi(c[:a]), atoi(c[a+1:b])
	if 1 <= month && month <= 12 && 1 <= day && day <= 31 && (day > 4 || month > 4 || b-a-1 == 2) {
		return b
	}
	return 0
}

// currency matches "US$" and "Rs" before an amount.
func currency(l *lexer) int {
	c := l.chunk
	n := strings.IndexFunc(c, unicode.IsDigit)
	if n < 1 || n > 4 || !moneys[strings.ToLower(c[:n])] {
		return 0
	}
	return n
}

// run matches several marks that make one: "...", "?!", "--", "<<".
func run(l *lexer) int {
	c := l.chunk
	if strings.IndexByte(".?!-=_~*#<>+'`$", c[0]) < 0 {
		return 0
	}
	n := 1
	if c[0] == '?' || c[0] == '!' {
		for n < len(c) && (c[n] == '?' || c[n] == '!') {
			n++
		}
		return n
	}
	for n < len(c) && c[n] == c[0] {
		n++
	}
	if n > 2 && (c[0] == '\'' || c[0] == '`') {
		return 2
	}
	return n
}

// word matches letters and digits with what joins them, and notes single
// quotes.
func word(l *lexer) int {
	c := l.chunk
	r, size := utf8.DecodeRuneInString(c)
	if !wordRune(r) {
		switch {
		case !apostrophe(r):
		case wordNext(c[size:]) && !l.afterWord():
			l.quotes++
		default:
			l.quotes = max(0, l.quotes-1)
		}
		return 0
	}
	n := wordRun(c)
	if strings.HasPrefix(c[n:], "!") && exclaimed[strings.ToLower(c[:n+1])] {
		return n + 1
	}
	for n < len(c) {
		extra := l.joined(n)
		if extra == 0 {
			break
		}
		n += extra
	}
	// The possessive of a plural, "parents'", but for a closing quote.
	if r, size = utf8.DecodeRuneInString(c[n:]); apostrophe(r) && r != '`' && (c[n-1] == 's' || c[n-1] == 'S') && l.quotes == 0 && n > 1 && !wordNext(c[n+size:]) {
		n += size
	}
	return n
}

// afterWord tells whether the chunk touches a word before it.
func (l *lexer) afterWord() bool {
	r, _ := utf8.DecodeLastRuneInString(l.text[:l.at])
	return !l.first && wordRune(r)
}

// joined is the length of the joiner after the first n bytes of the chunk, and
// of the word that it joins: "'t", "-profit", "&T".
func (l *lexer) joined(n int) int {
	c := l.chunk
	joiner, size := utf8.DecodeRuneInString(c[n:])
	before := c[:n]
	after := c[n+size:]
	length := size + wordRun(after)
	switch {
	case joiner == '$' && !(after != "" && digit(after[0])): // "Ye$"
		return length
	case !wordNext(after):
		return 0
	case apostrophe(joiner):
		return length
	case joiner == '&':
		return when(upperOnly(after[:length-size]) || len(before) == 1, length)
	case joiner == '*':
		return when(lowerWord(after[:length-size]), length)
	case joiner == '/':
		return when(slashed[strings.ToLower(before+c[n:n+length])] || len(before) == 1 && length == 2 && !digit(before[0]), length)
	case joiner == '-' || joiner == '‐' || joiner == '‑':
		return when(hyphenated(before, after[:length-size]), length)
	}
	return 0
}

// hyphenated tells whether a hyphen makes one word of two.
func hyphenated(before, after string) bool {
	if i := strings.LastIndexByte(before, '-'); i >= 0 {
		before = before[i+1:]
	}
	if len(before) > 10 || len(after) == 0 {
		return false
	}
	lower := strings.ToLower(before)
	switch {
	case prefixes[lower]:
		return !capitalized(after) || capitalPrefixes[lower]
	case suffixes[strings.ToLower(after)]:
		return true
	}
	return capitalized(before) && lowerWord(after) && syllables[lower] && syllables[after]
}

func wordRun(s string) int {
	for i, r := range s {
		if !wordRune(r) {
			return i
		}
	}
	return len(s)
}

// wordRune tells whether r may stand in a word: letters, digits, marks, the
// underscore, and what nobody sees.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return wordByte(byte(r))
	}
	return r != utf8.RuneError && r != 'º' && r != 'ª' && unicode.In(r, unicode.L, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Cf)
}

func wordByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '_'
}

func wordNext(s string) bool { return s != "" && wordRune(first(s)) }

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

func digitFirst(s string) bool { return s != "" && digit(s[0]) }

func capitalized(s string) bool { return s != "" && unicode.IsUpper(first(s)) }

func lettersOnly(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

func upperOnly(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

func lowerWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

func atoi(s string) (n int) {
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// when is n if the condition holds, else 0: no match.
func when(condition bool, n int) int {
	if condition {
		return n
	}
	return 0
}
