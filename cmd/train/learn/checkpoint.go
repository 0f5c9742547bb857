package learn

import (
	"bufio"
	"encoding/gob"
	"fmt"
	"os"

	"factgraph/ingest/parse/model"
)

// checkpoint is a run on disk: enough to go on with it, or to export a model.
type checkpoint struct {
	Config           model.Config
	Labels           model.Labels
	Lexicon          []string
	Options          Options
	Epoch, Step      int
	Best             float64
	History          []Round
	Weights, Average []float32
	Moment1, Moment2 []float32
}

// Save writes a checkpoint.
func (t *Trainer) Save(path string) error {
	f, err := os.Create(path + ".new")
	if err != nil {
		return fmt.Errorf("save checkpoint: %w", err)
	}
	defer f.Close()
	b := bufio.NewWriterSize(f, 1<<20)
	err = gob.NewEncoder(b).Encode(checkpoint{
		Config: t.enc.Config, Labels: *t.enc.Labels, Lexicon: t.enc.Lexicon, Options: t.opts,
		Epoch: t.epoch, Step: t.opt.step, Best: t.best, History: t.History,
		Weights: t.w, Average: t.opt.average, Moment1: t.opt.m, Moment2: t.opt.v,
	})
	if err == nil {
		err = b.Flush()
	}
	if err != nil {
		return fmt.Errorf("save checkpoint: %w", err)
	}
	return os.Rename(path+".new", path)
}

// Resume loads a checkpoint. The corpus must be the one the run began with.
func Resume(path string, g *model.Gazetteer, v *model.Vectors, corpus *Corpus) (*Trainer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("resume: %w", err)
	}
	defer f.Close()
	var c checkpoint
	if err := gob.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(&c); err != nil {
		return nil, fmt.Errorf("resume %s: %w", path, err)
	}
	t := &Trainer{opts: c.Options, corpus: corpus, epoch: c.Epoch, best: c.Best, History: c.History}
	t.enc = NewEncoder(c.Config, &c.Labels, g, v, c.Lexicon)
	t.params = newParams(c.Config, &c.Labels, len(c.Lexicon), 0)
	t.params = newParams(c.Config, &c.Labels, len(c.Lexicon), (len(c.Weights)-t.params.size)/c.Config.Name) // styles may have been fewer
	if len(c.Weights) != t.params.size || len(c.Average) != t.params.size {
		return nil, fmt.Errorf("resume %s: %d weights, want %d", path, len(c.Weights), t.params.size)
	}
	t.w = c.Weights
	t.opt = &adam{m: c.Moment1, v: c.Moment2, average: c.Average, step: c.Step}
	t.start()
	return t, nil
}
