package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"factgraph/ingest/document"
	"factgraph/ingest/parse/lemma"
)

func newLemmasCommand() *cobra.Command {
	var data, out string
	cmd := &cobra.Command{
		Use:   "lemmas --data DIR",
		Short: "Compile the lexicon of lemmas and features",
		Long: `Lemmas compiles the word lists and a training treebank into the lexicon that
package lemma embeds.`,
		Example: "  train lemmas --data data",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			read, err := readTreebank(data, "ewt-train")
			if err != nil {
				return err
			}
			docs := make([]*document.Document, len(read))
			for i, doc := range read {
				docs[i] = &doc.Document
			}
			packed, err := lemma.Compile(filepath.Join(data, "lexicon"), docs)
			if err != nil {
				return err
			}
			if err := os.WriteFile(out, packed, 0o644); err != nil {
				return fmt.Errorf("write the lexicon: %w", err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d bytes in %s\n", len(packed), out)
			return nil
		},
	}
	cmd.Flags().StringVar(&data, "data", "", "data folder")
	cmd.Flags().StringVar(&out, "out", "ingest/parse/lemma/lexicon.gz", "file to write")
	cobra.CheckErr(cmd.MarkFlagRequired("data"))
	return cmd
}
