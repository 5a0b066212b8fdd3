//go:build browser

package browsertest

import (
	"regexp"
	"strings"
	"testing"
)

const long = "checklists/long/"

// A checklist that is printed is a form to hand round.
func TestChecklistOnPaper(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		site    func() (site, error)
		page    string
		address string
		items   int
		least   int // sheets
		most    int
	}{
		{"governance", handbook, governance, "example.org/handbook/" + governance, 7, 2, 6},
		{"25 statements", madeUp, long, "paper.example/" + long, 25, 3, 9},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := open(t, serve(t, the(t, test.site)).address)
			b.visit(test.page)
			f := readForm(b)
			f.Address = test.address
			if len(f.Statements) != test.items {
				t.Errorf("the page has %d statements, want %d", len(f.Statements), test.items)
			}
			for _, p := range papers {
				sheets := readSheets(t, b.print(p))
				if len(sheets) < test.least || len(sheets) > test.most {
					t.Errorf("%s: %d sheets, want %d to %d", p.name, len(sheets), test.least, test.most)
				}
				for _, fault := range f.faults(sheets, p) {
					t.Errorf("%s: %s", p.name, fault)
				}
			}
		})
	}
}

// What the test above finds sound is so because of the style sheet: without the
// rules that keep a statement together and repeat the heading it would fail.
func TestPaperTestFailsWithoutItsRules(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, rule, want string }{
		{"parted statements", `break-inside:\s*avoid(-page)?`, "is parted"},
		{"heading not repeated", `display:\s*table-header-group`, "without the heading row"},
		{"the screen's boxes and buttons", `display:\s*none\s*!important`, "of no use on paper"},
		{"no margins", `margin:\s*15mm`, "in the margin"},
		{"no page numbers", `content:\s*"Page " counter\(page\)[^;}]*`, "does not say"},
	} {
		t.Run(test.name, func(t *testing.T) {
			rule, taken := regexp.MustCompile(test.rule), 0
			h := serveAltered(t, the(t, madeUp), func(name string, data []byte) []byte {
				if strings.HasSuffix(name, ".css") {
					taken += len(rule.FindAll(data, -1))
					data = rule.ReplaceAll(data, nil)
				}
				return data
			})
			b := openUnwatched(t, h.address)
			b.visit(long)
			f := readForm(b)
			f.Address = "paper.example/" + long
			faults := f.faults(readSheets(t, b.print(a4)), a4)
			if taken == 0 {
				t.Fatalf("the style sheet has no rule %s: this test takes out nothing", rule)
			}
			if !strings.Contains(strings.Join(faults, "\n"), test.want) {
				t.Errorf("%d rules were taken out, and the form is still found sound: %q", taken, faults)
			}
		})
	}
}

// What a pen needs room for is measured in the page as it is laid out for paper:
// boxes of 5 mm at least, lines of 8 mm, and nothing wider than the paper.
func TestRoomForAPen(t *testing.T) {
	t.Parallel()
	const (
		pixelsPerMM = 96 / mmPerInch
		rounding    = 0.5 // px; a browser lays out to parts of one
	)
	b := open(t, serve(t, the(t, madeUp)).address)
	b.visit(long)
	b.media("print")
	b.size(int64((a4.width-2*margin)*pixelsPerMM), 1000, 1)
	measured := eval[struct {
		Boxes, Lines            int
		SmallestBox, LowestLine float64
		Widest, Height          float64
		Visible                 []string
	}](b, `(() => {
		const all = (selector) => [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
		const boxes = all(".answers input"), lines = all(".agreed .lines i, .agreed input, .meeting input, .closing .lines i");
		return {
			Boxes: boxes.length,
			SmallestBox: Math.min(...boxes.map((box) => Math.min(box.width, box.height))),
			Lines: lines.length,
			LowestLine: Math.min(...lines.map((line) => line.height)),
			Widest: document.scrollingElement.scrollWidth,
			Height: document.scrollingElement.scrollHeight,
			Visible: [...document.querySelectorAll("nav, button, .site-header, .site-footer, .search, .skip, .tools")]
				.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80)),
		};
	})()`)
	if measured.Boxes != 3*25 || measured.SmallestBox < 5*pixelsPerMM-rounding {
		t.Errorf("%d boxes, the smallest of %.1f mm; want 75 of 5 mm at least", measured.Boxes, measured.SmallestBox/pixelsPerMM)
	}
	if measured.Lines < 25*4 || measured.LowestLine < 8*pixelsPerMM-rounding {
		t.Errorf("%d lines to write on, the lowest %.1f mm high; want 100 of 8 mm at least", measured.Lines, measured.LowestLine/pixelsPerMM)
	}
	if measured.Widest > (a4.width-2*margin)*pixelsPerMM+rounding {
		t.Errorf("the page is %.0f mm wide on paper that has %.0f", measured.Widest/pixelsPerMM, a4.width-2*margin)
	}
	if len(measured.Visible) > 0 {
		t.Errorf("navigation on paper: %q", measured.Visible)
	}
}

// What was filled in on the screen is on the paper too.
func TestFilledInFormOnPaper(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, madeUp)).address)
	b.visit(long)
	empty := readSheets(t, b.print(a4))[0].text
	b.focus(`[name="team"]`)
	b.press("Night shift")
	b.focus("textarea")
	b.press("Ask the family first")
	first := readSheets(t, b.print(a4))[0].text
	for _, words := range []string{"Nightshift", "Askthefamilyfirst"} {
		if !strings.Contains(first, words) || strings.Contains(empty, words) {
			t.Errorf("%s was filled in, and the sheet shows %.400s", words, first)
		}
	}
}
