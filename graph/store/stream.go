package store

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/ristretto/v2/z"
)

// A streamer hands records to Badger's StreamWriter, in batches, and goes on
// while these are written. Each family is a stream of its own: within it keys
// come sorted and once.
type streamer struct {
	dir    string
	w      *badger.StreamWriter
	buffer *z.Buffer // the batch that is being filled
	record []byte
	full   chan *z.Buffer
	empty  chan batch
}

// A batch is a buffer whose records were written, and what went wrong.
type batch struct {
	buffer *z.Buffer
	err    error
}

// batchSize is how many bytes go to the StreamWriter at a time; batches is how
// many buffers there are for it.
const (
	batchSize = 2 << 20
	batches   = 3
)

// loadVersion is the version, in Badger's sense, of all that is loaded.
const loadVersion = 1

func newStreamer(dir string, w *badger.StreamWriter) *streamer {
	s := &streamer{dir: dir, w: w, full: make(chan *z.Buffer, batches), empty: make(chan batch, batches)}
	for range batches {
		s.empty <- batch{buffer: z.NewBuffer(batchSize+batchSize/4, "store.load")}
	}
	go s.run(s.full)
	return s
}

// run writes the batches until there are no more. After one that failed it
// writes none.
func (s *streamer) run(full <-chan *z.Buffer) {
	defer close(s.empty)
	failed := false
	for b := range full {
		var err error
		if !failed {
			err = s.writeBatch(b)
			failed = err != nil
		}
		b.Reset() // the StreamWriter has copied it
		s.empty <- batch{b, err}
	}
}

func (s *streamer) writeBatch(b *z.Buffer) error {
	if err := checkSpace(s.dir); err != nil {
		return err
	}
	return s.w.Write(b)
}

// The fields of Badger's message pb.KV, as protocol buffers tag them.
const (
	kvKey        = 1<<3 | 2
	kvValue      = 2<<3 | 2
	kvVersion    = 4 << 3
	kvStream     = 10 << 3
	kvStreamDone = 11 << 3
)

// appendKV appends the message of a record. Badger's own KVToBuffer takes a
// third of the time of a load.
func appendKV(b []byte, k key, value []byte) []byte {
	b = append(binary.AppendUvarint(append(b, kvKey), uint64(len(k))), k...)
	if len(value) > 0 {
		b = append(binary.AppendUvarint(append(b, kvValue), uint64(len(value))), value...)
	}
	b = append(b, kvVersion, loadVersion, kvStream)
	return binary.AppendUvarint(b, uint64(k[0]))
}

func (s *streamer) write(k key, value []byte) error {
	s.record = appendKV(s.record[:0], k, value)
	return s.put()
}

// done tells that a family is complete, so that its memory is freed.
func (s *streamer) done(fam family) error {
	s.record = append(binary.AppendUvarint(append(s.record[:0], kvStream), uint64(fam)), kvStreamDone, 1)
	err := s.put()
	s.send()
	return err
}

func (s *streamer) put() error {
	if s.buffer == nil {
		b := <-s.empty
		s.buffer = b.buffer
		if b.err != nil {
			return b.err
		}
	}
	s.buffer.WriteSlice(s.record)
	if s.buffer.LenNoPadding() >= batchSize {
		s.send()
	}
	return nil
}

func (s *streamer) send() {
	if s.buffer != nil {
		s.full <- s.buffer
		s.buffer = nil
	}
}

// finish writes what is left, and frees the buffers.
func (s *streamer) finish() error {
	if s.full == nil {
		return nil // it is finished
	}
	s.send()
	close(s.full)
	s.full = nil
	var errs []error
	for b := range s.empty {
		errs = append(errs, b.err, b.buffer.Release())
	}
	return errors.Join(errs...)
}

// flush completes the tables.
func (s *streamer) flush() error {
	if err := s.finish(); err != nil {
		return err
	}
	if err := s.w.Flush(); err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	return nil
}
