package check

import (
	"fmt"

	"github.com/open-stewardship/steward/generator/diag"
)

// futureDays finds days that have not come yet. A page may be dated for the
// day it is to appear; nobody has checked it then.
func futureDays(c *checker) {
	for _, p := range c.site.Documents() {
		front := &p.Doc.Front
		if front.LastChecked > c.today {
			c.report(fieldAt(p, "/last_checked"), diag.Warning, fmt.Sprintf("`last_checked` says %s, which is still to come", front.LastChecked),
				fmt.Sprintf("write the day it was last checked: `last_checked: %s` if that is today", c.today))
		}
		if front.Date > c.today {
			c.report(fieldAt(p, "/date"), diag.Note, fmt.Sprintf("`date` says %s, which is still to come; the page is published all the same", front.Date),
				"write `draft: true` too if the page shall wait")
		}
	}
}
