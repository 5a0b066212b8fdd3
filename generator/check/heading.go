package check

import (
	"fmt"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
)

// headings finds headings that skip a level. People who listen to a page find
// their way by the levels.
func headings(c *checker) {
	for _, p := range c.site.Documents() {
		above := 1 // the title
		for _, h := range p.Doc.Headings {
			if h.Level > above+1 {
				c.report(p.Doc.Pos(h.Offset), diag.Warning,
					fmt.Sprintf("the heading %s skips a level: it has %d #, the one above has %d", code(h.Text), h.Level, above),
					fmt.Sprintf("write %s", code(strings.Repeat("#", above+1)+" "+h.Text)))
			}
			above = h.Level
		}
	}
}
