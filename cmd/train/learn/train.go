package learn

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Options of a training run.
type Options struct {
	Seed        uint64
	Epochs      int
	Rate        float64 // peak learning rate
	WarmUp      int     // steps until the peak
	BatchTokens int     // words a worker sees in a step
	Workers     int
	NameTokens  int    // words of gold names data an epoch
	NewsTokens  int    // words of silver names data an epoch
	PostTokens  int    // words of posts with gold names an epoch
	Freeze      bool   // leave the embedding tables as they are
	Teacher     string // how the trees of the names data were made, for the record
	Dropout     Dropout
	Checkpoint  string // file that is written after every epoch
}

// DefaultOptions are those of the embedded model.
func DefaultOptions() Options {
	return Options{
		Seed: 1, Epochs: 20, Rate: 2.5e-3, WarmUp: 300, BatchTokens: 700, Workers: 2,
		NameTokens: 90_000, NewsTokens: 60_000,
		Dropout: Dropout{Word: 0.08, Learned: 0.15, Part: 0.08, Layer: 0.3, State: 0.2, Hidden: 0.3},
	}
}

// A Trainer is a run in progress.
type Trainer struct {
	opts    Options
	enc     *Encoder
	corpus  *Corpus
	params  *params
	w       []float32
	opt     *adam
	epoch   int
	best    float64
	workers []*worker
	names   mentions
	History []Round
}

// A Round is the record of one epoch.
type Round struct {
	Epoch  int                `json:"epoch"`
	Loss   float64            `json:"loss"`
	Speed  float64            `json:"tokens_per_second"`
	Scores map[string]float64 `json:"scores,omitempty"`
}

// NewTrainer starts a run at random weights.
func NewTrainer(enc *Encoder, corpus *Corpus, opts Options) *Trainer {
	t := &Trainer{opts: opts, enc: enc, corpus: corpus}
	t.params = newParams(enc.Config, enc.Labels, len(enc.Lexicon), len(Styles))
	t.w = t.params.init(rand.New(rand.NewPCG(opts.Seed, 0)))
	t.opt = newAdam(t.w)
	t.start()
	return t
}

func (t *Trainer) start() {
	if t.corpus != nil {
		t.names = collectMentions(t.corpus.Trees, t.corpus.Names)
	}
	for range t.opts.Workers {
		wk := newWorker(t.params, t.w, t.enc.Vectors, nil)
		wk.grad = make([]float32, t.params.size)
		wk.frozen = t.opts.Freeze
		t.workers = append(t.workers, wk)
	}
}

const maxTrainLength = 120 // words; longer sentences are left out of training

// epochSentences draws the sentences of an epoch: all trees, those of news and
// interviews half as often again, and samples of the names data.
func (t *Trainer) epochSentences(r *rand.Rand) []*Sentence {
	var all []*Sentence
	for _, s := range t.corpus.Trees {
		all = append(all, s)
		if (s.Genre == "news" || s.Genre == "interview") && r.Float64() < 0.5 {
			all = append(all, s)
		}
	}
	sample := func(from []*Sentence, tokens int) {
		for _, i := range r.Perm(len(from)) {
			if tokens <= 0 {
				return
			}
			tokens -= len(from[i].Forms)
			all = append(all, from[i])
		}
	}
	sample(t.corpus.Names, t.opts.NameTokens)
	sample(t.corpus.News, t.opts.NewsTokens)
	sample(t.corpus.Posts, t.opts.PostTokens)
	return slices.DeleteFunc(all, func(s *Sentence) bool { return len(s.Forms) > maxTrainLength })
}

// batches encodes the sentences and groups those of like length.
func (t *Trainer) batches(all []*Sentence, r *rand.Rand) [][]*Example {
	examples := make([]*Example, len(all))
	for i, s := range all {
		examples[i] = t.enc.Encode(augment(t.names.swap(s, r), r))
	}
	r.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
	// Sort large pools, not all: which sentences meet in a batch should vary.
	var batches [][]*Example
	const pool = 6000
	for lo := 0; lo < len(examples); lo += pool {
		part := examples[lo:min(lo+pool, len(examples))]
		slices.SortStableFunc(part, func(a, b *Example) int { return len(a.Words) - len(b.Words) })
		var cur []*Example
		tokens := 0
		for _, e := range part {
			if len(cur) > 0 && tokens+len(e.Words) > t.opts.BatchTokens {
				batches = append(batches, cur)
				cur, tokens = nil, 0
			}
			cur = append(cur, e)
			tokens += len(e.Words)
		}
		if len(cur) > 0 {
			batches = append(batches, cur)
		}
	}
	r.Shuffle(len(batches), func(i, j int) { batches[i], batches[j] = batches[j], batches[i] })
	return batches
}

// Run trains until the last epoch or until ctx ends. save is called after
// every epoch with whether it is the best so far.
func (t *Trainer) Run(ctx context.Context, log *slog.Logger, save func(best bool) error) error {
	for t.epoch < t.opts.Epochs {
		r := rand.New(rand.NewPCG(t.opts.Seed, uint64(t.epoch+1)))
		batches := t.batches(t.epochSentences(r), r)
		for i, wk := range t.workers {
			wk.w = t.w
			wk.rng = rand.New(rand.NewPCG(t.opts.Seed^0x9e3779b97f4a7c15, uint64(t.epoch*64+i)))
		}
		begun := time.Now()
		var sum Losses
		tokens, steps := 0, (len(batches)+len(t.workers)-1)/len(t.workers)
		for step := range steps {
			if err := ctx.Err(); err != nil {
				return err
			}
			losses := make([]Losses, len(t.workers))
			scale := 1 / float32(t.opts.BatchTokens*len(t.workers))
			parallel(len(t.workers), func(i int) {
				at := step*len(t.workers) + i
				if at >= len(batches) {
					return
				}
				wk := t.workers[i]
				wk.drop = &t.opts.Dropout
				wk.mem.reset()
				losses[i] = wk.backward(wk.forward(batches[at], true), scale)
			})
			for i := range t.workers {
				if at := step*len(t.workers) + i; at < len(batches) {
					for _, e := range batches[at] {
						tokens += len(e.Words)
					}
				}
				l := losses[i]
				sum.Arc, sum.Label, sum.Tags, sum.Name = sum.Arc+l.Arc, sum.Label+l.Label, sum.Tags+l.Tags, sum.Name+l.Name
			}
			progress := (float64(t.epoch) + float64(step)/float64(steps)) / float64(t.opts.Epochs)
			norm := t.opt.update(t.params, t.w, t.workers, t.rate(progress))
			if math.IsNaN(norm) {
				return fmt.Errorf("train: the gradient is not a number in epoch %d, step %d", t.epoch+1, step)
			}
			if step%100 == 0 {
				log.Info("step", "epoch", t.epoch+1, "step", step, "of", steps, "norm", round(norm),
					"tokens/s", int(float64(tokens)/time.Since(begun).Seconds()), "arc", round(sum.Arc/float64(step+1)),
					"label", round(sum.Label/float64(step+1)), "tags", round(sum.Tags/float64(step+1)), "name", round(sum.Name/float64(step+1)))
			}
		}
		speed := float64(tokens) / time.Since(begun).Seconds()
		t.epoch++
		scores := t.DevScores()
		rd := Round{Epoch: t.epoch, Loss: sum.Total() / float64(steps), Speed: math.Round(speed), Scores: scores}
		t.History = append(t.History, rd)
		args := []any{"epoch", t.epoch, "loss", round(rd.Loss), "tokens/s", int(speed)}
		for _, k := range sortedKeys(scores) {
			args = append(args, k, round(scores[k]))
		}
		log.Info("epoch", args...)
		value := scores["ewt-las"] + scores["gum-las"] + 0.3*(scores["uner-f1"]+scores["politics-f1"]+scores["gum-f1"])
		best := value > t.best
		t.best = max(t.best, value)
		if err := save(best); err != nil {
			return err
		}
	}
	return nil
}

func sortedKeys(m map[string]float64) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// rate warms up, then falls along half a cosine to a fiftieth.
func (t *Trainer) rate(progress float64) float64 {
	warm := min(1, float64(t.opt.step+1)/float64(max(t.opts.WarmUp, 1)))
	return t.opts.Rate * warm * (0.02 + 0.98*(1+math.Cos(math.Pi*progress))/2)
}

// DevScores evaluates the averaged weights on the development sets.
func (t *Trainer) DevScores() map[string]float64 {
	out := map[string]float64{}
	ewt := t.Evaluate(t.corpus.Dev["ewt-dev"], nil)
	gum := t.Evaluate(t.corpus.Dev["gum-dev"], nil)
	for name, s := range map[string]Scores{"ewt": ewt, "gum": gum} {
		out[name+"-upos"], out[name+"-xpos"], out[name+"-feats"] = s.Percent(s.UPOS), s.Percent(s.XPOS), s.Percent(s.Feats)
		out[name+"-uas"], out[name+"-las"] = s.Percent(s.UAS), s.Percent(s.LAS)
	}
	out["gum-f1"] = F1(gum.Right, gum.Gold, gum.Found)
	uner := t.Evaluate(t.corpus.Dev["uner-ewt-dev"], nil)
	out["uner-f1"] = F1(uner.Right3, uner.Gold3, uner.Found3)
	pol := t.Evaluate(t.corpus.Dev["crossner-politics-dev"], nil)
	out["politics-f1"] = F1(pol.Right, pol.Gold, pol.Found)
	if t.epoch%4 == 0 || t.epoch == t.opts.Epochs {
		for name, f := range Guises {
			s := t.Evaluate(t.corpus.Dev["ewt-dev"], f)
			out["ewt-las-"+name] = s.Percent(s.LAS)
		}
	}
	return out
}

// Guises are the ways of writing that the parser must survive.
var Guises = map[string]func(string) string{"title": TitleCase, "capitals": strings.ToUpper, "lower": strings.ToLower}

// Evaluate scores the averaged weights on sentences, their forms changed by f.
func (t *Trainer) Evaluate(sents []*Sentence, f func(string) string) Scores {
	parts := make([]Scores, len(t.workers))
	examples := make([]*Example, len(sents))
	origin := map[*Example]*Sentence{}
	for i, s := range sents {
		if f != nil {
			s = recase(s, f)
		}
		examples[i] = t.enc.Encode(s)
		examples[i].Style = 0 // what the model will be used with
		origin[examples[i]] = s
	}
	slices.SortStableFunc(examples, func(a, b *Example) int { return len(b.Words) - len(a.Words) })
	parallel(len(t.workers), func(i int) {
		wk := t.workers[i]
		wk.drop, wk.w = nil, t.opt.average
		for lo := i * 32; lo < len(examples); lo += 32 * len(t.workers) {
			batch := examples[lo:min(lo+32, len(examples))]
			for b, p := range wk.predict(batch) {
				parts[i].add(score(t.enc.Labels, origin[batch[b]], p))
			}
		}
		wk.w = t.w
	})
	var sum Scores
	for _, p := range parts {
		sum.add(p)
	}
	return sum
}
