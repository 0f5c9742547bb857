//go:build linux || darwin

package store

import "syscall"

// freeSpace is the number of bytes that may be written to the folder's disk.
func freeSpace(dir string) (bytes uint64, known bool) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return 0, false
	}
	return fs.Bavail * uint64(fs.Bsize), true
}
