package model

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"unsafe"
)

// A model file is
//
//	magic     8 bytes "FGMODEL" and the format version
//	checksum  4 bytes: CRC-32C of all that follows
//	length    4 bytes: of the header
//	header    JSON: Config, Labels, Record and the table of sections
//	sections  raw little-endian bytes, each at a multiple of 64
//
// so that a model is used where it lies: nothing is copied or decoded but the
// header and the gazetteer.
const (
	magic         = "FGMODEL\x01"
	prefix        = len(magic) + 8
	sectionAlign  = 64
	maxHeader     = 1 << 20
	maxHidden     = 1 << 12
	maxVocabulary = 1 << 22
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ErrFormat is the cause of every error about a file that is no intact model of
// this version.
var ErrFormat = errors.New("not an intact model file")

// header is the JSON at the head of a file.
type header struct {
	Config   Config
	Labels   Labels
	Record   Record
	Sections []section
}

type section struct {
	Name   string
	Offset int // from the end of the header, padded
	Size   int
}

// A Record says how a model came to be.
type Record struct {
	Created  string    `json:"created"`  // date
	Revision string    `json:"revision"` // of the source that trained it
	Machine  string    `json:"machine"`
	Licence  string    `json:"licence"` // of the weights
	Style    string    `json:"style"`   // names data set whose conventions the names follow
	Data     []DataSet `json:"data"`
	Runs     []Run     `json:"runs"` // one for each network
}

// A Run is the training of one network.
type Run struct {
	Seed    uint64             `json:"seed"`
	Epochs  int                `json:"epochs"`
	Options map[string]any     `json:"options"` // hyper-parameters besides Config
	Scores  map[string]float64 `json:"scores"`  // development sets, of the network alone before quantisation
}

// A DataSet is one of the sources of a model.
type DataSet struct {
	Name      string `json:"name"`
	Sentences int    `json:"sentences"`
	Words     int    `json:"words"`
	Licence   string `json:"licence"`
}

// A file under construction or being read: sections by name.
type archive map[string][]byte

// write stores the archive in the order of names.
func (a archive) write(w io.Writer, h header, names []string) error {
	at := 0
	for _, name := range names {
		h.Sections = append(h.Sections, section{name, at, len(a[name])})
		at += aligned(len(a[name]))
	}
	head, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	for (prefix+len(head))%sectionAlign != 0 {
		head = append(head, ' ')
	}
	body := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	body = append(body, head...)
	for _, name := range names {
		body = append(body, a[name]...)
		body = append(body, make([]byte, aligned(len(a[name]))-len(a[name]))...)
	}
	out := append([]byte(magic), binary.LittleEndian.AppendUint32(nil, crc32.Checksum(body, castagnoli))...)
	for _, part := range [][]byte{out, body} {
		if _, err := w.Write(part); err != nil {
			return fmt.Errorf("write model: %w", err)
		}
	}
	return nil
}

func aligned(n int) int { return (n + sectionAlign - 1) / sectionAlign * sectionAlign }

// open checks a file and returns its header and its sections, which share its
// memory.
func open(data string) (header, archive, error) {
	var h header
	if len(data) < prefix || data[:len(magic)] != magic {
		return h, nil, fmt.Errorf("%w: no magic of this version", ErrFormat)
	}
	// The bytes are only ever read; embedded ones cannot be written.
	bytes := unsafe.Slice(unsafe.StringData(data), len(data))
	if want := binary.LittleEndian.Uint32(bytes[len(magic):]); crc32.Checksum(bytes[len(magic)+4:], castagnoli) != want {
		return h, nil, fmt.Errorf("%w: the checksum differs", ErrFormat)
	}
	length := int(binary.LittleEndian.Uint32(bytes[len(magic)+4:]))
	if length > maxHeader || prefix+length > len(bytes) {
		return h, nil, fmt.Errorf("%w: a header of %d bytes", ErrFormat, length)
	}
	if err := json.Unmarshal(bytes[prefix:prefix+length], &h); err != nil {
		return h, nil, fmt.Errorf("%w: header: %w", ErrFormat, err)
	}
	body := bytes[prefix+length:]
	a := archive{}
	for _, s := range h.Sections {
		if s.Offset < 0 || s.Size < 0 || s.Offset > len(body) || s.Size > len(body)-s.Offset || s.Offset%sectionAlign != 0 {
			return h, nil, fmt.Errorf("%w: section %q lies outside the file", ErrFormat, s.Name)
		}
		a[s.Name] = body[s.Offset : s.Offset+s.Size : s.Offset+s.Size]
	}
	return h, a, nil
}

// section returns a section of exactly size bytes.
func (a archive) section(name string, size int) ([]byte, error) {
	b, ok := a[name]
	if !ok || len(b) != size {
		return nil, fmt.Errorf("%w: section %q has %d bytes, want %d", ErrFormat, name, len(b), size)
	}
	return b, nil
}

// floats returns a section of n float32 values.
func (a archive) floats(name string, n int) ([]float32, error) {
	b, err := a.section(name, 4*n)
	if err != nil {
		return nil, err
	}
	if nativeLittleEndian && uintptr(unsafe.Pointer(unsafe.SliceData(b)))%4 == 0 {
		return unsafe.Slice((*float32)(unsafe.Pointer(unsafe.SliceData(b))), n), nil
	}
	out := make([]float32, n)
	if _, err := binary.Decode(b, binary.LittleEndian, out); err != nil {
		return nil, fmt.Errorf("%w: section %q: %w", ErrFormat, name, err)
	}
	return out, nil
}

// nativeLittleEndian tells whether the machine's own order is the file's.
var nativeLittleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1
