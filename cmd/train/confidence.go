package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/ingest/document"
	"factgraph/ingest/fact"
	"factgraph/ingest/parse"
	"factgraph/ingest/parse/segment"
)

func newConfidenceCommand() *cobra.Command {
	var data, out string
	var decay float64
	cmd := &cobra.Command{
		Use:   "confidence --data DIR",
		Short: "Fit how sure the program is of a fact",
		Long: `Confidence fits a logistic regression: the probability that an extraction is
right, from the features of its rule and its clause. It learns from the
judged extractions of CaRB's development sentences, and prints how well the
probabilities hold on folds that it did not learn from.`,
		Example: "  train confidence --data data",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			samples, err := readSamples(cmd.Context(), filepath.Join(data, "carb", "dev.tsv"))
			if err != nil {
				return err
			}
			crossValidate(cmd.OutOrStdout(), samples, decay)
			return writeWeights(out, fit(samples, decay))
		},
	}
	cmd.Flags().StringVar(&data, "data", "", "data folder")
	cmd.Flags().StringVar(&out, "out", "ingest/fact/tables/confidence.tsv", "file to write")
	cmd.Flags().Float64Var(&decay, "decay", 8, "strength of the pull of the weights to zero")
	cobra.CheckErr(cmd.MarkFlagRequired("data"))
	return cmd
}

// A sample is an extraction with whether it is right (1) or not (0).
type sample struct {
	features []string
	right    float64
	fold     int
}

// agreement is the share of its words that a right extraction has in common
// with a gold one: where an argument ends is a matter of taste.
const agreement = 0.5

// A judged is a gold extraction: a relation and two arguments, the further
// ones joined to the second.
type judged struct{ relation, subject, object []string }

// readSamples extracts from the sentences of a CaRB file and judges what it
// finds by the file's extractions.
func readSamples(ctx context.Context, path string) ([]sample, error) {
	gold, sentences, err := readJudged(path)
	if err != nil {
		return nil, err
	}
	parser, err := parse.Load()
	if err != nil {
		return nil, err
	}
	text := strings.Join(sentences, "\n")
	doc := &document.Document{Text: text, Sentences: segment.Tokenized(text)}
	if err := parser.Parse(ctx, doc); err != nil {
		return nil, err
	}
	if len(doc.Sentences) != len(sentences) {
		return nil, fmt.Errorf("%s: %d sentences became %d", path, len(sentences), len(doc.Sentences))
	}
	var samples []sample
	for _, e := range fact.OpenIE(doc) {
		object := strings.Fields(e.Object + " " + strings.Join(e.Arguments, " "))
		found := judged{strings.Fields(e.Relation), strings.Fields(e.Subject), object}
		s := sample{features: e.Features, fold: e.Sentence % folds}
		for _, g := range gold[sentences[e.Sentence]] {
			if found.precision(g) >= agreement {
				s.right = 1
			}
		}
		samples = append(samples, s)
	}
	return samples, nil
}

// readJudged reads the extractions of each sentence, and the sentences in
// their order.
func readJudged(path string) (map[string][]judged, []string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read judged extractions: %w", err)
	}
	defer file.Close()
	gold := make(map[string][]judged)
	var sentences []string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		columns := strings.Split(strings.TrimSpace(lines.Text()), "\t")
		if len(columns) < 3 {
			continue
		}
		sentence := strings.Join(strings.Fields(columns[0]), " ")
		if _, ok := gold[sentence]; !ok {
			sentences = append(sentences, sentence)
		}
		gold[sentence] = append(gold[sentence], judged{
			relation: strings.Fields(columns[1]), subject: strings.Fields(columns[2]),
			object: strings.Fields(strings.Join(columns[3:], " ")),
		})
	}
	if err := lines.Err(); err != nil {
		return nil, nil, fmt.Errorf("read judged extractions: %w", err)
	}
	return gold, sentences, nil
}

// precision is the share of the words of e that g has in the same place; 0
// when the relations have none in common.
func (e judged) precision(g judged) float64 {
	relation := shared(g.relation, e.relation)
	total := len(e.relation) + len(e.subject) + len(e.object)
	if relation == 0 || total == 0 || len(e.object) == 0 && len(g.object) > 0 {
		return 0
	}
	return float64(relation+shared(g.subject, e.subject)+shared(g.object, e.object)) / float64(total)
}

// shared counts the words that two lists have in common, as multisets.
func shared(a, b []string) int {
	counts := make(map[string]int)
	for _, word := range a {
		counts[word]++
	}
	n := 0
	for _, word := range b {
		if counts[word] > 0 {
			counts[word]--
			n++
		}
	}
	return n
}

const (
	folds  = 5
	rounds = 400
	rate   = 0.5
)

// fit is a logistic regression by AdaGrad over all samples, drawn to zero by
// decay. The bias is a weight like others, not drawn.
func fit(samples []sample, decay float64) map[string]float64 {
	weights, squares := make(map[string]float64), make(map[string]float64)
	names := make(map[string]bool)
	for _, s := range samples {
		for _, f := range s.features {
			names[f] = true
		}
	}
	order := sortedKeys(names)
	for range rounds {
		gradient := make(map[string]float64)
		for _, s := range samples {
			off := s.right - probability(weights, s.features)
			gradient["bias"] += off
			for _, f := range s.features {
				gradient[f] += off
			}
		}
		for _, f := range append(order, "bias") {
			g := gradient[f]
			if f != "bias" {
				g -= decay * weights[f]
			}
			squares[f] += g * g
			weights[f] += rate * g / (math.Sqrt(squares[f]) + 1e-9)
		}
	}
	return weights
}

func probability(weights map[string]float64, features []string) float64 {
	sum := weights["bias"]
	for _, f := range features {
		sum += weights[f]
	}
	return 1 / (1 + math.Exp(-sum))
}

// crossValidate prints, for bands of confidence on held-out folds, how many
// extractions there are and how right they are.
func crossValidate(out io.Writer, samples []sample, decay float64) {
	const bands = 10
	var count [bands]int
	var said, was [bands]float64
	squared := 0.0
	for fold := range folds {
		var learn []sample
		for _, s := range samples {
			if s.fold != fold {
				learn = append(learn, s)
			}
		}
		weights := fit(learn, decay)
		for _, s := range samples {
			if s.fold != fold {
				continue
			}
			p := probability(weights, s.features)
			band := min(int(p*bands), bands-1)
			count[band]++
			said[band] += p
			was[band] += s.right
			squared += (p - s.right) * (p - s.right)
		}
	}
	fmt.Fprintf(out, "%d extractions, mean squared error %.4f\nconfidence\tnumber\tsaid\twas\n", len(samples), squared/float64(len(samples)))
	for band, n := range count {
		if n > 0 {
			fmt.Fprintf(out, "%.1f to %.1f\t%d\t%.2f\t%.2f\n", float64(band)/bands, float64(band+1)/bands, n, said[band]/float64(n), was[band]/float64(n))
		}
	}
}

// writeWeights writes the weights as a table, by name.
func writeWeights(path string, weights map[string]float64) error {
	var b strings.Builder
	b.WriteString("# How sure the program is of a fact: weights of a logistic regression, fitted by \"train confidence\".\n# feature\tweight\n")
	names := make(map[string]bool)
	for name := range weights {
		names[name] = true
	}
	for _, name := range sortedKeys(names) {
		if math.Abs(weights[name]) >= 0.005 {
			fmt.Fprintf(&b, "%s\t%.2f\n", name, weights[name])
		}
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	return nil
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for key := range set {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return slices.Clip(keys)
}
