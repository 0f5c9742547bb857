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
// leaves one behind, and Badger doesn't open the store again. Badger's own
// error for it is not wrapped, so its text has to do.
func isTorn(err error) bool {
	return err != nil && strings.Contains(err.Error(), "while opening memtables") && strings.Contains(err.Error(), "Create a new file")
}

// mend removes the empty log files, which hold nothing, while no other process
// has the store. It tells whether there were any.
func mend(dir string) (mended bool, err error) {
	err = whileLocked(dir, func() error {
		logs, err := filepath.Glob(filepath.Join(dir, "*.mem"))
		if err != nil {
			return err
		}
		for _, log := range logs {
			info, err := os.Stat(log)
			if errors.Is(err, os.ErrNotExist) || err == nil && info.Size() > 0 {
				continue
			}
			if err == nil {
				err = os.Remove(log)
			}
			if err != nil {
				return err
			}
			mended = true
		}
		return nil
	})
	if err != nil {
		return false, fmt.Errorf("mend after a crash: %w", err)
	}
	return mended, nil
}
