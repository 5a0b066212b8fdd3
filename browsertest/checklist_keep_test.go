//go:build browser

package browsertest

import (
	"encoding/json"
	"strings"
	"testing"
)

// filledWeek fills in two statements of the checklist and gives what it filled.
func filledWeek(b *tab) map[string]string {
	b.t.Helper()
	plan, money := b.id("We plan the week"), b.id("Money is talked")
	fields := map[string]string{
		"team": "Night shift", "date": "2026-08-20", "facilitator": "Asha", "notes": "Go on; on Monday",
		plan: "no", plan + "-action": "Ask all, by phone", plan + "-who": "Asha", plan + "-when": "2026-09-03",
		money: "yes", money + "-action": "Show the budget", "{{team name}}": "the night shift",
	}
	b.fill(fields)
	return fields
}

func TestAnswersAreKept(t *testing.T) {
	h := serve(t, the(t, meeting))
	b := openFillable(t, h.address)
	b.visit(week)
	fields := filledWeek(b)
	if got := eval[string](b, `document.querySelector("[data-progress]").textContent`); !strings.HasPrefix(got, "2 of 4 answered.") {
		t.Errorf("the page says %q", got)
	}
	b.visit("checklists/other/")
	if got := b.filled("team"); got != "" {
		t.Errorf("another checklist has the team %q", got)
	}
	b.visit(week)
	b.want(fields)

	b.t.Log("an answer is cleared with one tap")
	plan := b.id("We plan the week")
	eval[bool](b, `(document.getElementById(%s).querySelector(".clear").click(), true)`, plan)
	b.want(map[string]string{plan: "", plan + "-action": fields[plan+"-action"]})
	b.visit(week)
	b.want(map[string]string{plan: "", plan + "-who": "Asha"})
}

func TestStartingAfreshCanBeUndone(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	fields := filledWeek(b)
	b.click("afresh")
	b.want(map[string]string{"team": "", "notes": "", b.id("We plan the week"): ""})
	b.undo()
	b.want(fields)
	b.visit(week)
	b.want(fields)
}

// Undo takes back what was done, not what was typed after it.
func TestUndoLeavesWhatWasTypedSince(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	fields := filledWeek(b)
	b.click("save")
	_, text := b.saved()
	night := b.id("Everybody knows")
	since := map[string]string{"notes": "Typed since", night: "yes"}
	b.click("afresh")
	b.said("is empty again")
	b.fill(since)
	b.undo()
	fields["notes"], fields[night] = since["notes"], since[night]
	b.want(fields)
	b.visit(week)
	b.want(fields)

	b.t.Log("after a file was opened")
	b.click("afresh")
	b.openFile(text)
	b.said("was opened")
	b.fill(since)
	b.undo()
	b.want(map[string]string{"team": "", b.id("We plan the week"): "", "notes": since["notes"], night: since[night]})
}

func TestSaveClearAndOpen(t *testing.T) {
	h := serve(t, the(t, meeting))
	b := openFillable(t, h.address)
	b.visit(week)
	fields := filledWeek(b)
	b.click("save")
	name, text := b.saved()
	if name != "our-week-2026-08-20.json" {
		t.Errorf("the file is called %q", name)
	}
	if !strings.Contains(text, weekStatements[1]) || !strings.Contains(text, "Our week") {
		t.Error("the file does not hold the title and all statements")
	}

	b.visit(agreement)
	b.fill(map[string]string{"{{day}}": "Monday"})
	b.visit(week)
	b.click("forget")
	eval[bool](b, `(document.querySelector("dialog[open] button[value=forget]").click(), true)`)
	b.said("is gone")
	b.want(map[string]string{"team": "", b.id("Money is talked"): ""})
	if left := eval[[]string](b, `Object.keys(localStorage)`); len(left) > 0 {
		t.Errorf("the device still keeps %q", left)
	}
	b.openFile(text)
	b.said("was opened")
	b.want(fields)
	b.visit(week)
	b.want(fields)

	b.t.Log("a file opened over an emptied page")
	b.click("afresh")
	b.openFile(text)
	b.said("was opened")
	b.want(fields)
	b.undo()
	b.want(map[string]string{"team": "", "facilitator": ""})
}

// What is not a whole file of this page is refused in words, and what was
// filled in stays.
func TestFilesThatDoNotFit(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit("checklists/other/")
	b.fill(map[string]string{"team": "Others"})
	b.click("save")
	_, other := b.saved()
	b.visit(week)
	fields := filledWeek(b)
	b.click("save")
	_, text := b.saved()
	altered := func(change func(file, kept map[string]any)) string {
		var file map[string]any
		if err := json.Unmarshal([]byte(text), &file); err != nil {
			t.Fatal(err)
		}
		change(file, file["kept"].(map[string]any))
		data, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "not a file that was saved here"},
		{"a picture", "\x89PNG\r\n\x1a\n", "not a file that was saved here"},
		{"other JSON", `{"format": "recipe", "version": 1}`, "not a file that was saved here"},
		{"a list", `[1, 2]`, "not a file that was saved here"},
		{"null", `null`, "not a file that was saved here"},
		{"cut short", text[:len(text)/2], "cut short"},
		{"another checklist", other, "Another list"},
		{"a later version", altered(func(file, _ map[string]any) { file["version"] = 2 }), "later version"},
		{"a version that is no number", altered(func(file, _ map[string]any) { file["version"] = "1" }), "not a file that was saved here"},
		{"a version before the first", altered(func(file, _ map[string]any) { file["version"] = 0 }), "not a file that was saved here"},
		{"half a version", altered(func(file, _ map[string]any) { file["version"] = 0.5 }), "not a file that was saved here"},
		{"an address that is no text", altered(func(file, _ map[string]any) { file["address"] = map[string]any{"toString": 1} }), "another page: Our week (?)"},
		{"a title that is no text", altered(func(file, _ map[string]any) {
			file["address"], file["title"] = "else/", map[string]any{"toString": 1}
		}), "another page: ? (else/)"},
		{"a day that is no text", altered(func(_, kept map[string]any) {
			kept["rounds"].([]any)[0].(map[string]any)["began"] = map[string]any{"toString": 1}
		}), "damaged"},
		{"a day that there is not", altered(func(_, kept map[string]any) { kept["rounds"].([]any)[0].(map[string]any)["began"] = "2026-99-99" }), "damaged"},
		{"no rounds", altered(func(_, kept map[string]any) { delete(kept, "rounds") }), "damaged"},
		{"rounds of text", altered(func(_, kept map[string]any) { kept["rounds"] = "many" }), "damaged"},
		{"a field of numbers", altered(func(_, kept map[string]any) {
			kept["rounds"].([]any)[0].(map[string]any)["fields"].(map[string]any)["team"] = []any{7, 8}
		}), "damaged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b.openFile(test.text)
			b.said(test.want)
			b.want(fields)
			b.visit(week)
			b.want(fields)
		})
	}
	t.Run("too large", func(t *testing.T) {
		eval[bool](b, `Object.defineProperty(File.prototype, "size", { value: 2e7 + 1 }) !== null`)
		b.openFile(text)
		b.said("too large")
		b.want(fields)
	})
}

// A field may be as long as somebody has to say, and what is kept of many such
// fits a file.
func TestLongAnswersAreKept(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	fields := filledWeek(b)
	fields["notes"] = strings.Repeat("We talked on. ", 2000)
	b.fill(map[string]string{"notes": fields["notes"]})
	b.visit(week)
	b.want(fields)

	b.t.Log("a file of more than 4 MB")
	b.click("save")
	_, text := b.saved()
	b.openFile(strings.Replace(text, `"kept":`, `"more": "`+strings.Repeat("x", 4_000_000)+`", "kept":`, 1))
	b.said("was opened")
	b.want(fields)
}

// What comes from a file is shown as the text it is.
func TestAFileCannotBringHTML(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	const evil = `<img src=x onerror=alert(1)>`
	b.openFile(`{"format": "answers of a checklist or template", "version": 1, "title": "x", "address": "checklists/week/", "kept":
		{"version": 1, "revision": 1, "rounds": [{"id": "` + evil + `", "began": "2026-01-01", "was": {}, "texts": {"s.gone": "` + evil + `", "__proto__": "x"},
		"fields": {"s.gone": ["` + evil + `", 1], "s.gone-action": ["` + evil + `", 2], "__proto__": ["polluted", 3], "team": ["` + evil + `", 4]}}]}}`)
	b.said("was opened")
	b.want(map[string]string{"team": evil})
	if got := eval[int](b, `document.querySelectorAll("img[src=x]").length`); got > 0 {
		t.Error("the file brought a picture into the page")
	}
	if got := eval[string](b, `document.querySelector("[data-left]").innerText`); !strings.Contains(got, evil) {
		t.Errorf("what does not fit is not shown: %q", got)
	}
}

// An answer that is none of the three is not counted as one.
func TestUnknownAnswerFromAFile(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	b.fill(map[string]string{b.id("We plan the week"): "yes"})
	b.click("save")
	_, text := b.saved()
	for _, answer := range []string{"maybe", "toString"} {
		b.click("afresh")
		b.openFile(strings.Replace(text, `"yes"`, `"`+answer+`"`, 1))
		b.said("was opened")
		if got := eval[string](b, `document.querySelector("[data-progress]").textContent`); !strings.HasPrefix(got, "0 of 4 answered.") {
			t.Errorf("with the answer %s the page says %q", answer, got)
		}
	}
}

func TestRefusedStorageIsToldAndAFileCanBeSaved(t *testing.T) {
	for _, test := range []struct{ name, script string }{
		{"from the start", `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };`},
		{"switched off", `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });`},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := openFillable(t, serve(t, the(t, meeting)).address)
			b.before(test.script)
			b.visit(week)
			b.said("not keeping what you fill in")
			fields := filledWeek(b)
			if got := eval[string](b, `document.querySelector("[data-progress]").textContent`); !strings.Contains(got, "Not saved") {
				t.Errorf("the page says %q", got)
			}
			b.click("save")
			_, text := b.saved()
			b.click("afresh")
			b.openFile(text)
			b.said("was opened")
			b.want(fields)
		})
	}
	t.Run("while filling in", func(t *testing.T) {
		b := openFillable(t, serve(t, the(t, meeting)).address)
		b.visit(week)
		filledWeek(b)
		eval[bool](b, `(window.setItem = Storage.prototype.setItem, Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }, true)`)
		b.fill(map[string]string{"team": "Day shift"})
		b.said("not keeping what you fill in")
		b.t.Log("storage works again")
		eval[bool](b, `(Storage.prototype.setItem = window.setItem, true)`)
		b.fill(map[string]string{"team": "Late shift"})
		b.said("keeps what you fill in again")
		if eval[bool](b, `document.querySelector("[data-notice]").matches(".wrong")`) {
			t.Error("that storage works again is told as a fault")
		}
	})
}

// Two tabs on one checklist: each field keeps what was written last, and both
// tabs show it. What one of them writes comes to the other a little later, field
// by field.
func TestTwoTabs(t *testing.T) {
	h := serve(t, the(t, meeting))
	a := openFillable(t, h.address)
	a.visit(week)
	other := a.another()
	other.before(`addEventListener("storage", (event) => { if (window.isDeaf) event.stopImmediatePropagation(); }, true);`)
	other.visit(week)
	plan, money := a.id("We plan the week"), a.id("Money is talked")

	first := map[string]string{"team": "Night shift", plan: "yes", "notes": "first"}
	a.fill(first)
	other.come(first)
	second := map[string]string{money: "no", "notes": "second"}
	other.fill(second)
	a.come(second)
	a.said("another window")
	want := map[string]string{"team": "Night shift", plan: "yes", money: "no", "notes": "second"}
	a.want(want)
	other.want(want)

	a.t.Log("a tab that is not told of a change does not wipe it")
	eval[bool](other, `(window.isDeaf = true)`)
	const stored = `Object.values(localStorage).join().includes(%s)`
	a.fill(map[string]string{"facilitator": "Asha"})
	other.wait(stored, "Asha")
	other.fill(map[string]string{"present": "Everybody"})
	a.wait(stored, "Everybody")
	a.visit(week)
	a.want(map[string]string{"team": "Night shift", "facilitator": "Asha", "present": "Everybody", plan: "yes", money: "no"})
}

// What another tab writes does not take away the chance to undo.
func TestUndoStaysWhenAnotherTabWrites(t *testing.T) {
	a := openFillable(t, serve(t, the(t, meeting)).address)
	a.visit(week)
	fields := filledWeek(a)
	other := a.another()
	other.visit(week)
	a.click("afresh")
	a.said("is empty again")
	other.come(map[string]string{"team": ""})
	fields["present"] = "Everybody"
	other.fill(map[string]string{"present": fields["present"]})
	a.come(map[string]string{"present": fields["present"]})
	a.undo()
	a.want(fields)
	other.come(fields)
}

func TestRoundsAreCompared(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	fields := filledWeek(b)
	plan := b.id("We plan the week")
	b.click("new-round")
	b.want(map[string]string{plan: "", plan + "-action": "", "team": "Night shift", "notes": "", "{{team name}}": "the night shift"})
	beside := func() string {
		return eval[string](b, `document.getElementById(%s).querySelector(".last-time")?.textContent ?? ""`, plan)
	}
	if got, want := beside(), "Last time (20 August 2026): No. Ask all, by phone (Asha, by 3 September 2026)"; got != want {
		t.Errorf("beside the statement stands %q, want %q", got, want)
	}
	b.fill(map[string]string{plan: "yes"})
	b.visit(week)
	b.want(map[string]string{plan: "yes"})
	if beside() == "" {
		t.Error("after a reload nothing stands beside the statement")
	}
	b.t.Log("the earlier round is still there")
	eval[bool](b, `((select) => { select.selectedIndex = 1; select.dispatchEvent(new Event("change")); return true; })(document.querySelector("select[data-round]"))`)
	b.want(fields)
	if got := beside(); got != "" {
		t.Errorf("the first round has %q beside a statement", got)
	}
}

// Rounds of one day and team have numbers, in the order in which they began.
func TestRoundsOfOneDayCanBeToldApart(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	labels := func() string {
		return eval[string](b, `[...document.querySelector("select[data-round]").options].map((one) => one.text).join("|")`)
	}
	b.fill(map[string]string{"team": "Night shift", "date": "2026-08-20", "notes": "first"})
	for _, notes := range []string{"second", "third"} {
		b.click("new-round")
		b.fill(map[string]string{"date": "2026-08-20", "notes": notes})
	}
	const night = "20 August 2026, Night shift"
	if got, want := labels(), night+" (3)|"+night+" (2)|"+night+" (1)"; got != want {
		t.Errorf("the rounds are %s, want %s", got, want)
	}
	b.fill(map[string]string{"date": "2026-08-21"})
	if got, want := labels(), "21 August 2026, Night shift|"+night+" (2)|"+night+" (1)"; got != want {
		t.Errorf("the rounds are %s, want %s", got, want)
	}
	eval[bool](b, `((select) => { select.selectedIndex = 2; select.dispatchEvent(new Event("change")); return true; })(document.querySelector("select[data-round]"))`)
	b.want(map[string]string{"notes": "first"})
}

// A page that the browser had put by shows nothing that was cleared meanwhile.
func TestPagePutByForgetsWhatWasCleared(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	filledWeek(b)
	// Storage tells a page nothing of what its own document did, nor some browsers one that they had put by.
	eval[bool](b, `(localStorage.clear(), dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })))`)
	b.want(map[string]string{"team": "", "facilitator": "", b.id("We plan the week"): ""})
	b.fill(map[string]string{"notes": "Later"})
	b.visit(week)
	b.want(map[string]string{"team": "", "notes": "Later"})
}
