//go:build browser

package browsertest

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// five is a pack of five pages, two of which lead to one another.
const five = "checklists/week,templates/agreement,recommendations/listen,recommendations/decide,checklists/other"

// parts waits until a pack has been put together from a number of pages.
func (b *tab) parts(n int) {
	b.t.Helper()
	b.wait(`document.documentElement.dataset.parts === %s`, fmt.Sprint(n))
}

func (b *tab) agenda() string {
	b.t.Helper()
	return eval[string](b, `[...document.querySelectorAll("[data-agenda] li > span")].map((one) => one.textContent).join("|")`)
}

func TestPackOfFivePagesPrints(t *testing.T) {
	// The theme's own parts of a page are left out of a pack, and links to them stay.
	h := serveAltered(t, the(t, meeting), func(name string, data []byte) []byte {
		return bytes.ReplaceAll(data, []byte("<p>Because. See"), []byte(`<p>Because, as <a class="anchor" href="#page.main">here</a>. See`))
	})
	b := openFillable(t, h.address)
	b.visit("pack/#p=" + five + "&t=Team%20day&team=Night%20shift&d=2026-12-01")
	b.parts(5)
	titles := []string{"Our week", "An agreement", "Listen", "Decide", "Another list"}

	faults := eval[[]string](b, `(() => {
		const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
		const paper = document.querySelector("[data-pack-paper]");
		return [
			...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => "the id stands twice: " + id),
			...[...paper.querySelectorAll('a[href^="#"]')].map((one) => one.getAttribute("href").slice(1)).filter((id) => !ids.includes(id)).map((id) => "a link leads nowhere: " + id),
			...[...paper.querySelectorAll("[for], [aria-labelledby]")].map((one) => one.getAttribute("for") ?? one.getAttribute("aria-labelledby")).filter((id) => !ids.includes(id)).map((id) => "nothing has the id " + id),
			...[...paper.querySelectorAll("script, style, button, h1")].map((one) => "the paper has " + one.outerHTML),
		];
	})()`)
	for _, fault := range faults {
		t.Error(fault)
	}
	links := eval[[]string](b, `[...document.querySelectorAll("#part\\.4 .text a:not(.anchor)")].map((one) => one.textContent + " " + one.getAttribute("href"))`)
	if got := strings.Join(links, "|"); got != "listen #part.3|the agreement #part.2.how-we-decide" {
		t.Errorf("the links of the fourth part are %s", got)
	}

	for _, p := range papers {
		sheets := readSheets(t, b.print(p))
		if len(sheets) < 6 {
			t.Fatalf("%s: %d sheets", p.name, len(sheets))
		}
		cover := sheets[0].text
		for _, want := range append([]string{"Team day", "Night shift", "1 December 2026", "Agenda"}, titles...) {
			if !strings.Contains(cover, squeezed(want)) {
				t.Errorf("%s: the cover does not show %q: %s", p.name, want, cover)
			}
		}
		if at := strings.Index(cover, "Ourweek"); at > strings.Index(cover, "Anagreement") {
			t.Errorf("%s: the agenda is out of order", p.name)
		}
		all := allText(sheets[1:])
		for _, want := range append([]string{"We listen.", "We decide.", "Everybody has signed", weekStatements[3]}, titles...) {
			if !strings.Contains(all, squeezed(want)) {
				t.Errorf("%s: the pack does not show %q", p.name, want)
			}
		}
		for i, s := range sheets {
			if want := fmt.Sprintf("Page%dof%d", i+1, len(sheets)); !strings.Contains(s.text, want) {
				t.Errorf("%s: sheet %d does not say %q", p.name, i+1, want)
			}
			for _, useless := range []string{"Add to a meeting pack", "Copy its address", "127.0.0.1/handbook/glossary"} {
				if strings.Contains(s.text, squeezed(useless)) {
					t.Errorf("%s: sheet %d shows %q", p.name, i+1, useless)
				}
			}
		}
	}
}

// pressPackPrint presses one of the pack's print buttons and waits until there
// is what a printer would get.
func (b *tab) pressPackPrint(what string) {
	b.t.Helper()
	eval[bool](b, `(window.printed = false, window.print = () => { window.printed = true; }, document.querySelector("[data-pack-print=" + %s + "]").click(), true)`, what)
	b.wait(`window.printed`)
}

// A pack prints with what this device keeps of its pages, or blank; its address
// holds neither.
func TestPackPrintsWithAnswers(t *testing.T) {
	h := serve(t, the(t, meeting))
	b := openFillable(t, h.address)
	b.before(`navigator.clipboard.writeText = async (text) => { window.copied = text; };`)
	b.visit("pack/#p=" + five + ",templates/sheet")
	b.parts(6)
	if eval[bool](b, `[...document.querySelectorAll("[data-pack-answered]")].some((one) => one.checkVisibility())`) {
		t.Error("answers are offered where none are kept")
	}

	b.visit(week)
	filledWeek(b)
	b.click("new-round")
	b.fill(map[string]string{"date": "2026-11-24", b.id("We plan the week"): "yes", "notes": strings.Repeat("We sang.\n", 30) + "All of it."})
	b.visit(agreement)
	b.fill(map[string]string{"{{team name}}": "Night shift", "{{day}}": "each Monday", b.id("Everybody has signed"): "yes"})
	b.visit(sheetPage)
	b.fill(sheetFields)
	kept := eval[string](b, `JSON.stringify(localStorage)`)

	b.visit("pack/#p=" + five + ",templates/sheet")
	b.parts(6)
	b.wait(`document.querySelector("[data-pack-print=filled]").checkVisibility()`)
	if got := eval[string](b, `document.querySelector("[data-pack-answers]").textContent`); !strings.HasPrefix(got, "Our week (24 November 2026), An agreement (") || !strings.Contains(got, "A sheet") || strings.Contains(got, "Another list") {
		t.Errorf("the page says that there are answers to %s", got)
	}
	answers := []string{"24 November 2026", "All of it.", "We are Night shift, and we meet on each Monday.", "Signed for Night shift.", "Asha and Ben", "Ask the cook and the gardener", "the night shift"}
	ticks := func() int { return eval[int](b, `document.querySelectorAll("[data-pack-paper] :checked").length`) }
	for _, p := range papers {
		b.pressPackPrint("blank")
		if n := ticks(); n > 0 {
			t.Errorf("%s: %d boxes are ticked in the blank pack", p.name, n)
		}
		blank := allText(readSheets(t, b.print(p)))
		b.pressPackPrint("filled")
		if n := ticks(); n != 2 {
			t.Errorf("%s: %d boxes are ticked in the filled pack, want 2", p.name, n)
		}
		filled := allText(readSheets(t, b.print(p)))
		for _, answer := range answers {
			if !strings.Contains(filled, squeezed(answer)) {
				t.Errorf("%s: the filled pack does not show %q: %s", p.name, answer, filled)
			}
			if strings.Contains(blank, squeezed(answer)) {
				t.Errorf("%s: the blank pack shows %q", p.name, answer)
			}
		}
		if strings.Contains(filled, squeezed("Ask all, by phone")) {
			t.Errorf("%s: the filled pack shows an earlier round", p.name)
		}
		b.t.Log("what the browser's own menu prints after that is blank again")
		b.wait(`document.querySelectorAll("[data-pack-paper] :checked").length === 0`)
	}
	b.click("pack-copy")
	b.said("was copied")
	if got := eval[string](b, `window.copied`); strings.ContainsAny(strings.TrimPrefix(got, h.address+"pack/#p="+five+",templates/sheet"), "#&?=") {
		t.Errorf("the address of the pack is %s", got)
	}
	if now := eval[string](b, `JSON.stringify(localStorage)`); now != kept {
		t.Errorf("printing has changed what is kept: %s", now)
	}
}

// A round that was only begun does not hide the answers of the one before it.
func TestPackPrintsTheRoundThatSaysSomething(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	filledWeek(b)
	b.click("new-round")
	b.said("new round has begun")
	of := func(want string) {
		t.Helper()
		b.visit("pack/#p=checklists/week")
		b.parts(1)
		if got := eval[string](b, `document.querySelector("[data-pack-answers]").textContent`); got != want {
			t.Errorf("the pack has the answers of %q, want %q", got, want)
		}
		b.visit(week)
	}
	of("Our week (20 August 2026)")
	b.fill(map[string]string{"date": "2026-11-24", b.id("We plan the week"): "yes"})
	of("Our week (24 November 2026)")
	b.click("forget")
	eval[bool](b, `(document.querySelector("dialog[open] button[value=forget]").click(), true)`)
	b.said("is gone")
	b.fill(map[string]string{"team": "Night shift", "date": "2026-08-20"})
	of("Our week (20 August 2026)")
}

// What no longer fits a page is printed with its answers, not dropped.
func TestPackPrintsWhatNoLongerFits(t *testing.T) {
	h := serve(t, the(t, meeting))
	b := openFillable(t, h.address)
	b.visit(week)
	filledWeek(b)
	h.site = meetingWith(t, map[string]string{"checklists/week.md": weekChecklist("", weekStatements[:2])})
	b.visit("pack/#p=checklists/week")
	b.parts(1)
	b.pressPackPrint("filled")
	if text := allText(readSheets(t, b.print(a4))); !strings.Contains(text, squeezed("What no longer fits")) || !strings.Contains(text, squeezed("Show the budget")) {
		t.Errorf("the pack does not show the answer to a statement that is gone: %s", text)
	}
}

// Pages are put into the pack where they stand, ordered by keyboard, and the
// address makes the same pack elsewhere.
func TestPackIsPutTogether(t *testing.T) {
	h := serve(t, the(t, meeting))
	b := openFillable(t, h.address)
	b.before(`navigator.clipboard.writeText = async (text) => { window.copied = text; };`)
	for i, page := range []string{week, agreement, "recommendations/listen/"} {
		b.visit(page)
		b.click("pack")
		b.wait(`document.querySelector(".site-footer [data-pack-link]").textContent === %s`, fmt.Sprintf("Meeting pack (%d)", i+1))
	}
	b.visit("pack/")
	b.parts(3)
	if got := b.agenda(); got != "Our week|An agreement|Listen" {
		t.Errorf("the agenda is %s", got)
	}
	eval[bool](b, `(document.querySelector("[data-agenda] li:last-child button").focus(), true)`)
	b.press("\r")
	b.press("\r") // the focus goes with the page
	if got := b.agenda(); got != "Listen|Our week|An agreement" {
		t.Errorf("moved up twice, the agenda is %s", got)
	}
	if got := eval[string](b, `document.querySelector("[data-pack-state]").textContent + document.activeElement.textContent`); got != "Listen is now number 1 of 3.Down Listen" {
		t.Errorf("the page says and has the focus on %q", got)
	}
	b.typeInto("pack.title", "Team & board: <b>one</b> day")
	eval[bool](b, `([...document.querySelectorAll("[data-agenda] li")][1].querySelector("button:last-of-type").click(), true)`)
	eval[bool](b, `([...document.querySelectorAll("[data-add]")].find((one) => one.dataset.add.includes("decide")).click(), true)`)
	want := "Listen|An agreement|Decide"
	if got := b.agenda(); got != want {
		t.Errorf("the agenda is %s, want %s", got, want)
	}
	b.click("pack-copy")
	b.said("was copied")
	address := eval[string](b, `window.copied`)
	b.visit("pack/")
	if got := b.agenda(); got != want {
		t.Errorf("after a reload the agenda is %s, want %s", got, want)
	}

	elsewhere := openFillable(t, h.address)
	elsewhere.visit(strings.TrimPrefix(address, h.address))
	elsewhere.parts(3)
	if got := elsewhere.agenda(); got != want {
		t.Errorf("at the same address elsewhere the agenda is %s, want %s", got, want)
	}
	if got := eval[string](elsewhere, `document.querySelector(".cover-title").textContent`); got != "Team & board: <b>one</b> day" {
		t.Errorf("the cover says %q", got)
	}
	if n := eval[int](elsewhere, `localStorage.length`); n > 0 {
		t.Error("a pack that was only looked at is kept")
	}
}

// A pack from an address does not take the place of one's own by itself.
func TestSharedPackLeavesOnesOwn(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	b.click("pack")
	b.visit("pack/#p=templates/agreement")
	b.parts(1)
	b.typeInto("pack.title", "Theirs")
	b.click("pack-mine")
	if got := b.agenda(); got != "Our week" {
		t.Errorf("one's own pack is %s", got)
	}
}

// A fragment is data from anyone: nothing but pages of the list is fetched, and
// what is gone is said.
func TestPackAddressIsData(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	evil := []string{"checklists/gone", "//evil.example/x", "../../etc/passwd", "https:%2F%2Fevil.example", "javascript:alert(1)", "starting", "<img src=x onerror=alert(1)>"}
	for i, one := range evil {
		evil[i] = url.QueryEscape(one)
	}
	b.visit("pack/#p=checklists/week," + strings.Join(evil, ",") + "&t=%3Cimg%20src%3Dx%3E&d=tomorrow%22")
	b.parts(1)
	if got := b.agenda(); !strings.Contains(got, "Our week|The page checklists/gone is not here any more") {
		t.Errorf("the agenda is %s", got)
	}
	if n := eval[int](b, `document.querySelectorAll('img, main a[href*="evil"]').length`); n > 0 {
		t.Error("the address brought something into the page")
	}
}

// Neither a title that is cut within a letter nor a page of a long name nor a
// day that there is not is in the way of a pack.
func TestPackAddressOfOddTexts(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.size(360, 800, 1)
	long := strings.Repeat("a", 199)
	b.visit("pack/#p=checklists/week," + long + "&t=" + long + url.QueryEscape("😀") + "&d=2026-99-99")
	b.parts(1)
	if got := eval[string](b, `document.getElementById("pack.title").value`); got != long {
		t.Errorf("the title is %q", got)
	}
	if wide := eval[int](b, `document.scrollingElement.scrollWidth`); wide > 360 {
		t.Errorf("the page is %d pixels wide on a phone of 360", wide)
	}
	if text := readSheets(t, b.print(a4))[0].text; strings.Contains(strings.ReplaceAll(text, "d=2026-99-99", ""), "2026-99-99") {
		t.Errorf("the cover shows a day that there is not: %s", text)
	}
}

// A page that cannot be fetched is named, and the others print.
func TestPackSaysWhatIsMissing(t *testing.T) {
	s := meetingWith(t, nil)
	h := serve(t, s)
	b := openFillable(t, h.address)
	b.seen.mayMiss(h.address + agreement)
	b.visit("pack/#p=checklists/week")
	b.parts(1)
	if err := os.RemoveAll(filepath.Join(s.dir, "templates", "agreement")); err != nil {
		t.Fatal(err)
	}
	eval[bool](b, `([...document.querySelectorAll("[data-add]")].find((one) => one.dataset.add.includes("agreement")).click(), true)`)
	b.said("could not be fetched: An agreement")
	if text := allText(readSheets(t, b.print(a4))); !strings.Contains(text, "couldnotbefetched:Anagreement") || !strings.Contains(text, squeezed(weekStatements[0])) {
		t.Errorf("the paper says %s", text)
	}
}
