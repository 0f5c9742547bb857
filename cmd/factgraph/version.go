package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"factgraph/ingest/parse"
)

// version is set by releases: -ldflags "-X main.version=1.2.3".
var version = "development"

func newVersionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its language model",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			revision := ""
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, setting := range info.Settings {
					if setting.Key == "vcs.revision" {
						revision = " (" + setting.Value[:min(12, len(setting.Value))] + ")"
					}
				}
			}
			fmt.Fprintf(a.out, "factgraph %s%s, %s %s/%s\n", version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			language, err := parse.Embedded()
			if err != nil {
				return err
			}
			record := language.Record()
			fmt.Fprintf(a.out, "English model of %s, %s\n", record.Created, record.Licence)
			return nil
		},
	}
}

func newManCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write man pages for all commands into a folder",
		Example: `  factgraph man /usr/local/share/man/man1`,
		Args:    cobra.ExactArgs(1),
		Hidden:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			header := &doc.GenManHeader{Title: "FACTGRAPH", Section: "1", Source: "factgraph " + version}
			return doc.GenManTree(cmd.Root(), header, args[0])
		},
	}
}
