package site

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/source"
)

var update = flag.Bool("update", false, "rewrite what is wanted in testdata")

// TestAssemble makes a site of each archive's files and compares it with its
// last file, "want". "Drafts: yes" in the comment publishes drafts.
func TestAssemble(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := ""
			if last := len(archive.Files) - 1; archive.Files[last].Name == "want" {
				want = string(archive.Files[last].Data)
				archive.Files = archive.Files[:last]
			}
			content := read(t, archive.Files)
			s, findings := content.assemble(Options{Drafts: strings.Contains(string(archive.Comment), "Drafts: yes")})
			checkWhole(t, s)
			got := show(s, findings)
			if *update {
				archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// content is what a site is made of.
type content struct {
	config      Config
	docs        []*markdown.Document
	attachments []string
}

func (c content) assemble(options Options) (*Site, []diag.Finding) {
	return Assemble(c.config, c.docs, c.attachments, options)
}

func read(t testing.TB, files []txtar.File) content {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, file := range files {
		fsys[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	folder, err := source.Read(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	var c content
	c.config, _ = ReadConfig(folder)
	c.attachments = folder.Attachments
	for _, file := range folder.Pages {
		c.docs = append(c.docs, markdown.Parse(file))
	}
	return c
}

// checkWhole holds a site to what is promised of every one: each page has an
// address of its own and hangs below the home page, and nothing else does.
func checkWhole(t *testing.T, s *Site) {
	t.Helper()
	reached, urls := map[*Page]bool{}, map[string]string{}
	var down func(p *Page)
	down = func(p *Page) {
		if reached[p] {
			t.Errorf("%s hangs below two pages", p.Path)
			return
		}
		reached[p] = true
		if other, taken := urls[p.URL]; taken {
			t.Errorf("%s and %s are both at %s", other, p.Path, p.URL)
		}
		urls[p.URL] = p.Path
		for _, child := range p.Children {
			if child.Parent != p {
				t.Errorf("the parent of %s is not the page above it", child.Path)
			}
			down(child)
		}
	}
	down(s.Home)
	for _, p := range s.Pages {
		if !reached[p] {
			t.Errorf("%s cannot be reached from the home page", p.Path)
		}
	}
	if len(reached) != len(s.Pages) {
		t.Errorf("%d pages hang below the home page, %d have an address", len(reached), len(s.Pages))
	}
	for file, url := range s.Attachments() {
		if other, taken := urls[url]; taken {
			t.Errorf("%s and %s are both at %s", other, file, url)
		}
		urls[url] = file
	}
}

// show writes a site in lines.
func show(s *Site, findings []diag.Finding) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("site %q", s.Title)
	var down func(p *Page, indent string)
	down = func(p *Page, indent string) {
		line("%s%s %q %s%s", indent, p.URL, p.Title, p.Path, traits(p))
		for _, list := range []struct {
			name    string
			targets []Target
			written []string
		}{{"link", p.Targets, linksOf(p)}, {"include", p.Include, front(p).Include}, {"related", p.Related, front(p).Related}} {
			for i, target := range list.targets {
				line("%s    %s %s -> %s", indent, list.name, list.written[i], target.show())
			}
		}
		for _, other := range s.RelatedTo(p) {
			line("%s    beside it %s", indent, other.URL)
		}
		for _, child := range p.Children {
			down(child, indent+"  ")
		}
	}
	down(s.Home, "")
	for _, taxon := range slices.Concat(s.Topics, s.Audiences) {
		line("%s %q", taxon.URL, taxon.Title)
		for _, p := range taxon.Pages {
			line("  %s", p.URL)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(s.Attachments())) {
		line("file %s at %s", file, s.Attachments()[file])
	}
	for _, r := range s.Redirects {
		line("redirect %s to %s", r.From, r.To)
	}
	for _, f := range diag.Sort(slices.Clone(findings)) {
		line("%s %s: %s: %s", f.Pos, f.Severity, f.Rule, f.Message)
	}
	return b.String()
}

func front(p *Page) markdown.Front {
	if p.Doc == nil {
		return markdown.Front{}
	}
	return p.Doc.Front
}

func linksOf(p *Page) []string {
	var links []string
	if p.Doc != nil {
		for _, l := range p.Doc.Links {
			links = append(links, strings.TrimSuffix(l.Path+"#"+l.Anchor, "#"))
		}
	}
	return links
}

func traits(p *Page) string {
	text := ""
	if p.IsSection {
		text += " section"
	}
	if p.Kind != "page" {
		text += " " + p.Kind
	}
	if p.Caveat != "" {
		text += fmt.Sprintf(" caveat %q", p.Caveat)
	}
	if p.Previous != nil {
		text += " after " + p.Previous.URL
	}
	if p.Next != nil {
		text += " before " + p.Next.URL
	}
	return text
}

func (t Target) show() string {
	text := t.Attachment
	if t.Page != nil {
		text = t.Page.URL
	}
	if t.Anchor != "" {
		text += "#" + t.Anchor
	}
	return strings.TrimSpace(text + map[Problem]string{Missing: " missing", Draft: " draft", LostAnchor: " lost anchor"}[t.Problem])
}
