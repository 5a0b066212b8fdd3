//go:build browser

package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// crowd is a team of eight who do not all agree.
func crowd(statements int) []person {
	var all []person
	for i := range 8 {
		p := person{role: []string{"Care workers", "Care workers", "Care workers", "Managers"}[i%4], words: map[int]string{}}
		if i%3 != 2 {
			p.name = []string{"Asha", "Ben", "Carol", "Dan", "Eve", "Fay", "Gul", "Hal"}[i]
		}
		for s := range statements {
			p.answers = append(p.answers, []string{"yes", "yes", "no", "na", "yes"}[(i*(s+1)+s/3)%5])
			if (i+s)%9 == 4 {
				p.words[s] = "only when the rota allows it"
			}
		}
		all = append(all, p)
	}
	return all
}

// The pages of a round can be used by everybody at each step, from a phone to
// the wall, and -pictures keeps them to be looked at.
func TestStepsOfARoundAreAccessible(t *testing.T) {
	const list = "checklists/good-team-meeting/"
	h := serve(t, the(t, openStewardship))
	b := open(t, h.address)
	link := b.ask(list, "How were our last three meetings?")
	phone := open(t, h.address)

	look := func(b *tab, name string) {
		for _, scheme := range []string{"light", "dark"} {
			b.scheme(scheme)
			for _, width := range []int64{360, 768, 1280, 1920} {
				if *pictures == "" && width != 360 && width != 1280 {
					continue
				}
				b.size(width, 900, 1)
				if wide := eval[int](b, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
					t.Errorf("%s at %d is %d pixels too wide", name, width, wide)
				}
				if *pictures == "" {
					continue
				}
				picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(*pictures, fmt.Sprintf("%s-%d-%s.png", name, width, scheme)), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			accessible(b, name+" in "+scheme)
		}
		b.scheme("light")
	}

	look(b, "team-ask")
	if *pictures != "" {
		os.WriteFile(filepath.Join(*pictures, "team-slips.pdf"), b.printedPDF("slips"), 0o644)
	}
	phone.visit("ask/")
	phone.wait(`document.querySelector("[data-without]") === null`)
	look(phone, "ask-none")
	phone.goTo(link)
	phone.wait(`document.querySelector("[data-ask-items] .statement") !== null`)
	look(phone, "ask-one")
	phone.click("ask-view")
	look(phone, "ask-list")
	people := crowd(10)
	last := phone.handIn(people[0])
	look(phone, "ask-hand-in")
	for _, p := range people[1:] {
		phone.click("ask-person")
		last += "\n" + phone.handIn(p)
	}
	b.paste(last)
	b.gathered("8 people")
	eval[bool](b, `document.querySelector("[data-team-list-box]").open = true`)
	look(b, "team-gather")
	b.click("team-sheets")
	look(b, "team-sheet")
	b.click("team-sheets-done")
	b.step("compare")
	look(b, "team-compare")
	if *pictures != "" {
		os.WriteFile(filepath.Join(*pictures, "team-result.pdf"), b.printedPDF("result"), 0o644)
	}
	b.step("discuss")
	look(b, "team-talk")
	b.click("talk-large")
	look(b, "team-talk-large")
	b.click("talk-large")
	b.step("keep")
	eval[bool](b, `document.querySelector("[data-team-over]").open = true`)
	look(b, "team-keep")
	b.visit("ask/team/")
	look(b, "team-none")
}

// printedPDF presses a print button and gives what a printer would get.
func (b *tab) printedPDF(what string) []byte {
	b.t.Helper()
	eval[bool](b, `(window.print = () => {}, document.querySelector("[data-print=" + %s + "]").click(), true)`, what)
	pdf := b.print(a4)
	eval[bool](b, `dispatchEvent(new Event("afterprint"))`)
	return pdf
}
