package learn

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"factgraph/ingest/parse/model"
)

// A Sentence is one annotated sentence of a data set, in words.
type Sentence struct {
	Forms []string

	// Columns of a treebank; all nil in sentences that have only names.
	UPOS, XPOS, Feats, Deprel []string
	Heads                     []int // -1 for the root

	Names []string // BIO tags over coarse types; nil where not annotated
	Fine  []string // finer type of each word of a MISC name, "" where unknown

	Doubt []bool // words whose name tag is not to be trusted; nil: trust all

	Style int // whose conventions its names follow, an index of Styles

	Genre      string
	TreeWeight float32 // of its tags and tree in training
	NameWeight float32 // of its names
}

func lines(path string, f func(line string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<22)
	for n := 1; s.Scan(); n++ {
		if err := f(s.Text()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// readTreebank reads the words of a gzipped CoNLL-U file.
func readTreebank(path string) ([]*Sentence, error) {
	var all []*Sentence
	genre := ""
	cur := &Sentence{TreeWeight: 1, NameWeight: 1}
	err := lines(path, func(line string) error {
		switch {
		case line == "":
			if len(cur.Forms) > 0 {
				cur.Genre = genre
				all = append(all, cur)
				cur = &Sentence{TreeWeight: 1, NameWeight: 1}
			}
			return nil
		case strings.HasPrefix(line, "# newdoc"):
			genre = ""
			return nil
		case strings.HasPrefix(line, "# meta::genre = "):
			genre = strings.TrimPrefix(line, "# meta::genre = ")
			return nil
		case strings.HasPrefix(line, "#"):
			return nil
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 10 {
			return fmt.Errorf("%d columns", len(cols))
		}
		if strings.ContainsAny(cols[0], "-.") {
			return nil
		}
		head, err := strconv.Atoi(cols[6])
		if err != nil {
			return err
		}
		if cols[5] == "_" {
			cols[5] = ""
		}
		cur.Forms = append(cur.Forms, cols[1])
		cur.UPOS = append(cur.UPOS, cols[3])
		cur.XPOS = append(cur.XPOS, cols[4])
		cur.Feats = append(cur.Feats, cols[5])
		cur.Heads = append(cur.Heads, head-1)
		cur.Deprel = append(cur.Deprel, cols[7])
		return nil
	})
	return all, err
}

// readNames reads a gzipped file of token<tab>tag lines. Where fine is not
// empty it names the file that has the source's own labels of the same tokens.
func readNames(path, fine string, weight float32, groups map[string]bool) ([]*Sentence, error) {
	sents, err := readTagged(path)
	if err != nil {
		return nil, err
	}
	var own []*Sentence
	if fine != "" {
		if own, err = readTagged(fine); err != nil {
			return nil, err
		}
		if len(own) != len(sents) {
			return nil, fmt.Errorf("%s has %d sentences, %s has %d", path, len(sents), fine, len(own))
		}
	}
	for i, s := range sents {
		s.NameWeight = weight
		s.Fine = make([]string, len(s.Forms))
		for _, sp := range bioSpans(s.Names) {
			if sp.label != "MISC" {
				continue
			}
			typ := ""
			if own != nil {
				typ = fineType[strings.TrimPrefix(strings.TrimPrefix(own[i].Names[sp.first], "B-"), "I-")]
			}
			text := strings.Join(s.Forms[sp.first:sp.last+1], " ")
			if groups[text] {
				typ = "group"
			} else if told := model.HeadType(s.Forms[sp.first : sp.last+1]); told != "" {
				typ = told
			}
			for t := sp.first; t <= sp.last; t++ {
				s.Fine[t] = typ
			}
		}
	}
	return sents, nil
}

// fineType maps the sources' own labels onto the types of MISC names.
var fineType = map[string]string{
	"gpe": "group", "event": "event", "election": "event", "conference": "event", "eve": "event", "nat": "event",
	"book": "document", "magazine": "product", "poem": "document", "academicjournal": "product",
	"song": "product", "album": "product", "product": "product", "programlang": "product", "object": "product", "art": "product",
	"award": "concept", "abstract": "concept", "astronomicalobject": "concept", "animal": "concept", "plant": "concept", "substance": "concept",
}

func readTagged(path string) ([]*Sentence, error) {
	var all []*Sentence
	cur := &Sentence{}
	flush := func() {
		if len(cur.Forms) > 0 {
			all = append(all, cur)
			cur = &Sentence{}
		}
	}
	err := lines(path, func(line string) error {
		form, tag, ok := strings.Cut(line, "\t")
		switch {
		case line == "":
			flush()
		case ok:
			cur.Forms = append(cur.Forms, form)
			cur.Names = append(cur.Names, tag)
		}
		return nil
	})
	flush()
	return all, err
}

type bioSpan struct {
	first, last int
	label       string
}

// bioSpans returns the spans of a BIO sequence; an I that continues nothing
// begins a span.
func bioSpans(tags []string) []bioSpan {
	var spans []bioSpan
	open := false
	for i, tag := range tags {
		position, label, _ := strings.Cut(tag, "-")
		switch {
		case position == "I" && open && spans[len(spans)-1].label == label:
			spans[len(spans)-1].last = i
		case position == "B" || position == "I":
			spans = append(spans, bioSpan{i, i, label})
			open = true
		default:
			open = false
		}
	}
	return spans
}

// Corpus is all the data of a training run.
type Corpus struct {
	Trees []*Sentence // with names where a names data set has the same sentence
	Names []*Sentence // names only, gold
	News  []*Sentence // names only, silver news
	Posts []*Sentence // names only, gold posts of the web, whose trees nobody can teach

	Dev map[string][]*Sentence // by data set

	Sources []model.DataSet // what was read to train on
}

// licences of the data sets.
var licences = map[string]string{
	"ewt-train": "CC BY-SA 4.0", "gum-train": "CC BY 4.0; texts by document", "uner-ewt-train": "CC BY-SA 4.0", "gum-named-train": "as gum-train",
	"wikigold": "CC BY 4.0", "redocred-1": "MIT; text CC BY-SA 3.0", "redocred-2": "MIT; text CC BY-SA 3.0",
	"crossner-politics-train": "MIT; text CC BY-SA 3.0", "crossner-other": "MIT; text CC BY-SA 3.0", "gmb-voa-silver": "public domain",
	"wnut17-train": "CC BY 4.0", "wnut17-dev": "CC BY 4.0", "wnut17-test": "CC BY 4.0", "btc": "CC BY 4.0",
}

// note records a data set that is trained on.
func (c *Corpus) note(name string, sents []*Sentence) {
	licence, training := licences[name]
	if !training {
		return
	}
	d := model.DataSet{Name: name, Sentences: len(sents), Licence: licence}
	for _, s := range sents {
		d.Words += len(s.Forms)
	}
	c.Sources = append(c.Sources, d)
}

// LoadCorpus reads the data folder.
func LoadCorpus(dir string) (*Corpus, error) {
	groups, err := readSet(filepath.Join(dir, "lexicon", "groups.txt"))
	if err != nil {
		return nil, err
	}
	c := &Corpus{Dev: map[string][]*Sentence{}}
	var failed error
	names := func(name string, fine bool, weight float32) []*Sentence {
		own := ""
		if fine {
			own = filepath.Join(dir, "ner", "fine", name+".conll.gz")
			if name == "gmb-voa-silver" {
				own = filepath.Join(dir, "ner", "fine", "gmb.conll.gz")
			}
		}
		s, err := readNames(filepath.Join(dir, "ner", name+".conll.gz"), own, weight, groups)
		if err != nil && failed == nil {
			failed = err
		}
		for i := range s {
			s[i].Style = styleOf(name)
		}
		c.note(name, s)
		return s
	}
	trees := func(name string) []*Sentence {
		s, err := readTreebank(filepath.Join(dir, "treebank", name+".conllu.gz"))
		if err != nil && failed == nil {
			failed = err
		}
		c.note(name, s)
		return s
	}
	c.Trees = joinNames(append(trees("ewt-train"), trees("gum-train")...),
		append(names("uner-ewt-train", false, 1), names("gum-named-train", true, 1)...))
	for _, n := range []struct {
		name   string
		fine   bool
		weight float32
	}{{"wikigold", false, 1}, {"redocred-1", false, 1}, {"redocred-2", false, 1}, {"crossner-politics-train", true, 1}, {"crossner-other", true, 0.7}} {
		c.Names = append(c.Names, names(n.name, n.fine, n.weight)...)
	}
	for _, name := range []string{"wnut17-train", "wnut17-dev", "wnut17-test", "btc"} {
		c.Posts = append(c.Posts, named(names(name, false, 0.7))...)
	}
	c.News = names("gmb-voa-silver", true, 0.5)
	c.Dev["ewt-dev"] = joinNames(trees("ewt-dev"), names("uner-ewt-dev", false, 1))
	c.Dev["gum-dev"] = joinNames(trees("gum-dev"), names("gum-named-dev", true, 1))
	c.Dev["uner-ewt-dev"] = names("uner-ewt-dev", false, 1)
	c.Dev["gum-named-dev"] = names("gum-named-dev", true, 1)
	c.Dev["crossner-politics-dev"] = names("crossner-politics-dev", true, 1)
	if failed != nil {
		return nil, fmt.Errorf("load corpus: %w", failed)
	}
	return c, nil
}

// named are the sentences that have a name: of posts, most have none, and many
// of these are not English.
func named(sents []*Sentence) []*Sentence {
	return slices.DeleteFunc(sents, func(s *Sentence) bool { return len(bioSpans(s.Names)) == 0 })
}

// Styles are the prefixes of the names data sets that differ in what they hold
// to be a name, and of which kind: is a restaurant a place or an organization?
// The network learns a vector for each; an exported model has that of one.
var Styles = []string{"uner", "gum", "wikigold", "redocred", "crossner-politics", "crossner-other", "gmb", "wnut17", "btc"}

func styleOf(dataSet string) int {
	return max(0, slices.IndexFunc(Styles, func(s string) bool { return strings.HasPrefix(dataSet, s) }))
}

// joinNames gives each tree the names of the same words in another file.
func joinNames(trees, names []*Sentence) []*Sentence {
	byWords := map[string]*Sentence{}
	for _, n := range names {
		byWords[strings.Join(n.Forms, " ")] = n
	}
	for _, t := range trees {
		if n := byWords[strings.Join(t.Forms, " ")]; n != nil {
			t.Names, t.Fine, t.Style = n.Names, n.Fine, n.Style
		}
	}
	return trees
}

func readSet(path string) (map[string]bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	set := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		set[strings.TrimSpace(line)] = true
	}
	return set, nil
}

// CollectLabels gathers the classes that occur in the training trees.
func CollectLabels(trees []*Sentence) *model.Labels {
	l := &model.Labels{
		Names: []string{"PERSON", "ORG", "LOC", "MISC"},
		Fine:  []string{"group", "event", "document", "product", "concept"},
	}
	var upos, xpos, feats, deprel counter
	for _, s := range trees {
		for i := range s.Forms {
			upos.add(s.UPOS[i])
			xpos.add(s.XPOS[i])
			feats.add(s.Feats[i])
			deprel.add(s.Deprel[i])
		}
	}
	l.UPOS, l.XPOS, l.Feats, l.Deprel = upos.atLeast(1), xpos.atLeast(1), feats.atLeast(2), deprel.atLeast(3)
	return l
}
