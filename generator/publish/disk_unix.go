//go:build unix

package publish

import (
	"io/fs"
	"syscall"

	"golang.org/x/sys/unix"
)

// access tells whether this process may put files into a folder.
func access(dir string) error { return unix.Access(dir, unix.W_OK|unix.X_OK) }

// owner gives user and group of a file.
func owner(info fs.FileInfo) (uid, gid int) {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid), int(stat.Gid)
	}
	return -1, -1
}
