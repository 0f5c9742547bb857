package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"
)

// errMalformed is at the root of every error about a record that can't be read.
var errMalformed = errors.New("malformed record")

// An encoder appends the fields of a record.
type encoder []byte

func (e *encoder) byte(b byte)     { *e = append(*e, b) }
func (e *encoder) uint(n uint64)   { *e = binary.AppendUvarint(*e, n) }
func (e *encoder) int(n int)       { *e = binary.AppendVarint(*e, int64(n)) }
func (e *encoder) text(s string)   { e.uint(uint64(len(s))); *e = append(*e, s...) }
func (e *encoder) float(f float64) { *e = binary.LittleEndian.AppendUint64(*e, math.Float64bits(f)) }

// probability takes two bytes for what has three decimals.
func (e *encoder) probability(p float64) {
	if n := math.Round(p * 1000); n >= 0 && n <= 1000 && n/1000 == p {
		e.uint(uint64(n) + 1)
		return
	}
	e.uint(0)
	e.float(p)
}

func (e *encoder) time(t time.Time) {
	if t.IsZero() {
		e.text("")
		return
	}
	e.text(t.Format(time.RFC3339Nano))
}

// A decoder reads the fields of a record. After the first that is malformed
// all are zero and err says so.
type decoder struct {
	rest []byte
	err  error
}

func (d *decoder) fail(what string) {
	if d.err == nil {
		d.err = fmt.Errorf("%w: %s", errMalformed, what)
	}
	d.rest = nil
}

func (d *decoder) byte() byte {
	if len(d.rest) == 0 {
		d.fail("it ends too soon")
		return 0
	}
	b := d.rest[0]
	d.rest = d.rest[1:]
	return b
}

func (d *decoder) uint() uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.fail("a bad number")
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) int() int {
	n, size := binary.Varint(d.rest)
	if size <= 0 {
		d.fail("a bad number")
		return 0
	}
	d.rest = d.rest[size:]
	return int(n)
}

// count is the length of a list whose elements take at least one byte.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.rest)) {
		d.fail("a list longer than its record")
		return 0
	}
	return int(n)
}

func (d *decoder) text() string {
	n := d.count()
	s := string(d.rest[:n])
	d.rest = d.rest[n:]
	return s
}

func (d *decoder) float() float64 {
	if len(d.rest) < 8 {
		d.fail("it ends too soon")
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(d.rest))
	d.rest = d.rest[8:]
	return f
}

func (d *decoder) probability() float64 {
	if n := d.uint(); n > 0 {
		return float64(n-1) / 1000
	}
	return d.float()
}

func (d *decoder) time() time.Time {
	s := d.text()
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		d.fail("a bad time")
	}
	return t
}

// close reports what went wrong, or that the record has a remainder.
func (d *decoder) close() error {
	if d.err == nil && len(d.rest) > 0 {
		d.fail("it has a remainder")
	}
	return d.err
}
