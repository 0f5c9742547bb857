package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func newRemoveCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove ARTICLE...",
		Short: "Take articles back, with all that rests on them alone",
		Example: `  factgraph remove samples/01-summit.txt
  factgraph remove a3f9k2m7qd`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd.Context(), func(g storedGraph) error {
				for _, name := range args {
					if err := removeArticle(cmd.Context(), g, name); err != nil {
						return fmt.Errorf("remove %s: %w", name, err)
					}
					a.say("removed %s", name)
				}
				return nil
			})
		},
	}
}

func removeArticle(ctx context.Context, g storedGraph, name string) error {
	view, err := g.Store.View()
	if err != nil {
		return err
	}
	id, err := findArticle(view, name)
	if err := errors.Join(err, view.Close()); err != nil {
		return err
	}
	return g.RemoveArticle(ctx, id)
}

// writeFile writes a file that is there whole or not at all.
func writeFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
