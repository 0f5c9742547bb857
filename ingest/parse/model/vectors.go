package model

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
)

// Vectors are pretrained word vectors, one int8 row and one scale a word, most
// frequent words first.
type Vectors struct {
	Dim   int
	Words []string
	Scale []float32
	Rows  []int8 // len(Words) × Dim
}

const vectorMagic = "SVEC0001"

// ReadVectors reads the first limit vectors of a gzipped vector file.
func ReadVectors(path string, limit int) (*Vectors, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read vectors: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("read vectors %s: %w", path, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("read vectors %s: %w", path, err)
	}
	if len(data) < 16 || string(data[:8]) != vectorMagic {
		return nil, fmt.Errorf("read vectors %s: not a vector file", path)
	}
	n := int(binary.LittleEndian.Uint32(data[8:]))
	dim := int(binary.LittleEndian.Uint32(data[12:]))
	if n < 0 || dim < 0 || len(data) < 16+4*n+n*dim {
		return nil, fmt.Errorf("read vectors %s: %w", path, io.ErrUnexpectedEOF)
	}
	words := bytes.Split(data[16+4*n+n*dim:], []byte{'\n'})
	if len(words) < n {
		return nil, fmt.Errorf("read vectors %s: %w", path, errors.New("fewer words than rows"))
	}
	keep := min(n, limit)
	v := &Vectors{Dim: dim, Words: make([]string, keep), Scale: make([]float32, keep), Rows: make([]int8, keep*dim)}
	for i := range keep {
		v.Words[i] = string(words[i])
		v.Scale[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[16+4*i:]))
	}
	for i, b := range data[16+4*n : 16+4*n+keep*dim] {
		v.Rows[i] = int8(b)
	}
	return v, nil
}
