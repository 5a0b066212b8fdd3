//go:build browser

package browsertest

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/importer/sample"
)

// What Word and Google Docs put on the clipboard becomes a page as their files do.
func TestGiveTakesWhatIsPasted(t *testing.T) {
	t.Parallel()
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	for _, test := range []struct{ file, want, told string }{
		{"paste-word.html", `---
title: Handing over keys
description: Use this each time somebody takes over a key.
---
Use this **each time** somebody takes over a key.[^1]

## Who has it

Name: {{name}} Key number: {{number on the tag}}

- Check the address with the person.
  - Ring first.

1. Sign for it.

| Day | Given to |
|---|---|
| Monday |  |
| Monday |  |

Bring it back.

[^1]: Also for one day.
`, "one comment"},
		{"paste-docs.html", `---
title: Before a day out
description: Go through this together with the person, and read our guide.
---
Go through this **together** with the person, and read [our guide](https://example.org/days-out).

## Have we got

- [ ] water and a snack?
- [ ] medicines for the day?
- [ ] a charged phone?

1. Ask.
   - a. Wait.
2. Go.

| Who | Phone |
|---|---|
|  |  |
`, ""},
	} {
		text, err := os.ReadFile(filepath.Join("testdata", test.file))
		if err != nil {
			t.Fatal(err)
		}
		b.pasteClipboard(string(text), "")
		if got := dated.ReplaceAllString(eval[string](b, givenText), ""); got != test.want {
			t.Errorf("%s becomes\n%s\nwant\n%s", test.file, got, test.want)
		}
		if told := eval[string](b, givenTold); !strings.Contains(told, test.told) {
			t.Errorf("%s: told %s", test.file, told)
		}
	}
	b.pasteClipboard(`<img src="https://example.org/a.png" onerror="window.ran = true"><script>window.ran = true</script><p>Some words that are sound.</p><a href="javascript:window.ran=true">here</a>`+
		strings.Repeat("<div>", 3000)+"deep"+strings.Repeat("</div>", 3000), "")
	if got := eval[string](b, givenText); !strings.Contains(got, "sound") || !strings.Contains(got, "deep") || strings.Contains(got, "javascript") || eval[bool](b, `Boolean(window.ran)`) {
		t.Errorf("hostile HTML becomes\n%s", got)
	}
}

// A file that is none, is damaged, or was made to do harm is refused in words,
// and the page goes on.
func TestGiveRefusesInWords(t *testing.T) {
	t.Parallel()
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	pack := func(text string) []byte {
		data, err := sample.Pack(&txtar.Archive{Files: []txtar.File{{Name: "word/document.xml", Data: []byte(text)}}})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, test := range []struct {
		name, reason string
		data         []byte
	}{
		{"empty", "is empty", nil},
		{"text", "not a Word document", []byte("text")},
		{"pdf", "is a PDF", []byte("%PDF-1.7")},
		{"old", "old Word file", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")},
		{"bomb", "too large", pack(strings.Repeat(" ", 20<<20))},
		{"entities", "defines entities", pack(`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`)},
		{"nested", "nested more than", pack(`<w:document ` + ns + `>` + strings.Repeat("<w:sdt>", 9000))},
		{"cut", "damaged", sampleWord(t, "form")[:4000]},
		{"nothing in it", "no text in this", pack(`<w:document ` + ns + `><w:body><w:p/></w:body></w:document>`)},
		{"another", "it has no text", deflated(t)},
	} {
		b.give(test.name+".docx", test.data)
		if got := eval[string](b, `document.querySelector("[data-give-wrong]").textContent`); !strings.Contains(got, test.reason) {
			t.Errorf("%s: the page says %q, want %q", test.name, got, test.reason)
		}
	}
	b.give("form.docx", sampleWord(t, "form"))
	if got := eval[string](b, givenText); !strings.Contains(got, "{{name of person}}") {
		t.Errorf("after that a sound one becomes\n%s", got)
	}
}

// deflated is a zip file that is no Word document.
func deflated(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, 9)
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	data, err := sample.Pack(&txtar.Archive{Files: []txtar.File{{Name: "xl/workbook.xml", Data: b.Bytes()}}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// One word changed anywhere in the text of any document of the site comes back
// as that word changed in one line of its page, or else is told as no part of
// the page.
func TestGiveBringsEachChangeBack(t *testing.T) {
	t.Parallel()
	s := the(t, openStewardship)
	files, err := filepath.Glob(filepath.Join(s.dir, "*", "*", "*.docx"))
	if err != nil || len(files) < 60 {
		t.Fatalf("%d documents: %v", len(files), err)
	}
	b := openGive(t, serve(t, s).address)
	eval[bool](b, `(async () => { Object.assign(window, await import("/give/import.js")); return true; })()`)
	tried, told := 0, 0
	for n, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for part := n % 4; part < 12; part += 4 {
			old := ""
			changed, err := sample.Repack(data, "word/document.xml", func(text string) string {
				at := len(text) * part / 12
				for _, run := range wordsOfRuns.FindAllStringSubmatchIndex(text[at:], -1) {
					old = text[at+run[2] : at+run[3]]
					return text[:at+run[2]] + "zebra" + text[at+run[3]:]
				}
				return text
			})
			if err != nil {
				t.Fatal(err)
			}
			if old == "" {
				continue
			}
			tried++
			got := eval[struct{ Lines, Lost []string }](b, `(async () => {
				const file = new File([Uint8Array.from(atob(%s), (c) => c.charCodeAt(0))], "a.docx"), {page} = await importFile(file);
				return {Lines: difference(page.before, page.after).split("\n").filter((line) => /^[-+]/.test(line)), Lost: page.lost};
			})()`, base64Of(changed))
			switch {
			case len(got.Lines) == 2 && strings.Replace(got.Lines[1][1:], "zebra", old, 1) == got.Lines[0][1:]:
			case len(got.Lines) == 0:
				told++ // what the site writes around the text of each page
			default:
				t.Errorf("%s: with %q changed the page differs in\n%s", filepath.Base(file), old, strings.Join(got.Lines, "\n"))
			}
		}
	}
	t.Logf("%d changes, of which %d are no part of a page", tried, told)
	if tried < 150 || told > tried/4 {
		t.Errorf("of %d changes %d did not come back", tried, told)
	}
}

// All words that another reader finds in a sample are in the page as well, but
// for those that are meant to be left out.
func TestGiveReadsWhatMammothReads(t *testing.T) {
	t.Parallel()
	b := openGive(t, serve(t, the(t, openStewardship)).address)
	for _, name := range []string{"policy", "rota", "form", "audit", "boxes", "lists", "supervision", "google", "tracked"} {
		file := filepath.Join(t.TempDir(), name+".docx")
		if err := os.WriteFile(file, sampleWord(t, name), 0o644); err != nil {
			t.Fatal(err)
		}
		var read struct{ HTML string }
		if err := json.Unmarshal(outputOf(t, exec.Command("node", "mammoth.mjs", file)), &read); err != nil {
			t.Fatal(err)
		}
		b.give(name+".docx", sampleWord(t, name))
		ours := map[string]bool{}
		for _, word := range strings.FieldsFunc(strings.ToLower(eval[string](b, givenText)+eval[string](b, givenTold)), notLetter) {
			ours[word] = true
		}
		var missing []string
		for _, word := range strings.FieldsFunc(strings.ToLower(textOfHTML(t, read.HTML)), notLetter) {
			if len(word) > 3 && !ours[word] && !meantToGo[word] {
				missing = append(missing, word)
			}
		}
		if len(missing) > 0 {
			t.Errorf("%s: the page lacks %q", name, missing)
		}
	}
}

// meantToGo are words of the samples that are not part of a page: the table of
// contents, what stands in an empty field, choices made, answers of a form.
var meantToGo = map[string]bool{"contents": true, "click": true, "here": true, "enter": true, "choose": true, "item": true, "date": true,
	"someone": true, "know": true, "statement": true, "comments": true, "insert": true, "xxxx": true, "yyyy": true, "tap": true, "yes": true}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func outputOf(t *testing.T, command *exec.Cmd) []byte {
	t.Helper()
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %v", command.Args, err)
	}
	return out
}

// textOfHTML is the text of HTML, with a space at the end of each element.
func textOfHTML(t *testing.T, source string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		} else if n.Data != "strong" && n.Data != "em" && n.Data != "a" {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
