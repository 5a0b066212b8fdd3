//go:build unix

package publish

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// access tells whether this process may put files into a folder.
func access(dir string) error { return unix.Access(dir, unix.W_OK|unix.X_OK) }

// onOtherDisk tells whether a folder is there and is a mount, so that it cannot
// be exchanged with one beside it.
func onOtherDisk(dir, parent string) bool {
	a, err1 := os.Stat(dir)
	b, err2 := os.Stat(parent)
	if err1 != nil || err2 != nil {
		return false
	}
	of, ok1 := a.Sys().(*syscall.Stat_t)
	on, ok2 := b.Sys().(*syscall.Stat_t)
	return ok1 && ok2 && of.Dev != on.Dev
}
