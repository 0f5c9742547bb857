package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"factgraph/graph/store"
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
	id, err := findArticle(ctx, view, name)
	if err := errors.Join(err, view.Close()); err != nil {
		return err
	}
	return g.RemoveArticle(ctx, id)
}

func newCheckCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Prove that the graph is whole: its indexes agree and every fact has evidence",
		Example: `  factgraph check
  factgraph check --db /backups/graph`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runCheck(cmd.Context(), a)
		},
	}
}

func runCheck(ctx context.Context, a *app) error {
	if err := a.mustExist(); err != nil {
		return err
	}
	report, err := store.Check(ctx, a.db, store.Options{Wait: a.wait, Logger: a.log()})
	if err != nil {
		return err
	}
	for _, problem := range report.Problems {
		fmt.Fprintln(a.out, problem)
	}
	if len(report.Problems) > 0 {
		return fmt.Errorf("the graph at %s is damaged; restore a backup, or ingest the articles again into a new folder", a.db)
	}
	stats := report.Stats
	fmt.Fprintf(a.out, "The graph is whole: %d facts with %d pieces of evidence from %s.\n", stats.Facts, stats.Evidence, plural(int(stats.Articles), "article"))
	return nil
}

type backupOptions struct{ since uint64 }

func newBackupCommand(a *app) *cobra.Command {
	o := &backupOptions{}
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write the graph to a file (- for standard output)",
		Long: `Write the graph to a file, or to standard output. The version that it prints is
what --since takes for an incremental backup, which holds only what came after.`,
		Example: `  factgraph backup graph.backup
  factgraph backup - | gzip > graph.backup.gz
  factgraph backup --since 1042 tuesday.backup`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runBackup(cmd.Context(), a, o, view, args[0])
			})
		},
	}
	cmd.Flags().Uint64Var(&o.since, "since", 0, "only what came after this version")
	return cmd
}

func runBackup(ctx context.Context, a *app, o *backupOptions, view *store.View, name string) error {
	version := uint64(0)
	write := func(w io.Writer) (err error) {
		version, err = view.Backup(ctx, w, o.since)
		return err
	}
	var err error
	if name == "-" {
		err = write(a.out)
	} else {
		err = writeFile(name, write)
	}
	if err != nil {
		return fmt.Errorf("back up to %s: %w", name, err)
	}
	a.say("backed up to version %d; 'backup --since %d' writes what comes after", version, version)
	return nil
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

func newRestoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE...",
		Short: "Read backups into a new graph: a full one, then the incremental ones",
		Example: `  factgraph restore --db new.db graph.backup tuesday.backup
  gunzip -c graph.backup.gz | factgraph restore --db new.db -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := runRestore(cmd.Context(), a, args); err != nil {
				return err
			}
			return runCheck(cmd.Context(), a)
		},
	}
}

func runRestore(ctx context.Context, a *app, names []string) error {
	for i, name := range names {
		r := a.in
		if name != "-" {
			f, err := os.Open(name)
			if err != nil {
				return err
			}
			defer f.Close()
			r = f
		}
		err := error(nil)
		if i == 0 {
			err = store.Restore(ctx, a.db, store.Options{Logger: a.log()}, r)
		} else {
			err = a.write(ctx, func(g storedGraph) error { return g.Apply(ctx, r) })
		}
		if err != nil {
			return fmt.Errorf("restore %s: %w", name, err)
		}
	}
	return nil
}
