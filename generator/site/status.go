package site

import (
	"time"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
)

// StatusText says what became of what a case study tells of, and when that was
// last known: "Running in 2019". It is "" for a page of another kind, and for
// one that does not say. Whoever shows or searches it uses the same words.
func (p *Page) StatusText() string {
	if p.Doc == nil || !kind.TraitsOf(p.Kind).Told {
		return ""
	}
	status, asOf := p.Doc.Front.Status, p.Doc.Front.StatusAsOf
	text := map[string]string{"running": "Running", "ended": "Ended", "closed": "Closed", "unknown": "Not known today"}[status]
	if text == "" || asOf == "" {
		return text
	}
	date := markdown.DateInWords(asOf)
	switch status {
	case "running":
		if len(asOf) == len(time.DateOnly) {
			return "Running on " + date
		}
		return "Running in " + date
	case "unknown":
		return "Not known since " + date
	}
	return text + " by " + date
}
