package site

import (
	"strings"

	"github.com/open-stewardship/steward/generator/markdown"
)

// StatusText says what became of what a case study tells of, and when that was
// last known: "Running in 2019". It is "" for a page of another kind, and for
// one that does not say. Whoever shows or searches it uses the same words.
func (p *Page) StatusText() string {
	if p.Doc == nil || p.Kind != "case-study" {
		return ""
	}
	words := map[string][2]string{ // alone, and before a year
		"running": {"Running", "Running in "},
		"ended":   {"Ended", "Ended by "},
		"closed":  {"Closed", "Closed by "},
		"unknown": {"Not known today", "Not known since "},
	}[p.Doc.Front.Status]
	asOf := markdown.DateInWords(p.Doc.Front.StatusAsOf)
	switch {
	case asOf == "" || words[0] == "":
		return words[0]
	case strings.HasPrefix(words[1], "Running") && strings.Count(asOf, " ") == 2: // a day
		return "Running on " + asOf
	}
	return words[1] + asOf
}
