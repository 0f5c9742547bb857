package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/ingest/document"
	"factgraph/ingest/parse/conllu"
	"factgraph/ingest/parse/segment"
)

type segmentOptions struct {
	data, out string
	epochs    int
}

func newSegmentCommand() *cobra.Command {
	o := segmentOptions{}
	cmd := &cobra.Command{
		Use:   "segment --data DIR",
		Short: "Train the splitter of sentences",
		Long: `Segment trains the classifier of sentence boundaries on the treebanks, and on
news with one sentence a line, and writes its weights where package segment
embeds them.`,
		Example: "  train segment --data data",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return trainSegment(cmd.OutOrStdout(), o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "", "data folder")
	f.StringVar(&o.out, "out", "ingest/parse/segment/boundary.bin", "file of weights to write")
	f.IntVar(&o.epochs, "epochs", 8, "epochs")
	cobra.CheckErr(cmd.MarkFlagRequired("data"))
	return cmd
}

// newsLines is how many lines of each file of news are taken. News has few
// sentences without a full stop; too many of them teach that there are none.
const newsLines = 3000

func trainSegment(w io.Writer, o segmentOptions) error {
	var examples []segment.Example
	for _, name := range []string{"ewt-train", "gum-train"} {
		docs, err := readTreebank(o.data, name)
		if err != nil {
			return err
		}
		plain := make([]*document.Document, len(docs))
		for i, doc := range docs {
			plain[i] = &doc.Document
		}
		found := segment.Examples(plain)
		examples = append(examples, found...)
		if name == "gum-train" { // the smaller one, and nearer to news
			examples = append(examples, found...)
		}
	}
	for _, name := range []string{"voa-gmb", "wikinews-meantime"} {
		news, err := readLines(filepath.Join(o.data, "raw", name+".txt.gz"), newsLines)
		if err != nil {
			return err
		}
		examples = append(examples, news...)
	}
	weights := segment.Train(examples, o.epochs)
	if err := os.WriteFile(o.out, weights, 0o644); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	fmt.Fprintf(w, "%d paragraphs, %d bytes of weights in %s\n", len(examples), len(weights), o.out)
	return nil
}

func readTreebank(data, name string) ([]*conllu.Document, error) {
	path := filepath.Join(data, "treebank", name+".conllu.gz")
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open treebank: %w", err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	docs, err := conllu.Read(unpacked)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return docs, nil
}

// readLines makes paragraphs of four sentences from a file with one sentence a
// line; blank lines and comments end a paragraph.
func readLines(path string, limit int) ([]segment.Example, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open raw text: %w", err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var all []segment.Example
	var par segment.Example
	end := func() {
		if len(par.Ends) > 0 {
			all = append(all, par)
		}
		par = segment.Example{}
	}
	lines := bufio.NewScanner(unpacked)
	for n := 0; n < limit && lines.Scan(); {
		text := strings.TrimSpace(lines.Text())
		if text == "" || text[0] == '#' {
			end()
			continue
		}
		if par.Text != "" {
			par.Text += " "
		}
		par.Text += text
		par.Ends = append(par.Ends, len(par.Text))
		if n++; len(par.Ends) == 4 {
			end()
		}
	}
	end()
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}
