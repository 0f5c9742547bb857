package learn

import (
	"factgraph/ingest/parse/model"
)

// Encoder turns sentences into examples: it holds the vocabulary, the
// gazetteer and the label indexes. It caches the features of forms and so must
// not be shared by goroutines.
type Encoder struct {
	Config    model.Config
	Labels    *model.Labels
	Gazetteer *model.Gazetteer
	Vectors   *model.Vectors
	Lexicon   []string // learned words; row 0 is the unknown word

	glove, learned             map[string]int32
	words                      map[string]*model.Word
	upos, xpos, feats, deprels map[string]int
	names, fine                map[string]int
}

// NewEncoder indexes the vocabulary.
func NewEncoder(cfg model.Config, labels *model.Labels, g *model.Gazetteer, v *model.Vectors, learned []string) *Encoder {
	e := &Encoder{
		Config: cfg, Labels: labels, Gazetteer: g, Vectors: v, Lexicon: learned,
		glove: make(map[string]int32, len(v.Words)), learned: make(map[string]int32, len(learned)),
		words: map[string]*model.Word{},
		upos:  index(labels.UPOS), xpos: index(labels.XPOS), feats: index(labels.Feats),
		deprels: index(labels.Deprel), names: index(labels.Names), fine: index(labels.Fine),
	}
	for i, w := range v.Words {
		e.glove[w] = int32(i)
	}
	for i, w := range learned {
		e.learned[w] = int32(i)
	}
	return e
}

func index(list []string) map[string]int {
	m := make(map[string]int, len(list))
	for i, s := range list {
		m[s] = i
	}
	return m
}

// Pretrained implements model.Vocabulary.
func (e *Encoder) Pretrained(lower string) int32 {
	if i, ok := e.glove[lower]; ok {
		return i
	}
	return -1
}

// Learned implements model.Vocabulary.
func (e *Encoder) Learned(key string) int32 { return e.learned[key] }

// LearnedWords lists the words that get an embedding of their own: those seen
// twice in the trees or five times in the names. The first is the unknown word.
func LearnedWords(c *Corpus) []string {
	var trees, all counter
	for _, s := range c.Trees {
		for _, f := range s.Forms {
			trees.add(model.Normalise(f))
			all.add(model.Normalise(f))
		}
	}
	for _, set := range [][]*Sentence{c.Names, c.News} {
		for _, s := range set {
			for _, f := range s.Forms {
				all.add(model.Normalise(f))
			}
		}
	}
	words := []string{""}
	for _, w := range all.atLeast(2) {
		if trees[w] >= 2 || all[w] >= 6 {
			words = append(words, w)
		}
	}
	return words
}

// Encode describes the words of a sentence and looks up its classes.
func (e *Encoder) Encode(s *Sentence) *Example {
	ex := &Example{TreeWeight: s.TreeWeight, NameWeight: s.NameWeight, Style: s.Style}
	for _, f := range s.Forms {
		w := e.words[f]
		if w == nil {
			w = model.Describe(f, e, &e.Config)
			e.words[f] = w
		}
		ex.Words = append(ex.Words, w)
	}
	ex.Bits = model.Sentence(ex.Words, e.Gazetteer)
	if s.Heads != nil {
		ex.Heads = s.Heads
		for i := range s.Forms {
			ex.UPOS = append(ex.UPOS, e.upos[s.UPOS[i]])
			ex.XPOS = append(ex.XPOS, e.xpos[s.XPOS[i]])
			ex.Feats = append(ex.Feats, e.feats[s.Feats[i]])
			ex.Deprel = append(ex.Deprel, e.deprels[s.Deprel[i]])
		}
	}
	if s.Names != nil {
		var spans []model.NameSpan
		for _, sp := range bioSpans(s.Names) {
			spans = append(spans, model.NameSpan{First: sp.first, Last: sp.last, Type: e.names[sp.label]})
		}
		ex.Names = model.EncodeNames(spans, len(s.Forms))
		for i, doubt := range s.Doubt {
			if doubt {
				ex.Names[i] = -1
			}
		}
		ex.Fine = make([]int, len(s.Forms))
		for i, f := range s.Fine {
			ex.Fine[i] = -1
			if k, ok := e.fine[f]; ok {
				ex.Fine[i] = k
			}
		}
	}
	return ex
}
