package model

import "sync"

// maxForms bounds the cache of word forms: 20,000 forms take about 30 MB.
const maxForms = 20_000

// cache keeps the input vectors of word forms, most of which recur. When it is
// full it starts anew, which costs little and needs no bookkeeping.
type cache struct {
	mu    sync.RWMutex
	forms map[string]*form
}

// form is a word and the part of its input row that depends on it alone.
type form struct {
	word  *Word
	input []float32
}

func (m *Model) form(text string) *form {
	m.forms.mu.RLock()
	f := m.forms.forms[text]
	m.forms.mu.RUnlock()
	if f != nil {
		return f
	}
	f = m.describe(text)
	m.forms.mu.Lock()
	if m.forms.forms == nil || len(m.forms.forms) >= maxForms {
		m.forms.forms = make(map[string]*form, 1024)
	}
	m.forms.forms[text] = f
	m.forms.mu.Unlock()
	return f
}

// describe looks up and adds up a form's embeddings.
func (m *Model) describe(text string) *form {
	c := &m.config
	w := Describe(text, m, c)
	f := &form{word: w, input: make([]float32, c.InputWidth()-NumBits)}
	at := f.input
	m.word.addTo(at, w.Known, 1)
	if w.Glove >= 0 {
		m.vectors.addTo(at, w.Glove, 1)
	}
	at = at[c.Glove:]
	for _, r := range w.Affix {
		m.affix.addTo(at, r, AffixScale)
	}
	at = at[c.Affix:]
	scale := GramScale(len(w.Grams))
	for _, r := range w.Grams {
		m.gram.addTo(at, r, scale)
	}
	m.shape.addTo(at[c.Gram:], w.Shape, 1)
	return f
}
