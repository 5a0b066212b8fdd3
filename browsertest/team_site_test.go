//go:build browser

package browsertest

import (
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const teamPage = "ask/team/"

// teamSite is the small site with roles to choose from.
var teamSite = sync.OnceValues(func() (site, error) { return teamSiteOf("team", weekStatements) })

// olderTeamSite is how it was when its second statement had other words.
var olderTeamSite = sync.OnceValues(func() (site, error) {
	return teamSiteOf("older-team", []string{weekStatements[0], olderWording, weekStatements[2], weekStatements[3]})
})

const olderWording = "Everybody here knows who to ring at night."

func teamSiteOf(name string, statements []string) (site, error) {
	files := meetingContent()
	files["site.yaml"] += "audiences:\n  - slug: care-workers\n    title: Care workers\n  - slug: managers\n    title: Managers\n"
	files["checklists/week.md"] = weekChecklist("", statements)
	files["templates/survey.md"] = "---\ntitle: A survey\ndescription: How was the month?\n---\n## The survey\n\n" +
		"| This month | Score 1 to 5 |\n| --- | --- |\n| I had enough time | |\n| I could rest | |\n\n" +
		"| Question | Yes / No / Not sure |\n| --- | --- | --- |\n| Would you come again? | |\n"
	content := house.work + "/" + name + "-content"
	if err := writeContent(content, files); err != nil {
		return site{}, err
	}
	return build(name, content, "/handbook/", "--base-url", "https://paper.example/handbook/")
}

// ask asks the team about a page and gives the link to answer.
func (b *tab) ask(address, question string) string {
	b.t.Helper()
	b.visit(address)
	b.wait(`document.querySelector("[data-tools] a[href*='ask/team/']").checkVisibility()`)
	b.focus("[data-tools] a[href*='ask/team/']")
	b.press(kb.Enter)
	b.wait(`document.querySelector("[data-team-begin]")?.checkVisibility()`)
	eval[bool](b, `(document.querySelector("[data-team-question]").value = %s, true)`, question)
	b.click("team-begin")
	b.wait(`document.querySelector("[data-team-link]").checkVisibility() && document.querySelector("[data-team-code] svg") !== null`)
	return eval[string](b, `document.querySelector("[data-team-link]").value`)
}

// A person answers by the place of the statements, from 0.
type person struct {
	name, role string
	answers    []string // values; "" for none
	words      map[int]string
}

// goTo goes to a whole address.
func (b *tab) goTo(link string) {
	b.t.Helper()
	b.do(chromedp.Navigate(link))
}

// handIn answers as a person and gives the link that is handed in.
func (b *tab) handIn(p person) string {
	b.t.Helper()
	b.wait(`document.querySelector("[data-ask-items] .statement") !== null`)
	for i, answer := range p.answers {
		eval[bool](b, `((i, answer, words) => {
			const one = document.querySelectorAll("[data-ask-items] .statement")[i];
			const box = [...one.querySelectorAll("[type=radio]")].find(({ value }) => value === answer);
			if (box) box.click();
			const field = one.querySelector("[type=text]");
			if (words) { field.value = words; field.dispatchEvent(new Event("input", { bubbles: true })); }
			return true;
		})(%s, %s, %s)`, i, answer, p.words[i])
	}
	eval[bool](b, `((fields) => {
		for (const [name, value] of Object.entries(fields)) {
			const field = document.querySelector("[data-ask-" + name + "]");
			field.value = value;
			field.dispatchEvent(new Event("input", { bubbles: true }));
		}
		return true;
	})(%s)`, map[string]string{"name": p.name, "role": p.role})
	eval[bool](b, `(document.querySelector("[data-ask-hand-in]").click(), true)`)
	b.wait(`!document.querySelector("[data-ask-done]").hidden && document.querySelector("[data-ask-link]").value !== ""`)
	return eval[string](b, `document.querySelector("[data-ask-link]").value`)
}

// answers opens the link to answer in a browser profile of its own, answers and hands in.
func answers(t *testing.T, home, link string, p person) (*tab, string) {
	t.Helper()
	b := open(t, home)
	b.goTo(link)
	return b, b.handIn(p)
}

// paste adds links by the field for them.
func (b *tab) paste(text string) {
	b.t.Helper()
	b.step("gather")
	eval[bool](b, `((text) => {
		document.querySelector("[data-team-pasted]").value = text;
		document.querySelector("[data-team-paste] button").click();
		return true;
	})(%s)`, text)
}

// step opens a step of the round.
func (b *tab) step(name string) {
	b.t.Helper()
	eval[bool](b, `(document.querySelector(".steps [data-step=" + %s + "]").click(), true)`, name)
	b.wait(`document.querySelector("[data-pane=" + %s + "]").checkVisibility()`, name)
}

// gathered waits until so many people have handed in.
func (b *tab) gathered(n string) {
	b.t.Helper()
	b.wait(`document.querySelector("[data-team-people]").textContent.startsWith(%s)`, n)
}

// chooseFiles gives the page files to open: by name, their bytes as text of Latin-1.
func (b *tab) chooseFiles(files map[string]string) {
	b.t.Helper()
	eval[bool](b, `((files) => {
		const chosen = new DataTransfer(), input = document.querySelector("[data-team-chooser]");
		for (const [name, data] of Object.entries(files)) {
			const type = name.endsWith(".png") ? "image/png" : "application/json";
			chosen.items.add(new File([Uint8Array.from(data, (letter) => letter.charCodeAt(0))], name, { type }));
		}
		input.files = chosen.files;
		input.dispatchEvent(new Event("change"));
		return true;
	})(%s)`, files)
}

// latin1 is bytes as text that JSON can carry: a letter for each.
func latin1(data []byte) string {
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String()
}

// compared gives the statements in the order of disagreement, by number, with
// their counts.
func (b *tab) compared() []string {
	b.t.Helper()
	return eval[[]string](b, `[...document.querySelectorAll(".compared-one")].map((one) =>
		one.querySelector(".number").textContent + [...one.querySelectorAll(".bars li")].map((li) => li.textContent).join(" "))`)
}

// says fails the test if a text lacks something.
func says(t testing.TB, what, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not say %q: %s", what, want, text)
		}
	}
}
