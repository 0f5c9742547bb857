package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// source is a model of random weights, small enough for tests.
func source(nets int) *Source {
	r := rand.New(rand.NewPCG(1, 1))
	draw := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(r.NormFloat64()) * 0.3
		}
		return v
	}
	s := &Source{
		Config: Config{
			Glove: 8, Affix: 8, Gram: 8, Shape: 8, Hidden: 16, Layers: 2, Tag: 16, Name: 16, Arc: 16, Label: 16,
			AffixRows: 32, GramRows: 32, ShapeRows: 16,
		},
		Labels: Labels{
			UPOS: []string{"NOUN", "VERB"}, XPOS: []string{"NN", "VB", "."}, Feats: []string{"", "Number=Sing"},
			Deprel: []string{"root", "nsubj", "obj"}, Names: []string{"PERSON", "ORG", "LOC", "MISC"}, Fine: []string{"group", "event"},
		},
		Record:    Record{Licence: "CC BY-SA 4.0"},
		Gazetteer: NewGazetteer(),
		Vectors:   &Vectors{Dim: 8, Words: []string{"the", "bridge"}, Scale: []float32{0.01, 0.02}, Rows: make([]int8, 16)},
		Learned:   []string{"", "opened", "000"},
		Tables:    map[string][]float32{},
	}
	s.Gazetteer.add("Costa Rica", kindCountry)
	s.Gazetteer.add("Paris", kindCity)
	s.Config.Networks = nets
	tables := tableShapes(s.Config, len(s.Learned))
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		t := tables[name]
		s.Tables[name] = draw(t.rows * t.cols)
	}
	for range nets {
		net := map[string][]float32{}
		for _, t := range netShapes(s.Config, &s.Labels) {
			net[t.name] = draw(t.rows * t.cols)
		}
		s.Nets = append(s.Nets, net)
	}
	return s
}

func written(t testing.TB, s *Source) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOpen(t *testing.T) {
	for _, nets := range []int{1, 2} {
		m, err := Open(written(t, source(nets)))
		if err != nil {
			t.Fatal(err)
		}
		if m.Record().Licence != "CC BY-SA 4.0" || len(m.nets) != nets {
			t.Errorf("record %+v, %d networks", m.Record(), len(m.nets))
		}
		if m.Pretrained("bridge") != 1 || m.Pretrained("ridge") != -1 || m.Learned("000") != 2 || m.Learned("new") != 0 {
			t.Error("words are not found where they were put")
		}
		sents := [][]string{{"The", "bridge", "opened", "."}, {}, {"Costa", "Rica"}, {"Yes"}}
		together := m.Analyze(sents, true)
		for i, s := range sents {
			if alone := m.Analyze([][]string{s}, true)[0]; !reflect.DeepEqual(alone, together[i]) {
				t.Errorf("%v alone: %+v, in a batch: %+v", s, alone, together[i])
			}
		}
	}
}

func TestVoting(t *testing.T) {
	one := source(1)
	twice := source(1)
	twice.Tables, twice.Nets = one.Tables, append(one.Nets, one.Nets...)
	a, err := Open(written(t, one))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(written(t, twice))
	if err != nil {
		t.Fatal(err)
	}
	sents := [][]string{{"The", "bridge", "opened", "."}, {"It", "opened"}}
	for i, x := range a.Analyze(sents, false) {
		y := b.Analyze(sents, false)[i]
		for j := range y.Names { // the same but for rounding
			if d := y.Names[j].Score - x.Names[j].Score; d < 1e-4 && d > -1e-4 {
				y.Names[j].Score = x.Names[j].Score
			}
		}
		if !reflect.DeepEqual(x, y) {
			t.Errorf("a network that votes twice changes its mind: %+v, %+v", x, y)
		}
	}
}

func TestOpenErrors(t *testing.T) {
	good := written(t, source(1))
	damaged := []byte(good)
	damaged[len(good)/2] ^= 1
	for name, data := range map[string]string{
		"empty": "", "text": strings.Repeat("no model ", 100), "short": good[:len(good)-1],
		"version": good[:7] + "\x02" + good[8:], "damaged": string(damaged),
	} {
		if _, err := Open(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzOpen holds that no file makes the reader panic, even one whose checksum
// is right.
func FuzzOpen(f *testing.F) {
	good := written(f, source(1))
	f.Add([]byte(good))
	f.Add([]byte(good[:200]))
	f.Add([]byte(strings.Replace(good, `"hidden":16`, `"hidden":-1`, 1)))
	f.Add([]byte(strings.Replace(good, `"layers":2`, `"layers":3`, 1)))
	f.Add([]byte(strings.Replace(good, `"Offset":0`, `"Offset":9`, 1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > prefix {
			copy(data, magic)
			binary.LittleEndian.PutUint32(data[len(magic):], crc32.Checksum(data[len(magic)+4:], castagnoli))
		}
		m, err := Open(string(data))
		if err != nil {
			return
		}
		m.Analyze([][]string{{"The", "bridge", "opened"}}, false)
	})
}

func TestShape(t *testing.T) {
	for form, want := range map[string]string{"Obama": "Xxx", "UNESCO": "XX", "1999": "dd", "A-10s": "X-ddx", "don't": "xx'x", "": ""} {
		if got := shape(form); got != want {
			t.Errorf("shape of %q is %q, want %q", form, got, want)
		}
	}
}

func TestNormalise(t *testing.T) {
	for form, want := range map[string]string{"Twenty-2": "twenty-0", "“": `"`, "didn’t": "didn't", "—": "--", "STRASSE": "strasse"} {
		if got := Normalise(form); got != want {
			t.Errorf("Normalise(%q) is %q, want %q", form, got, want)
		}
	}
}

// TestSentence holds what the network is told of the words' surroundings.
func TestSentence(t *testing.T) {
	g := NewGazetteer()
	g.add("Costa Rica", kindCountry)
	g.add("Rica", kindFemale)
	bits := func(text string) []uint16 {
		var words []*Word
		for _, f := range strings.Fields(text) {
			words = append(words, &Word{Lower: strings.ToLower(f), Cased: casing(f)})
		}
		return Sentence(words, g)
	}
	const country = 1<<kindCountry | 1<<bitLongPlace
	for text, want := range map[string][]uint16{
		"in Costa Rica":             {1 << bitFirst, country, country | 1<<kindFemale},
		"COSTA RICA WINS":           {country | 1<<bitFirst | 1<<bitAllCapitals, country | 1<<kindFemale | 1<<bitAllCapitals, 1 << bitAllCapitals},
		"it rains":                  {1<<bitFirst | 1<<bitNoCapitals, 1 << bitNoCapitals},
		"Storm Hits Coast":          {1<<bitFirst | 1<<bitTitleCase, 1 << bitTitleCase, 1 << bitTitleCase},
		"The mayor of Leeds smiled": {1 << bitFirst, 0, 0, 0, 0},
	} {
		if got := bits(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %b, want %b", text, got, want)
		}
	}
}

func TestGazetteerRoundTrip(t *testing.T) {
	g := NewGazetteer()
	g.add("Costa Rica", kindCountry)
	g.add("Rica", kindFemale)
	g.add("Rica", kindFamily)
	var b strings.Builder
	if err := g.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := ReadGazetteer(b.String())
	if err != nil || !reflect.DeepEqual(got, g) {
		t.Errorf("%v came back as %v, %v", g, got, err)
	}
	if _, err := ReadGazetteer("zz\tRica\n"); err == nil {
		t.Error("a bad line is accepted")
	}
}
