package publish

import "golang.org/x/sys/unix"

// A disk is where a folder lies: folders of two disks cannot be exchanged, nor
// those of one that is mounted in two places.
type disk struct {
	major, minor uint32
	mount        uint64 // 0 before Linux 5.8, which does not tell
}

func diskOf(dir string) (disk, error) {
	var stat unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, dir, 0, unix.STATX_MNT_ID, &stat); err != nil {
		return disk{}, err
	}
	d := disk{major: stat.Dev_major, minor: stat.Dev_minor}
	if stat.Mask&unix.STATX_MNT_ID != 0 {
		d.mount = stat.Mnt_id
	}
	return d, nil
}
