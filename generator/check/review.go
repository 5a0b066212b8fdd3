package check

import (
	"fmt"

	"github.com/open-stewardship/steward/generator/diag"
)

// reviewDays finds pages whose day of review is past.
func reviewDays(c *checker) {
	for _, p := range c.site.Documents() {
		if day := p.Doc.Front.ReviewBy; day != "" && day < c.today {
			c.report(fieldAt(p, "/review_by"), diag.Warning, fmt.Sprintf("this page was to be checked again by %s", day),
				fmt.Sprintf("read it through, mend what has changed, then write `last_checked: %s` and a later day for `review_by`", c.today))
		}
	}
}
