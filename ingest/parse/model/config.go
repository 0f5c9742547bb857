// Package model is the neural model of the parser: which features a token has,
// which shapes the network has, how scores become trees and names, and the file
// the weights live in. Training (cmd/train) and the runtime share it, so that
// both see a token in exactly the same way.
package model

// Config holds the sizes of the network. A model file carries it, and every
// tensor's shape follows from it and from the label sets.
type Config struct {
	Glove  int `json:"glove"`  // width of the word vector (pretrained plus learned)
	Affix  int `json:"affix"`  // width of the prefix and suffix embedding
	Gram   int `json:"gram"`   // width of the character n-gram embedding
	Shape  int `json:"shape"`  // width of the word-shape embedding
	Hidden int `json:"hidden"` // LSTM cells per direction
	Layers int `json:"layers"` // bidirectional LSTM layers
	Tag    int `json:"tag"`    // hidden units of the tagger
	Name   int `json:"name"`   // hidden units of the name tagger
	Arc    int `json:"arc"`    // width of head and dependent for arc scores
	Label  int `json:"label"`  // width of head and dependent for relation labels

	Networks int `json:"networks"` // that vote; a training run makes one

	AffixRows int `json:"affix_rows"` // hash buckets, a power of two
	GramRows  int `json:"gram_rows"`
	ShapeRows int `json:"shape_rows"`
}

// DefaultConfig is the size that the embedded model has.
func DefaultConfig() Config {
	return Config{
		Glove: 100, Affix: 96, Gram: 64, Shape: 44,
		Hidden: 224, Layers: 3,
		Tag: 256, Name: 192, Arc: 256, Label: 192,
		AffixRows: 1 << 15, GramRows: 1 << 15, ShapeRows: 1 << 9,
	}
}

// InputWidth is the width of one token's input row.
func (c Config) InputWidth() int {
	return c.Glove + c.Affix + c.Gram + c.Shape + NumBits
}

// OutputWidth is the width of the encoder's contextual vector.
func (c Config) OutputWidth() int { return 2 * c.Hidden }

// Labels are the closed sets of classes that the model was trained with. The
// index of a string is its class.
type Labels struct {
	UPOS   []string `json:"upos"`
	XPOS   []string `json:"xpos"`
	Feats  []string `json:"feats"`
	Deprel []string `json:"deprel"`
	Names  []string `json:"names"` // coarse name types: PERSON ORG LOC MISC
	Fine   []string `json:"fine"`  // finer types of DESIGN: person group event ...
}

// NameTags is the number of BIOES tags over the coarse name types: O, then
// B I E S of each type in turn.
func (l *Labels) NameTags() int { return 1 + 4*len(l.Names) }
