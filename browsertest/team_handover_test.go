//go:build browser

package browsertest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A round goes to another device by link, code and file, with what was agreed.
func TestARoundIsHandedOver(t *testing.T) {
	h := serve(t, the(t, teamSite))
	b := openFillable(t, h.address)
	link := b.ask(week, "How are we?")
	phone := openFillable(t, h.address)
	phone.goTo(link)
	b.paste(phone.handIn(person{"Asha", "Care workers", []string{"yes", "no", "yes", "na"}, map[int]string{1: "not at night"}}))
	b.gathered("1 person")
	b.step("discuss")
	b.set("talk-action", "A card in each car")
	b.set("talk-when", "2027-01-15")
	b.step("keep")
	over := eval[string](b, `document.querySelector("[data-team-over-link]").value`)
	eval[bool](b, `document.querySelector("[data-team-over]").open = true`)
	code := pictureOf(b, "[data-team-over-code] svg")
	b.click("team-save")
	_, file := b.saved()

	check := func(other *tab, how string) {
		t.Helper()
		other.gathered("1 person")
		other.step("compare")
		if text := eval[string](other, `document.querySelector("[data-pane=compare]").innerText`); !strings.Contains(text, "not at night") {
			t.Errorf("%s: compared on the other device: %s", how, text)
		}
		other.step("discuss")
		other.wait(`document.querySelector("[data-talk-action]").value === "A card in each car" && document.querySelector("[data-talk-when]").value === "2027-01-15"`)
	}
	byLink := open(t, h.address)
	byLink.goTo(over)
	check(byLink, "link")
	if now := eval[string](byLink, `location.hash`); now != "#of=/handbook/"+week {
		t.Errorf("the address holds %s", now)
	}
	for how, files := range map[string]map[string]string{"file": {"round.json": file}, "code": {"code.png": latin1(code)}} {
		other := openFillable(t, h.address)
		other.ask(week, "another round")
		other.step("gather")
		other.chooseFiles(files)
		other.said("The round is on this device now")
		check(other, how)
	}
	b.t.Log("a person's own file, and files that are none")
	phone.click("ask-save")
	_, own := phone.saved()
	b.step("gather")
	b.chooseFiles(map[string]string{"own.json": own})
	b.said("here already")
	for text, want := range map[string]string{
		"": "not a file that was saved here", `{"format":"recipe","version":1}`: "not a file that was saved here",
		`[1]`: "not a file that was saved here", "null": "not a file that was saved here",
		strings.Replace(own, `"version":1`, `"version":2`, 1): "later version", strings.Replace(own, `"answers":[`, `"answers":[[],`, 1): "damaged",
		own[:len(own)/2]: "This file is damaged", strings.Replace(file, `"round":[`, `"round":[[],`, 1): "no page ?",
	} {
		eval[bool](b, `(document.querySelector("[data-notice] button")?.click(), true)`)
		b.chooseFiles(map[string]string{"file.json": text})
		b.said(want)
		b.gathered("1 person")
	}
}

// Without a name, nothing that is handed in or kept tells who it was or when.
func TestAnonymousIsAnonymous(t *testing.T) {
	h := serve(t, the(t, teamSite))
	b := openFillable(t, h.address)
	link := b.ask(week, "")
	phone := openFillable(t, h.address)
	phone.goTo(link)
	var links []string
	for range 5 {
		links = append(links, phone.handIn(person{"", "", []string{"yes", "no", "yes", "yes"}, nil}))
		if left := eval[string](phone, `JSON.stringify([Object.keys(localStorage), location.href, history.length])`); strings.Contains(left, "#") {
			t.Errorf("the phone keeps %s", left)
		}
		phone.click("ask-save")
		_, text := phone.saved()
		var file struct{ Answers []any }
		if err := json.Unmarshal([]byte(text), &file); err != nil || len(file.Answers) != 9 {
			t.Fatalf("the file is %s (%v)", text, err)
		}
		if regexp.MustCompile(`\d{10}|20\d\d-`).MatchString(text) || !regexp.MustCompile(`^[0-9a-z]{8}$`).MatchString(file.Answers[2].(string)) {
			t.Errorf("the file tells a time, or more than a random name: %s", text)
		}
		phone.click("ask-person")
	}
	if left := eval[[]string](phone, `Object.keys(localStorage)`); len(left) > 0 {
		t.Errorf("after the device was handed on it keeps %q", left)
	}
	b.paste(strings.Join(links, "\n"))
	b.gathered("5 people")
	kept := eval[string](b, `Object.entries(localStorage).find(([key]) => key.startsWith("team "))[1]`)
	var store struct{ Rounds [][]json.RawMessage }
	if err := json.Unmarshal([]byte(kept), &store); err != nil {
		t.Fatal(err)
	}
	var people [][]any
	if err := json.Unmarshal(store.Rounds[0][2], &people); err != nil || len(people) != 5 {
		t.Fatalf("kept are %s (%v)", store.Rounds[0][2], err)
	}
	if !slices.IsSortedFunc(people, func(a, b []any) int { return strings.Compare(a[2].(string), b[2].(string)) }) {
		t.Errorf("the order tells who was first: %s", store.Rounds[0][2])
	}
	if regexp.MustCompile(`\d{12}`).MatchString(kept) {
		t.Errorf("the device keeps a time: %s", kept)
	}

	t.Log("roles of one or two people are not shown apart")
	fresh := openFillable(t, h.address)
	fresh.ask(week, "")
	round := fresh.roundOf()
	add := func(n int, role, mark string) {
		var links []string
		for i := range n {
			name := fmt.Sprintf("%s%d", strings.ToLower(role[:4]), 1000+i)
			links = append(links, "#a="+packedLink(t, []any{"checklists/week/", round, name, 1, "", role, strings.Repeat(mark, 4), []any{}, []any{}}))
		}
		fresh.paste(strings.Join(links, " "))
	}
	roles := func() string {
		fresh.step("compare")
		return eval[string](fresh, `[...document.querySelector(".compared-one").querySelectorAll(".role")].map((one) => one.textContent).join("|")`)
	}
	add(2, "Care workers", "1")
	fresh.gathered("2 people")
	if got := roles(); got != "" {
		t.Errorf("two care workers are shown apart: %s", got)
	}
	add(3, "Managers", "2")
	fresh.gathered("5 people")
	if got := roles(); got != "" {
		t.Errorf("three managers are shown apart, and with them two others: %s", got)
	}
	add(4, "care workers", "1") // two of them again
	fresh.gathered("7 people")
	if got := roles(); got != "Care workers: Yes 4, No 0, N/A 0|Managers: Yes 0, No 3, N/A 0" {
		t.Errorf("roles apart: %s", got)
	}
}
