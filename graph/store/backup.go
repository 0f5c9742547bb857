package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/klauspost/compress/zstd"

	"factgraph/graph"
)

// A backup is the truth of a store, not its files: lines of JSON, compressed
// with Zstandard. So it can be read by other programs and outlives the layout
// of the store; and what was removed since an earlier backup is known, which a
// copy of Badger's records can't promise.
//
// The lines are a header, the contributions, for an incremental backup the ids
// of all articles, the decisions, and an end, without which it was cut off.
type backupLine struct {
	Header       *backupHeader       `json:"backup,omitempty"`
	Contribution *graph.Contribution `json:"contribution,omitempty"`
	Kept         graph.ArticleID     `json:"kept,omitempty"`
	Decision     *graph.Decision     `json:"decision,omitempty"`
	End          int                 `json:"end,omitempty"` // number of lines before it
}

type backupHeader struct {
	Format  int    `json:"format"`
	Since   uint64 `json:"since"`   // 0: a full backup
	Version uint64 `json:"version"` // what it brings a store to
}

const backupFormat = 1

// ErrBackup is returned when a backup can't be restored: it is not one, is cut
// off, damaged, of a newer format, or doesn't follow what is there.
var ErrBackup = errors.New("not a usable backup")

// Backup writes what the view holds, or what is different from the version that
// an earlier backup returned, and returns the version that it brings a store to.
func (v *View) Backup(ctx context.Context, w io.Writer, since uint64) (version uint64, err error) {
	if version, err = v.Version(); err != nil {
		return 0, err
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return 0, err
	}
	b := &backupWriter{json: json.NewEncoder(z)}
	b.line(backupLine{Header: &backupHeader{Format: backupFormat, Since: since, Version: version}})
	records := list(ctx, v, famArticle, func(it *scanner) (*articleRecord, error) { return decodeArticle(it.value()) })
	for r, err := range records {
		if err == nil && r.Version > since {
			var c *graph.Contribution
			if c, err = v.Contribution(r.ID); err == nil {
				b.line(backupLine{Contribution: c})
			}
		}
		if err == nil && since > 0 {
			b.line(backupLine{Kept: r.ID})
		}
		if err = errors.Join(err, b.err); err != nil {
			return 0, fmt.Errorf("backup: %w", err)
		}
	}
	for d, err := range v.Decisions() {
		if err != nil {
			return 0, fmt.Errorf("backup: %w", err)
		}
		b.line(backupLine{Decision: &d})
	}
	b.line(backupLine{End: b.lines})
	if err := errors.Join(b.err, z.Close()); err != nil {
		return 0, fmt.Errorf("backup: %w", err)
	}
	return version, nil
}

type backupWriter struct {
	json  *json.Encoder
	lines int
	err   error
}

func (b *backupWriter) line(l backupLine) {
	if b.err == nil {
		b.err = b.json.Encode(l)
		b.lines++
	}
}

// readBackup reads the header of a backup and gives its other lines. The loop
// ends with an error if the backup is not whole.
func readBackup(r io.Reader) (*backupHeader, iter.Seq2[backupLine, error], error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, nil, err
	}
	lines := json.NewDecoder(z)
	var first backupLine
	if err := lines.Decode(&first); err != nil || first.Header == nil {
		z.Close()
		return nil, nil, fmt.Errorf("%w: it does not begin like one (%v)", ErrBackup, err)
	}
	if first.Header.Format > backupFormat {
		z.Close()
		return nil, nil, fmt.Errorf("%w: its format %d is newer than this program", ErrBackup, first.Header.Format)
	}
	return first.Header, func(yield func(backupLine, error) bool) {
		defer z.Close()
		for n := 1; ; n++ {
			var line backupLine
			if err := lines.Decode(&line); err != nil {
				yield(line, fmt.Errorf("%w: it is cut off or damaged after %d lines: %w", ErrBackup, n, err))
				return
			}
			if line.End > 0 {
				if _, err := z.Read(make([]byte, 1)); line.End != n || err != io.EOF && err != nil {
					yield(line, fmt.Errorf("%w: it has %d lines instead of %d (%v)", ErrBackup, n, line.End, err))
				}
				return
			}
			if !yield(line, nil) {
				return
			}
		}
	}, nil
}

// Restore makes a store at dir of a full backup; later ones are for Apply.
func Restore(ctx context.Context, dir string, opts Options, r io.Reader) error {
	header, lines, err := readBackup(r)
	if err == nil && header.Since > 0 {
		err = fmt.Errorf("%w: it holds only what came after version %d", ErrBackup, header.Since)
	}
	if err != nil {
		return fmt.Errorf("restore %s: %w", dir, err)
	}
	var decisions []graph.Decision
	contributions := func(yield func(*graph.Contribution, error) bool) {
		for line, err := range lines {
			switch {
			case line.Decision != nil:
				decisions = append(decisions, *line.Decision)
			case line.Contribution != nil || err != nil:
				if !yield(line.Contribution, err) {
					return
				}
			}
		}
	}
	err = load(ctx, dir, opts, contributions, func(l *loader) error {
		l.state.Version = header.Version
		return nil
	}, func(l *loader) error {
		for _, d := range decisions {
			if err := l.decision(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	return nil
}

// Apply brings the store to the version of an incremental backup, one article
// after another: when it is interrupted, applying the backup again completes it.
func (s *Store) Apply(ctx context.Context, r io.Reader) error {
	header, lines, err := readBackup(r)
	if err != nil {
		return err
	}
	v, err := s.View()
	if err != nil {
		return err
	}
	defer v.Close()
	version, err := v.Version()
	if err != nil {
		return err
	}
	if header.Since == 0 || header.Since > version || header.Version < version {
		return fmt.Errorf("%w: it leads from version %d to %d, and the store is at %d", ErrBackup, header.Since, header.Version, version)
	}
	kept := make(map[graph.ArticleID]bool)
	var decisions []graph.Decision
	for line, err := range lines {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		switch {
		case line.Contribution != nil:
			if err := s.apply(line.Contribution, header.Version); err != nil {
				return err
			}
		case line.Kept != "":
			kept[line.Kept] = true
		case line.Decision != nil:
			decisions = append(decisions, *line.Decision)
		}
	}
	for r, err := range list(ctx, v, famArticle, func(it *scanner) (*articleRecord, error) { return decodeArticle(it.value()) }) {
		if err == nil && !kept[r.ID] {
			err = s.RemoveArticle(ctx, r.ID)
		}
		if err != nil {
			return err
		}
	}
	return s.update(func(c *change) error {
		c.version = header.Version
		c.set(stateKey, nil) // it is written even if nothing else is
		return c.redecide(decisions)
	})
}

// apply stores a contribution of a backup that leads to the version. The
// store's own version stays, since the backup is not applied yet.
func (s *Store) apply(contribution *graph.Contribution, version uint64) error {
	normal, err := contribution.Normal()
	if err != nil {
		return err
	}
	return s.update(func(c *change) error {
		c.articleVersion, c.version = version, c.state.Version
		return c.replace(normal)
	})
}
