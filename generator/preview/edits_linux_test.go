package preview

import (
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// Some programs let a file and its next version change places in one call.
func TestAnExchangedFileIsServed(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	for i := range 20 {
		mark := fmt.Sprintf("Edit %d.", i)
		s.write("content/guide/.next", page("Roles", mark))
		s.must(unix.Renameat2(unix.AT_FDCWD, s.path("content/guide/.next"), unix.AT_FDCWD, s.path(edited), unix.RENAME_EXCHANGE))
		s.must(os.Remove(s.path("content/guide/.next")))
		events.untilShows(s, "/guide/roles/", mark)
	}
}
