package mention

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// A cluster is a chain in the making, with what its mentions agree on.
type cluster struct {
	members []int // nodes
	names   []*node
	number  document.Number
	gender  document.Gender
	person  bool // some member is certainly a person
	thing   bool // some member is certainly no person
	types   typeSet
	numeral string
	measure string // of what is told by its size: "7.6 magnitude"
	ordinal string
	places  []string // that descriptions of it name
	spoken  bool     // has a name or a noun
	first   bool     // has a pronoun of the first or second person
	nominal bool     // has a description

	// said are the nouns that copulas say of it: "teacher" of "he is a teacher".
	said []string

	parts []*node // of a plural with a split antecedent
}

// A typeSet is a set of types that rest on evidence.
type typeSet uint16

var typeBits = func() map[graph.Type]typeSet {
	bits := map[graph.Type]typeSet{}
	for i, t := range graph.Types() {
		bits[t] = 1 << i
	}
	return bits
}()

var (
	// temporalTypes don't mix with anything.
	temporalTypes = typeBits[graph.Date] | typeBits[graph.Quantity]
	// collective types may be meant by "they" though they are singular.
	collectiveTypes = typeBits[graph.Organization] | typeBits[graph.Group] | typeBits[graph.Place]
)

// collective nouns are singular in form and plural in sense.
func (c *cluster) collective() bool { return c.types&collectiveTypes != 0 }

// party is the lexicon's subtype of nouns for persons that organizations, teams
// and countries are called by as well: "rival", "supplier".
const party = "party"

func newCluster(n *node) cluster {
	c := cluster{members: []int{n.id}, number: n.Number, gender: n.Gender, numeral: n.numeral, measure: n.measure, ordinal: n.ordinal, places: n.places, spoken: n.Kind != document.Pronoun}
	if n.Kind == document.Named {
		c.names = []*node{n}
	}
	if n.typed {
		c.types = typeBits[n.Type]
		if n.noun != nil && n.noun.Human && n.Kind == document.Nominal {
			c.types |= typeBits[graph.Person]
		}
		if n.noun != nil && n.noun.Subtype == party && n.Kind == document.Nominal {
			c.types |= collectiveTypes
		}
		c.person = c.types == typeBits[graph.Person]
		c.thing = c.types&typeBits[graph.Person] == 0 && n.Type != graph.Group && !n.doubtful
	}
	c.first = n.Kind == document.Pronoun && n.Person < 3
	c.nominal = n.Kind == document.Nominal
	return c
}

// absorb adds what d knows to c.
func (c *cluster) absorb(d *cluster) {
	c.members = append(c.members, d.members...)
	c.names = append(c.names, d.names...)
	if c.number == anyNumber {
		c.number = d.number
	}
	if c.gender == anyGender || c.gender == neut && d.gender != anyGender {
		c.gender = d.gender
	}
	c.person = c.person || d.person
	c.thing = c.thing || d.thing
	c.types |= d.types
	if c.numeral == "" {
		c.numeral = d.numeral
	}
	if c.measure == "" {
		c.measure = d.measure
	}
	if c.ordinal == "" {
		c.ordinal = d.ordinal
	}
	c.places = append(c.places[:len(c.places):len(c.places)], d.places...)
	c.spoken = c.spoken || d.spoken
	c.first = c.first || d.first
	c.nominal = c.nominal || d.nominal
	c.said = append(c.said, d.said...)
	if c.parts == nil {
		c.parts = d.parts
	}
}

// agrees tells whether nothing that the clusters know of themselves speaks
// against their being one.
func (c *cluster) agrees(d *cluster) bool {
	if c.gender != d.gender && c.gender != anyGender && d.gender != anyGender {
		return false
	}
	if c.number != d.number && c.number != anyNumber && d.number != anyNumber && !(c.meantBy(d) || d.meantBy(c)) {
		return false
	}
	if c.person && d.thing || c.thing && d.person {
		return false
	}
	if c.types != 0 && d.types != 0 && c.types&d.types == 0 && (c.types|d.types)&temporalTypes != 0 {
		return false
	}
	if c.numeral != d.numeral && c.numeral != "" && d.numeral != "" {
		return false
	}
	if c.measure != d.measure && c.measure != "" && d.measure != "" {
		return false // "the 6.4 magnitude quake", "a 7.6 magnitude earthquake"
	}
	if c.ordinal != d.ordinal && c.ordinal != "" && d.ordinal != "" {
		return false
	}
	if placesClash(c.places, d.places) {
		return false // "the Uruguayan club", "the London club"
	}
	return namesAgree(c.names, d.names)
}

// meantBy tells whether the pronouns of d, "they", can mean the collective c.
func (c *cluster) meantBy(d *cluster) bool { return c.collective() && !d.spoken }

// maxNames bounds how many names of a cluster are compared with another's.
const maxNames = 6

// namesAgree tells whether the names can be names of one thing.
func namesAgree(a, b []*node) bool {
	for _, x := range a[:min(len(a), maxNames)] {
		for _, y := range b[:min(len(b), maxNames)] {
			if !sameName(x, y) {
				return false
			}
		}
	}
	return true
}

// clash tells whether a hard constraint keeps the clusters of two nodes apart.
func (a *analysis) clash(x, y *node) bool {
	c, d := a.clusterOf(x), a.clusterOf(y)
	if !c.agrees(d) {
		return true
	}
	for _, i := range c.members[:min(len(c.members), maxPairs)] {
		for _, j := range d.members[:min(len(d.members), maxPairs)] {
			if a.apart(a.nodes[i], a.nodes[j]) {
				return true
			}
		}
	}
	return false
}

// maxPairs bounds the pairs of mentions that are compared before a merge.
const maxPairs = 40

// sorted returns the members in the order of the document.
func (c *cluster) sorted() []int {
	slices.Sort(c.members)
	return c.members
}
