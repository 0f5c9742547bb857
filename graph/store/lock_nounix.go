//go:build !unix

package store

import "context"

// shareLock does nothing where folders can't be locked.
func shareLock(context.Context, string, bool) (unlock func(), err error) { return func() {}, nil }
