//go:build browser

package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestChecklistPictures keeps pictures of what is filled in, on screen and on
// paper, for people to look at. It needs -pictures.
func TestChecklistPictures(t *testing.T) {
	dir := *pictures
	if dir == "" {
		dir = t.TempDir()
	} else if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	keep := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b := openFillable(t, serve(t, the(t, handbook)).address)
	shoot := func(name string) {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{360, 1280} {
				if *pictures == "" && (scheme == "dark" || width == 360) {
					continue
				}
				b.scheme(scheme)
				b.size(width, 900, 1)
				picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				keep(fmt.Sprintf("%s-%d-%s.png", name, width, scheme), picture)
			}
		}
		b.scheme("light")
		b.size(1280, 900, 1)
	}
	paper := func(name, button string) {
		for _, p := range papers {
			if button != "" {
				eval[bool](b, `(document.querySelector("[data-print=" + %s + "]").click(), true)`, button)
			}
			keep(name+"-"+p.name+".pdf", b.print(p))
		}
	}

	b.visit(governance)
	ids := eval[[]string](b, `[...document.querySelectorAll(".statement fieldset")].map((one) => one.id)`)
	fields := map[string]string{"team": "Riverside East", "date": "2026-08-20", "facilitator": "Asha Patel", "present": "Asha, Ben, Chidi, Dorothy, Mrs Evans", "review": "2026-11-26",
		"notes": "A good talk. The board came for the first half."}
	for i, id := range ids {
		fields[id] = []string{"no", "yes", "na", "no"}[i%4]
		if i%3 != 2 {
			fields[id+"-action"] = []string{"Put the scheme of who decides what on the wall, and try it out for a month", "Ask the families"}[i%2]
			fields[id+"-who"] = []string{"Ben", "Dorothy and Chidi"}[i%2]
			fields[id+"-when"] = fmt.Sprintf("2026-%02d-15", 12-i)
		}
	}
	b.fill(fields)
	shoot("filled")
	paper("blank", "blank")
	paper("filled", "filled")
	paper("plan", "plan")
	b.click("new-round")
	b.fill(map[string]string{ids[0]: "yes", ids[1]: "no"})
	shoot("second-round")

	b.visit("templates/board-stewardship-charter/")
	b.fill(map[string]string{"{{organisation name}}": "Riverside Care", "{{purpose of the organisation}}": "people live well at home, for as long as they want to, with those they know"})
	shoot("template")
	paper("template-filled", "filled")
	paper("template-blank", "blank")

	b.visit("templates/exit-conversation/")
	cells := map[string]string{}
	for i, name := range eval[[]string](b, `[...document.querySelectorAll("td textarea")].map((one) => one.name)`) {
		if i%3 != 2 {
			cells[name] = []string{"Dorothy", "They said that the rota had been easier to live with, since the team made it", "15 June"}[i%4%3]
		}
	}
	b.fill(cells)
	shoot("cells")
	paper("cells-filled", "filled")
	paper("cells-blank", "blank")

	b.visit("pack/#p=" + "checklists/governance-and-implementation,templates/meeting-agenda,templates/role-description,recommendations/plan-in-short-cycles,checklists/gone&t=Board and team day&team=Riverside East&d=2026-12-01")
	b.wait(`document.documentElement.dataset.parts === "4"`)
	shoot("pack")
	paper("pack", "")
	for _, p := range papers {
		b.pressPackPrint("filled")
		keep("pack-filled-"+p.name+".pdf", b.print(p))
	}
	b.visit("checklists/print/")
	paper("section", "")
	for _, actions := range []int{18, 50} {
		b, _ = planned(t, actions)
		paper(fmt.Sprintf("plan-of-%d", actions), "plan")
	}
}
