//go:build unix && !linux

package publish

import "golang.org/x/sys/unix"

// A disk is where a folder lies: folders of two disks cannot be exchanged.
type disk struct{ device uint64 }

func diskOf(dir string) (disk, error) {
	var stat unix.Stat_t
	err := unix.Stat(dir, &stat)
	return disk{uint64(stat.Dev)}, err
}
