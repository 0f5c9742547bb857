package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"factgraph/ingest"
	"factgraph/ingest/article"
	"factgraph/ingest/entity"
)

// articleFlags are the flags of the commands that read articles.
type articleFlags struct {
	article.Options
	date     string
	maxSize  int
	jobs     int
	entities string
}

func (f *articleFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.date, "date", "", "date (2017-11-11) of articles that don't say theirs")
	flags.StringVar(&f.Source, "source", "", "source of articles that don't say theirs")
	flags.BoolVar(&f.AnyLanguage, "any-language", false, "read articles that don't look English, too")
	flags.BoolVar(&f.AllowPrivate, "allow-private", false, "fetch addresses of the local network, too")
	flags.IntVar(&f.maxSize, "max-size", 16, "largest article in MiB")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "articles to analyse at once (0: one for each core)")
	flags.StringVar(&f.entities, "entities", "", "CSV or JSONL `file` of known entities (id, name, aliases, type) to link to")
	flags.StringSliceVar(&f.Fields.Text, "text-field", nil, "field of JSON and CSV records with the text")
	flags.StringSliceVar(&f.Fields.Title, "title-field", nil, "field with the title")
	flags.StringSliceVar(&f.Fields.Date, "date-field", nil, "field with the date")
	flags.StringSliceVar(&f.Fields.Address, "address-field", nil, "field with the address")
}

// options checks the flags.
func (f *articleFlags) options(a *app) (article.Options, error) {
	o := f.Options
	o.Stdin, o.Log = a.in, a.log()
	if f.maxSize <= 0 {
		return o, usagef("--max-size %d: it takes a positive number of MiB", f.maxSize)
	}
	o.MaxArticle = int64(f.maxSize) << 20
	if f.date != "" {
		date, err := time.Parse(time.DateOnly, f.date)
		if err != nil {
			return o, usagef("--date %s: it takes a date like 2017-11-11", f.date)
		}
		o.Date = date
	}
	return o, nil
}

// stages loads the models, with the user's own entities if there are any.
func (f *articleFlags) stages() (*ingest.Stages, error) {
	var options entity.Options
	if f.entities != "" {
		catalogue, err := readCatalogue(f.entities)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f.entities, err)
		}
		options.Catalogue = catalogue
	}
	return ingest.Load(options)
}

// readCatalogue reads a list of known entities: JSON Lines, or else CSV.
func readCatalogue(name string) (*entity.Catalogue, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if ext := filepath.Ext(name); ext == ".jsonl" || ext == ".json" || ext == ".ndjson" {
		return entity.ReadCatalogueJSONL(f)
	}
	return entity.ReadCatalogueCSV(f)
}

type ingestOptions struct {
	articleFlags
	failFast bool
	again    bool
}

func newIngestCommand(a *app) *cobra.Command {
	o := &ingestOptions{}
	cmd := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read articles into the graph",
		Long: `Read articles into the graph: files, folders, globs, web addresses, and - for
standard input. What a file is is decided by its content: text, Markdown, HTML,
PDF, DOCX, EPUB, RSS, Atom and JSON feeds, JSON and JSON Lines, CSV, WARC, mail,
and gzip, zip and tar of these.

An article that the graph has already is passed over; one that has changed
replaces what it said before. Stop it at any time: the same command goes on.`,
		Example: `  factgraph ingest samples
  factgraph ingest 'news/*.html' report.pdf
  factgraph ingest https://example.org/feed.xml
  factgraph ingest --text-field body dump.jsonl.gz
  curl -s https://example.org/story | factgraph ingest -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runIngest(cmd.Context(), a, o, args)
		},
	}
	o.add(cmd)
	cmd.Flags().BoolVar(&o.failFast, "fail-fast", false, "stop at the first article that fails")
	cmd.Flags().BoolVar(&o.again, "again", false, "analyse articles anew that the graph has already")
	return cmd
}

// ingestMemory is what the garbage collector aims to stay below, in bytes. The
// store's compactions build big tables for a moment; left alone, the heap then
// doubles and stays so, however long the ingest is.
const ingestMemory = 320 << 20

func runIngest(ctx context.Context, a *app, o *ingestOptions, paths []string) error {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(ingestMemory)
	}
	reading, err := o.options(a)
	if err != nil {
		return err
	}
	stages, err := o.stages()
	if err != nil {
		return err
	}
	bar := newProgress(ctx, a, paths)
	reading.OnBytes = bar.bytes
	var digest *ingest.Digest
	err = a.write(ctx, func(g storedGraph) error {
		digest, err = ingest.Ingest(ctx, g, article.Read(ctx, paths, reading), stages, ingest.Options{
			Jobs: o.jobs, FailFast: o.failFast, Again: o.again, Done: bar.done,
		})
		return err
	})
	bar.close()
	if err != nil {
		return err
	}
	printDigest(a, digest)
	if len(digest.Failed) > 0 {
		return fmt.Errorf("%d of the articles could not be read (see above); all others are in the graph", len(digest.Failed))
	}
	return nil
}

func printDigest(a *app, d *ingest.Digest) {
	for _, err := range d.Failed {
		fmt.Fprintf(a.errOut, "failed: %v\n", err)
	}
	if d.Articles == 0 && len(d.Failed) == 0 {
		fmt.Fprintf(a.out, "Nothing is new: the graph has %s already.\n", plural(d.Unchanged, "article"))
		return
	}
	fmt.Fprintf(a.out, "%s read, %s found, %s new to the graph", plural(d.Articles, "article"), plural(d.Facts, "fact"), plural(max(d.Entities, 0), "entity"))
	if d.Unchanged > 0 {
		fmt.Fprintf(a.out, "; %d known already", d.Unchanged)
	}
	if d.Duplicates > 0 {
		fmt.Fprintf(a.out, "; %d nearly the same as another", d.Duplicates)
	}
	fmt.Fprintf(a.out, " (%s).\n", d.Took.Round(10*time.Millisecond))
	if len(d.Connected) == 0 {
		return
	}
	var names []string
	for _, c := range d.Connected {
		names = append(names, fmt.Sprintf("%s (%d)", c.Name, c.Facts))
	}
	fmt.Fprintf(a.out, "Most is said of %s.\n", strings.Join(names, ", "))
	if a.terminal {
		fmt.Fprintf(a.out, "\nTry  factgraph show %q   or   factgraph export --format svg > graph.svg\n", d.Connected[0].Name)
	}
}

// plural is "1 article", "2 articles", "3 entities".
func plural(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "y"):
		noun = strings.TrimSuffix(noun, "y") + "ies"
	default:
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// A progress shows on a terminal how far an ingest is; elsewhere it is silent.
type progress struct {
	bar      *progressbar.ProgressBar
	articles int
	start    time.Time
}

func newProgress(ctx context.Context, a *app, paths []string) *progress {
	if !a.progress || a.quiet {
		return &progress{}
	}
	total := article.Size(ctx, paths)
	if total == 0 {
		total = -1 // unknown: a spinner
	}
	return &progress{start: time.Now(), bar: progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(a.errOut),
		progressbar.OptionSetWidth(24),
		progressbar.OptionShowBytes(true),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionEnableColorCodes(a.color()),
		progressbar.OptionSetDescription("reading"),
	)}
}

func (p *progress) bytes(n int) {
	if p.bar != nil {
		_ = p.bar.Add(n) // a bar that can't be drawn is no reason to stop
	}
}

func (p *progress) done(ingest.Outcome) {
	if p.bar == nil {
		return
	}
	p.articles++
	p.bar.Describe(fmt.Sprintf("%s, %.1f/s", plural(p.articles, "article"), float64(p.articles)/time.Since(p.start).Seconds()))
}

func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
