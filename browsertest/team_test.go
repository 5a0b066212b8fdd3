//go:build browser

package browsertest

import (
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Six people, each with a browser profile of their own, from "Ask the team" to
// the printed plan: one corrects an answer, one has the checklist as it was
// before a statement was reworded, one gives no name, one link is damaged.
func TestATeamOfSix(t *testing.T) {
	h := serve(t, the(t, teamSite))
	older := serve(t, the(t, olderTeamSite))
	b := openFillable(t, h.address)
	link := b.ask(week, "How was November for you?")
	if !regexp.MustCompile(`^` + regexp.QuoteMeta(h.address) + `ask/#q=[0-9A-Z$./:-]*[0-9A-Z]$`).MatchString(link) {
		t.Errorf("the link to answer is %s", link)
	}

	asha, _ := answers(t, h.address, link, person{"Asha", "Care workers", []string{"yes", "no", "yes", "yes"}, map[int]string{1: "not on Sundays"}})
	if got := eval[string](asha, `document.querySelector("[data-ask-lead]").textContent`); got != "How was November for you?" {
		t.Errorf("the question on top is %q", got)
	}
	if got := eval[string](asha, `location.href`); got != h.address+"ask/" {
		t.Errorf("after it was read, the address is %s", got)
	}
	first := eval[string](asha, `document.querySelector("[data-ask-link]").value`)
	_, ben := answers(t, h.address, link, person{"Ben", "Care workers", []string{"yes", "no", "no", "yes"}, nil})
	_, carol := answers(t, h.address, link, person{"", "Care workers", []string{"yes", "yes", "no", "yes"}, map[int]string{3: "mostly"}})
	dan := open(t, older.address)
	dan.goTo(strings.Replace(link, h.address, older.address, 1))
	danLink := dan.handIn(person{"Dan", "Managers", []string{"yes", "yes", "yes", "na"}, nil})
	_, eve := answers(t, h.address, link, person{"Eve", "Managers", []string{"yes", "yes", "no", "yes"}, nil})
	fay, fayLink := answers(t, h.address, link, person{"Fay", "", []string{"no", "yes", "", "yes"}, nil})

	t.Log("Asha corrects an answer")
	asha.click("ask-change")
	second := asha.handIn(person{"Asha", "Care workers", []string{"yes", "no", "no", "yes"}, nil})
	if first == second {
		t.Fatal("the corrected answers have the same link")
	}

	t.Log("gathering")
	b.paste(first)
	b.gathered("1 person")
	b.paste(second)
	b.said("handed in again")
	b.gathered("1 person")
	b.paste(first)
	b.said("newer answers")
	b.paste("Here you are: " + ben + ". And " + carol + "\nand Dan's\n" + danLink)
	b.gathered("4 people")
	other := b.another()
	other.goTo(eve)
	other.gathered("5 people")
	b.gathered("5 people")
	b.paste(fayLink[:len(fayLink)-9])
	b.said("damaged or was cut short")
	b.gathered("5 people")
	fay.click("ask-change")
	again := fay.handIn(person{"Fay", "", nil, nil})
	if again != fayLink {
		t.Errorf("what has not changed is handed in as %s, before as %s", again, fayLink)
	}
	b.paste(again)
	b.gathered("6 people")
	b.paste(again)
	b.said("here already")

	t.Log("comparing")
	b.step("compare")
	got := b.compared()
	want := "2. Yes4 No2 N/A0|3. Yes1 No4 N/A0|1. Yes5 No1 N/A0|4. Yes5 No0 N/A1"
	if strings.Join(got, "|") != want {
		t.Errorf("compared: %s\nwant %s", strings.Join(got, "|"), want)
	}
	text := eval[string](b, `document.querySelector("[data-pane=compare]").innerText`)
	for _, want := range []string{"not on Sundays", "To an older wording: " + olderWording, "Care workers: Yes 1, No 2, N/A 0", "No answer 1", "mostly"} {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("the comparison does not say %q: %s", want, text)
		}
	}
	eval[bool](b, `(document.querySelector(".compared details summary").click(), true)`)
	b.wait(`document.querySelector(".compared details").innerText.includes("No: Asha, Ben.")`)

	t.Log("talking")
	b.step("discuss")
	b.wait(`document.querySelector(".talk-says")?.textContent.includes("who to ring at night")`)
	if got := eval[string](b, `document.querySelector("[data-talk-one]").innerText`); !strings.Contains(got, "Talk about it in the next meeting.") {
		t.Errorf("the actions of the statement are not shown: %s", got)
	}
	eval[bool](b, `(() => {
		document.querySelector("[data-talk-answers] [value=no]").click();
		for (const [name, value] of [["action", "A card with the number in each car"], ["who", "Ben"], ["when", "2027-01-15"]]) {
			const field = document.querySelector("[data-talk-" + name + "]");
			field.value = value;
			field.dispatchEvent(new Event("input", { bubbles: true }));
		}
		return true;
	})()`)
	b.click("talk-next")
	b.wait(`document.querySelector(".talk-says").textContent.includes("Money")`)
	b.step("keep")
	b.wait(`document.querySelector("[data-team-agreed]").textContent.startsWith("1 statement")`)

	t.Log("the round is the checklist's")
	b.focus("[data-team-page]")
	b.press(kb.Enter)
	b.at(week)
	night := b.id("who to ring")
	b.want(map[string]string{night: "no", night + "-action": "A card with the number in each car", night + "-who": "Ben", night + "-when": "2027-01-15"})
	for _, p := range papers {
		if got := allText(b.printed("filled", p)); !strings.Contains(got, squeezed("Answered alone: Yes 4, No 2, N/A 0.")) || strings.Contains(got, "Asha") {
			t.Errorf("%s: the print does not show the spread, or shows who said what: %s", p.name, got)
		}
		says(t, p.name+": the plan", allText(b.printed("plan", p)), squeezed("A card with the number in each car"), squeezed("15 January 2027"))
	}
	if n := eval[int](b, `document.querySelector("[data-left]").hidden ? 0 : document.querySelectorAll("[data-left-rows] li").length`); n > 0 {
		t.Errorf("%d answers are said to have no place on the page", n)
	}
	b.click("forget")
	eval[bool](b, `(document.querySelector("dialog[open] button[value=forget]").click(), true)`)
	b.said("is gone")
	if left := eval[[]string](b, `[...Object.keys(localStorage), ...Object.keys(sessionStorage)]`); len(left) > 0 {
		t.Errorf("after clearing everything the device keeps %q", left)
	}
}
