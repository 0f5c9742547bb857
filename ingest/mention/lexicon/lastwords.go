package lexicon

import (
	_ "embed"
	"strings"
	"sync"

	"factgraph/graph"
)

// The table of the words that end a name and tell what bears it, a type and its
// words a line; a + before the type marks words that end no person's name.
//
//go:embed lastwords.txt
var lastWordsText string

// LastWord is what the last word of a name tells of what bears it.
type LastWord struct {
	Type       graph.Type
	Impersonal bool // it ends no person's name
}

var lastWords = sync.OnceValue(func() map[string]LastWord {
	all := map[string]LastWord{}
	for line := range strings.Lines(lastWordsText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		for i := 1; i < len(words); i++ {
			typ, impersonal := strings.CutPrefix(words[0], "+")
			all[words[i]] = LastWord{graph.Type(typ), impersonal}
		}
	}
	return all
})

// NameEnding is what a lower-case word tells as the last one of a name; the zero
// value for most words.
func NameEnding(word string) LastWord { return lastWords()[word] }
