// Command factgraph turns articles into a knowledge graph, and the graph into
// answers, pictures and triples.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program: it returns the exit code.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := newApp(in, out, errOut)
	root := newRootCommand(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if flushErr := a.flush(); err == nil {
		err = flushErr
	}
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // a pager that was closed has what it wanted
		return exitDone
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(errOut, "factgraph: stopped; what was done is kept, and the same command goes on from there")
		return exitFailed
	case errors.As(err, new(*usageError)):
		fmt.Fprintf(errOut, "factgraph: %v\nSee '%s --help'.\n", err, a.called)
		return exitUsage
	}
	fmt.Fprintf(errOut, "factgraph: %v\n", err)
	return exitFailed
}

// A usageError says that the call was wrong.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}
