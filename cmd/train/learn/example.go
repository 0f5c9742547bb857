package learn

import "factgraph/ingest/parse/model"

// An Example is a sentence as the network sees it. The gold columns it lacks
// are nil, and give no loss.
type Example struct {
	Words []*model.Word
	Bits  []uint16

	UPOS, XPOS, Feats []int
	Heads             []int // -1 for the root
	Deprel            []int
	Names             []int // BIOES tags, -1 where unknown
	Fine              []int // finer type within MISC names, -1 where unknown

	Style int // of its names

	TreeWeight float32 // of the losses of its tags and tree
	NameWeight float32 // of the loss of its names
}
