package check

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/generator/source"
)

var update = flag.Bool("update", false, "rewrite the findings in testdata")

var today = time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC)

// assemble makes a site of a content folder, as a build does.
func assemble(t testing.TB, content fs.FS) *site.Site {
	t.Helper()
	folder, err := source.Read(content, "content")
	if err != nil {
		t.Fatal(err)
	}
	config, _ := site.ReadConfig(folder)
	var docs []*markdown.Document
	for _, file := range folder.Pages {
		docs = append(docs, markdown.Parse(file))
	}
	s, _ := site.Assemble(config, docs, folder.Attachments, site.Options{})
	return s
}

func contentOf(archive *txtar.Archive) fstest.MapFS {
	content := fstest.MapFS{}
	for _, file := range archive.Files {
		if file.Name != "findings" {
			content[file.Name] = &fstest.MapFile{Data: file.Data}
		}
	}
	return content
}

// Each file of testdata is named after the rule that it tests, with another
// word behind a full stop where a rule has several. It holds a content folder
// and what is found there: all findings of Run for a rule of Run, those of
// the rule alone for a rule of Review.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		rule, _, _ := strings.Cut(name, ".")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			content := contentOf(archive)
			s := assemble(t, content)
			found := Run(s, content)
			if !isBuildRule(rule) {
				found = slices.DeleteFunc(Review(s, today), func(f diag.Finding) bool { return f.Rule != rule })
			}
			if !slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Rule == rule }) && !strings.HasSuffix(name, ".fine") {
				t.Errorf("the rule %s finds nothing", rule)
			}
			got := told(found)
			last := len(archive.Files) - 1
			if *update {
				if archive.Files[last].Name != "findings" {
					archive.Files, last = append(archive.Files, txtar.File{Name: "findings"}), last+1
				}
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// told writes findings as the golden files have them.
func told(findings []diag.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s: %s: %s: %s\n  %s\n", f.Pos, f.Severity, f.Rule, f.Message, f.Hint)
	}
	return b.String()
}

func isBuildRule(name string) bool {
	return slices.ContainsFunc(buildRules[:], func(r rule) bool { return r.name == name })
}

func TestEveryRuleHasATest(t *testing.T) {
	for _, r := range slices.Concat(buildRules[:], reviewRules[:]) {
		if _, err := os.Stat("testdata/" + r.name + ".txtar"); err != nil {
			t.Errorf("the rule %s has no test: %v", r.name, err)
		}
	}
}

// Messages are for people who have never seen a terminal, and all of one form.
func TestMessagesAreSentences(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		content := contentOf(archive)
		s := assemble(t, content)
		for _, f := range append(Run(s, content), Review(s, today)...) {
			first, last := f.Message[:1], f.Message[len(f.Message)-1:]
			if first != strings.ToLower(first) || last == "." {
				t.Errorf("%s: %q starts with a capital or ends in a full stop", file, f.Message)
			}
			if !inside(content, f.Pos) {
				t.Errorf("%s: %v lies outside of its file", file, f.Pos)
			}
			if f.Hint == "" || strings.HasSuffix(f.Hint, ".") || f.File == "" || f.Rule == "" {
				t.Errorf("%s: no hint, file or rule, or a hint that ends in a full stop: %+v", file, f)
			}
		}
	}
}

// What is said about a link or picture must point at its first character.
func TestLinksAreFoundWhereTheyStand(t *testing.T) {
	for _, name := range []string{"link", "link.bare", "anchor", "alt"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		content := contentOf(archive)
		for _, f := range Run(assemble(t, content), content) {
			if f.Rule != "link" && f.Rule != "anchor" && f.Rule != "alt" || strings.HasSuffix(f.File, source.ConfigName) {
				continue
			}
			file := strings.TrimPrefix(f.File, "content/")
			line := []rune(strings.Split(string(content[file].Data), "\n")[f.Line-1])
			rest := string(line[f.Col-1:])
			inFront := slices.ContainsFunc([]string{"  - ", "related:", "include:"}, func(s string) bool { return strings.HasPrefix(string(line), s) })
			inTag := f.Col > 1 && line[f.Col-2] == '"'
			if !strings.HasPrefix(rest, "[") && !strings.HasPrefix(rest, "![") && !inFront && !inTag {
				t.Errorf("%s: %v points at %q", name, f.Pos, rest)
			}
		}
	}
}

func TestLeave(t *testing.T) {
	finding := func(file string, severity diag.Severity, rule string) diag.Finding {
		return diag.Finding{Pos: diag.Pos{File: file}, Severity: severity, Rule: rule}
	}
	got := Leave([]diag.Finding{
		finding("content/broken-link.md", diag.Error, "link"),
		finding("content/broken-anchor.md", diag.Error, "anchor"),
		finding("content/broken-link-and-more.md", diag.Error, "link"),
		finding("content/broken-link-and-more.md", diag.Error, "fields"),
		finding("content/front-matter.md", diag.Error, "front-matter"),
		finding("content/warning.md", diag.Warning, "fields"),
		finding("content/note.md", diag.Note, "sentence"),
		finding("content/refused.svg", diag.Error, "attachment"),
		finding("content/refused-in-a-bare-folder.svg", diag.Warning, "attachment"),
		finding("content/site.yaml", diag.Error, "fields"),
	})
	want := map[string]bool{
		"content/broken-link-and-more.md":      true,
		"content/front-matter.md":              true,
		"content/refused.svg":                  true,
		"content/refused-in-a-bare-folder.svg": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files to leave out (-want +got):\n%s", diff)
	}
}

// Anybody's folder of Markdown builds: without site.yaml nothing is an error.
func TestNoErrorWithoutSiteYAML(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		content := contentOf(archive)
		delete(content, source.ConfigName)
		for _, f := range Run(assemble(t, content), content) {
			if f.Severity == diag.Error {
				t.Errorf("%s: %v: %s", file, f.Pos, f.Message)
			}
		}
	}
}
