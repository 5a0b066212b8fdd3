package site

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// terms are glossary pages by title, with their aliases.
var terms = map[string]string{
	"Team":                              "",
	"Team charter":                      "teams charter",
	"Care Quality Commission (CQC)":     "",
	"Review (of a year)":                "",
	"Domiciliary care":                  "home care, home-care worker",
	"OKRs":                              "",
	"N/A":                               "",
	"R&D":                               "",
	"IT":                                "",
	"Non-executive director":            "NED",
	"Amp":                               "",
	"Café":                              "",
	"Objectives and key results (long)": "",
}

func glossary(t testing.TB) Glossary {
	var files []txtar.File
	for title, aliases := range terms {
		files = append(files, txtar.File{Name: fmt.Sprintf("%x.md", title),
			Data: []byte(fmt.Sprintf("---\ntitle: %q\nkind: term\naliases: %q\n---\n", title, aliases))})
	}
	files = append(files, txtar.File{Name: "term-in-name-only.md", Data: []byte("# Worker\n")},
		txtar.File{Name: "section/_index.md", Data: []byte("---\ntitle: Section\nkind: term\n---\n")})
	s, _ := read(t, files).assemble(Options{})
	return s.Glossary
}

func TestFind(t *testing.T) {
	g := glossary(t)
	for text, want := range map[string]string{
		"the team meets":                       "team=Team",
		"Teams, TEAM'S and teamwork":           "Teams=Team TEAM=Team",
		"a team charter for teams":             "team charter=Team charter teams=Team",
		"the teams charter":                    "teams charter=Team charter",
		"Domiciliary-care workers":             "Domiciliary-care=Domiciliary care",
		"home care worker":                     "home care worker=Domiciliary care",
		"domiciliary\ncare":                    "domiciliary\ncare=Domiciliary care",
		"domiciliary\u00a0care":                "domiciliary\u00a0care=Domiciliary care",
		"domiciliary, care":                    "",
		"domiciliary. Care":                    "",
		"the CQC and the cqc":                  "CQC=Care Quality Commission (CQC)",
		"two CQCs":                             "CQCs=Care Quality Commission (CQC)",
		"Care quality commissions":             "Care quality commissions=Care Quality Commission (CQC)",
		"a review of a year":                   "review=Review (of a year)",
		"an OKR, OKRs, okrs":                   "OKR=OKRs OKRs=OKRs",
		"it and IT":                            "IT=IT",
		"N/A or n/a or N A":                    "N/A=N/A",
		"R&amp;D, R&amp;d and R D":             "R&amp;D=R&D",
		"this &amp; that":                      "",
		"an amp &amp; an Amp":                  "amp=Amp Amp=Amp",
		"non-executive directors and two NEDs": "non-executive directors=Non-executive director NEDs=Non-executive director",
		"CAFÉ":                                 "CAFÉ=Café",
		"a worker of a section":                "",
		"":                                     "",
	} {
		var got []string
		last := 0
		for _, use := range g.Find(text) {
			if use.Start < last || use.End <= use.Start {
				t.Fatalf("%q: %+v is not after %d", text, use, last)
			}
			last = use.End
			got = append(got, text[use.Start:use.End]+"="+use.Term.Title)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", text, strings.Join(got, " "), want)
		}
	}
}
