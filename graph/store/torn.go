package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// isTorn tells whether Badger found a memtable's log file without a byte in it.
// A process that is killed between making the file and giving it its size
// leaves one behind, and Badger refuses the store then. Badger's own error for
// it is not wrapped, so its text has to do.
func isTorn(err error) bool {
	return err != nil && strings.Contains(err.Error(), "while opening memtables") && strings.Contains(err.Error(), "Create a new file")
}

// mend removes the log files that hold nothing, while no other process has the
// store. One that Badger has just refused it has also given its size, all
// zeros, and takes for an empty log from then on.
func mend(dir string) error {
	err := whileLocked(dir, func() error {
		logs, err := filepath.Glob(filepath.Join(dir, "*.mem"))
		if err != nil {
			return err
		}
		for _, log := range logs {
			info, err := os.Stat(log)
			if err == nil && info.Size() == 0 {
				err = os.Remove(log)
			}
			if err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("mend after a crash: %w", err)
	}
	return nil
}
