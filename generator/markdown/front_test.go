package markdown

import (
	"testing"

	"github.com/open-stewardship/steward/generator/source"
)

// A date goes into feeds and lists, where one that is not in the calendar
// would be refused.
func TestDateIsInTheCalendar(t *testing.T) {
	for written, want := range map[string]string{
		"2026-02-28": "2026-02-28", "2024-02-29": "2024-02-29", "2026-02-28T10:30:00Z": "2026-02-28",
		"2026-02-31": "", "2025-02-29": "", "2026-13-01": "", "2026-2-3": "", "2026-02": "", "28 February 2026": "", `""`: "", "äöüäöüäöü": "",
	} {
		doc := Parse(&source.File{Path: "a.md", Name: "content/a.md", Data: []byte("---\ndate: " + written + "\n---\n\nText.\n")})
		if doc.Front.Date != want {
			t.Errorf("date: %s gives %q, want %q", written, doc.Front.Date, want)
		}
	}
}

func TestTitleFromName(t *testing.T) {
	for name, want := range map[string]string{
		"our-values": "Our values", "éducation_2": "Éducation 2", "--a--b": "A b", "": "", "-_ ": "", "NHS": "NHS",
	} {
		if got := TitleFromName(name); got != want {
			t.Errorf("TitleFromName(%q) = %q, want %q", name, got, want)
		}
	}
}
