//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"
)

// What was filled in stays with its statement when the page changes. Each case
// fills in the site as it was and then opens the site as it is now, on the same
// host.
func TestAnswersStayWithTheirStatements(t *testing.T) {
	plan, night, money, choose := weekStatements[0], weekStatements[1], weekStatements[2], weekStatements[3]
	for _, test := range []struct {
		name       string
		front      string
		statements []string
		now        string // where money stands; "" if it is gone
		note       string // what the page says beside it
		left       string // what the page lists as no longer fitting
	}{
		{name: "a comma mended", statements: []string{"We plan the week together and nobody is left out", night, "Money is talked about, openly, in our team", choose}, now: "Money is talked"},
		{name: "a statement moved", statements: []string{money, choose, night, plan}, now: "Money is talked"},
		{name: "one more in front", statements: []string{"We have slept.", plan, night, money, choose}, now: "Money is talked"},
		{name: "reworded", statements: []string{plan, night, "Money is talked about openly and often in our whole team.", choose},
			now: "and often", note: "The wording has changed. You answered: " + money},
		{name: "deleted", statements: []string{plan, night, choose}, left: money + " Yes. Show the budget"},
		{name: "replaced by another", statements: []string{plan, night, "Holidays are booked by drawing lots.", choose}, left: money + " Yes. Show the budget"},
	} {
		t.Run(test.name, func(t *testing.T) {
			changed := meetingWith(t, map[string]string{"checklists/week.md": weekChecklist(test.front, test.statements)})
			h := serve(t, the(t, meeting))
			b := openFillable(t, h.address)
			b.visit(week)
			fields := filledWeek(b)
			h.site = changed
			b.visit(week)
			b.want(map[string]string{"team": "Night shift", b.id("We plan the week"): "no", b.id("We plan the week") + "-who": "Asha"})
			if test.now != "" {
				id := b.id(test.now)
				b.want(map[string]string{id: "yes", id + "-action": "Show the budget"})
				if got := eval[string](b, `document.getElementById(%s).querySelector(".was-time")?.textContent ?? ""`, id); got != test.note {
					t.Errorf("beside the statement stands %q, want %q", got, test.note)
				}
			}
			if got := eval[string](b, `document.querySelector("[data-left]:not([hidden]) [data-left-rows]")?.innerText ?? ""`); got != test.left {
				t.Errorf("what no longer fits is %q, want %q", got, test.left)
			}
			b.fill(map[string]string{"notes": "Changed since"}) // writes what was led to another statement

			h.site = the(t, meeting)
			b.visit(week)
			fields["notes"] = "Changed since"
			b.want(fields)
		})
	}
}

// A file that makes out that thousands of statements are gone does not hold up
// the page.
func TestThousandsOfUnknownStatements(t *testing.T) {
	var statements []string
	for i := range 40 {
		statements = append(statements, fmt.Sprintf("Statement number %02d is true of all of us, on each day of the week.", i+1))
	}
	b := openFillable(t, serve(t, meetingWith(t, map[string]string{"checklists/week.md": weekChecklist("", statements)})).address)
	b.visit(week)
	b.wait(`document.querySelector("[data-keeping]:not([hidden])") !== null`)
	var fields, texts, rounds []string
	for i := range 1000 {
		fields = append(fields, fmt.Sprintf(`"s.%d": ["yes", 1]`, i))
		texts = append(texts, fmt.Sprintf(`"s.%d": "Unheard of is number %[1]d, and so is each of its many other words."`, i))
	}
	for i := range 60 {
		rounds = append(rounds, fmt.Sprintf(`{"id": "r%d", "began": "2026-01-01", "was": {}, "fields": {%s}, "texts": {%s}}`, i, strings.Join(fields, ","), strings.Join(texts, ",")))
	}
	eval[bool](b, `(Storage.prototype.setItem = () => {}, window.longest = 0, window.last = performance.now(), setInterval(() => {
		window.longest = Math.max(window.longest, performance.now() - window.last);
		window.last = performance.now();
	}, 20), true)`)
	b.openFile(`{"format": "answers of a checklist or template", "version": 1, "title": "x", "address": "checklists/week/", "kept":
		{"version": 1, "revision": 1, "rounds": [` + strings.Join(rounds, ",") + `]}}`)
	b.said("was opened")
	b.wait(`document.querySelectorAll("[data-left-rows] li").length === 1000`)
	if longest := eval[float64](b, `window.longest`); longest > 3000 {
		t.Errorf("the page stood still for %.0f ms", longest)
	} else {
		t.Logf("the page stood still for %.0f ms", longest)
	}
}

// A statement that its author has named may be given other words altogether.
func TestNamedStatementKeepsItsAnswers(t *testing.T) {
	named := func(text string) site {
		return meetingWith(t, map[string]string{"checklists/week.md": weekChecklist("", []string{weekStatements[0], text + " <!-- id: money -->"})})
	}
	before, after := named(weekStatements[2]), named("Pay is no secret here.")
	h := serve(t, before)
	b := openFillable(t, h.address)
	b.visit(week)
	filledWeek(b)
	h.site = after
	b.visit(week)
	id := b.id("Pay is no secret")
	b.want(map[string]string{id: "yes", id + "-action": "Show the budget"})
	beside := `document.getElementById(%s).querySelector(".was-time")?.textContent ?? ""`
	if got, want := eval[string](b, beside, id), "The wording has changed. You answered: "+weekStatements[2]; got != want {
		t.Errorf("beside the statement stands %q, want %q", got, want)
	}
	b.fill(map[string]string{id: "no"})
	b.visit(week)
	if got := eval[string](b, beside, id); got != "" {
		t.Errorf("answered in its new words, the statement still has beside it %q", got)
	}
}

func TestAnswersFollowAMovedPage(t *testing.T) {
	changed := meetingWith(t, map[string]string{
		"checklists/week.md":         "",
		"checklists/plans/_index.md": "---\ntitle: Plans\ndescription: Plans.\n---\nPlans.\n",
		"checklists/plans/shared.md": weekChecklist("redirect_from: [/checklists/week/]\n", weekStatements),
		"_index.md":                  "---\ntitle: Meetings\ndescription: A site to meet with.\n---\nMoved.\n",
		"templates/agreement.md":     "---\ntitle: An agreement\ndescription: What a team agrees.\n---\n## How we decide\n\nWe are {{team name}}.\n",
	})
	h := serve(t, the(t, meeting))
	b := openFillable(t, h.address)
	b.visit(week)
	fields := filledWeek(b)
	b.click("save")
	_, text := b.saved()
	h.site = changed
	b.visit("checklists/plans/shared/")
	b.want(fields)
	if keys := eval[[]string](b, `Object.keys(localStorage)`); len(keys) != 1 || !strings.Contains(keys[0], "plans/shared") {
		t.Errorf("the answers are kept under %q", keys)
	}
	b.t.Log("a file saved at the former address")
	b.click("afresh")
	b.openFile(text)
	b.said("was opened")
	b.want(fields)
}

// What cannot be read is put aside, not written over.
func TestDamagedStorage(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	key := "answers /handbook/ checklists/week"
	for _, text := range []string{`{"version":1,"rounds":[{"id":`, `{"version":2,"rounds":[]}`, `null`} {
		eval[bool](b, `(localStorage.setItem(%s, %s), true)`, key, text)
		b.visit(week)
		b.said("cannot be read")
		b.fill(map[string]string{"team": "Night shift"})
		b.visit(week)
		b.want(map[string]string{"team": "Night shift"})
		if got := eval[string](b, `localStorage.getItem(%s)`, key+" (damaged)"); got != text {
			t.Errorf("what was damaged is now %q, want %q", got, text)
		}
	}
}

// What is damaged while the page is open is put aside as well, and is not taken
// for storage that is full.
func TestDamagedStorageOfAnOpenPage(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	fields := filledWeek(b)
	const key = "answers /handbook/ checklists/week"
	eval[bool](b, `(localStorage.setItem(%s, "damage"), true)`, key)
	fields["notes"] = "Written after that"
	b.fill(map[string]string{"notes": fields["notes"]})
	if got := eval[string](b, `document.querySelector("[data-notice]").textContent + document.querySelector("[data-progress]").textContent`); strings.Contains(got, "not keeping") || !strings.Contains(got, "Saved on this device") {
		t.Errorf("the page says %q", got)
	}
	if got := eval[string](b, `localStorage.getItem(%s)`, key+" (damaged)"); got != "damage" {
		t.Errorf("what was damaged is now %q", got)
	}
	b.visit(week)
	b.want(fields)
}

// Blanks of one name are one field, on screen and on paper.
func TestBlanksAreFilledOnce(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(agreement)
	b.wait(`document.querySelectorAll(".blank input").length === 6`)
	eval[bool](b, `(document.querySelector(".blank input").focus(), true)`)
	b.press("Night shift")
	values := `[...document.getElementsByName("{{team name}}")].map((one) => one.value)`
	if got := eval[[]string](b, values); fmt.Sprint(got) != "[Night shift Night shift Night shift Night shift]" {
		t.Errorf("the team's name stands as %q", got)
	}
	b.visit(agreement)
	b.wait(`document.getElementsByName("{{team name}}")[2]?.value === "Night shift"`)
	text := readSheets(t, b.print(a4))[0].text
	for _, want := range []string{"WeareNightshift,andwemeetonday", "SignedforNightshift."} {
		if !strings.Contains(text, want) {
			t.Errorf("paper does not say %q: %s", want, text)
		}
	}
	eval[bool](b, `(document.querySelector('[data-print="blank"]').click(), true)`)
	if text := readSheets(t, b.print(a4))[0].text; strings.Contains(text, "Nightshift") || !strings.Contains(text, "Signedforteamname") {
		t.Errorf("the blank form says %s", text)
	}
}

// Tick boxes of an ordinary page keep their state, and those ticked by the
// author can be cleared.
func TestTicksAreKept(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(starting)
	buddy, contract := b.id("Meet your buddy"), b.id("Sign the contract")
	b.want(map[string]string{buddy: "false", contract: "true"})
	b.fill(map[string]string{buddy: "yes", contract: "no"})
	b.visit(starting)
	b.want(map[string]string{buddy: "true", contract: "false", b.id("Read the rota"): "false"})
	b.click("afresh")
	b.want(map[string]string{buddy: "false", contract: "true"})
}
