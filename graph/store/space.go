package store

import "fmt"

// reserve is the space that a write wants to find on the disk. Badger writes
// into mapped files: where a disk is full, the process is ended by a signal
// instead of an error. The reserve is for its logs, for the tables that it
// makes of them, and for merging some.
const reserve = 128 << 20

// checkSpace refuses a write while there is still room for what is under way.
func checkSpace(dir string) error {
	free, known := freeSpace(dir)
	if !known || free >= reserve {
		return nil
	}
	return fmt.Errorf("%w: %d MB are free in %s, %d MB are needed", ErrNoSpace, free>>20, dir, reserve>>20)
}
