//go:build browser

package browsertest

import (
	"maps"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// sheetFields is what a team fills into the empty cells of a template.
var sheetFields = map[string]string{
	"| what we do | who | ring the families all of them": "Asha and Ben",
	"| what we do | what | row 2":                        "Ask the cook\nand the gardener",
	"| what we learned | answer | what helped":           "Time to talk",
}

func TestEmptyCellsAreKept(t *testing.T) {
	h := serve(t, the(t, meeting))
	b := openFillable(t, h.address)
	b.visit(sheetPage)
	if names := eval[string](b, `[...document.querySelectorAll("td textarea")].map((one) => one.ariaLabel).join("|")`); names !=
		"Who: Ring the families, all of them|By when: Ring the families, all of them|What: row 2|Who: row 2|By when: row 2|Answer: What helped?" {
		t.Errorf("the cells are called %s", names)
	}
	b.t.Log("by keyboard, from one cell to the next")
	b.fill(map[string]string{})
	b.focus("td textarea")
	for _, text := range []string{"Asha and Ben", "", "Ask the cook", "", "", "Time to talk"} {
		b.press(text + kb.Tab)
	}
	b.visit(sheetPage)
	b.want(map[string]string{"| what we do | what | row 2": "Ask the cook"})
	b.fill(sheetFields)
	b.want(sheetFields)

	b.t.Log("saved, cleared, opened")
	b.click("save")
	_, text := b.saved()
	b.click("afresh")
	empty := maps.Clone(sheetFields)
	for name := range empty {
		empty[name] = ""
	}
	b.want(empty)
	b.undo()
	b.want(sheetFields)
	b.click("forget")
	eval[bool](b, `(document.querySelector("dialog[open] button[value=forget]").click(), true)`)
	b.said("is gone")
	b.want(empty)
	b.openFile(text)
	b.said("was opened")
	b.want(sheetFields)
}

// On paper a cell that was filled in shows its text whole, and an empty one is
// ruled space with height to write in.
func TestEmptyCellsOnPaper(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(sheetPage)
	b.fill(sheetFields)
	for _, p := range papers {
		blank, filled := allText(b.printed("blank", p)), allText(b.printed("filled", p))
		for _, text := range sheetFields {
			if strings.Contains(blank, squeezed(text)) || !strings.Contains(filled, squeezed(text)) {
				t.Errorf("%s: %q stands on the blank sheet, or not on the filled one: %s", p.name, text, filled)
			}
		}
	}
	for _, mode := range []string{"blank", ""} {
		b.media("print")
		b.size(680, 1000, 1)
		low := eval[[]string](b, `(document.documentElement.dataset.paper = %s, [...document.querySelectorAll("td:has(textarea)")].filter((one) => {
			const box = one.getBoundingClientRect(), style = getComputedStyle(one);
			return box.height < 34 || box.width < 90 || !parseFloat(style.borderBottomWidth) || !parseFloat(style.borderLeftWidth);
		}).map((one) => one.outerHTML))`, mode)
		if len(low) > 0 {
			t.Errorf("printed %q, there is too little room, or no rule, to write in %q", mode, low)
		}
	}
}

// A row that has gone takes its answer with it to what no longer fits; one that
// was mended or moved keeps it.
func TestEmptyCellsThatChange(t *testing.T) {
	at := func(table string) site {
		return meetingWith(t, map[string]string{"templates/sheet.md": "---\ntitle: A sheet\ndescription: What we do.\n---\n## What we do\n\n| What | Who |\n| --- | --- |\n" + table})
	}
	h := serve(t, at("| Ring them | |\n| Write to them | |\n"))
	b := openFillable(t, h.address)
	b.visit(sheetPage)
	b.fill(map[string]string{"| what we do | who | ring them": "Asha", "| what we do | who | write to them": "Ben"})
	h.site = at("| Talk | |\n| *Ring* them! | |\n")
	b.visit(sheetPage)
	b.want(map[string]string{"| what we do | who | ring them": "Asha", "| what we do | who | talk": ""})
	if got := eval[string](b, `document.querySelector("[data-left-rows]").innerText`); got != "what we do | who | write to them Ben" {
		t.Errorf("what no longer fits is %q", got)
	}
}
