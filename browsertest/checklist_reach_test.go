//go:build browser

package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// everythingShown fills in a checklist so that everything shows that can.
func everythingShown(b *tab) {
	b.t.Helper()
	b.visit(week)
	filledWeek(b)
	b.click("new-round")
	plan := b.id("We plan the week")
	b.fill(map[string]string{plan: "yes", plan + "-action": "Ring them", plan + "-when": "2026-12-24"})
}

// What was filled in, and what shows only then, can be used by everybody.
func TestFilledInPagesAreAccessible(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	for _, p := range []struct {
		name string
		open func()
	}{
		{"a checklist", func() { everythingShown(b) }},
		{"a question", func() { b.click("forget"); b.wait(`document.querySelector("dialog").open`) }},
		{"a template", func() { b.visit(agreement); b.fill(map[string]string{"{{team name}}": "Night shift"}) }},
		{"empty cells", func() { b.visit(sheetPage); b.fill(sheetFields) }},
		{"tick boxes", func() { b.visit(starting); b.fill(map[string]string{b.id("Meet your buddy"): "yes"}) }},
		{"a pack", func() { b.visit("pack/#p=" + five + ",checklists/gone"); b.parts(5) }},
	} {
		b.scheme("light")
		b.size(1280, 900, 1)
		p.open()
		accessible(b, p.name+" in light")
		b.scheme("dark")
		accessible(b, p.name+" in dark", colourRules...)
		b.size(360, 800, 1)
		accessible(b, p.name+" on a phone", "target-size", "scrollable-region-focusable")
		if wide := eval[int](b, `document.scrollingElement.scrollWidth`); wide > 360 {
			t.Errorf("%s is %d pixels wide on a phone of 360", p.name, wide)
		}
		small := eval[[]string](b, `[...document.querySelectorAll("main :is(button, select, .answers label, .checklist input[type=text], td textarea)")]
			.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 90))`)
		if len(small) > 0 {
			t.Errorf("%s has targets of less than 44 pixels: %q", p.name, small)
		}
	}
}

// A whole round by keyboard alone.
func TestChecklistByKeyboard(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.media("", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"}) // the page rests at once
	b.visit(week)
	b.wait(`document.querySelector("[data-keeping]:not([hidden])") !== null`)
	eval[bool](b, `(document.getElementById("meeting.team").focus(), true)`)
	b.press("Night shift")
	tabTo := func(what string) {
		t.Helper()
		for range 60 {
			if eval[bool](b, `document.activeElement.matches(%s)`, what) {
				return
			}
			b.press(kb.Tab)
			// The line at the foot must not hide what has the focus (WCAG 2.4.11).
			b.wait(`(() => {
				const foot = document.querySelector("[data-progress]"), one = document.activeElement;
				const edge = foot.getBoundingClientRect(), box = one.getBoundingClientRect();
				return !one.closest(".checklist") || box.top < edge.top || box.top >= edge.bottom - 1;
			})()`)
		}
		t.Fatalf("the Tab key never comes to %s", what)
	}
	plan := b.id("We plan the week")
	tabTo(`input[type="radio"]`)
	b.press(" ")
	b.want(map[string]string{plan: "yes"})
	b.press(kb.ArrowRight)
	b.want(map[string]string{plan: "no"})
	tabTo(".clear")
	b.press("\r")
	b.want(map[string]string{plan: ""})
	if !eval[bool](b, `document.activeElement.name === %s`, plan) {
		t.Error("after clearing an answer the focus is not with its statement")
	}
	b.press(" ")
	tabTo("textarea")
	b.press("Ask all")
	tabTo("[data-print=plan]")
	tabTo("[data-afresh]")
	b.press("\r")
	b.said("is empty again")
	b.want(map[string]string{"team": ""})
	b.undo()
	b.want(map[string]string{"team": "Night shift", plan: "yes", plan + "-action": "Ask all"})
}

// A notice on a phone does not hide the field that is gone to or typed in
// (WCAG 2.4.11).
func TestNoticeDoesNotHideTheFocus(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.media("", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"}) // the page rests at once
	b.size(360, 640, 1)
	b.before(`Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };`)
	b.visit(week)
	b.said("not keeping what you fill in")
	const clear = `(() => {
		const edge = document.querySelector("[data-notice]").getBoundingClientRect(), one = document.activeElement, box = one.getBoundingClientRect();
		return !one.closest(".checklist") || box.height > edge.top || box.bottom <= edge.top + 1;
	})()`
	eval[bool](b, `(document.getElementById("meeting.team").focus(), true)`)
	fields := 0
	for ; fields < 40 && eval[bool](b, `document.activeElement.name !== "review"`); fields++ {
		b.press(kb.Tab)
		b.wait(clear)
	}
	if fields < 10 || fields == 40 {
		t.Errorf("the Tab key comes through %d fields", fields)
	}
}

// Without scripts the page is a plain form to print, and offers nothing that
// does not work.
func TestFormWithoutScripts(t *testing.T) {
	b := openWithoutScripts(t, serve(t, the(t, meeting)))
	for _, p := range []string{week, agreement, sheetPage, starting, "recommendations/listen/", "pack/"} {
		b.visit(p)
		shown := eval[[]string](b, `[...document.querySelectorAll("main button, main select, .keep, .plan, .progress")]
			.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90))`)
		if len(shown) > 0 {
			t.Errorf("%s shows what needs a script: %q", p, shown)
		}
	}
	b.visit(agreement)
	if got := eval[string](b, `document.querySelector(".blank").textContent`); got != "team name" {
		t.Errorf("a blank says %q", got)
	}
}
