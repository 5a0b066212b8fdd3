//go:build browser

package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	week      = "checklists/week/"
	agreement = "templates/agreement/"
	sheetPage = "templates/sheet/"
	starting  = "starting/"
)

// meeting is a small site to hold a meeting with.
var meeting = sync.OnceValues(func() (site, error) {
	content := filepath.Join(house.work, "meeting-content")
	if err := writeContent(content, meetingContent()); err != nil {
		return site{}, err
	}
	return build("meeting", content, "/handbook/", "--base-url", "https://paper.example/handbook/")
})

// meetingWith gives the site with some of its files changed; a file of "" is
// taken out.
func meetingWith(t *testing.T, changes map[string]string) site {
	t.Helper()
	files := meetingContent()
	for name, text := range changes {
		files[name] = text
		if text == "" {
			delete(files, name)
		}
	}
	dir, err := os.MkdirTemp(house.work, "changed")
	if err != nil {
		t.Fatal(err)
	}
	if err := writeContent(filepath.Join(dir, "content"), files); err != nil {
		t.Fatal(err)
	}
	s, err := build(filepath.Base(dir)+"-site", filepath.Join(dir, "content"), "/handbook/", "--base-url", "https://paper.example/handbook/")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var weekStatements = []string{
	"We plan the week together, and nobody is left out.",
	"Everybody knows who to ring at night.",
	"Money is talked about openly in our team.",
	"The people we support choose who visits them.",
}

// weekChecklist is a checklist of some statements, in their order.
func weekChecklist(front string, statements []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Our week\ndescription: Four things to talk through.\nlast_checked: 2026-11-05\n%s---\nRead each aloud in {{team name}}.\n\n", front)
	for _, text := range statements {
		fmt.Fprintf(&b, "- [ ] %s\n  - Talk about it in the next meeting.\n", text)
	}
	return b.String()
}

func meetingContent() map[string]string {
	return map[string]string{
		"site.yaml":            "title: Meetings\ndescription: A site to meet with.\nlanguage: en-GB\n",
		"_index.md":            "---\ntitle: Meetings\ndescription: A site to meet with.\n---\nSee [our week](checklists/week.md) and [starting](starting.md).\n",
		"checklists/_index.md": "---\ntitle: Checklists\ndescription: Lists.\ndefault_kind: checklist\nprint: true\n---\nLists.\n",
		"checklists/week.md":   weekChecklist("", weekStatements),
		"checklists/other.md":  "---\ntitle: Another list\ndescription: Another.\n---\n- [ ] We laugh.\n",
		"templates/_index.md":  "---\ntitle: Templates\ndescription: Forms.\ndefault_kind: template\n---\nForms.\n",
		"templates/agreement.md": `---
title: An agreement
description: What a team agrees.
---
## Who we are

We are {{team name}}, and we meet on {{day}}. See [our week](../checklists/week.md) and [how](#how-we-decide).

| Team | Day |
| --- | --- |
| {{team name}} | {{day}} |

## How we decide

- [ ] {{Team name}} has read this aloud
- [ ] Everybody has signed

Signed for {{team name}}.
`,
		"templates/sheet.md": `---
title: A sheet
description: What a team has agreed to do.
---
## What we do

| What | Who | By when |
| --- | --- | --- |
| Ring the families, all of them | | |
| | | |

## What we learned

| Question | Answer |
| --- | --- |
| What helped? | |
`,
		"recommendations/_index.md": "---\ntitle: Recommendations\ndescription: Advice.\ndefault_kind: recommendation\n---\nAdvice.\n",
		"recommendations/listen.md": "---\ntitle: Listen\ndescription: Listen first.\n---\n## Why\n\nBecause. See [decide](decide.md#why) and [why](#why).\n\n- [ ] We listen.\n",
		"recommendations/decide.md": "---\ntitle: Decide\ndescription: Decide together.\n---\n## Why\n\nBecause. See [listen](listen.md) and [the agreement](../templates/agreement.md#how-we-decide).\n\n- [ ] We decide.\n",
		"starting.md":               "---\ntitle: Starting\ndescription: Your first week.\n---\nDo these:\n\n- [ ] Meet your buddy\n- [ ] Read the rota\n- [x] Sign the contract\n",
	}
}

// openFillable opens a tab in which what a page wants to save as a file is put
// into window.files, and printing is left to the test.
func openFillable(t *testing.T, home string) *tab {
	t.Helper()
	b := open(t, home)
	b.before(catchFiles)
	return b
}

const catchFiles = `
	window.files = [];
	const blobs = new Map(), make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
	URL.createObjectURL = (blob) => { const url = make.call(URL, blob); blobs.set(url, blob); return url; };
	HTMLAnchorElement.prototype.click = function () {
		if (this.download) window.files.push({ name: this.download, blob: blobs.get(this.href) });
		else click.call(this);
	};
	window.print = () => {};
`

// fill fills in fields by name, as typing does; yes, no and na tick a box.
func (b *tab) fill(fields map[string]string) {
	b.t.Helper()
	b.wait(`document.querySelector("[data-keeping]:not([hidden])") !== null`)
	for name, value := range fields {
		if !eval[bool](b, `((name, value) => {
			const all = [...document.getElementsByName(name)].filter((one) => one.matches("input, textarea"));
			const one = all.find((one) => one.type === "radio" && one.value === value) ?? all[0];
			if (!one) return false;
			one.focus();
			if (one.type === "radio" || one.type === "checkbox") one.click();
			else {
				one.value = value;
				one.dispatchEvent(new Event("input", { bubbles: true }));
			}
			return true;
		})(%s, %s)`, name, value) {
			b.t.Fatalf("there is no field %s", name)
		}
	}
}

// valueOf is an expression for what stands in a field; of boxes, the one that is
// ticked.
const valueOf = `((all) => all[0]?.type === "radio" ? all.find((one) => one.checked)?.value ?? ""
	: all[0]?.type === "checkbox" ? String(all[0].checked) : all[0]?.value ?? "no such field")(
	[...document.getElementsByName(%s)].filter((one) => one.matches("input, textarea")))`

// filled gives what stands in a field.
func (b *tab) filled(name string) string {
	b.t.Helper()
	return eval[string](b, valueOf, name)
}

// want fails the test if fields do not hold what they should.
func (b *tab) want(fields map[string]string) {
	b.t.Helper()
	for name, value := range fields {
		if got := b.filled(name); got != value {
			b.t.Errorf("the field %s holds %q, want %q", name, got, value)
		}
	}
}

// come waits until fields hold what another tab has filled in.
func (b *tab) come(fields map[string]string) {
	b.t.Helper()
	for name, value := range fields {
		b.wait(valueOf+` === %s`, name, value)
	}
}

// id gives the id of the statement that begins with some words.
func (b *tab) id(text string) string {
	b.t.Helper()
	id := eval[string](b, `[...document.querySelectorAll(".statement fieldset, .ticks input")]
		.find((one) => (one.nextElementSibling?.textContent ?? one.textContent).includes(%[1]s) || one.textContent.includes(%[1]s))?.id ?? ""`, text)
	if id == "" {
		b.t.Fatalf("there is no statement %q", text)
	}
	return id
}

// click presses the button that has a data attribute.
func (b *tab) click(attribute string) {
	b.t.Helper()
	if !eval[bool](b, `((one) => { const seen = one?.checkVisibility() ?? false; one?.focus(); one?.click(); return seen; })(document.querySelector("[data-" + %s + "]"))`, attribute) {
		b.t.Fatalf("there is no button data-%s to be seen", attribute)
	}
}

// said waits until the page tells something.
func (b *tab) said(words string) {
	b.t.Helper()
	b.wait(`document.querySelector("[data-notice]").textContent.includes(%s)`, words)
}

// undo takes the last thing back.
func (b *tab) undo() {
	b.t.Helper()
	eval[bool](b, `([...document.querySelectorAll("[data-notice] button")].find((one) => one.textContent === "Undo").click(), true)`)
}

// saved gives the last file the page has saved.
func (b *tab) saved() (name, text string) {
	b.t.Helper()
	b.wait(`window.files.length > 0`)
	file := eval[struct{ Name, Text string }](b, `(async () => {
		const { name, blob } = window.files.at(-1);
		return { Name: name, Text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(await blob.arrayBuffer()) };
	})()`)
	return file.Name, file.Text
}

// openFile gives the page a file to open.
func (b *tab) openFile(text string) {
	b.t.Helper()
	eval[bool](b, `((text) => {
		const chosen = new DataTransfer(), input = document.querySelector("[data-file]");
		chosen.items.add(new File([text], "answers.json"));
		input.files = chosen.files;
		input.dispatchEvent(new Event("change"));
		return true;
	})(%s)`, text)
}

// another opens a second tab of the same browser profile.
func (b *tab) another() *tab {
	b.t.Helper()
	ctx, done := chromedp.NewContext(b.ctx)
	b.t.Cleanup(done)
	if err := chromedp.Do(ctx); err != nil {
		b.t.Fatal(err)
	}
	other := &tab{t: b.t, ctx: ctx, home: b.home, seen: b.seen}
	other.before(catchFiles)
	return other
}

// typeInto puts a text into the field with an id.
func (b *tab) typeInto(id, text string) {
	b.t.Helper()
	eval[bool](b, `((one, text) => {
		one.value = text;
		return one.dispatchEvent(new Event("input", { bubbles: true }));
	})(document.getElementById(%s), %s)`, id, text)
}
