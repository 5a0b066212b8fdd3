//go:build unix

package generator

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// lastChange stands for what is known of the last change of a file beside its
// size and its time of modification, which programs set as they like: which
// file it is, and when anything of it was changed. Links are followed.
func lastChange(name string) string {
	var stat unix.Stat_t
	if err := unix.Stat(name, &stat); err != nil {
		return ""
	}
	return fmt.Sprint(stat.Ino, stat.Ctim.Nano())
}
