package store

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
)

// A family is the first byte of a key: the kind of record.
//
// Ids are numbers of the dictionary, idSize bytes each, big-endian, so that
// keys sort by number. A statement is S P O and the fact's marks. What has no
// value beside it is an index: the key says it all.
type family byte

const (
	famMeta    family = 'm' // name → record: counters, schema
	famTerm    family = 'd' // kind, term → id
	famID      family = 'i' // id → kind, term
	famArticle family = 'r' // article id (text) → article record without its text
	famText    family = 't' // A, chunk → text
	famDay     family = 'g' // day, A: articles by date
	famSimilar family = 'u' // index key, A: near-duplicates
	famSays    family = 'a' // A, last statement → chunk of what an article says
	famPosting family = 'f' // term, block of articles → postings
	famRecent  family = 's' // A → postings of the article by term, before they are in blocks

	famEntity  family = 'n' // entity id (text) → tally
	famPart    family = 'v' // A, chunk → what the article contributes to entities
	famMention family = 'x' // E, A: articles that speak of the entity, but in no fact
	famKey     family = 'k' // index key, E
	famName    family = 'o' // word, E: the words of names that no name of the entity begins with
	famLinks   family = 'l' // A, chunk → links

	famFact      family = 'h' // fact id (hash) → statement
	famEvidence  family = 'e' // statement, A → evidence
	famSpeaker   family = 'b' // E, statement: attributed to the entity
	famQualifier family = 'q' // E, statement, A: the entity qualifies it
	famTime      family = 'y' // length class, first day, statement, A: evidence with a time of its own

	famPredicate family = 'p' // P → number of facts
	famPhrase    family = 'w' // P, phrase → number of pieces of evidence
	famDecision  family = 'D' // decision id → JSON
	famRedo      family = 'z' // number → piece of a change that is too large for one transaction

	// Three orders each: see order. Triples of the plain view, all other
	// statements, and samples of the former, one family a level.
	famTriple family = 0x10
	famOther  family = 0x20
	famSample family = 0x30
)

const idSize = 5

// order is one of the three orders of a triple's fields.
type order byte

const (
	spo order = iota
	pos
	osp
	orders = 3
)

// A statement is what a fact says, in numbers; it is the fact's identity.
type statement struct {
	S, P, O graph.ID // O is 0 when there is no object
	Marks   byte
	By      graph.ID // the speakers, 0 for none
}

const (
	markNegated  = 1 << 0
	markModality = 1 // shift; three bits
	markBy       = 1 << 4
)

// newMarks packs the marks of a fact.
func newMarks(negated bool, modality graph.Modality, attributed bool) byte {
	marks := byte(slices.Index(graph.Modalities(), modality)) << markModality
	if negated {
		marks |= markNegated
	}
	if attributed {
		marks |= markBy
	}
	return marks
}

func (s statement) negated() bool { return s.Marks&markNegated != 0 }

func (s statement) modality() graph.Modality {
	all := graph.Modalities()
	return all[int(s.Marks>>markModality&7)%len(all)]
}

// plain tells whether the fact is asserted and not negated.
func (s statement) plain() bool { return !s.negated() && s.modality() == graph.Asserted }

// triple tells whether the statement stands in the plain view as a triple.
func (s statement) triple() bool { return s.plain() && s.O != 0 }

// arrange gives the fields in an order.
func (o order) arrange(s, p, q graph.ID) (a, b, c graph.ID) {
	switch o {
	case pos:
		return p, q, s
	case osp:
		return q, s, p
	default:
		return s, p, q
	}
}

// restore gives the fields in the order S, P, O.
func (o order) restore(a, b, c graph.ID) (s, p, q graph.ID) {
	switch o {
	case pos:
		return c, a, b
	case osp:
		return b, c, a
	default:
		return a, b, c
	}
}

// A key is built by appending.
type key []byte

func (f family) key() key { return append(make(key, 0, 48), byte(f)) }

// in is the family of an order.
func (f family) in(o order) family { return f + family(o) }

func (k key) id(ids ...graph.ID) key {
	for _, id := range ids {
		k = append(k, byte(id>>32), byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
	}
	return k
}

func (k key) statement(s statement) key { return k.ordered(spo, s) }

// ordered appends a statement with its fields in the given order.
func (k key) ordered(o order, s statement) key {
	a, b, c := o.arrange(s.S, s.P, s.O)
	k = append(k.id(a, b, c), s.Marks)
	if s.Marks&markBy != 0 {
		k = k.id(s.By)
	}
	return k
}

func (k key) number(n uint32) key { return binary.BigEndian.AppendUint32(k, n) }

// longText is the length from which a text is replaced by its hash in a key:
// Badger's keys are bounded, and long ones make its index large.
const longText = 400

// text appends a text that other things may follow: it ends with a zero byte,
// which texts don't contain or else are hashed for. Long texts are hashed, too.
func (k key) text(s string) key {
	if len(s) < longText && strings.IndexByte(s, 0) < 0 && !strings.HasPrefix(s, "\x01") {
		return append(append(k, s...), 0)
	}
	sum := sha256.Sum256([]byte(s))
	return append(append(append(k, 1), sum[:]...), 0)
}

// hashed tells whether text hides s behind its hash.
func hashed(s string) bool {
	return len(s) >= longText || strings.IndexByte(s, 0) >= 0 || strings.HasPrefix(s, "\x01")
}

func readID(b []byte) graph.ID {
	return graph.ID(b[0])<<32 | graph.ID(b[1])<<24 | graph.ID(b[2])<<16 | graph.ID(b[3])<<8 | graph.ID(b[4])
}

// readStatement reads a statement at the start of b, whose fields stand in the
// given order, and gives what follows it.
func readStatement(o order, b []byte) (s statement, rest []byte, err error) {
	if len(b) < 3*idSize+1 {
		return s, nil, fmt.Errorf("%w: a statement of %d bytes", errMalformed, len(b))
	}
	s.S, s.P, s.O = o.restore(readID(b), readID(b[idSize:]), readID(b[2*idSize:]))
	s.Marks = b[3*idSize]
	rest = b[3*idSize+1:]
	if s.Marks&markBy != 0 {
		if len(rest) < idSize {
			return s, nil, fmt.Errorf("%w: a statement without its speaker", errMalformed)
		}
		s.By, rest = readID(rest), rest[idSize:]
	}
	return s, rest, nil
}

// factKey is the key of a fact's id: its 80 bits where it has the form that
// Fact.ComputeID gives.
func factKey(id graph.FactID) key {
	return appendFactHash(famFact.key(), id)
}

func appendFactHash(b []byte, id graph.FactID) []byte {
	if len(id) == 17 && id[0] == 'f' {
		if hashed, err := factIDs.AppendDecode(b, []byte(id[1:])); err == nil {
			return hashed
		}
	}
	return append(b, id...)
}

// factIDs is the encoding that Fact.ComputeID uses.
var factIDs = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567")

// sampleLevels is how many samples there are of the plain view. Level n holds
// one in 16^(n+1) triples, chosen by their hash.
const sampleLevels = 4

// samples calls yield with the families of the samples that the triple is in.
func (s statement) samples(yield func(family)) {
	h := mix(uint64(s.S)<<40 ^ uint64(s.P)<<20 ^ uint64(s.O) ^ mix(uint64(s.O)))
	for level := family(0); level < sampleLevels && h&0xf == 0; level++ {
		yield(famSample + level*orders)
		h >>= 4
	}
}

// mix spreads a number's bits (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
