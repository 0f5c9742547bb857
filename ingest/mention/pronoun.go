package mention

import "factgraph/ingest/document"

// pronounClass tells how a pronoun finds what it stands for.
type pronounClass uint8

const (
	personal pronounClass = iota
	possessive
	reflexive
	relative
	demonstrative
	indefinite // "someone", "everything", "one": refers to nothing before it
	interrogative
	reciprocal
)

// A pronoun is what its form alone tells.
type pronoun struct {
	class  pronounClass
	person uint8
	number document.Number
	gender document.Gender
}

const (
	masc      = document.Masculine
	fem       = document.Feminine
	neut      = document.Neuter
	anyGender = document.GenderUnknown
	sing      = document.Singular
	plur      = document.Plural
	anyNumber = document.NumberUnknown
)

var pronouns = map[string]pronoun{
	"i": {personal, 1, sing, anyGender}, "me": {personal, 1, sing, anyGender},
	"my": {possessive, 1, sing, anyGender}, "mine": {possessive, 1, sing, anyGender}, "myself": {reflexive, 1, sing, anyGender},
	"we": {personal, 1, plur, anyGender}, "us": {personal, 1, plur, anyGender},
	"our": {possessive, 1, plur, anyGender}, "ours": {possessive, 1, plur, anyGender}, "ourselves": {reflexive, 1, plur, anyGender},
	"you": {personal, 2, anyNumber, anyGender}, "your": {possessive, 2, anyNumber, anyGender}, "yours": {possessive, 2, anyNumber, anyGender},
	"yourself": {reflexive, 2, sing, anyGender}, "yourselves": {reflexive, 2, plur, anyGender},
	"he": {personal, 3, sing, masc}, "him": {personal, 3, sing, masc},
	"his": {possessive, 3, sing, masc}, "himself": {reflexive, 3, sing, masc},
	"she": {personal, 3, sing, fem}, "her": {personal, 3, sing, fem},
	"hers": {possessive, 3, sing, fem}, "herself": {reflexive, 3, sing, fem},
	"it": {personal, 3, sing, neut}, "its": {possessive, 3, sing, neut}, "itself": {reflexive, 3, sing, neut},
	"they": {personal, 3, plur, anyGender}, "them": {personal, 3, plur, anyGender}, "'em": {personal, 3, plur, anyGender},
	"their": {possessive, 3, plur, anyGender}, "theirs": {possessive, 3, plur, anyGender},
	"themselves": {reflexive, 3, plur, anyGender}, "themself": {reflexive, 3, sing, anyGender},

	"who": {relative, 3, anyNumber, anyGender}, "whom": {relative, 3, anyNumber, anyGender}, "whose": {relative, 3, anyNumber, anyGender},
	"which": {relative, 3, anyNumber, neut},

	"this": {demonstrative, 3, sing, neut}, "that": {demonstrative, 3, sing, neut},
	"these": {demonstrative, 3, plur, anyGender}, "those": {demonstrative, 3, plur, anyGender},

	"each other": {reciprocal, 3, plur, anyGender}, "one another": {reciprocal, 3, plur, anyGender},
	"what": {interrogative, 3, anyNumber, neut},
}

// pronounOf describes a token that stands for a noun phrase. Words that are
// tagged as pronouns but not in the table refer to nothing before them.
func (t *tree) pronounOf(i int) pronoun {
	tok := &t.Tokens[i]
	form := lowerForm(tok)
	p, known := pronouns[form]
	switch {
	case !known:
		return pronoun{indefinite, 3, anyNumber, anyGender}
	case form == "her" && (tok.Deprel == "nmod:poss" || tok.XPOS == "PRP$"):
		p.class = possessive
	case hasFeature(tok, "PronType=Rel"):
		p.class, p.number, p.gender = relative, anyNumber, anyGender
	case hasFeature(tok, "PronType=Int"):
		p.class = interrogative
	case p.class == relative && !t.inRelativeClause(i):
		p.class = interrogative
	}
	return p
}

// inRelativeClause tells whether i belongs to a clause that modifies a noun,
// with no other clause between.
func (t *tree) inRelativeClause(i int) bool {
	return t.relativeNoun(i) >= 0
}

// relativeNoun is the noun that the innermost relative clause around i
// modifies, -1 if there is none.
func (t *tree) relativeNoun(i int) int {
	for range t.Tokens {
		h := t.head(i)
		if h < 0 {
			return -1
		}
		switch t.Tokens[i].Deprel {
		case "acl:relcl":
			return h
		case "ccomp", "advcl", "parataxis":
			return -1
		}
		i = h
	}
	return -1
}
