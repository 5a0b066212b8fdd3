package generator

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/open-stewardship/steward/generator/importer"
	"github.com/open-stewardship/steward/generator/importer/sample"
)

// wordOf builds a small site around a page and gives its Word document.
func wordOf(t *testing.T, config, page string) []byte {
	t.Helper()
	content := filepath.Join(t.TempDir(), "content")
	for name, text := range map[string]string{
		"site.yaml": "title: A site\n" + config, "_index.md": "---\ntitle: A site\n---\n[Forms](forms/_index.md)\n",
		"forms/_index.md": "---\ntitle: Forms\ndefault_kind: template\n---\n[One](one.md)\n", "forms/one.md": page,
	} {
		file := filepath.Join(content, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	result, err := New(Options{Content: content}).Make(context.Background())
	if err != nil || result.Edition == nil {
		t.Fatalf("%v %v", err, result.Findings)
	}
	data, err := result.Edition.Renderer.Render("forms/one/one.docx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// everything is a page with all that a page may have, in odd but sound forms.
const everything = "---\ntitle:  'One form'   # as it is\ndescription: What it is for.\nsources:\n  - {id: law, title: The law, date: \"2014\"}\n---\r\n" +
	"<!-- not for readers -->\n\nWe meet on  {{day}} in **the\nlarge room**, see [the forms](_index.md \"All\").[^law]\n\n" +
	"* First, _slowly_\n* Second\n    * Below\n\n3) Three\n4) Four\n\n> [!NOTE]\n> Mind this.\n\n" +
	"| What | Who |\n|:--|--:|\n| Ring `999` | {{name}} |\n| Write | |\n\n" +
	"Setext\n------\n\n- [x] Done before\n  - How to do it\n- [ ] To do\n\n```\ncode *as* it is\n```\n\nTerm\n: What it means.\n\nThe end.\\\nOf it.  \nReally.\n"

// A document dropped back unchanged is the page, byte for byte; one that was
// changed in Word is the page with just that change.
func TestWordComesBack(t *testing.T) {
	document := wordOf(t, "repository: https://github.com/a/b\n", everything)
	i, err := NewImporter()
	if err != nil {
		t.Fatal(err)
	}
	const paragraph = `<w:p><w:r><w:t>`
	for _, test := range []struct{ name, old, new, want, is string }{
		{"nothing", "", "", "", ""},
		{"a word", "the large room", "the small room", "the\nlarge room", "the\nsmall room"},
		{"filled in", "[day]", "Monday", "", ""},
		{"an item", "Second", "Second, too", "* Second\n", "* Second, too\n"},
		{"a cell", ">Write<", ">Write it down<", "| Write | |", "| Write it down | |"},
		{"a callout", "Mind this.", "Mind this well.", "> Mind this.", "> Mind this well."},
		{"a heading", ">Setext<", ">A heading<", "Setext\n", "A heading\n"},
		{"a statement", ">To do<", ">To do now<", "- [ ] To do\n", "- [ ] To do now\n"},
		{"an action", ">How to do it<", ">How we do it<", "  - How to do it", "  - How we do it"},
		{"a meaning", "What it means.", "What it really means.", ": What it means.", ": What it really means."},
		{"the title", ">One form<", ">Our form<", "title:  'One form'   # as it is", "title: Our form"},
		{"the description", ">What it is for.<", ">What for.<", "description: What it is for.", "description: What for."},
		{"a paragraph more", "<w:p><w:pPr><w:pStyle w:val=\"Callout", paragraph + "One more.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Callout", "4) Four\n", "4) Four\n\nOne more.\n"},
	} {
		changed, err := sample.Repack(document, "word/document.xml", func(text string) string {
			if test.old != "" && !strings.Contains(text, test.old) {
				t.Errorf("%s: the document has no %q", test.name, test.old)
			}
			return strings.Replace(text, test.old, test.new, 1)
		})
		if err != nil {
			t.Fatal(err)
		}
		page, err := i.Word(context.Background(), changed, nil)
		if err != nil || page.Origin == nil || page.Origin.Path != "forms/one.md" {
			t.Fatalf("%s: %v %+v", test.name, err, page)
		}
		if !strings.Contains(everything, test.want) {
			t.Fatalf("%s: the page has no %q", test.name, test.want)
		}
		if diff := cmp.Diff(strings.Replace(everything, test.want, test.is, 1), page.Origin.After); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// A page that has changed since the document was made keeps that change too.
func TestChangesOnBothSidesAreKept(t *testing.T) {
	document := wordOf(t, "repository: https://github.com/a/b\n", everything)
	changed, err := sample.Repack(document, "word/document.xml", func(text string) string {
		return strings.Replace(text, "Mind this.", "Mind this well.", 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	i, err := NewImporter()
	if err != nil {
		t.Fatal(err)
	}
	now := strings.Replace(everything, "* Second", "* The second", 1)
	page, err := i.Word(context.Background(), changed, func(string) (string, bool) { return now, true })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Replace(now, "Mind this.", "Mind this well.", 1), page.Origin.After); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What readers do not see of a page does not leave by its Word document, unless
// its source is there for all to see.
func TestCommentsStayAtHome(t *testing.T) {
	for config, shown := range map[string]bool{"": false, "repository: https://github.com/a/b\n": true} {
		if got := strings.Contains(unpacked(t, wordOf(t, config, everything)), "not for readers"); got != shown {
			t.Errorf("with %q the comment goes along: %v", config, got)
		}
	}
	if !strings.Contains(unpacked(t, wordOf(t, "", "---\ntitle: One\ndescription: One.\n---\nText.\n")), "title: One") {
		t.Error("a page without comments does not go along")
	}
}

// unpacked is all text in a document.
func unpacked(t *testing.T, document []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := all.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// The importer says of a file that is none what it is, through this door too.
func TestNewImporterRefuses(t *testing.T) {
	i, err := NewImporter()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := i.Word(context.Background(), []byte("%PDF-1.7"), nil); err == nil || err.(*importer.Refused).Reason == "" {
		t.Errorf("a PDF gives %v", err)
	}
}
