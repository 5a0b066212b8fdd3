//go:build browser

package browsertest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/open-stewardship/steward/generator/importer/sample"
)

// openGive opens the page that takes Word documents. What it would open in
// another tab, copy or save is caught.
func openGive(t *testing.T, home string) *tab {
	t.Helper()
	b := open(t, home)
	b.before(catchFiles)
	b.before(`window.open = (address) => { window.opened = address; return null; };
		navigator.clipboard.writeText = async (text) => { window.copied = text; };`)
	b.visit("give/")
	b.wait(`document.documentElement.dataset.give === "ready"`)
	return b
}

// give chooses a file, and waits for what the page says of it.
func (b *tab) give(name string, data []byte) {
	b.t.Helper()
	eval[bool](b, `((name, data) => {
		document.querySelector("[data-give-wrong]").textContent = "";
		document.querySelector("[data-give-state]").textContent = "";
		const file = new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name), chosen = new DataTransfer();
		chosen.items.add(file);
		const input = document.querySelector("[data-file]");
		input.files = chosen.files;
		return input.dispatchEvent(new Event("change"));
	})(%s, %s)`, name, base64.StdEncoding.EncodeToString(data))
	b.wait(`document.querySelector("[data-give-wrong]").textContent || document.querySelector("[data-give-state]").textContent`)
}

// pasteClipboard pastes into the field for it.
func (b *tab) pasteClipboard(html, text string) {
	b.t.Helper()
	eval[bool](b, `((html, text) => {
		document.querySelector("[data-give-state]").textContent = "";
		const clipboardData = new DataTransfer();
		if (html) clipboardData.setData("text/html", html);
		clipboardData.setData("text/plain", text);
		return document.querySelector("[data-paste]").dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true})) || true;
	})(%s, %s)`, html, text)
	b.wait(`document.querySelector("[data-give-state]").textContent`)
}

const (
	givenText = `document.querySelector("[data-give-text]").textContent`
	givenTold = `[...document.querySelectorAll("[data-give-told] li")].map((one) => one.textContent).join("; ")`
)

// wordsOfRuns finds a word within a run of text.
var wordsOfRuns = regexp.MustCompile(`<w:t xml:space="preserve">[A-Za-z][A-Za-z ]* ([a-z]{3,}) [A-Za-z ,.]+</w:t>`)

func base64Of(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

var dated = regexp.MustCompile(`(?m)^date: .*\n`)

func sampleWord(t *testing.T, name string) []byte {
	t.Helper()
	data, err := sample.Word(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A browser and a terminal make the same page of the same document, and tell
// the same of it.
func TestGiveReadsAsTheTerminalDoes(t *testing.T) {
	t.Parallel()
	names, err := sample.Files()
	if err != nil || len(names) < 10 {
		t.Fatalf("the samples are %v: %v", names, err)
	}
	folder := t.TempDir()
	if err := writeContent(filepath.Join(folder, "content"), meetingContent()); err != nil { // quicker than the whole handbook
		t.Fatal(err)
	}
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	for _, name := range names {
		file := filepath.Join(t.TempDir(), name+".docx")
		if err := os.WriteFile(file, sampleWord(t, name), 0o644); err != nil {
			t.Fatal(err)
		}
		var page, told bytes.Buffer
		command := exec.Command(house.steward, "import", "--print", file)
		command.Dir, command.Stdout, command.Stderr = folder, &page, &told
		if err := command.Run(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, told.Bytes())
		}
		b.give(name+".docx", sampleWord(t, name))
		want, got := dated.ReplaceAllString(page.String(), ""), dated.ReplaceAllString(eval[string](b, givenText), "")
		if want != got {
			t.Errorf("%s: in the browser\n%s\nin the terminal\n%s", name, got, want)
		}
		for _, line := range strings.Split(strings.TrimSpace(told.String()), "\n") {
			if _, what, ok := strings.Cut(line, "left out: "); ok && !strings.Contains(eval[string](b, givenTold), what) {
				t.Errorf("%s: the browser does not say %q", name, what)
			}
		}
	}
}

// Every Word document of the site, dropped back unchanged, is the page it was
// made from, byte for byte.
func TestGiveTakesItsOwnDocumentsBack(t *testing.T) {
	t.Parallel()
	s := the(t, openStewardship)
	files, err := filepath.Glob(filepath.Join(s.dir, "*", "*", "*.docx"))
	if err != nil || len(files) < 60 {
		t.Fatalf("%d documents: %v", len(files), err)
	}
	b := openGive(t, serve(t, s).address)
	for _, file := range files {
		path, err := filepath.Rel(s.dir, file)
		if err != nil {
			t.Fatal(err)
		}
		got := eval[struct{ Path, Before, After string }](b, `(async () => {
			const {importFile} = await import("/give/import.js");
			const {page} = await importFile(new File([await (await fetch("/" + %s)).blob()], "a.docx"));
			return {Path: page?.path ?? "", Before: page?.before ?? "", After: page?.after ?? ""};
		})()`, filepath.ToSlash(path))
		want, err := os.ReadFile(filepath.Join(house.root, "content", filepath.FromSlash(got.Path)))
		if err != nil || got.After != string(want) || got.Before != got.After {
			t.Errorf("%s came back as %q (%v), with other bytes: %v", path, got.Path, err, got.After != string(want))
		}
	}
}

// By keyboard alone, at the width of a phone: a document becomes a page, its
// title is mended, a topic chosen, and GitHub opens with all of it filled in.
func TestGiveByKeyboard(t *testing.T) {
	t.Parallel()
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	b.size(360, 740, 1)
	b.give("lists.docx", sampleWord(t, "tracked"))
	if !eval[bool](b, `document.activeElement.matches("[data-give-heading]")`) {
		t.Errorf("the focus is on %s, not on what was found", eval[string](b, `document.activeElement.outerHTML`))
	}
	if told := eval[string](b, givenTold); !strings.Contains(told, "2 comments") || !strings.Contains(told, "insertions were accepted") {
		t.Errorf("the page says %s", told)
	}
	tabTo(b, `[id="give.title"]`)
	eval[bool](b, `(document.activeElement.select(), true)`)
	b.press("When someone is missing")
	tabTo(b, `.give-choice summary`)
	b.press(kb.Enter)
	tabTo(b, `[name=topics][value=safety]`)
	b.press(" ")
	b.wait(`document.querySelector("[data-give-count=topics]").textContent === ": 1 chosen"`)
	b.wait(`document.querySelector("[data-give-preview] h2").textContent === "When someone is missing"`)
	if got := eval[string](b, `document.querySelector("[data-give-place]").textContent`); !strings.Contains(got, "templates/when-someone-is-missing.md") {
		t.Errorf("the page says %s", got)
	}
	tabTo(b, "[data-give-propose]")
	b.press(kb.Enter)
	b.wait(`window.opened`)
	address, err := url.Parse(eval[string](b, `window.opened`))
	if err != nil {
		t.Fatal(err)
	}
	if address.Host+address.Path != "github.com/open-stewardship/steward/new/main/content/templates" || address.Query().Get("filename") != "when-someone-is-missing.md" {
		t.Errorf("GitHub opens at %s", address)
	}
	text := address.Query().Get("value")
	for _, want := range []string{"---\ntitle: When someone is missing\n", "\ntopics: [safety]\n", "\n1. Search the home and the garden.\n", "| Height and build |  |"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text has no %q:\n%s", want, text)
		}
	}
	if text != eval[string](b, givenText) {
		t.Error("what GitHub gets is not what the page shows")
	}
	b.click("give-save")
	name, saved := b.saved()
	if name != "when-someone-is-missing.md" || saved != text {
		t.Errorf("saved as %s:\n%s", name, saved)
	}
	got := eval[struct {
		Scrolls float64
		Beyond  []string
	}](b, wide)
	if got.Scrolls > 0 || len(got.Beyond) > 0 {
		t.Errorf("at 360 px: %v px too wide: %q", got.Scrolls, got.Beyond)
	}
}

// A text too long for an address is copied, and the page says so.
func TestGiveCopiesWhatIsTooLong(t *testing.T) {
	t.Parallel()
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	b.pasteClipboard("", "A long guide\n\n"+strings.Repeat("Every visit begins with a look around the room and a word with the person.\n\n", 200))
	b.click("give-propose")
	b.said("was copied")
	address := eval[string](b, `window.opened`)
	if strings.Contains(address, "value=") || !strings.HasSuffix(address, "?filename=a-long-guide.md") || len(address) > 8000 {
		t.Errorf("GitHub opens at %.200s", address)
	}
	if eval[string](b, `window.copied`) != eval[string](b, givenText) {
		t.Error("what was copied is not what the page shows")
	}
}

// What a page needs is asked for, and nothing opens without it.
func TestGiveAsksForATitle(t *testing.T) {
	t.Parallel()
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	b.pasteClipboard("<p>Name: ____</p><p>Date: ____</p>", "")
	b.click("give-propose")
	b.said("Write a title first")
	if !eval[bool](b, `document.activeElement.id === "give.title" && !window.opened`) {
		t.Error("the title is not asked for")
	}
}

// A document of the site that was changed in Word opens the page it is from,
// with the change alone.
func TestGiveProposesAChange(t *testing.T) {
	t.Parallel()
	s := the(t, openStewardship)
	data, err := os.ReadFile(filepath.Join(s.dir, "templates", "after-a-fall", "after-a-fall.docx"))
	if err != nil {
		t.Fatal(err)
	}
	changed, err := sample.Repack(data, "word/document.xml", func(text string) string {
		return strings.Replace(text, "Waiting for hours on a cold floor does harm as well.", "Waiting for hours on a cold, hard floor does harm as well.", 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	b := openGive(t, serve(t, s).address)
	b.give("after-a-fall.docx", data)
	if got := eval[string](b, `document.querySelector("[data-give-state]").textContent`); !strings.Contains(got, "nothing in it was changed") {
		t.Errorf("the page says %s", got)
	}
	b.give("after-a-fall.docx", changed)
	lines := eval[[]string](b, `[...document.querySelectorAll("[data-give-preview] :is(ins, del)")].map((one) => one.textContent)`)
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "Gone: Helping too fast") || !strings.HasPrefix(lines[1], "New: Helping too fast can make an injury worse. Waiting for hours on a cold, hard floor") {
		t.Errorf("the page shows %q", lines)
	}
	accessible(b, "a change")
	b.click("give-propose")
	b.wait(`window.opened`)
	if got := eval[string](b, `window.opened`); got != "https://github.com/open-stewardship/steward/edit/main/content/templates/after-a-fall.md" {
		t.Errorf("GitHub opens at %s", got)
	}
	before, err := os.ReadFile(filepath.Join(house.root, "content", "templates", "after-a-fall.md"))
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Replace(string(before), "a cold floor", "a cold, hard floor", 1); eval[string](b, `window.copied`) != want {
		t.Error("what was copied is not the page with the change alone")
	}
}

// Once it has loaded, the page works without a connection, and it sends nothing.
func TestGiveWorksOffline(t *testing.T) {
	t.Parallel()
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	call(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}}})
	b.seen.mayMiss(eval[string](b, `document.querySelector("link[rel=icon]").href`)) // the browser asks for it in its own time
	asked := len(b.seen.asked(0))
	b.give("audit.docx", sampleWord(t, "audit"))
	if got := eval[string](b, givenText); !strings.Contains(got, "- [ ] Gaps are explained.") {
		t.Errorf("without a connection the page is\n%s", got)
	}
	if more := b.seen.asked(asked); len(more) > 0 {
		t.Errorf("reading a document asks for %v", more)
	}
}

// Without scripts the page says what else can be done; and where a site has no
// kind that can be given, there is no such page and no link to one.
func TestGiveElsewhere(t *testing.T) {
	t.Parallel()
	b := openWithoutScripts(t, serve(t, the(t, openStewardship)))
	b.visit("give/")
	shown := eval[string](b, `document.querySelector("main").innerText`)
	for _, want := range []string{"There are other ways", "write one on GitHub", "steward import"} {
		if !strings.Contains(shown, want) {
			t.Errorf("without scripts the page does not say %q: %s", want, shown)
		}
	}
	if eval[bool](b, `[...document.querySelectorAll("main button, main input")].some((one) => one.checkVisibility())`) {
		t.Error("without scripts the page shows what would do nothing")
	}
	content := filepath.Join(t.TempDir(), "content")
	if err := writeContent(content, map[string]string{"a.md": "# A page\n\nText.\n"}); err != nil {
		t.Fatal(err)
	}
	plain, err := build("give-none", content, "/")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(plain.dir, "give")); err == nil {
		t.Error("a site without templates has a page to give them")
	}
	if home, err := os.ReadFile(filepath.Join(plain.dir, "index.html")); err != nil || bytes.Contains(home, []byte("/give/")) {
		t.Errorf("its home page leads there: %v", err)
	}
}

// A site without a repository has no button for GitHub; one with an address
// for e-mail offers that.
func TestGiveWithoutARepository(t *testing.T) {
	t.Parallel()
	s := meetingWith(t, map[string]string{"site.yaml": "title: Meetings\nemail: pages@example.org\n"})
	b := openGive(t, serve(t, s).address)
	b.before(`window.addEventListener("beforeunload", () => {});`)
	b.give("form.docx", sampleWord(t, "form"))
	if eval[bool](b, `document.querySelector("[data-give-propose]").checkVisibility()`) {
		t.Error("GitHub is offered where there is no repository")
	}
	if !eval[bool](b, `document.querySelector("[data-give-mail]").checkVisibility()`) {
		t.Error("e-mail is not offered")
	}
}

// TestGivePictures keeps pictures of the page for people to look at.
func TestGivePictures(t *testing.T) {
	t.Parallel()
	dir, widths := *pictures, []int64{360, 1280}
	if dir == "" {
		dir, widths = t.TempDir(), widths[:1]
	}
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range widths {
			b.scheme(scheme)
			b.size(width, 900, 1)
			b.visit("give/")
			b.wait(`document.documentElement.dataset.give === "ready"`)
			for _, name := range []string{"", "audit", "form"} {
				if name != "" {
					b.give(name+".docx", sampleWord(t, name))
				}
				accessible(b, fmt.Sprintf("%s at %d px in %s", name, width, scheme))
				picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(90))
				if err != nil || len(picture) == 0 {
					t.Fatalf("no picture: %v", err)
				}
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("give-%s-%d-%s.png", name, width, scheme)), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
