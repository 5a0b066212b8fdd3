package site

import (
	"testing"

	"github.com/open-stewardship/steward/generator/markdown"
)

func TestStatusSaysWhenItWasLastKnown(t *testing.T) {
	for _, test := range []struct{ kind, status, asOf, want string }{
		{"case-study", "running", "", "Running"},
		{"case-study", "running", "2019", "Running in 2019"},
		{"case-study", "running", "2019-10", "Running in October 2019"},
		{"case-study", "running", "2019-10-31", "Running on 31 October 2019"},
		{"case-study", "ended", "", "Ended"},
		{"case-study", "ended", "2019", "Ended by 2019"},
		{"case-study", "closed", "2019-01-31", "Closed by 31 January 2019"},
		{"case-study", "unknown", "", "Not known today"},
		{"case-study", "unknown", "2019", "Not known since 2019"},
		{"case-study", "", "2019", ""},
		{"case-study", "finished", "2019", ""},
		{"page", "running", "2019", ""},
	} {
		page := &Page{Kind: test.kind, Doc: &markdown.Document{Front: markdown.Front{Status: test.status, StatusAsOf: test.asOf}}}
		if got := page.StatusText(); got != test.want {
			t.Errorf("a %s that is %q as of %q says %q, want %q", test.kind, test.status, test.asOf, got, test.want)
		}
	}
	if got := new(Page).StatusText(); got != "" {
		t.Errorf("a page that is made, not written, says %q", got)
	}
}
