package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"factgraph/ingest/parse/model"
)

func newInspectCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "inspect [--model FILE]",
		Short: "Show how a model was trained, as JSON",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			m, err := openModel(file)
			if err != nil {
				return err
			}
			e := json.NewEncoder(cmd.OutOrStdout())
			e.SetIndent("", "  ")
			return e.Encode(struct {
				Record model.Record
				Config model.Config
				Labels *model.Labels
			}{m.Record(), m.Config(), m.Labels()})
		},
	}
	cmd.Flags().StringVar(&file, "model", "", "model file (default: the embedded one)")
	return cmd
}
