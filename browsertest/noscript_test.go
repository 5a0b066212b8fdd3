//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// openWithoutScripts opens a tab that runs none of a page's scripts.
func openWithoutScripts(t *testing.T, h *host) *tab {
	t.Helper()
	b := open(t, h.address)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	return b
}

// tabTo presses Tab until the focus is on an element.
func tabTo(b *tab, selector string) {
	b.t.Helper()
	for range 40 {
		b.press(kb.Tab)
		if eval[bool](b, `document.activeElement.matches(%s)`, selector) {
			return
		}
	}
	b.t.Fatalf("Tab does not lead to %s", selector)
}

// Without scripts the menu opens, the search form leads to a page that lists
// everything, and nothing is shown that would not work.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	s := the(t, openStewardship)
	b := openWithoutScripts(t, serve(t, s))
	b.size(360, 700, 1)
	b.visit("")
	tabTo(b, "[data-menu] summary")
	b.press(kb.Enter)
	tabTo(b, `[data-menu] nav a[href="/checklists/"]`)
	b.press(kb.Enter)
	b.at("checklists/")

	tabTo(b, "header input[type=search]")
	b.press("team")
	b.press(kb.Enter)
	b.at("search/?q=team")
	all := map[string]bool{}
	for part := 1; ; part++ { // a long list goes on
		listed := eval[[]string](b, `[...document.querySelectorAll("[data-everything] li a")].filter((one) => one.checkVisibility()).map((one) => one.pathname)`)
		for _, address := range listed {
			all[address] = true
		}
		if eval[bool](b, `!document.querySelector("[rel=next]")`) {
			break
		}
		b.visit(fmt.Sprintf("search/page/%d/", part+1))
	}
	for _, p := range readPages(t, s) {
		if p.layout == "page" && !all[p.address] {
			t.Errorf("the list of everything lacks %s", p.address)
		}
	}

	dead := `[...document.querySelectorAll("button")].filter((one) => one.type === "button" && one.checkVisibility()).map((one) => one.textContent)`
	for _, address := range []string{"", governance, "templates/role-description/", "search/"} {
		b.visit(address)
		if buttons := eval[[]string](b, dead); len(buttons) > 0 {
			t.Errorf("/%s shows buttons that do nothing: %q", address, buttons)
		}
	}
}

// A checklist is printed by the browser, not by a script.
func TestPrintingWithoutScripts(t *testing.T) {
	t.Parallel()
	b := openWithoutScripts(t, serve(t, the(t, madeUp)))
	b.visit(long)
	f := readForm(b)
	f.Address = "paper.example/" + long
	if faults := f.faults(readSheets(t, b.print(letter)), letter); len(faults) > 0 {
		t.Errorf("without scripts: %s", strings.Join(faults, "\n"))
	}
}
