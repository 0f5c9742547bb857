package lemma

import (
	"slices"
	"strings"
)

// feats returns the features of token i.
func (x *Lexicon) feats(t *tree, i int) string {
	tok := &t.tokens[i]
	switch tok.UPOS {
	case "VERB", "AUX":
		return t.verb(i)
	}
	if feats, ok := x.features[entry{strings.ToLower(tok.Form), tok.UPOS, tok.XPOS}]; ok {
		return feats
	}
	switch {
	case tok.UPOS == "PRON" && (tok.XPOS == "WDT" || tok.XPOS == "WP" || tok.XPOS == "WP$"), tok.XPOS == "WRB":
		return t.questionWord(i)
	case tok.XPOS == "PRP":
		return personal(tok.Form, tok.Deprel)
	}
	return x.byTags(tok.Form, tok.UPOS, tok.XPOS)
}

// byTags returns the features that a word has by its tags and its form.
func (x *Lexicon) byTags(form, upos, xpos string) string {
	if form == "" {
		return ""
	}
	lower := strings.ToLower(form)
	if feats, ok := words[wordTag{lower, upos}]; ok {
		return feats
	}
	switch upos {
	case "NOUN", "PROPN", "SYM":
		switch {
		case (xpos == "NN" || xpos == "JJ") && ordinal(lower):
			return "Number=Sing|NumType=Ord"
		case xpos == "NN" || xpos == "NNP":
			return "Number=Sing"
		case xpos == "NNS" && decade(lower):
			return "Number=Ptan|NumType=Card"
		case xpos == "NNS" || xpos == "NNPS":
			return "Number=Plur"
		}
	case "ADJ":
		switch {
		case ordinal(lower):
			return "Degree=Pos|NumType=Ord"
		case xpos == "JJR":
			return "Degree=Cmp"
		case xpos == "JJS":
			return "Degree=Sup"
		}
		return "Degree=Pos"
	case "ADV":
		switch xpos {
		case "RBR":
			return "Degree=Cmp"
		case "RBS":
			return "Degree=Sup"
		}
	case "NUM":
		switch {
		case xpos == "LS" && len(lower) == 1 && lower >= "a":
			return "" // "a)"
		case fraction(form):
			return "NumType=Frac"
		}
		return "NumType=Card"
	case "X":
		if xpos == "FW" {
			return "Foreign=Yes"
		}
	case "PART":
		if xpos == "RB" {
			return "Polarity=Neg"
		}
	}
	return ""
}

// fraction tells whether a number is a decimal or a quotient, "2.5" or "3/4".
func fraction(form string) bool {
	return strings.Contains(form, ".") && strings.Trim(form, "0123456789.,") == "" ||
		strings.Contains(form, "/") && len(form) < 6
}

// ordinal tells whether a word is "20th" or the like.
func ordinal(lower string) bool {
	if lower[0] < '0' || lower[0] > '9' {
		return false
	}
	for _, ending := range []string{"th", "st", "nd", "rd"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return false
}

// decade tells whether a word is "1990s" or the like.
func decade(lower string) bool {
	digits := strings.TrimLeft(lower, "'0123456789")
	return len(digits) < len(lower) && (digits == "s" || digits == "'s")
}

// wordTag is a word, in small letters, with its universal part of speech.
type wordTag struct{ form, upos string }

// words are the features of the closed classes.
var words = closedClasses(map[string]string{
	"Definite=Def|PronType=Art DET": "the",
	"Definite=Ind|PronType=Art DET": "a an",
	"Number=Sing|PronType=Dem DET":  "this that",
	"Number=Plur|PronType=Dem DET":  "these those",
	"Number=Sing|PronType=Dem PRON": "this",
	"Number=Plur|PronType=Dem PRON": "these those",
	"PronType=Ind DET":              "some any another either such quite many",
	"PronType=Tot DET":              "every each both all",
	"PronType=Neg DET":              "no neither",
	"PronType=Int DET":              "what which whatever whichever",
	"PronType=Dem ADV":              "now then there here",
	"PronType=Ind ADV":              "ever sometimes anywhere somewhere sometime anytime",
	"PronType=Neg ADV":              "never nowhere",
	"PronType=Tot ADV":              "always everywhere",
	"NumType=Mult ADV":              "once twice thrice",
	"Polarity=Neg CCONJ":            "nor neither",
	"Polarity=Pos INTJ":             "yes",
	"Polarity=Neg INTJ":             "no",
	"Degree=Pos|NumType=Ord ADJ":    "first second third fourth fifth sixth seventh eighth ninth tenth",
	"Number=Sing|PronType=Ind PRON": "something someone somebody anything anyone anybody",
	"Number=Sing|PronType=Tot PRON": "everything everyone everybody",
	"Number=Sing|PronType=Neg PRON": "nothing nobody",
	"PronType=Neg PRON":             "none",
	"Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs PRON":             "my mine",
	"Case=Gen|Person=2|Poss=Yes|PronType=Prs PRON":                         "your yours",
	"Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs PRON": "his",
	"Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs PRON":  "her hers",
	"Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs PRON": "its",
	"Case=Gen|Number=Plur|Person=1|Poss=Yes|PronType=Prs PRON":             "our ours",
	"Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs PRON":             "their theirs",
})

func closedClasses(table map[string]string) map[wordTag]string {
	byWord := make(map[wordTag]string)
	for key, forms := range table {
		feats, upos, _ := strings.Cut(key, " ")
		for form := range strings.FieldsSeq(forms) {
			byWord[wordTag{form, upos}] = feats
		}
	}
	return byWord
}

// persons are the personal pronouns: person, number and gender. The case is
// apart where the form tells it.
var persons = map[string]string{
	"i": "Case=Nom|Number=Sing|Person=1|PronType=Prs", "me": "Case=Acc|Number=Sing|Person=1|PronType=Prs",
	"we": "Case=Nom|Number=Plur|Person=1|PronType=Prs", "us": "Case=Acc|Number=Plur|Person=1|PronType=Prs",
	"'s": "Case=Acc|Number=Plur|Person=1|PronType=Prs", "s": "Case=Acc|Number=Plur|Person=1|PronType=Prs",
	"he":   "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
	"him":  "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
	"she":  "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
	"her":  "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
	"they": "Case=Nom|Number=Plur|Person=3|PronType=Prs", "them": "Case=Acc|Number=Plur|Person=3|PronType=Prs",
	"'em": "Case=Acc|Number=Plur|Person=3|PronType=Prs", "em": "Case=Acc|Number=Plur|Person=3|PronType=Prs",
	"myself":     "Case=Acc|Number=Sing|Person=1|PronType=Prs|Reflex=Yes",
	"yourself":   "Case=Acc|Number=Sing|Person=2|PronType=Prs|Reflex=Yes",
	"himself":    "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
	"herself":    "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
	"itself":     "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
	"ourselves":  "Case=Acc|Number=Plur|Person=1|PronType=Prs|Reflex=Yes",
	"yourselves": "Case=Acc|Number=Plur|Person=2|PronType=Prs|Reflex=Yes",
	"themselves": "Case=Acc|Number=Plur|Person=3|PronType=Prs|Reflex=Yes",
	"it":         "Gender=Neut|Number=Sing|Person=3|PronType=Prs",
	"you":        "Person=2|PronType=Prs", "ya": "Person=2|PronType=Prs", "u": "Person=2|PronType=Prs",
}

// personal returns the features of a personal pronoun; "it" and "you" take
// their case from their relation.
func personal(form, deprel string) string {
	lower := strings.ToLower(form)
	feats, ok := persons[lower]
	if !ok {
		return ""
	}
	if strings.Contains(feats, "Case=") {
		return feats
	}
	if base, _, _ := strings.Cut(deprel, ":"); base == "nsubj" || base == "expl" || base == "root" || base == "vocative" || base == "csubj" {
		return "Case=Nom|" + feats
	}
	return "Case=Acc|" + feats
}

// universalFeatures are the features of all languages that UD English uses;
// others, such as Typo and ExtPos, describe an annotation and not a word.
var universalFeatures = []string{
	"Abbr", "Case", "Definite", "Degree", "Foreign", "Gender", "Mood", "NumType", "Number", "Person", "Polarity",
	"Poss", "PronType", "Reflex", "Tense", "VerbForm", "Voice",
}

// universal keeps the universal ones of a list of features.
func universal(feats string) string {
	var kept []string
	for feat := range strings.SplitSeq(feats, "|") {
		if name, _, _ := strings.Cut(feat, "="); slices.Contains(universalFeatures, name) {
			kept = append(kept, feat)
		}
	}
	return strings.Join(kept, "|")
}
