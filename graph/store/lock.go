package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// isLocked tells whether Badger failed because another process holds the lock.
func isLocked(err error) bool {
	return errors.Is(err, syscall.EWOULDBLOCK) || strings.Contains(err.Error(), "Cannot acquire directory lock")
}

// lockedError says who holds the store, and that it was waited for in vain if
// the context has ended.
func lockedError(ctx context.Context, dir string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%w by %s: %w", ErrLocked, holder(dir), err)
	}
	return fmt.Errorf("%w by %s", ErrLocked, holder(dir))
}

// holder describes the process that holds the store, as well as can be known:
// a writer leaves its number in the lock file, and Linux lists all locks.
func holder(dir string) string {
	pid := writerPID(dir)
	if pid == 0 {
		pid = lockPID(dir)
	}
	if pid == 0 {
		return "another process"
	}
	who := fmt.Sprintf("process %d", pid)
	if command, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); err == nil && len(command) > 0 {
		who += " (" + strings.TrimSpace(strings.ReplaceAll(string(command), "\x00", " ")) + ")"
	}
	return who
}

// writerPID is the number in Badger's lock file, 0 when there is none.
func writerPID(dir string) int {
	content, err := os.ReadFile(filepath.Join(dir, "LOCK"))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(content)))
	if err != nil {
		return 0
	}
	process, err := os.FindProcess(pid)
	if err != nil || errors.Is(process.Signal(syscall.Signal(0)), os.ErrProcessDone) {
		return 0 // left by a process that was killed
	}
	return pid
}
