package fact

import "strings"

// inflection is the past tense and the past participle of a verb.
type inflection struct{ past, participle string }

// past is the simple past of a verb in base form: "met", "said", "stopped".
func (l *predicates) past(verb string) string {
	prefix, f, ok := l.irregularly(verb)
	if !ok {
		return regular(verb)
	}
	return prefix + f.past
}

// irregularly is the irregular inflection of a verb, or of the verb that it is
// made from with the prefix: "overspend" of "spend".
func (l *predicates) irregularly(verb string) (prefix string, f inflection, ok bool) {
	if f, ok = l.irregular[verb]; ok {
		return "", f, true
	}
	for _, prefix := range [...]string{"over", "under", "out", "re", "mis", "with", "fore", "un", "up"} {
		if rest, cut := strings.CutPrefix(verb, prefix); cut && len(rest) > 2 {
			if f, ok := l.irregular[rest]; ok {
				return prefix, f, true
			}
		}
	}
	return "", inflection{}, false
}

// participle is the past participle of a verb in base form: "taken".
func (l *predicates) participle(verb string) string {
	prefix, f, ok := l.irregularly(verb)
	if !ok {
		return regular(verb)
	}
	return prefix + f.participle
}

// regular adds "ed".
func regular(verb string) string {
	switch {
	case strings.HasSuffix(verb, "e"):
		return verb + "d"
	case consonantY(verb):
		return verb[:len(verb)-1] + "ied"
	case strings.HasSuffix(verb, "ic"):
		return verb + "ked"
	case doubles(verb):
		return verb + verb[len(verb)-1:] + "ed"
	}
	return verb + "ed"
}

// gerund is the present participle of a verb in base form: "meeting".
func (l *predicates) gerund(verb string) string {
	switch {
	case strings.HasSuffix(verb, "ie"):
		return verb[:len(verb)-2] + "ying"
	case strings.HasSuffix(verb, "e") && !strings.HasSuffix(verb, "ee") && !strings.HasSuffix(verb, "oe") && len(verb) > 2:
		return verb[:len(verb)-1] + "ing"
	case strings.HasSuffix(verb, "ic"):
		return verb + "king"
	}
	past := l.past(verb)
	if doubles(verb) || len(past) > len(verb)+2 && past[len(verb)] == verb[len(verb)-1] && strings.HasSuffix(past, "ed") {
		return verb + verb[len(verb)-1:] + "ing"
	}
	return verb + "ing"
}

// present is the third person singular of the present: "owns".
func present(verb string) string {
	switch verb {
	case "be":
		return "is"
	case "have":
		return "has"
	}
	switch {
	case consonantY(verb):
		return verb[:len(verb)-1] + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "x"), strings.HasSuffix(verb, "z"),
		strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "o"):
		return verb + "es"
	}
	return verb + "s"
}

func consonantY(verb string) bool {
	n := len(verb)
	return n > 1 && verb[n-1] == 'y' && !vowel(verb[n-2])
}

// doubles tells whether a verb of one syllable doubles its last consonant:
// "stop", but not "look" and "fix". Longer ones stand in irregular-verbs.tsv.
func doubles(verb string) bool {
	n := len(verb)
	if n < 3 || vowel(verb[n-1]) || !vowel(verb[n-2]) || strings.IndexByte("wxy", verb[n-1]) >= 0 {
		return false
	}
	return !strings.ContainsAny(strings.TrimPrefix(verb[:n-2], "qu"), "aeiou")
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
