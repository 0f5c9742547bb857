package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"sort"
	"strings"
)

// Modality tells whether a fact is so or only might be.
type Modality string

// The modalities.
const (
	Asserted    Modality = "asserted"
	Possible    Modality = "possible"
	Necessary   Modality = "necessary"
	Intended    Modality = "intended"
	Future      Modality = "future"
	Conditional Modality = "conditional"
	Asked       Modality = "asked"
)

// Modalities lists them all.
func Modalities() []Modality {
	return []Modality{Asserted, Possible, Necessary, Intended, Future, Conditional, Asked}
}

// A Fact is a statement: subject, predicate, object and its marks. Facts that
// say the same are one fact, whatever article and words they come from.
type Fact struct {
	ID           FactID
	Subject      EntityID
	Predicate    string
	Object       Term // zero when there is none: "minister – resigned"
	Negated      bool
	Modality     Modality
	AttributedTo []EntityID // who says so, outermost speaker first; empty: the article itself

	// Confidence is the probability that the fact is right, over all its
	// evidence; see Corroborate.
	Confidence float64

	// Evidence holds what each sentence contributes, qualifiers too: two
	// meetings of the same men are one fact, told apart by their times.
	Evidence []Evidence
}

// Evidence is the article, sentence and wording that a fact rests on.
type Evidence struct {
	Article    ArticleID
	Sentence   int // 0-based in the article
	Start, End int // byte span of the sentence (or clause) in the article's text
	Text       string
	Phrase     string // the article's wording of the predicate
	Rule       string // name of the rule that made the fact
	Confidence float64
	Qualifiers []Qualifier

	// Where subject and object are mentioned, as byte spans of the article's
	// text; zero spans when they are understood and not said.
	SubjectStart, SubjectEnd int
	ObjectStart, ObjectEnd   int
}

// A Qualifier is a time, place, topic, purpose, cause, instrument, amount or
// other further argument of a fact.
type Qualifier struct {
	Role  string // "time", "place", "topic", "purpose", "cause", "instrument", "amount", "manner", or a preposition
	Value Term   // an entity or a literal; a time is a date literal (ISO 8601 date or interval)
	Text  string // the wording
}

// Plain tells whether the fact belongs to the plain view: asserted by the
// article or by somebody in it, and not negated.
func (f *Fact) Plain() bool { return !f.Negated && f.Modality == Asserted }

// Phrase is the wording of the predicate in the first evidence.
func (f *Fact) Phrase() string {
	if len(f.Evidence) == 0 {
		return f.Predicate
	}
	return f.Evidence[0].Phrase
}

// Qualifiers is the union of the qualifiers of all evidence, without doubles,
// in the order of the evidence.
func (f *Fact) Qualifiers() []Qualifier {
	var all []Qualifier
	seen := make(map[Qualifier]bool)
	for _, ev := range f.Evidence {
		for _, q := range ev.Qualifiers {
			key := Qualifier{Role: q.Role, Value: q.Value}
			if !seen[key] {
				seen[key] = true
				all = append(all, q)
			}
		}
	}
	return all
}

// ComputeID derives the fact's id from what it says: subject, predicate,
// object, polarity, modality and attribution. Evidence and qualifiers are left
// out, so that a second article with the same statement corroborates it.
func (f *Fact) ComputeID() FactID {
	h := sha256.New()
	field := func(s string) {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	field(string(f.Subject))
	field(f.Predicate)
	field(f.Object.String())
	if f.Negated {
		field("not")
	} else {
		field("")
	}
	field(string(f.Modality))
	by := make([]string, len(f.AttributedTo))
	for i, id := range f.AttributedTo {
		by[i] = string(id)
	}
	sort.Strings(by)
	field(strings.Join(by, "\x01"))
	sum := h.Sum(nil)
	return FactID("f" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10])))
}

// Corroborate is the confidence of a fact that independent pieces of evidence
// support with the given confidences: the probability that not all of them are
// wrong (noisy or), capped at 0.99 because articles copy one another.
func Corroborate(confidences ...float64) float64 {
	wrong := 1.0
	for _, c := range confidences {
		wrong *= 1 - c
	}
	return min(1-wrong, max(0.99, maxOf(confidences)))
}

func maxOf(values []float64) float64 {
	var top float64
	for _, v := range values {
		top = max(top, v)
	}
	return top
}
