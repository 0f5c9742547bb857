package store

import (
	"fmt"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"
)

// A streamer hands records to Badger's StreamWriter, in batches. Each family is
// a stream of its own: within it keys come sorted and once.
type streamer struct {
	dir    string
	w      *badger.StreamWriter
	buffer *z.Buffer
	kv     pb.KV
}

// batchSize is how many bytes go to the StreamWriter at a time.
const batchSize = 2 << 20

// loadVersion is the version, in Badger's sense, of all that is loaded.
const loadVersion = 1

func (s *streamer) write(k key, value []byte) error {
	s.kv.Reset()
	s.kv.Key, s.kv.Value, s.kv.Version, s.kv.StreamId = k, value, loadVersion, uint32(k[0])
	return s.put()
}

// done tells that a family is complete, so that its memory is freed.
func (s *streamer) done(fam family) error {
	s.kv.Reset()
	s.kv.StreamId, s.kv.StreamDone = uint32(fam), true
	if err := s.put(); err != nil {
		return err
	}
	return s.send()
}

func (s *streamer) put() error {
	if s.buffer == nil {
		s.buffer = z.NewBuffer(batchSize+batchSize/4, "store.load")
	}
	badger.KVToBuffer(&s.kv, s.buffer)
	if s.buffer.LenNoPadding() < batchSize {
		return nil
	}
	return s.send()
}

func (s *streamer) send() error {
	if s.buffer == nil || s.buffer.IsEmpty() {
		return nil
	}
	err := checkSpace(s.dir)
	if err == nil {
		err = s.w.Write(s.buffer)
	}
	s.buffer.Reset() // the StreamWriter has copied it
	return err
}

func (s *streamer) release() error {
	if s.buffer == nil {
		return nil
	}
	err := s.buffer.Release()
	s.buffer = nil
	return err
}

// flush completes the tables.
func (s *streamer) flush() error {
	if err := s.send(); err != nil {
		return err
	}
	if err := s.w.Flush(); err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	return s.release()
}
