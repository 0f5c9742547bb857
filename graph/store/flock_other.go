//go:build !unix

package store

// whileLocked does something. Elsewhere than on Unix, Badger's lock can't be
// taken from outside; a file that another process has open can't be removed
// there either.
func whileLocked(_ string, do func() error) error { return do() }
