package entity

import (
	"cmp"
	"fmt"
	"slices"

	"factgraph/graph"
)

// links say why the words of the article mean their entities, in the order of
// the text.
func (a *articleThings) links(article graph.ArticleID) []graph.Link {
	var links []graph.Link
	for _, th := range a.things {
		for _, chain := range th.chains {
			links = append(links, a.chainLinks(article, th, chain)...)
		}
	}
	slices.SortFunc(links, func(x, y graph.Link) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	return links
}

// chainLinks explain each mention of a chain: by the link within the article,
// if it has one, and by the identity of the whole chain. A mention is only as
// sure as both.
func (a *articleThings) chainLinks(article graph.ArticleID, th *thing, chain int) []graph.Link {
	c := &a.doc.Chains[chain]
	links := make([]graph.Link, 0, len(c.Mentions))
	for _, m := range c.Mentions {
		mention := &a.doc.Mentions[m]
		link := graph.Link{
			Article: article, Start: mention.Start, End: mention.End, Text: a.doc.Text[mention.Start:mention.End],
			Entity: th.id, Reason: th.reason, Score: th.score,
		}
		for _, why := range c.Links {
			if why.Mention != m {
				continue
			}
			antecedent := ""
			if why.Antecedent >= 0 && why.Antecedent < len(a.doc.Mentions) {
				antecedent = a.doc.Text[a.doc.Mentions[why.Antecedent].Start:a.doc.Mentions[why.Antecedent].End]
			}
			link.Reason = fmt.Sprintf("%s of %q; %s", why.Reason, antecedent, th.reason)
			link.Score = min(link.Score, float64(why.Score))
		}
		links = append(links, link)
	}
	return links
}

// entities are the contributions of the article to its entities. What an
// entity of very many articles knows already is not added to without end: it
// takes no new words, roles and keys beyond these numbers.
func (a *articleThings) entities(k *known) []graph.Entity {
	all := make([]graph.Entity, 0, len(a.things))
	for _, th := range a.things {
		e := graph.Entity{
			ID: th.id, Name: th.name, Type: th.typ, Subtype: th.subtype,
			Aliases: th.aliases.list(), Types: th.types.list(), Roles: th.roles.list(),
			Keys: th.keys,
		}
		for _, f := range th.context {
			e.Context = append(e.Context, graph.Count{Text: f.text, N: 1})
		}
		if th.home != "" {
			e.Context = append(e.Context, graph.Count{Text: "country=" + th.home, N: 1})
		}
		if th.frame != nil {
			e.Context = append(e.Context, th.frame.context()...)
			for _, key := range th.frame.keys() { // those of a table, and of what the thing was found to be, too
				if !slices.Contains(e.Keys, key) {
					e.Keys = append(slices.Clip(e.Keys), key)
				}
			}
		}
		if th.known != nil {
			if !th.known.Pinned && !th.fixed {
				e.Name = graph.FullestName(uses(th, th.known.Name, th.name))
			}
			const maxContext, maxRoles, maxKeys = 256, 64, 128
			e.Context = bounded(e.Context, th.known.Context, maxContext)
			e.Roles = bounded(e.Roles, th.known.Roles, maxRoles)
			e.Keys = boundedKeys(e.Keys, th.known.Keys, maxKeys)
		}
		if th.entry != nil {
			e.Name, e.SameAs = th.entry.name, []string{th.entry.iri}
			if th.entry.typ != "" {
				e.Type, e.Types = th.entry.typ, []graph.Count{{Text: string(th.entry.typ), N: 1}}
			}
		}
		all = append(all, e)
	}
	slices.SortFunc(all, func(x, y graph.Entity) int { return cmp.Compare(x.ID, y.ID) })
	return all
}

// uses counts the uses of names in the graph and in the article together, so
// that one article's odd name stays one. Phrases count once each: the one that
// says more is the better name however often the shorter one is used.
func uses(th *thing, names ...string) []graph.Count {
	all := make([]graph.Count, 0, len(names))
	for _, name := range names {
		n := 1
		if th.class == named {
			n = max(th.aliases[name], 1)
			for _, alias := range th.known.Aliases {
				if alias.Text == name {
					n += alias.N
				}
			}
		}
		all = append(all, graph.Count{Text: name, N: n})
	}
	return all
}

// bounded keeps the counts that the entity has already when it has many.
func bounded(counts, known []graph.Count, limit int) []graph.Count {
	if len(known) < limit {
		return counts
	}
	return slices.DeleteFunc(counts, func(c graph.Count) bool {
		return !slices.ContainsFunc(known, func(k graph.Count) bool { return k.Text == c.Text })
	})
}

func boundedKeys(keys, known []string, limit int) []string {
	if len(known) < limit {
		return keys
	}
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return !slices.Contains(known, key) })
}
