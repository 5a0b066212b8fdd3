package check

import (
	"fmt"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
)

// statuses finds case studies whose status readers would take for today's.
func statuses(c *checker) {
	for _, p := range c.site.Documents() {
		front := &p.Doc.Front
		if !kind.TraitsOf(p.Kind).Told || front.Status == "" {
			continue
		}
		switch asOf := front.StatusAsOf; {
		case asOf == "" && (front.Status == "running" || front.Status == "unknown"):
			c.report(fieldAt(p, "/status"), diag.Note, fmt.Sprintf("`status: %s` does not say since when, so readers take it for today", front.Status),
				"add a line with the year of your newest source, for example `status_as_of: 2019`")
		case asOf > c.today:
			c.report(fieldAt(p, "/status_as_of"), diag.Warning, fmt.Sprintf("`status_as_of` says %s, which is still to come", asOf),
				"write the year, month or day for which the status was last known")
		}
	}
}
