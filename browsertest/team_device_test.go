//go:build browser

package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// One tablet does for a team: people answer on it one after the other, and it
// gathers too.
func TestOneDeviceForTheWholeTeam(t *testing.T) {
	h := serve(t, the(t, teamSite))
	b := openFillable(t, h.address)
	link := b.ask(week, "")
	for i, name := range []string{"Asha", "Ben"} {
		b.goTo(link)
		if left := eval[string](b, `document.querySelector("[data-ask-name]").value`); left != "" {
			t.Errorf("the next person sees the name %s", left)
		}
		b.handIn(person{name, "", []string{"yes", "no", "yes", "yes"}, nil})
		b.focus("[data-ask-add]")
		b.press(kb.Enter)
		b.gathered([]string{"1 person", "2 people"}[i])
		b.goTo(h.address + "ask/")
		b.wait(`document.querySelector("[data-ask-items] .statement") !== null`)
		b.handIn(person{name, "", nil, nil})
		b.click("ask-person")
	}

	b.t.Log("what is taken out, begun and cleared can be taken back")
	b.visit(teamPage + "#of=checklists/week/")
	b.gathered("2 people")
	eval[bool](b, `document.querySelector("[data-team-list-box]").open = true`)
	eval[bool](b, `(document.querySelector("[data-team-list] button").click(), true)`)
	b.gathered("1 person")
	b.undo()
	b.gathered("2 people")
	b.step("ask")
	b.click("team-again")
	b.click("team-begin")
	b.said("A new round has begun")
	b.undo()
	b.step("gather")
	b.gathered("2 people")
	b.step("keep")
	b.click("team-clear")
	b.said("are cleared")
	if left := eval[[]string](b, `Object.keys(localStorage).filter((key) => key.startsWith("team "))`); len(left) > 0 {
		t.Errorf("the device still keeps %q", left)
	}
	b.undo()
	b.said("as it was before")
	b.step("gather")
	b.gathered("2 people")
}

// The clock runs, says how long is left, and can be paused.
func TestTheClock(t *testing.T) {
	b := openFillable(t, serve(t, the(t, teamSite)).address)
	b.before(`window.now = Date.now();
		Date.now = () => window.now;
		window.ticks = [];
		window.setInterval = (act) => window.ticks.push(act);
		window.clearInterval = (n) => { window.ticks[n - 1] = () => {}; };`)
	b.ask(week, "")
	b.step("discuss")
	b.set("timer-minutes", "6")
	b.click("timer-button")
	left := func() string { return eval[string](b, `document.querySelector("[data-timer-left]").textContent`) }
	pass := func(seconds int) {
		eval[bool](b, `(window.now += %s * 1000, window.ticks.forEach((tick) => tick()), true)`, seconds)
	}
	if got := left(); got != "6:00 left" {
		t.Errorf("the clock shows %q", got)
	}
	pass(70)
	b.said("5 minutes left")
	if got := left(); got != "4:50 left" {
		t.Errorf("the clock shows %q", got)
	}
	b.click("timer-button")
	pass(600)
	if got := left(); got != "4:50 left" {
		t.Errorf("a paused clock shows %q", got)
	}
	b.click("timer-button")
	pass(290)
	b.said("The time is over")
	if got := left(); got != "" {
		t.Errorf("when the time is over the clock shows %q", got)
	}
}

// What is shown large leaves all else away, and Escape brings it back.
func TestLargeForTheWall(t *testing.T) {
	b := openFillable(t, serve(t, the(t, teamSite)).address)
	b.ask(week, "")
	b.step("discuss")
	b.size(1920, 1080, 1)
	b.click("talk-large")
	b.wait(`!document.querySelector(".site-header").checkVisibility()`)
	b.press(kb.Escape)
	b.wait(`document.querySelector(".site-header").checkVisibility() && document.querySelector("[data-talk-large]").ariaPressed === "false"`)
	b.click("talk-large")
	if size := eval[float64](b, `parseFloat(getComputedStyle(document.querySelector(".talk-says")).fontSize)`); size < 36 {
		t.Errorf("on a wall the statement has letters of %.0f pixels", size)
	}
}

// Numbers on screens and slips are those of the printed list.
func TestNumbersAreThoseOfTheList(t *testing.T) {
	site := meetingWith(t, map[string]string{"checklists/week.md": "---\ntitle: Our week\ndescription: Four.\n---\n" +
		"## One\n\n4. [ ] We plan.\n5. [ ] We rest.\n\n## Two\n\n9. [ ] We laugh.\n"})
	b := openFillable(t, serve(t, site).address)
	b.visit(week)
	want := eval[string](b, `[...document.querySelectorAll(".statement .number")].map((one) => one.textContent.replace(/\D/g, "")).join(" ")`)
	b.ask(week, "")
	numbers := func(selector string) string {
		return eval[string](b, `[...document.querySelectorAll(%s)].map((one) => one.textContent.replace(/\D/g, "")).join(" ")`, selector)
	}
	if got := numbers(".slip:first-child b"); got != want || want != "4 5 9" {
		t.Errorf("the slip numbers the statements %s, the list %s", got, want)
	}
	b.step("compare")
	if got := numbers(".compared-one .number"); got != want {
		t.Errorf("the comparison numbers the statements %s", got)
	}
}

// A statement that stands in a list twice is answered twice.
func TestTheSameStatementTwice(t *testing.T) {
	site := meetingWith(t, map[string]string{"checklists/week.md": weekChecklist("", []string{"We rest.", "We laugh.", "We rest."})})
	h := serve(t, site)
	b := openFillable(t, h.address)
	link := b.ask(week, "")
	phone := open(t, h.address)
	phone.goTo(link)
	b.paste(phone.handIn(person{"", "", []string{"", "yes", "no"}, nil}))
	b.gathered("1 person")
	b.step("keep")
	other := open(t, h.address)
	other.goTo(eval[string](b, `document.querySelector("[data-team-over-link]").value`))
	for how, one := range map[string]*tab{"here": b, "handed over": other} {
		one.gathered("1 person")
		one.step("compare")
		if got := strings.Join(one.compared(), "|"); got != "3. Yes0 No1 N/A0|1. Yes0 No0 N/A0|2. Yes1 No0 N/A0" {
			t.Errorf("%s: %s", how, got)
		}
	}
}
