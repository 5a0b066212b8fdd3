package markdown

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/source"
)

var wordText = regexp.MustCompile(`[\pL\pN]+`)

// TestNoWordIsLost takes the words of the text of each page that ships with
// the program, and of each archive of tests, and finds each in what becomes of
// the page, or a finding in the file.
func TestNoWordIsLost(t *testing.T) {
	pages := map[string][]byte{}
	err := filepath.WalkDir("../../content", func(name string, entry os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") {
			pages[name], err = os.ReadFile(name)
		}
		return err
	})
	if err != nil || len(pages) < 20 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "dialects.txtar") {
			continue // what is a mark there, each dialect says for itself
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".md") {
				pages[name+":"+file.Name] = typed(file)
			}
		}
	}
	for name, data := range pages {
		file := &source.File{Path: "a.md", Name: "a.md", Data: data}
		_, body, _ := readFront(file)
		doc := Parse(file)
		if len(doc.Findings) > 0 {
			continue
		}
		shown := map[string]bool{}
		for _, word := range wordText.FindAllString(html.UnescapeString(show(doc)), -1) {
			shown[word] = true
		}
		for _, word := range wordText.FindAllString(html.UnescapeString(unmarked(string(data[body:]))), -1) {
			if !shown[word] {
				t.Errorf("%s: %q is lost", name, word)
			}
		}
	}
}

// unmarked is a text without what Markdown does not mean to show.
func unmarked(text string) string { return notShown.ReplaceAllString(text, " ") }

// notShown are comments, tags, the marks of lists, tasks and boxes, addresses, the place of a
// step in a box, and the address and name of a definition.
var notShown = regexp.MustCompile(`(?s:<!--.*?-->)|<[/!?]?[A-Za-z\[][^<>]*>|(?m:^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[xX ]\])?)|\[x\]|\[!\w+\]|\]\([^()\n]*\)|(?m:^[ >]*(?::{3,}|!!!|\?\?\?)\+?[ ]*\{?[\w-]+)|(?m:^[ >]*\[[^\]\n]+\]:[^\n]*$)`)
