//go:build !unix

package publish

import (
	"io"
	"os"
)

// lock takes no lock here: such a system has none that goes with the process
// and that the standard library offers.
func lock(name string) (io.Closer, error) { return os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644) }
