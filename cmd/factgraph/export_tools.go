package main

import (
	"context"
	"io"
	"iter"

	"factgraph/export/cypher"
	"factgraph/export/cytoscape"
	"factgraph/export/dgraph"
	"factgraph/export/gexf"
	"factgraph/export/graphml"
	"factgraph/export/jsonld"
	"factgraph/export/network"
	"factgraph/export/rdf"
	"factgraph/export/selection"
	"factgraph/export/tables"
	"factgraph/export/triples"
	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

// The formats of RDF and of graph tools.

func writeRDF(format rdf.Format) func(context.Context, io.Writer, *exportOptions, *selection.Selection, graph.Reader) error {
	return func(ctx context.Context, w io.Writer, o *exportOptions, s *selection.Selection, r graph.Reader) error {
		e := rdf.NewEncoder(w, format, triples.Prefixes())
		if o.base != "" {
			e.Rewrite(vocabulary.Namespace, o.base)
		}
		return triples.Write(ctx, e, s.Select(ctx, r), r, triples.Options{
			PlainOnly: !s.All, NamedGraphs: format == rdf.NQuads || format == rdf.TriG, Reifiers: o.rdf == "1.2",
		})
	}
}

func writeJSONLD(ctx context.Context, w io.Writer, o *exportOptions, s *selection.Selection, r graph.Reader) error {
	e := jsonld.NewEncoder(w, triples.Prefixes())
	if o.base != "" {
		e.Rewrite(vocabulary.Namespace, o.base)
	}
	return triples.Write(ctx, e, s.Select(ctx, r), r, triples.Options{PlainOnly: !s.All, Reifiers: o.rdf == "1.2"})
}

// writeNetwork adapts the formats that one stream holds.
func writeNetwork(write func(context.Context, io.Writer, *network.Source) error) func(context.Context, io.Writer, *exportOptions, *selection.Selection, graph.Reader) error {
	return func(ctx context.Context, w io.Writer, _ *exportOptions, s *selection.Selection, r graph.Reader) error {
		return write(ctx, w, source(ctx, s, r))
	}
}

// writeNetworkFolder adapts the formats that are a folder of files.
func writeNetworkFolder(write func(context.Context, string, *network.Source) error) func(context.Context, string, *exportOptions, *selection.Selection, graph.Reader) error {
	return func(ctx context.Context, folder string, _ *exportOptions, s *selection.Selection, r graph.Reader) error {
		return write(ctx, folder, source(ctx, s, r))
	}
}

func source(ctx context.Context, s *selection.Selection, r graph.Reader) *network.Source {
	return network.New(func() iter.Seq2[*graph.Fact, error] { return s.Select(ctx, r) }, r)
}

func toolExporters() map[string]exporter {
	table := func(comma rune) exporter {
		return exporter{
			write: writeNetwork(func(ctx context.Context, w io.Writer, s *network.Source) error { return tables.Facts(ctx, w, s, comma) }),
			folder: writeNetworkFolder(func(ctx context.Context, folder string, s *network.Source) error {
				return tables.NodesAndEdges(ctx, folder, s, comma)
			}),
			all: true,
		}
	}
	csv, tsv := table(','), table('\t')
	csv.about = "table of facts; with --output FOLDER/ nodes and edges"
	tsv.about = "the same with tabs"
	return map[string]exporter{
		"nt":        {write: writeRDF(rdf.NTriples), about: "RDF: N-Triples", all: true},
		"nq":        {write: writeRDF(rdf.NQuads), about: "RDF: N-Quads, a graph for each article", all: true},
		"ttl":       {write: writeRDF(rdf.Turtle), about: "RDF: Turtle", all: true},
		"trig":      {write: writeRDF(rdf.TriG), about: "RDF: TriG, a graph for each article", all: true},
		"jsonld":    {write: writeJSONLD, about: "RDF: JSON-LD", all: true},
		"graphml":   {write: writeNetwork(graphml.Write), about: "GraphML: Gephi, yEd, NetworkX, igraph", all: true},
		"gexf":      {write: writeNetwork(gexf.Write), about: "GEXF 1.3 with times: Gephi", all: true},
		"cytoscape": {write: writeNetwork(cytoscape.Write), about: "Cytoscape JSON", all: true},
		"cypher":    {write: writeNetwork(cypher.Write), about: "Cypher script: Neo4j, Memgraph", all: true},
		"csv":       csv,
		"tsv":       tsv,
		"neo4j":     {folder: writeNetworkFolder(tables.Neo4j), about: "folder for neo4j-admin import", all: true},
		"dgraph":    {folder: writeNetworkFolder(dgraph.Write), about: "folder for Dgraph: RDF with facets, and schema", all: true},
		"graphrag":  {folder: writeNetworkFolder(tables.GraphRAG), about: "folder with GraphRAG's entities and relationships", all: true},
	}
}
