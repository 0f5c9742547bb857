package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"factgraph/graph"
	"factgraph/graph/store"
)

// An app is what all commands share: the streams, the store and how to print.
type app struct {
	in     io.Reader
	out    *bufio.Writer
	errOut io.Writer
	called string // the command path, for "see … --help"

	terminal bool // the output is a person's terminal
	progress bool // so is the error output
	width    int  // of the terminal; 0: unbounded

	db      string
	wait    bool
	quiet   bool
	verbose bool
	noColor bool
}

const defaultDB = "factgraph.db"

func newApp(in io.Reader, out, errOut io.Writer) *app {
	a := &app{in: in, out: bufio.NewWriterSize(out, 32<<10), errOut: errOut, called: "factgraph"}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		a.terminal = true
		a.width, _, _ = term.GetSize(int(f.Fd()))
	}
	if f, ok := errOut.(*os.File); ok {
		a.progress = term.IsTerminal(int(f.Fd()))
	}
	return a
}

func (a *app) flush() error { return a.out.Flush() }

// log is for what --verbose shows.
func (a *app) log() *slog.Logger {
	level := slog.LevelWarn
	switch {
	case a.quiet:
		level = slog.LevelError
	case a.verbose:
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(a.errOut, &slog.HandlerOptions{Level: level}))
}

// say tells the person what is going on; --quiet silences it.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.errOut, format+"\n", args...)
	}
}

// color tells whether the output may be coloured (https://no-color.org).
func (a *app) color() bool {
	return a.terminal && !a.noColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// paint wraps text in a terminal style ("1" bold, "2" dim, "31" red ...) when
// colours are on.
func (a *app) paint(style, text string) string {
	if !a.color() || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// read opens the graph for a command that only reads it.
func (a *app) read(ctx context.Context, do func(*store.View) error) error {
	if err := a.mustExist(); err != nil {
		return err
	}
	return a.open(ctx, store.Options{ReadOnly: true, Wait: a.wait, Logger: a.log()}, func(s *store.Store) error {
		view, err := s.View()
		if err != nil {
			return err
		}
		return errors.Join(do(view), view.Close())
	})
}

func (a *app) mustExist() error {
	if _, err := os.Stat(a.db); err != nil {
		return fmt.Errorf("there is no graph at %s; make one with 'factgraph ingest PATH', or name another with --db", a.db)
	}
	return nil
}

// write opens the graph for a command that changes it, making it if need be.
func (a *app) write(ctx context.Context, do func(storedGraph) error) error {
	return a.open(ctx, store.Options{Wait: a.wait, Logger: a.log()}, func(s *store.Store) error {
		return do(storedGraph{s})
	})
}

func (a *app) open(ctx context.Context, options store.Options, do func(*store.Store) error) error {
	s, err := store.Open(ctx, a.db, options)
	if err != nil {
		return err
	}
	return errors.Join(do(s), s.Close())
}

// A storedGraph is a store as a graph.Graph.
type storedGraph struct{ *store.Store }

// View gives a consistent view of what is stored.
func (g storedGraph) View() (graph.View, error) { return g.Store.View() }

func newRootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "factgraph",
		Short: "Turn articles into a knowledge graph",
		Long: `factgraph reads articles, extracts who did what to whom, and keeps with
every fact the words that say so. The facts stand in a local store that you
query, draw and export. Nothing leaves your machine.`,
		Example: `  factgraph ingest articles/                   read a folder of articles
  factgraph show "Donald Trump"                who is that?
  factgraph query '?who met "Vladimir Putin"'  ask
  factgraph export --format svg > graph.svg    draw`,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRun: func(cmd *cobra.Command, _ []string) {
			a.called = cmd.CommandPath()
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
		Args: cobra.NoArgs,
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errOut)
	db := os.Getenv("FACTGRAPH_DB")
	if db == "" {
		db = defaultDB
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", db, "folder of the graph (or FACTGRAPH_DB)")
	flags.BoolVar(&a.wait, "wait", false, "wait for another process that holds the graph")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print results and errors only")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "tell what is going on")
	flags.BoolVar(&a.noColor, "no-color", false, "no colours (or NO_COLOR)")

	root.AddGroup(
		&cobra.Group{ID: "read", Title: "Reading articles:"},
		&cobra.Group{ID: "ask", Title: "Asking the graph:"},
		&cobra.Group{ID: "hand", Title: "Showing it and handing it on:"},
		&cobra.Group{ID: "keep", Title: "Correcting and keeping it:"},
	)
	for group, commands := range commandGroups(a) {
		for _, command := range commands {
			command.GroupID = group
			root.AddCommand(command)
		}
	}
	root.AddCommand(newVersionCommand(a), newManCommand(a))
	addCompletions(a, root)
	markUsageErrors(a, root)
	return root
}

// markUsageErrors makes wrong flags and arguments usage errors, for the exit
// code.
func markUsageErrors(a *app, command *cobra.Command) {
	command.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		a.called = cmd.CommandPath()
		return &usageError{err}
	})
	if check := command.Args; check != nil {
		command.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				a.called = cmd.CommandPath()
				return &usageError{err}
			}
			return nil
		}
	}
	for _, sub := range command.Commands() {
		markUsageErrors(a, sub)
	}
}

// oneOf checks the value of a flag that takes one of a few words.
func oneOf(flag, value string, allowed ...string) error {
	for _, word := range allowed {
		if value == word {
			return nil
		}
	}
	return usagef("--%s %s: it takes %s", flag, value, strings.Join(allowed, ", "))
}
