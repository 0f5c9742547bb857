// Package store keeps a graph in a folder, in Badger.
//
// The truth of a store is what each article contributes and what persons
// decided (see graph.Contribution and graph.Decision); all else is indexes and
// sums of that, kept in the same transaction. keys.go lists the records.
//
// One process may write to a store at a time, and then no other may read it;
// any number may read it when none writes. Within a process views and one
// writer work side by side.
package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// Errors of opening and writing a store.
var (
	// ErrLocked is returned when another process holds the store.
	ErrLocked = errors.New("the store is in use")
	// ErrNewerSchema is returned for a store that a newer program wrote.
	ErrNewerSchema = errors.New("the store was written by a newer version of the program")
	// ErrUnfinished is returned for a bulk load that was not completed.
	ErrUnfinished = errors.New("the store is an unfinished load")
	// ErrNoStore is returned when a folder to be read holds no store.
	ErrNoStore = errors.New("no store")
	// ErrNoSpace is returned by writes when the disk is nearly full.
	ErrNoSpace = errors.New("not enough space on the disk")
	// ErrDamaged is returned when the files of a store are not as they were written.
	ErrDamaged = errors.New("the store is damaged")
)

// Options say how a store is opened.
type Options struct {
	ReadOnly bool // no writes; several processes may read at once
	Wait     bool // wait for a process that holds the store until the context is done

	// Cache bounds the memory for decompressed blocks, in bytes; 0 is 24 MB.
	Cache int64
	// Terms bounds the number of decoded terms kept, up to the next power of
	// two; 0 is 524,288.
	Terms int

	Logger *slog.Logger // nil: slog.Default; Badger's own messages are at debug level
}

// A Store is an open store. It is a graph.Writer; View gives what it holds.
type Store struct {
	dir  string
	db   *badger.DB
	opts Options
	log  *slog.Logger

	terms      *terms
	predicates sync.Map                     // the numbers of predicates by name: every question names some
	numbers    *cache[graph.Term, graph.ID] // of the writer
	hot        *cache[string, []byte]       // of the writer: see change.warm
	pins       atomic.Pointer[graph.Pins]
	recent     *recents // of the writer; nil: to be counted
	words      block    // of the writer: empty, for the words that it remembers
	blockBegun bool     // see makeBlock

	writing sync.Mutex   // held by the one that changes the graph
	showing sync.RWMutex // held while a change of several transactions becomes visible

	mu     sync.Mutex
	views  map[*View]struct{}
	closed bool
}

var _ graph.Writer = (*Store)(nil)

// Open opens the store in the folder; without ReadOnly it is made if there is
// none. The context bounds the waiting that Options.Wait asks for.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	s := &Store{dir: dir, opts: opts, log: logOf(opts), views: make(map[*View]struct{})}
	if opts.Terms == 0 {
		s.opts.Terms = 1 << 19
	}
	s.terms = newTerms(s.opts.Terms)
	s.numbers = newCache[graph.Term, graph.ID](s.opts.Terms / 8) // its keys are whole terms
	s.hot = newCache[string, []byte](hotRecords)
	if err := s.open(ctx); err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	return s, nil
}

func logOf(opts Options) *slog.Logger {
	if opts.Logger == nil {
		return slog.Default()
	}
	return opts.Logger
}

func (s *Store) open(ctx context.Context) error {
	if isUnfinished(s.dir) {
		return fmt.Errorf("%w; remove the folder and load again", ErrUnfinished)
	}
	if _, err := os.Stat(filepath.Join(s.dir, badger.ManifestFilename)); s.opts.ReadOnly && errors.Is(err, os.ErrNotExist) {
		return ErrNoStore
	}
	if err := s.verifyQuickly(ctx); err != nil {
		return err
	}
	if s.opts.ReadOnly {
		if err := s.openDB(ctx, true); err == nil {
			if unfinished, err := s.isInterrupted(); err == nil && !unfinished {
				return s.begin()
			}
			s.db.Close()
		} else if errors.Is(err, ErrLocked) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		// It was not closed in order: opening it for writing repairs that.
		if err := s.repair(ctx); err != nil {
			return err
		}
	}
	if err := s.openDB(ctx, s.opts.ReadOnly); err != nil {
		return err
	}
	if !s.opts.ReadOnly {
		if err := markOpen(s.dir); err != nil {
			return errors.Join(err, s.db.Close())
		}
		if err := s.recover(); err != nil {
			return errors.Join(err, s.db.Close())
		}
	}
	return s.begin()
}

// verifyQuickly looks for damage that Badger would not survive.
func (s *Store) verifyQuickly(ctx context.Context) error {
	unlock, err := shareLock(ctx, s.dir, s.opts.Wait)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it is about to be made
	}
	if err != nil {
		return err
	}
	defer unlock()
	problems, err := verifyFiles(s.dir, true)
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%w: %s", ErrDamaged, strings.Join(problems, "; "))
	}
	return err
}

// repair opens the store for writing once and closes it.
func (s *Store) repair(ctx context.Context) error {
	opts := s.opts
	opts.ReadOnly = false
	w, err := Open(ctx, s.dir, opts)
	if err != nil {
		return err
	}
	return w.Close()
}

// begin reads what an open store keeps in memory.
func (s *Store) begin() error {
	err := s.checkSchema()
	if err == nil {
		err = s.loadPins()
	}
	if err == nil && !s.opts.ReadOnly {
		if s.blockBegun, err = s.hasBlockMark(); err == nil {
			err = s.tidyRecents()
		}
	}
	if err != nil {
		return errors.Join(err, s.db.Close())
	}
	return nil
}

// waitStep is the time between two attempts to get a store that is in use.
const waitStep = 50 * time.Millisecond

// openDB opens Badger, waiting for its lock if asked to.
func (s *Store) openDB(ctx context.Context, readOnly bool) error {
	mended := false
	for {
		db, err := openBadger(badgerOptions(s.dir, readOnly, s.opts, s.log))
		if err == nil {
			s.db = db
			return nil
		}
		if isTorn(err) && !readOnly && !mended {
			mended = true
			if err := mend(s.dir); err != nil {
				return err
			}
			continue
		}
		if !isLocked(err) {
			return err
		}
		if !s.opts.Wait {
			return lockedError(ctx, s.dir)
		}
		select {
		case <-ctx.Done():
			return lockedError(ctx, s.dir)
		case <-time.After(waitStep):
		}
	}
}

// openBadger opens Badger and makes an error of its panics over damaged files.
func openBadger(opts badger.Options) (db *badger.DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	return badger.Open(opts)
}

// badgerOptions are for a laptop: little memory, small files, few goroutines.
func badgerOptions(dir string, readOnly bool, opts Options, log *slog.Logger) badger.Options {
	if opts.Cache == 0 {
		opts.Cache = 24 << 20
	}
	o := badger.DefaultOptions(dir).
		WithReadOnly(readOnly).
		WithSyncWrites(!readOnly).
		WithDetectConflicts(false). // there is one writer
		WithMetricsEnabled(false).
		WithMemTableSize(8 << 20). // a flush takes four times that, and Badger keeps it for the next
		WithNumLevelZeroTables(10).
		WithNumLevelZeroTablesStall(20).
		WithNumMemtables(2).
		WithNumCompactors(2).
		WithBaseTableSize(tableSize).
		WithValueLogFileSize(1 << 20). // values stay in the tables; the log is reserved at twice this
		WithCompression(compression).
		WithBlockSize(blockSize).
		WithBlockCacheSize(opts.Cache).
		WithIndexCacheSize(0).
		WithChecksumVerificationMode(checksums).
		WithVerifyValueChecksum(true).
		WithLogger(logger{log})
	o.TableSizeMultiplier = 1
	return o
}

// tableSize is that of Badger's tables on every level; Badger's own double from
// level to level. A builder reserves twice a table's size at first, and a
// compaction may have a dozen builders at work.
const tableSize = 2 << 20

// Close closes the store, and the views that are still open.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	open := make([]*View, 0, len(s.views))
	for v := range s.views {
		open = append(open, v)
	}
	s.mu.Unlock()
	for _, v := range open {
		v.Close()
	}
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close %s: %w", s.dir, err)
	}
	if s.opts.ReadOnly {
		return nil
	}
	return markClosed(s.dir)
}

// View is the graph as it is now: what is written later is not in it. It is to
// be closed.
func (s *Store) View() (*View, error) {
	s.showing.RLock()
	defer s.showing.RUnlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, fmt.Errorf("%s: the store is closed", s.dir)
	}
	v := newView(s, s.db.NewTransaction(false))
	s.views[v] = struct{}{}
	return v, nil
}

func (s *Store) forget(v *View) {
	s.mu.Lock()
	delete(s.views, v)
	s.mu.Unlock()
}

// loadPins reads the names that persons chose.
func (s *Store) loadPins() error {
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	decisions, err := readDecisions(txn)
	if err != nil {
		return err
	}
	s.pins.Store(graph.NewPins(decisions))
	return nil
}

// logger hands Badger's messages on at debug level.
type logger struct{ *slog.Logger }

func (l logger) Errorf(format string, args ...any)   { l.say("error", format, args) }
func (l logger) Warningf(format string, args ...any) { l.say("warning", format, args) }
func (l logger) Infof(format string, args ...any)    { l.say("info", format, args) }
func (l logger) Debugf(format string, args ...any)   { l.say("debug", format, args) }

func (l logger) say(level, format string, args []any) {
	if l.Enabled(context.Background(), slog.LevelDebug) {
		l.Debug(fmt.Sprintf(format, args...), "badger", level)
	}
}
