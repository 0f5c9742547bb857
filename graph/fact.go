package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"math"
	"slices"
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
	// evidence; see Fact.Corroborate.
	Confidence float64

	// Evidence holds what each sentence contributes, qualifiers too: two
	// meetings of the same men are one fact, told apart by their times.
	Evidence []Evidence
}

// Evidence is the article, sentence and wording that a fact rests on.
type Evidence struct {
	Article    ArticleID
	CopyOf     ArticleID // the article's DuplicateOf: a copy does not corroborate its original
	Sentence   int       // 0-based in the article
	Start, End int       // byte span of the sentence (or clause) in the article's text
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
	Role  string // "time", "place", "topic", "purpose", "cause", "instrument", "amount", "manner", "complement" (a clause: accused "of lying", "that …"), or a preposition
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

// Circumstances are the qualifiers that can be told in one breath: those of the
// first evidence, and of the rest what does not speak of another occasion. Who
// told reporters one thing on Monday and another on Friday did not tell both on
// both days.
func (f *Fact) Circumstances() []Qualifier {
	var all []Qualifier
	for _, ev := range f.Evidence {
		if !otherOccasion(all, ev.Qualifiers) {
			for _, q := range ev.Qualifiers {
				if !slices.ContainsFunc(all, q.repeats) {
					all = append(all, q)
				}
			}
		}
	}
	return all
}

// otherOccasion tells whether some of the qualifiers have a role that others
// fill with something else.
func otherOccasion(told, others []Qualifier) bool {
	return slices.ContainsFunc(others, func(q Qualifier) bool {
		fills := func(have Qualifier) bool { return have.Role == q.Role }
		return slices.ContainsFunc(told, fills) && !slices.ContainsFunc(told, q.repeats)
	})
}

// repeats tells whether a qualifier says the same in the same role.
func (q Qualifier) repeats(other Qualifier) bool {
	return q.Role == other.Role && q.Value == other.Value
}

// ComputeID derives the fact's id from what it says: subject, predicate,
// object, polarity, modality and attribution. Evidence and qualifiers are left
// out, so that a second article with the same statement corroborates it.
func (f *Fact) ComputeID() FactID {
	var buffer [256]byte // on the stack: a load computes millions
	b := append(append(buffer[:0], f.Subject...), 0)
	b = append(append(b, f.Predicate...), 0)
	b = append(f.Object.appendTo(b), 0)
	if f.Negated {
		b = append(b, "not"...)
	}
	b = append(append(append(b, 0), f.Modality...), 0)
	for i, id := range sortedSpeakers(f.AttributedTo) {
		if i > 0 {
			b = append(b, 1)
		}
		b = append(b, id...)
	}
	sum := sha256.Sum256(append(b, 0))
	id := make([]byte, 1, 17)
	id[0] = 'f'
	return FactID(lowerBase32.AppendEncode(id, sum[:10]))
}

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567")

// sortedSpeakers are the speakers by id; a list that is sorted is not copied.
func sortedSpeakers(by []EntityID) []EntityID {
	if slices.IsSorted(by) {
		return by
	}
	return slices.Sorted(slices.Values(by))
}

// corroborate is the probability that not all of several independent pieces of
// evidence are wrong (noisy or), given their confidences; capped at 0.99,
// because articles copy one another unseen, where none alone is surer.
func corroborate(confidences ...float64) float64 {
	if len(confidences) == 1 {
		return confidences[0]
	}
	wrong, top := 1.0, 0.0
	for _, c := range confidences {
		wrong *= 1 - c
		top = max(top, c)
	}
	return RoundProbability(min(1-wrong, max(0.99, top)))
}

// RoundProbability gives a probability in thousandths. More would be noise, and
// not the same noise on every processor.
func RoundProbability(p float64) float64 { return math.Round(p*1000) / 1000 }
