package store

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The file SUMS holds the size and checksum of every file of a store that was
// closed in order: Badger has checksums within its files, but takes a damaged
// end of a log for a torn write, and gives up the process over some others.
//
// Its lines are "name size checksum tail", tail being the checksum of the end of
// the file; then "closed" or "open"; then the checksum of the lines. While the
// store is open only the sums of the tables hold, which never change.
const sumsFile = "SUMS"

// unfinishedFile marks a folder that a bulk load has not completed.
const unfinishedFile = "UNFINISHED"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

type fileSum struct {
	size      int64
	crc, tail uint32
}

// tailSize is how much of a table is looked at whenever a store is opened: its
// footer. Badger checks the rest itself, but trusts the lengths in there.
const tailSize = 4 << 10

type sums struct {
	files  map[string]fileSum
	closed bool
}

func isUnfinished(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, unfinishedFile))
	return err == nil
}

// markOpen says that the files of the store are about to change.
func markOpen(dir string) error {
	s, err := readSums(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it was never closed
	}
	if err != nil {
		return err
	}
	if !s.closed {
		return nil
	}
	s.closed = false
	return s.write(dir)
}

// markClosed takes the sums of the files that are new.
func markClosed(dir string) error {
	old, err := readSums(dir)
	if err != nil {
		old = &sums{} // none, or damaged itself
	}
	now := &sums{files: make(map[string]fileSum), closed: true}
	names, err := storeFiles(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if known, ok := old.files[name]; ok && isTable(name) {
			now.files[name] = known // what it is now may be damaged
			continue
		}
		if now.files[name], err = sumFile(filepath.Join(dir, name), false); err != nil {
			return err
		}
	}
	return now.write(dir)
}

// verifyFiles compares the files of a store with their sums and says what is
// wrong with them; quickly means only the ends of tables. The caller keeps
// writers off.
func verifyFiles(dir string, quickly bool) (problems []string, err error) {
	s, err := readSums(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // it was never closed in order
	}
	if errors.Is(err, ErrDamaged) {
		return []string{err.Error()}, nil
	}
	if err != nil {
		return nil, err
	}
	names, err := storeFiles(dir)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		want, known := s.files[name]
		switch {
		case !known && s.closed:
			problems = append(problems, name+": a file that the store did not have when it was closed")
		case known && (s.closed || isTable(name)):
			have, err := sumFile(filepath.Join(dir, name), quickly && isTable(name))
			if quickly && isTable(name) {
				want.crc = have.crc
			}
			if err != nil {
				problems = append(problems, err.Error())
			} else if have != want {
				problems = append(problems, name+": its content is not what was written")
			}
		}
	}
	for name := range s.files {
		if s.closed && !slices.Contains(names, name) {
			problems = append(problems, name+": the file is missing")
		}
	}
	slices.Sort(problems)
	return problems, nil
}

func isTable(name string) bool { return strings.HasSuffix(name, ".sst") }

// storeFiles lists the files that belong to the store.
func storeFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		switch name := e.Name(); {
		case !e.Type().IsRegular():
		case isTable(name), strings.HasSuffix(name, ".vlog"), strings.HasSuffix(name, ".mem"),
			name == "MANIFEST", name == "KEYREGISTRY", name == "DISCARD":
			names = append(names, name)
		}
	}
	return names, nil
}

// sumFile takes the sums of a file, of its end only if so asked.
func sumFile(path string, tailOnly bool) (s fileSum, err error) {
	f, err := os.Open(path)
	if err != nil {
		return s, err
	}
	defer f.Close()
	if !tailOnly {
		h := crc32.New(castagnoli)
		if _, err = io.CopyBuffer(h, struct{ io.Reader }{f}, make([]byte, 256<<10)); err != nil {
			return s, err
		}
		s.crc = h.Sum32()
	}
	info, err := f.Stat()
	if err != nil {
		return s, err
	}
	s.size = info.Size()
	tail := make([]byte, min(s.size, tailSize))
	if _, err := f.ReadAt(tail, s.size-int64(len(tail))); err != nil && err != io.EOF {
		return s, err
	}
	s.tail = crc32.Checksum(tail, castagnoli)
	return s, nil
}

func readSums(dir string) (*sums, error) {
	content, err := os.ReadFile(filepath.Join(dir, sumsFile))
	if err != nil {
		return nil, err
	}
	damaged := fmt.Errorf("%w: %s can't be read", ErrDamaged, sumsFile)
	content, ok := bytes.CutSuffix(content, []byte("\n"))
	end := bytes.LastIndexByte(content, '\n') + 1
	if !ok || string(content[end:]) != fmt.Sprintf("%08x", crc32.Checksum(content[:end], castagnoli)) {
		return nil, damaged
	}
	s := &sums{files: make(map[string]fileSum)}
	for lines := bufio.NewScanner(bytes.NewReader(content[:end])); lines.Scan(); {
		line := lines.Text()
		switch line {
		case "closed":
			s.closed = true
		case "open":
		default:
			var name string
			var f fileSum
			if _, err := fmt.Sscanf(line, "%s %d %08x %08x", &name, &f.size, &f.crc, &f.tail); err != nil {
				return nil, damaged
			}
			s.files[name] = f
		}
	}
	return s, nil
}

// write replaces the file in one step.
func (s *sums) write(dir string) error {
	var b bytes.Buffer
	names := make([]string, 0, len(s.files))
	for name := range s.files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f := s.files[name]
		fmt.Fprintf(&b, "%s %d %08x %08x\n", name, f.size, f.crc, f.tail)
	}
	if s.closed {
		b.WriteString("closed\n")
	} else {
		b.WriteString("open\n")
	}
	fmt.Fprintf(&b, "%08x\n", crc32.Checksum(b.Bytes(), castagnoli))
	return replaceFile(filepath.Join(dir, sumsFile), b.Bytes())
}

// replaceFile writes a file beside and renames it, so that there is always one
// of the two whole.
func replaceFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
