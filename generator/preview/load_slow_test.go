//go:build slow

package preview

import "testing"

// As many requests and edits as a long day brings.
func TestMemoryStaysFlatForLong(t *testing.T) { holdsUp(t, 500, 20) }
