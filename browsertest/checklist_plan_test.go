//go:build browser

package browsertest

import (
	"strings"
	"testing"
)

// printed presses a print button and gives what a printer would get.
func (b *tab) printed(what string, p paper) []sheet {
	b.t.Helper()
	eval[bool](b, `(document.querySelector("[data-print=" + %s + "]").click(), true)`, what)
	sheets := readSheets(b.t, b.print(p))
	if mode := eval[string](b, `document.documentElement.dataset.paper ?? ""`); mode != "" {
		b.t.Errorf("after printing the page is still set for %s", mode)
	}
	return sheets
}

func allText(sheets []sheet) string {
	var b strings.Builder
	for _, s := range sheets {
		b.WriteString(s.text)
	}
	return b.String()
}

func TestPrintBlankFilledAndPlan(t *testing.T) {
	for _, p := range papers {
		t.Run(p.name, func(t *testing.T) {
			b := openFillable(t, serve(t, the(t, meeting)).address)
			b.visit(week)
			f := readForm(b)
			f.Address, f.Sources = "paper.example/handbook/"+week, []string{"Our week"}
			fields := filledWeek(b)
			answers := []string{"Night shift", "Ask all, by phone", "Show the budget", "Asha", "Go on; on Monday", "the night shift"}

			blank := b.printed("blank", p)
			for _, fault := range f.faults(blank, p) {
				t.Errorf("blank: %s", fault)
			}
			for _, answer := range answers {
				if strings.Contains(allText(blank), squeezed(answer)) {
					t.Errorf("the blank form shows %q", answer)
				}
			}
			b.want(fields)

			filled := allText(b.printed("filled", p))
			for _, answer := range answers {
				if !strings.Contains(filled, squeezed(answer)) {
					t.Errorf("the filled form does not show %q", answer)
				}
			}
			plan := b.printed("plan", p)
			if len(plan) != 1 {
				t.Errorf("the action plan takes %d sheets", len(plan))
			}
			text := plan[0].text
			for _, want := range []string{"Action plan", "Night shift", "3 September 2026", "Ask all, by phone", "Asha", "From statement 1: " + weekStatements[0], "Show the budget"} {
				if !strings.Contains(text, squeezed(want)) {
					t.Errorf("the action plan does not show %q", want)
				}
			}
			for _, useless := range []string{"Facilitator", "Nobody yet", "Save as CSV", "N/A"} {
				if strings.Contains(text, squeezed(useless)) {
					t.Errorf("the action plan shows %q", useless)
				}
			}
			b.want(fields)
		})
	}
}

// A date on paper stands in the words of the site's language, not in the
// browser's figures, which are read as one day here and as another there.
func TestDatesOnPaperAreInWords(t *testing.T) {
	for _, test := range []struct{ language, held, due string }{
		{"en-GB", "8 September 2026", "9 October 2026"},
		{"en-US", "September 8, 2026", "October 9, 2026"},
		{"de", "8. September 2026", "9. Oktober 2026"},
	} {
		t.Run(test.language, func(t *testing.T) {
			s := meetingWith(t, map[string]string{"site.yaml": "title: Meetings\ndescription: A site to meet with.\nlanguage: " + test.language + "\n"})
			b := openFillable(t, serve(t, s).address)
			b.visit(week)
			plan := b.id("We plan the week")
			fields := map[string]string{"date": "2026-09-08", plan + "-when": "2026-10-09", "review": "2026-10-09"}
			b.fill(fields)
			for what, days := range map[string]string{"blank": "", "filled": test.held + test.due + test.due, "plan": test.held + test.due + test.due} {
				text := allText(b.printed(what, a4))
				for _, day := range []string{test.held, test.due} {
					if got, want := strings.Count(text, squeezed(day)), strings.Count(days, day); got != want {
						t.Errorf("printed %s, %q stands there %d times, want %d: %s", what, day, got, want, text)
					}
				}
				for _, figures := range []string{"mm/dd", "dd/mm", "09/08", "8/9/", "2026-"} {
					if strings.Contains(text, figures) {
						t.Errorf("printed %s, a date stands in figures: %s", what, text)
					}
				}
			}
			b.want(fields)
		})
	}
}

// What is longer than its field is whole on paper.
func TestLongAnswersAreWholeOnPaper(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	plan := b.id("We plan the week")
	people := strings.Repeat("Asha Patel, Ben Owusu, ", 12) + "Mrs Evans"
	action := strings.Repeat("Ask everybody.\n", 12) + "Then ask again."
	b.fill(map[string]string{"present": people, plan + "-who": people, plan + "-action": action})
	text := allText(b.printed("filled", a4))
	if strings.Count(text, squeezed(people)) != 2 || !strings.Contains(text, squeezed(action)) {
		t.Errorf("the paper shows %s", text)
	}
}

// A browser shrinks a sheet that something on it is too wide for, until nobody
// can write on it or tick a box.
func TestLongWordsDoNotShrinkThePaper(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	plan := b.id("We plan the week")
	link := "https://example.org/" + strings.Repeat("minutes", 26)
	width := func(what string) float64 {
		t.Helper()
		for _, w := range b.printed(what, a4)[0].Words {
			if w.Text == "Facilitator" {
				return w.Right - w.Left
			}
		}
		t.Fatal("the first sheet does not say Facilitator")
		return 0
	}
	b.fill(map[string]string{"team": "Night shift", "date": "2026-08-20", plan: "no"})
	want := width("filled")
	for _, name := range []string{plan + "-action", plan + "-who", "notes", "present", "{{team name}}"} {
		b.fill(map[string]string{name: link})
		if got := width("filled"); got < 0.95*want { // a box of 6 mm is then one of 5.7
			t.Errorf("with a long link in %s, the paper is set at %.0f %% of its size", name, 100*got/want)
		}
		if text := allText(b.printed("filled", a4)); !strings.Contains(text, link) {
			t.Errorf("the link in %s is not whole on paper: %s", name, text)
		}
		b.fill(map[string]string{name: ""})
	}
	b.t.Log("beside the answers of the next round")
	b.fill(map[string]string{plan + "-action": link})
	b.click("new-round")
	if got := width("filled"); got < 0.95*want {
		t.Errorf("with a long link said last time, the paper is set at %.0f %% of its size", 100*got/want)
	}
}

func TestPlanIsSoonestFirst(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	fields := map[string]string{}
	for i, when := range []string{"", "2027-01-02", "2026-12-24", "2026-12-25"} {
		id := b.id(weekStatements[i])
		fields[id+"-action"] = []string{"=SUM(A1)", "Second, \"quoted\"", "Ring; the\nfamilies", "Third"}[i]
		fields[id+"-when"] = when
	}
	fields[b.id(weekStatements[2])+"-who"] = "Zoë " + strings.Repeat("ö", 60)
	b.fill(fields)
	if got := eval[string](b, `[...document.querySelectorAll("[data-plan-rows] .when")].map((one) => one.textContent).join("|")`); got != "24 December 2026|25 December 2026|2 January 2027|No date yet" {
		t.Errorf("the plan's days are %s", got)
	}

	b.click("plan-csv")
	name, table := b.saved()
	want := "\uFEFF\"By when\",\"Action\",\"Who\",\"Statement\"\r\n\"2026-12-24\",\"Ring; the\nfamilies\",\"Zoë " + strings.Repeat("ö", 60) + "\",\"" + weekStatements[2] + "\"\r\n"
	if !strings.HasPrefix(table, want) || !strings.HasSuffix(name, ".csv") {
		t.Errorf("%s is %q, want %q first", name, table, want)
	}
	if !strings.Contains(table, `"'=SUM(A1)"`) || !strings.Contains(table, `"Second, ""quoted"""`) {
		t.Errorf("the table lacks a cell that is no formula, or one with quotation marks: %s", table)
	}

	b.click("plan-ics")
	_, calendar := b.saved()
	b.said("One action has no date")
	again := func() string { b.click("plan-ics"); _, text := b.saved(); return text }
	if again() != calendar {
		t.Error("the same plan makes another calendar the second time")
	}
	for _, line := range strings.Split(strings.TrimSuffix(calendar, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	unfolded := strings.ReplaceAll(calendar, "\r\n ", "")
	for _, want := range []string{"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "DTSTART;VALUE=DATE:20261224\r\n", `SUMMARY:Ring\; the\nfamilies – Zoë ` + strings.Repeat("ö", 60) + "\r\n", `SUMMARY:Second\, "quoted"`, "END:VEVENT\r\nEND:VCALENDAR\r\n"} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("the calendar lacks %q:\n%s", want, unfolded)
		}
	}
	if n := strings.Count(unfolded, "UID:"); n != 3 || strings.Count(unfolded, "DTSTAMP:20") != 3 {
		t.Errorf("the calendar has %d events, want 3, each stamped", n)
	}
}

// A year of five figures fits neither a calendar nor paper.
func TestDaysOutOfReach(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	if n := eval[int](b, `[...document.querySelectorAll("main [type=date]")].filter((one) => one.max !== "9999-12-31").length`); n > 0 {
		t.Errorf("%d dates take a year of five figures", n)
	}
	fields := map[string]string{}
	for i, when := range []string{"20266-12-24", "2026-12-24"} {
		fields[b.id(weekStatements[i])+"-action"] = "Ring them"
		fields[b.id(weekStatements[i])+"-when"] = when
	}
	b.fill(fields)
	b.click("plan-ics")
	b.said("One action has no date and was left out.")
	if _, calendar := b.saved(); strings.Count(calendar, "BEGIN:VEVENT") != 1 {
		t.Errorf("the calendar is %s", calendar)
	}
}

// A spreadsheet runs none of the cells, whichever way a formula begins.
func TestTableHasNoFormulas(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.visit(week)
	plan := b.id("We plan the week")
	for _, formula := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)"} {
		b.fill(map[string]string{plan + "-action": formula})
		b.click("plan-csv")
		if _, table := b.saved(); !strings.Contains(table, `"'`+formula+`"`) {
			t.Errorf("%s would be run: %s", formula, table)
		}
	}
}

func TestPlanIsCopiedAsText(t *testing.T) {
	b := openFillable(t, serve(t, the(t, meeting)).address)
	b.before(`navigator.clipboard.writeText = async (text) => { window.copied = text; };`)
	b.visit(week)
	filledWeek(b)
	b.click("plan-copy")
	b.said("was copied")
	want := "Action plan: Our week\nNight shift, 20 August 2026\n\n- by 3 September 2026, Asha: Ask all, by phone\n  From 1. " + weekStatements[0] +
		"\n- no date or name yet: Show the budget\n  From 3. " + weekStatements[2] + "\n"
	if got := eval[string](b, `window.copied`); got != want {
		t.Errorf("copied was %q, want %q", got, want)
	}
}
