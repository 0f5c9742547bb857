//go:build unix

package store

import (
	"os"
	"syscall"
)

// whileLocked does something while no other process has Badger's lock of the
// folder, which is on the folder itself.
func whileLocked(dir string, do func() error) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer folder.Close() // releases the lock
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return err
	}
	return do()
}
