package mention

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// spacecraft and ships are the nouns for vehicles that have names of their own.
var (
	spacecraft = map[string]bool{
		"spacecraft": true, "spaceship": true, "probe": true, "orbiter": true, "lander": true, "rover": true, "satellite": true, "telescope": true,
	}
	ships = map[string]bool{
		"ship": true, "vessel": true, "tanker": true, "ferry": true, "trawler": true, "freighter": true, "yacht": true, "submarine": true,
		"frigate": true, "destroyer": true, "icebreaker": true, "liner": true, "tug": true, "schooner": true,
	}
)

// craftName is the name in "the Meridian spacecraft", which is that of the craft
// unless it is that of who owns it, or of a place that a ship goes to; nil if
// there is none.
func (a *analysis) craftName(n *node) *node {
	if n.Kind != document.Nominal || !spacecraft[n.lemma] && !ships[n.lemma] || n.Number == plur || n.Head == 0 {
		return nil
	}
	m := a.at(n.Sentence, n.Head-1)
	if m == nil || m.Kind != document.Named || m.tree.head(m.Head) != n.Head || m.tree.relation(m.Head) != "compound" || m.Type == graph.Person || m.Type == graph.Organization || m.country != nil {
		return nil
	}
	if ships[n.lemma] && a.lexicon.Place(strings.ToLower(m.Name)) != lexicon.NoPlace {
		return nil
	}
	return m
}

// namedCrafts gives the name of a craft its type wherever the article has it.
func (a *analysis) namedCrafts() {
	called := make(map[string]*node)
	for _, n := range a.nodes {
		if m := a.craftName(n); m != nil {
			called[m.Name] = n
		}
	}
	for _, m := range a.nodes {
		if n := called[m.Name]; n != nil && m.Kind == document.Named && m.Type != graph.Organization {
			m.Type, m.Subtype, m.typed, m.Gender = graph.Product, n.Subtype, true, document.Neuter
		}
	}
}

// shipPrefixes stand before the names of ships and nothing else.
var shipPrefixes = map[string]bool{
	"MV": true, "KM": true, "MS": true, "SS": true, "MT": true, "RMS": true, "HMS": true, "USS": true, "HMAS": true, "HMCS": true, "RV": true, "RRS": true, "USNS": true, "USCGC": true,
}

// ship tells whether a name is that of a ship by the letters before it.
func (n *node) ship() bool {
	prefix, _, more := strings.Cut(n.Name, " ")
	return n.Kind == document.Named && more && shipPrefixes[prefix]
}

// prefixedShips gives names such as "MV Santa Lucia" their type.
func (a *analysis) prefixedShips() {
	for _, n := range a.nodes {
		if n.ship() {
			n.Type, n.Subtype, n.typed, n.Gender = graph.Product, "ship", true, document.Neuter
		}
	}
}

// namedLater is the ship that the text has brought in without its name and that n
// is the name of, "A ferry sank. The MV Lucia ...": the only ship so far. It is nil
// if there is none.
func (a *analysis) namedLater(n *node, pos int) *node {
	if !n.ship() || len(a.clusterOf(n).names) == 0 || a.nodes[slices.Min(a.clusterOf(n).members)] != n {
		return nil
	}
	var found *node
	for _, id := range a.byOrder[:pos] {
		m := a.nodes[id]
		if m.ship() || m.Kind == document.Nominal && m.Number == plur && ships[m.lemma] {
			return nil
		}
		if m.Kind != document.Nominal || !ships[m.lemma] || m.det == negative || m.det == alternative {
			continue
		}
		if found != nil && a.cluster[found.id] != a.cluster[id] {
			return nil
		}
		found = m
	}
	return found
}
