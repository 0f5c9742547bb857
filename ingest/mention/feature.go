package mention

import (
	"hash/fnv"

	"factgraph/graph"
)

// A feature is a question about a mention or a pair of mentions whose answer
// is a small number. Each answer is a row of the ranker's first layer; so is
// each answer for each class of anaphor, as pronouns and names look for
// different things.
type feature uint8

const (
	// Of the mention that looks for an antecedent.
	ownType feature = iota
	ownRole
	ownNumber
	ownGender
	ownDeterminer
	ownSentence
	ownQuote
	ownSeen
	ownModifiers
	ownClauses
	ownLayout
	ownForm
	ownWord
	ownCountry
	ownNearest
	ownEarlier
	ownClause

	// Of "none of them".
	none

	// Of the pair.
	sentencesApart
	mentionsApart
	tokensApart
	sameParagraph
	typePair
	candidateClass
	headMatch
	headRelation
	wordSimilarity
	nameMatch
	modifierMatch
	numeralMatch
	genderPair
	numberPair
	rolePair
	candidateRole
	parallel
	candidateDeterminer
	closerFits
	clauseRelation
	quotePair
	speakerMatch
	countryMatch
	titleMatch
	sameSubtype
	embedded
	sentenceStart
	candidateLayout
	candidateWord
	governorMatch
	forward

	// Of the candidate's chain.
	chainSize
	chainKind
	chainHead
	chainRecency
	chainGender
	chainType
	chainTopic
	chainModifiers
	chainSubject
	chainRank
	chainPronoun
	hintPair
	chainLeaning
	chainRecent
	candidateCase
	candidateCertainty
	numFeatures
)

// sizes are the numbers of answers of each feature.
var sizes = [numFeatures]int{
	ownType: 12, ownRole: int(numRoles), ownNumber: 3, ownGender: 4, ownDeterminer: int(numDeterminers), ownSentence: 6,
	ownQuote: 2, ownSeen: 5, ownModifiers: 4, ownClauses: 4, ownLayout: 4, ownForm: 64, ownWord: 512, ownCountry: 2,
	ownNearest: 6, ownEarlier: 4, ownClause: 16,
	none:           1,
	sentencesApart: 9, mentionsApart: 10, tokensApart: 8, sameParagraph: 3, typePair: 144, candidateClass: int(numClasses),
	headMatch: 4, headRelation: 6, wordSimilarity: 9, nameMatch: 9, modifierMatch: 7, numeralMatch: 4, genderPair: 16,
	numberPair: 9, rolePair: int(numRoles) * int(numRoles), candidateRole: int(numRoles), parallel: 3,
	candidateDeterminer: int(numDeterminers), closerFits: 6, clauseRelation: 9, quotePair: 5, speakerMatch: 5, countryMatch: 5,
	titleMatch: 3, sameSubtype: 4, embedded: 3, sentenceStart: 3, candidateLayout: 4, candidateWord: 256, governorMatch: 3, forward: 2,
	chainSize: 7, chainKind: 8, chainHead: 4, chainRecency: 8, chainGender: 4, chainType: 12, chainTopic: 4, chainModifiers: 3,
	chainSubject: 4, chainRank: 3, chainPronoun: 3, hintPair: 16,
	chainLeaning: 22, chainRecent: 5, candidateCase: 12, candidateCertainty: 5,
}

// single features are not told apart by the class of the anaphor: they have
// too many answers.
func (f feature) single() bool { return f == ownWord || f == candidateWord }

// offsets are the first rows of each feature. The own features come first and
// have rows of their own, from pairRows on, when they speak for "none of them".
var offsets, pairRows = func() (rows [numFeatures]int, n int) {
	for f, size := range sizes {
		rows[f] = n
		if n += size; !feature(f).single() {
			n += size * int(numClasses)
		}
	}
	return rows, n
}()

// rows is the number of features that a ranker is trained with.
var rows = pairRows + offsets[none]

// class is what kind of anaphor a mention is.
type class uint8

const (
	classHe class = iota
	classIt
	classThey
	classI
	classWe
	classYou
	classThis
	classOther
	className
	classDefinite
	classPointing
	classIndefinite
	numClasses
)

var classNames = [numClasses]string{
	"he, she", "it", "they", "I", "we", "you", "this, that", "other pronoun", "name", "the ...", "this ..., his ...", "a ..., bare",
}

// folds are the pairs of rows, an answer and the same for one class of anaphor,
// that come together.
var folds = func() (all [][2]int) {
	for f, size := range sizes {
		if feature(f).single() {
			continue
		}
		for value := range size {
			at := offsets[f] + value
			for class := range int(numClasses) {
				fold := [2]int{at, at + size*(1+class)}
				all = append(all, fold)
				if feature(f) < none {
					all = append(all, [2]int{fold[0] + pairRows, fold[1] + pairRows})
				}
			}
		}
	}
	return all
}()

// answers collects the rows of the features of one candidate.
type answers struct {
	class  class
	folded bool // for a folded ranker: without the rows of all classes
	rows   []uint16
}

func (x *answers) put(f feature, value int) {
	value = max(0, min(value, sizes[f]-1))
	at := offsets[f] + value
	if !x.folded || f.single() {
		x.rows = append(x.rows, uint16(at))
	}
	if !f.single() {
		x.rows = append(x.rows, uint16(at+sizes[f]*(1+int(x.class))))
	}
}

// bin is the number of bounds that v reaches.
func bin(v int, bounds ...int) int {
	n := 0
	for n < len(bounds) && v >= bounds[n] {
		n++
	}
	return n
}

// bucket hashes a word into n rows.
func bucket(word string, n int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(word))
	v := h.Sum32()
	return int((v ^ v>>15) % uint32(n))
}

// typeNumber numbers the types; 0 is a type that rests on no evidence.
func typeNumber(n *node) int {
	if !n.typed {
		return 0
	}
	return typeNumbers[n.Type]
}

var typeNumbers = func() map[graph.Type]int {
	all := map[graph.Type]int{}
	for i, t := range graph.Types() {
		all[t] = i + 1
	}
	return all
}()
