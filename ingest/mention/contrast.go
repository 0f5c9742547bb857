package mention

import (
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// contrasts are groups of people that a text sets against one another, a field a
// row: where prosecutors argue and the judges find, the judges are not the
// prosecutors. One person may be both in turn, groups of them are not.
var contrasts = [][]string{
	{"judge justice magistrate", "prosecutor", "juror", "defendant", "plaintiff", "lawyer", "witness"},
	{"doctor physician surgeon medic", "nurse midwife", "patient", "volunteer participant"},
	{"lawmaker legislator deputy senator mp", "voter", "minister", "diplomat", "judge justice", "protester demonstrator"},
	{"teacher lecturer", "pupil student", "parent"},
	{"researcher scientist", "volunteer participant patient", "regulator", "farmer"},
	{"soldier troop", "civilian villager", "rebel insurgent militant"},
	{"police officer policeman", "protester demonstrator", "suspect", "resident"},
	{"employer", "worker employee"},
	{"rescuer firefighter", "survivor victim", "resident"},
	{"shareholder investor", "customer", "worker employee", "supplier"},
}

// side is where a noun stands in each field.
var side = func() map[string]map[int]int {
	sides := map[string]map[int]int{}
	for field, groups := range contrasts {
		for i, group := range groups {
			for word := range strings.FieldsSeq(group) {
				if sides[word] == nil {
					sides[word] = map[int]int{}
				}
				sides[word][field] = i + 1
			}
		}
	}
	return sides
}()

// contrasted tells whether two descriptions are of groups that stand against one
// another, or of two people of whom the text names neither.
func (a *analysis) contrasted(x, y *node) bool {
	if x.Kind != document.Nominal || y.Kind != document.Nominal || x.Number != y.Number || x.Type != graph.Person || y.Type != graph.Person {
		return false
	}
	if x.Number != plur && len(a.clusterOf(x).names)+len(a.clusterOf(y).names) > 0 {
		return false
	}
	for field, i := range side[x.lemma] {
		if j := side[y.lemma][field]; j != 0 && j != i {
			return true
		}
	}
	return false
}
