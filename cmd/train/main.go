// Command train makes and measures the language model that factgraph embeds.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := &cobra.Command{
		Use:           "train",
		Short:         "Train, evaluate and inspect factgraph's language model",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(commands()...)
	if err := root.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// commands lists the subcommands, each of which has a file of its own.
func commands() []*cobra.Command {
	return []*cobra.Command{
		newParserCommand(),
		newSegmentCommand(),
		newLemmasCommand(),
		newExportCommand(),
		newEvaluateCommand(),
		newInspectCommand(),
		newCorefCommand(),
		newLexiconCommand(),
		newConfidenceCommand(),
	}
}
