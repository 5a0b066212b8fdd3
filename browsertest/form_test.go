//go:build browser

package browsertest

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A form is what a checklist's page says it holds.
type form struct {
	Title, Description string
	Revised            string
	Address            string // as it is to be printed
	Headings           []string
	Statements         []statement
	Sources            []string
}

type statement struct {
	Number, Text string
	Actions      []string
}

// readForm reads the form from the page that is shown.
func readForm(b *tab) form {
	b.t.Helper()
	f := eval[form](b, `(() => {
		const text = (element) => element?.textContent.trim() ?? "";
		const all = (selector, within = document) => [...within.querySelectorAll(selector)];
		return {
			Title: text(document.querySelector("h1")),
			Description: text(document.querySelector(".lead")),
			Revised: text(document.querySelector(".tools time")),
			Headings: all(".statements-head").map((row) => text(row.querySelector("span"))),
			Statements: all(".statement").map((one) => ({
				Number: text(one.querySelector(".number")).replace(/\D/g, ""),
				Text: text(one.querySelector(".says")),
				Actions: all(".actions li", one).map(text),
			})),
			Sources: all(".sources cite, .notes cite").map(text),
		};
	})()`)
	return f
}

// The margin that the style sheet asks for, and what may be amiss in a PDF.
const (
	margin = 15.0 // mm
	slack  = 1.0  // mm; a browser rounds sheets and boxes to whole pixels
)

// faults tells what is wrong with the form on paper: one line for each fault,
// none if it is as a facilitator needs it.
func (f form) faults(sheets []sheet, p paper) []string {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if len(f.Statements) == 0 || len(sheets) == 0 {
		fault("there are %d statements on %d sheets", len(f.Statements), len(sheets))
		return faults
	}
	f.partedFaults(sheets, fault)
	f.headingFaults(sheets, fault)
	f.headFaults(sheets, fault)
	for i, s := range sheets {
		s.edgeFaults(i+1, len(sheets), p, fault)
		for _, button := range []string{"Print blank", "Skip to the text", "Menu", "Appearance:", "Suggest a change", "Related pages", "Previous", "You are here"} {
			if strings.Contains(s.text, squeezed(button)) {
				fault("sheet %d shows what is of no use on paper: %s", i+1, button)
			}
		}
	}
	return faults
}

// partedFaults looks for each statement whole on one sheet: number, words,
// actions, and the lines for what was agreed.
func (f form) partedFaults(sheets []sheet, fault func(string, ...any)) {
	for _, one := range f.Statements {
		whole := squeezed(one.Number + one.Text + strings.Join(one.Actions, "") + "Action" + "Who" + "By when")
		on := slices.IndexFunc(sheets, func(s sheet) bool { return strings.Contains(s.text, whole) })
		if on < 0 {
			fault("statement %s is parted from its actions or lines, or is not there: %s", one.Number, one.Text)
		}
	}
}

// headingFaults looks for the row that says which box is which above the first
// statement of each sheet.
func (f form) headingFaults(sheets []sheet, fault func(string, ...any)) {
	for i, s := range sheets {
		hasStatement := slices.ContainsFunc(f.Statements, func(one statement) bool {
			return strings.Contains(s.text, squeezed(one.Number+one.Text))
		})
		if !hasStatement {
			continue
		}
		first := ""
		for _, line := range s.lines() {
			if words := joined(line); strings.HasSuffix(words, "YesNoN/A") {
				first = words
				break
			}
		}
		isHeading := slices.ContainsFunc(f.Headings, func(heading string) bool { return first == squeezed(heading)+"YesNoN/A" })
		if !isHeading {
			fault("sheet %d has statements without the heading row above them: %q", i+1, first)
		}
	}
}

// headFaults looks for what a sheet is, and for the lines to fill in.
func (f form) headFaults(sheets []sheet, fault func(string, ...any)) {
	first, all := sheets[0].text, ""
	for _, s := range sheets {
		all += s.text
	}
	for what, words := range map[string]string{"title": f.Title, "description": f.Description, "team": "Team", "date": "Date",
		"facilitator": "Facilitator", "people present": "Present", "date of revision": "revised " + f.Revised, "address": f.Address} {
		if words == "" || !strings.Contains(first, squeezed(words)) {
			fault("the first sheet does not show the %s: %q", what, words)
		}
	}
	for what, words := range map[string]string{"notes": "Notes from the meeting", "day to look again": "We look at this again on"} {
		if !strings.Contains(all, squeezed(words)) {
			fault("there is no room for the %s", what)
		}
	}
	if len(f.Sources) == 0 {
		fault("the form names no source")
	}
	for _, source := range f.Sources {
		if !strings.Contains(all, squeezed(source)) {
			fault("the source is missing: %s", source)
		}
	}
}

// edgeFaults looks at the size of a sheet, its number and what comes too near
// to the edge.
func (s sheet) edgeFaults(number, of int, p paper, fault func(string, ...any)) {
	if math.Abs(s.Width-p.width) > 1 || math.Abs(s.Height-p.height) > 1 {
		fault("sheet %d is %.0f by %.0f mm, the paper %.0f by %.0f", number, s.Width, s.Height, p.width, p.height)
	}
	counter := fmt.Sprintf("Page%dof%d", number, of)
	var rest []word
	for _, line := range s.lines() {
		if joined(line) != counter {
			rest = append(rest, line...)
		}
	}
	if len(rest) == len(s.Words) {
		fault("sheet %d does not say %q", number, counter)
	}
	if len(rest) == 0 {
		fault("sheet %d is empty", number)
	}
	for _, w := range rest {
		if w.Left < margin-slack || w.Top < margin-slack || w.Right > p.width-margin+slack || w.Bottom > p.height-margin+slack {
			fault("sheet %d: %q stands in the margin, at %.0f to %.0f mm from the left and %.0f to %.0f mm from the top",
				number, w.Text, w.Left, w.Right, w.Top, w.Bottom)
		}
	}
}

// joined is the text of a line of words without white space.
func joined(line []word) string {
	line = slices.Clone(line)
	slices.SortFunc(line, func(a, b word) int { return int(math.Round(10 * (a.Left - b.Left))) })
	var b strings.Builder
	for _, w := range line {
		b.WriteString(w.Text)
	}
	return squeezed(b.String())
}
