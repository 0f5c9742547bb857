package main

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
)

// Arguments are completed by what the usage line calls them, and flags by their
// names, from the graph that --db or FACTGRAPH_DB names. When there is none, or
// another process holds it, nothing is offered and nothing is said.

// shownCompletions bounds what is offered: who has more goes on typing.
const shownCompletions = 50

// A completer offers what a text may become.
type completer func(view *store.View, text string) iter.Seq2[cobra.Completion, error]

// addCompletions adds the completions to a command and those below it.
func addCompletions(a *app, cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		addCompletions(a, sub)
	}
	if arguments := argumentCompleters(cmd.Use); len(arguments) > 0 {
		repeated := strings.HasSuffix(strings.TrimRight(cmd.Use, "]"), "...")
		cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, text string) ([]cobra.Completion, cobra.ShellCompDirective) {
			n := len(args)
			if repeated {
				n = min(n, len(arguments)-1)
			}
			if n >= len(arguments) || arguments[n] == nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return a.complete(cmd.Context(), arguments[n], text)
		}
	}
	for flag, complete := range map[string]completer{
		"entity": completeEntity, "subject": completeEntity, "object": completeEntity, "by": completeEntity,
		"avoid": completeEntity, "via": completeEntity, "to": completeEntity,
		"predicate": completePredicate, "article": completeArticle,
		"modality": completeModality, "type": completeType,
	} {
		if _, known := cmd.GetFlagCompletionFunc(flag); known || cmd.LocalNonPersistentFlags().Lookup(flag) == nil {
			continue
		}
		must(cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, text string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return a.complete(cmd.Context(), complete, text)
		}))
	}
}

// argumentCompleters are those of the arguments in a usage line; nil is one
// that is not completed. There are none if no argument is.
func argumentCompleters(use string) []completer {
	known := map[string]completer{
		"ENTITY": completeEntity, "OTHER": completeEntity, "A": completeEntity, "B": completeEntity,
		"FROM": completeEntity, "TO": completeEntity, "SUBJECT": completeEntity, "OBJECT": completeEntity,
		"PREDICATE": completePredicate, "ARTICLE": completeArticle,
	}
	var all []completer
	some := false
	for _, word := range strings.Fields(use)[1:] {
		complete := known[strings.Trim(word, "[].")]
		all = append(all, complete)
		some = some || complete != nil
	}
	if !some {
		return nil
	}
	return all
}

// complete asks the graph, if it can be had at once.
func (a *app) complete(ctx context.Context, complete completer, text string) ([]cobra.Completion, cobra.ShellCompDirective) {
	a.quiet, a.verbose, a.wait = true, false, false
	var offered []cobra.Completion
	_ = a.read(ctx, func(view *store.View) error { // without a graph there is nothing to offer
		seen := make(map[cobra.Completion]bool)
		for offer, err := range complete(view, text) {
			if err != nil {
				return err
			}
			if !seen[offer] {
				seen[offer] = true
				offered = append(offered, offer)
			}
			if len(offered) == shownCompletions {
				break
			}
		}
		return nil
	})
	return offered, cobra.ShellCompDirectiveNoFileComp
}

// completeEntity offers the id or a name, whichever begins as was typed:
// shells throw away what doesn't.
func completeEntity(view *store.View, text string) iter.Seq2[cobra.Completion, error] {
	return offers(view.EntitiesBeginning(text), func(e *graph.Entity) (string, string) {
		offer := e.Name
		for _, name := range append([]string{string(e.ID), e.Name}, otherNames(e, len(e.Aliases))...) {
			if strings.HasPrefix(name, text) {
				offer = name
				break
			}
		}
		if offer == e.Name {
			return offer, fmt.Sprintf("%s, %s", typeName(e), plural(mentions(e), "mention"))
		}
		return offer, fmt.Sprintf("%s, %s, %s", e.Name, typeName(e), plural(mentions(e), "mention"))
	})
}

func completePredicate(view *store.View, text string) iter.Seq2[cobra.Completion, error] {
	return offers(view.PredicatesBeginning(text), func(p *graph.Predicate) (string, string) {
		return p.Name, plural(p.Facts, "fact")
	})
}

func completeArticle(view *store.View, text string) iter.Seq2[cobra.Completion, error] {
	return offers(view.ArticlesBeginning(text), func(article *graph.Article) (string, string) {
		return string(article.ID), article.Title
	})
}

func completeModality(_ *store.View, _ string) iter.Seq2[cobra.Completion, error] {
	return offers(listed(graph.Modalities()), func(m graph.Modality) (string, string) { return string(m), "" })
}

func completeType(_ *store.View, _ string) iter.Seq2[cobra.Completion, error] {
	return offers(listed(graph.Types()), func(t graph.Type) (string, string) { return string(t), "" })
}

// offers makes completions of things: a text and what it is.
func offers[T any](things iter.Seq2[T, error], describe func(T) (text, what string)) iter.Seq2[cobra.Completion, error] {
	return func(yield func(cobra.Completion, error) bool) {
		for thing, err := range things {
			if err != nil {
				yield("", err)
				return
			}
			text, what := describe(thing)
			offer := text
			if what != "" {
				offer = cobra.CompletionWithDesc(text, strings.Join(strings.Fields(what), " "))
			}
			if !yield(offer, nil) {
				return
			}
		}
	}
}
