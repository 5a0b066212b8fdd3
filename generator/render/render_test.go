package render

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/generator/source"
)

var update = flag.Bool("update", false, "rewrite the wanted output")

// plainTheme shows what a layout is given, with nothing around it.
var plainTheme = fstest.MapFS{
	"layouts/base.html": {Data: []byte("{{.Layout}} {{.Kind.Slug}} {{.URL}}\n{{template \"main\" .}}")},
	"layouts/page.html": {Data: []byte(`{{define "main"}}{{.Title}}{{with .Breadcrumbs}}
path:{{range .}} {{.Title}}{{end}}{{end}}{{with .Previous}}
previous: {{.URL}}{{end}}{{with .Next}}
next: {{.URL}}{{end}}{{range .Related}}
related: {{.URL}}{{end}}{{range .Contents}}
contents: {{.Text}}{{range .Under}} / {{.Text}}{{end}}{{end}}{{range .Sources}}
source {{.Number}}: {{.Title}} {{.Date}}{{end}}{{with .LastChecked.Text}}
checked: {{.}}{{end}}{{with .EditURL}}
edit: {{.}}{{end}}{{with .Caveat}}
caveat: {{.}}{{end}}
{{.Body}}{{end}}`)},
	"layouts/home.html":    {Data: []byte(`{{define "main"}}{{range .Front.Doors}}door: {{.Title}} {{.Count}} {{.Kind.Slug}}{{"\n"}}{{end}}{{range .Front.Recent}}new: {{.Title}}{{"\n"}}{{end}}{{range .Front.Checklists}}print: {{.Title}}{{"\n"}}{{end}}{{.Body}}{{end}}`)},
	"layouts/section.html": {Data: []byte(`{{define "main"}}{{.Title}}: {{.List.Total}}{{range .List.Groups}}{{with .Title}}{{"\n"}}[{{.}}]{{end}}{{range .Cards}}{{"\n"}}{{.URL}} {{.Title}}{{end}}{{end}}{{with .List.Pager}}{{"\n"}}{{.Number}} of {{.Of}} {{.Previous}} {{.Next}}{{end}}{{"\n"}}{{end}}`)},
	"layouts/topics.html":  {Data: []byte(`{{define "main"}}{{range .List.Groups}}{{range .Cards}}{{.URL}} {{.Title}}{{"\n"}}{{end}}{{end}}{{end}}`)},
	"layouts/search.html":  {Data: []byte(`{{define "main"}}{{.Title}}{{with .Query}} ({{.}}){{end}}{{range .List.Groups}}{{"\n"}}[{{.Title}}]{{range .Cards}} {{.URL}}{{end}}{{end}}{{"\n"}}{{end}}`)},
	"layouts/print.html":   {Data: []byte(`{{define "main"}}{{.Body}}{{range .Parts}}<section id="{{.ID}}">{{.Page.Title}}{{"\n"}}{{.Body}}</section>{{"\n"}}{{end}}{{end}}`)},
	"layouts/ask.html":     {Data: []byte(`{{define "main"}}{{.Title}}{{range .List.Groups}} [{{.Title}}]{{range .Cards}} {{.URL}}{{end}}{{end}}{{"\n"}}{{end}}`)},
	"layouts/team.html":    {Data: []byte(`{{define "main"}}{{.Title}}{{range .List.Groups}} [{{.Title}}]{{range .Cards}} {{.URL}}{{end}}{{end}}{{"\n"}}{{end}}`)},
	"layouts/pack.html":    {Data: []byte(`{{define "main"}}{{range .List.Groups}}[{{.Title}}]{{range .Cards}} {{.URL}}{{end}}{{"\n"}}{{end}}{{end}}`)},
	"layouts/give.html": {Data: []byte(`{{define "main"}}{{.Title}}{{range .Give.Kinds}}{{"\n"}}{{.Kind.Slug}} {{.Form}} {{.Folder}} {{.Section.URL}} {{.New}}{{end}}{{range .Give.Topics}} {{.Slug}}{{end}}` +
		`{{"\n"}}{{.Give.Edit}} {{.Give.Email}} {{.Give.Script}} {{.Site.Give}}{{end}}`)},
	"layouts/404.html": {Data: []byte(`{{define "main"}}{{.Title}}{{end}}`)},
	"layouts/parts/statements.html": {Data: []byte(`{{range .Items}}<p id="{{.ID}}">{{.Number}}. {{.Text}}{{range .Actions}} | {{.}}{{end}}{{with .More}} ({{.URL}}){{end}}</p>
{{end}}`)},
	"icons/page.svg": {Data: []byte(`<svg/>`)},
}

// renderer makes a renderer of the content files of an archive.
func renderer(t testing.TB, theme fs.FS, files map[string]string) *Renderer {
	t.Helper()
	content := fstest.MapFS{}
	for name, text := range files {
		content[name] = &fstest.MapFile{Data: []byte(text)}
	}
	folder, err := source.Read(content, "content")
	if err != nil {
		t.Fatal(err)
	}
	config, findings := site.ReadConfig(folder)
	var docs []*markdown.Document
	for _, file := range folder.Pages {
		docs = append(docs, markdown.Parse(file))
	}
	s, more := site.Assemble(config, docs, folder.Attachments, site.Options{})
	for _, f := range append(findings, more...) {
		t.Errorf("%s: %s", f.Pos, f.Message)
	}
	layouts, err := LoadLayouts(Theme{Files: theme, Base: s.BasePath(),
		Name: func(p string) string { return "theme/" + p }, Asset: func(p string) (string, bool) { return "assets/" + path.Base(p), true }})
	if err != nil {
		t.Fatal(err)
	}
	return New(s, layouts, Options{})
}

func contentOf(archive *txtar.Archive) map[string]string {
	files := map[string]string{}
	for _, file := range archive.Files {
		if name, ok := strings.CutPrefix(file.Name, "content/"); ok {
			files[name] = string(file.Data)
		}
	}
	return files
}

// TestPages holds what pages are made of: an archive holds content and, under
// their paths, the files wanted of it.
func TestPages(t *testing.T) {
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
			r := renderer(t, plainTheme, contentOf(archive))
			for i, file := range archive.Files {
				want, ok := strings.CutPrefix(file.Name, "public/")
				if !ok {
					continue
				}
				got, err := r.Render(want)
				if err != nil {
					t.Errorf("%s: %v", want, err)
					continue
				}
				got = append(bytes.TrimRight(got, "\n"), '\n')
				if diff := cmp.Diff(string(file.Data), string(got)); diff != "" && !*update {
					t.Errorf("%s (-want +got):\n%s", want, diff)
				}
				archive.Files[i].Data = got
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestWordHasRoomForNotes: the Word document of a checklist has what the page
// has, in its order: lines to fill in, statements, notes of the meeting, and
// only then the notes that the text cites.
func TestWordHasRoomForNotes(t *testing.T) {
	r := renderer(t, plainTheme, map[string]string{
		"list.md":  "---\ntitle: List\nkind: checklist\n---\nAs they say.[^a]\n\n- [ ] We talk.\n\nAfter that, rest.\n\n[^a]: They did.\n",
		"sheet.md": "---\ntitle: Sheet\nkind: template\n---\nFor {{team}}.\n",
	})
	at := 0
	body := wordBody(t, r, "list/list.docx")
	for _, want := range []string{`"Team"`, `"Date"`, "We talk.", "After that, rest.", `"Notes from the meeting"`, `"We look at this again on"`, "Notes and sources", "They did."} {
		next := strings.Index(body[at:], want)
		if next < 0 {
			t.Fatalf("%s is missing after %d bytes of %s", want, at, body)
		}
		at += next
	}
	if strings.Contains(wordBody(t, r, "sheet/sheet.docx"), "Notes from the meeting") {
		t.Error("a template has room for notes of a meeting")
	}
}

// TestWordLeavesEmptyCells: an empty cell stays one that a person can type in.
func TestWordLeavesEmptyCells(t *testing.T) {
	r := renderer(t, plainTheme, map[string]string{"sheet.md": "---\ntitle: Sheet\nkind: template\n---\n| Who | By when |\n| --- | --- |\n| Us | |\n"})
	body := wordBody(t, r, "sheet/sheet.docx")
	row, _, _ := strings.Cut(body[strings.LastIndex(body, "<w:tr>"):], "</w:tr>")
	if cells := strings.Count(row, "<w:tc>"); cells != 2 || strings.Contains(row, "<w:sdt>") || strings.Count(row, "<w:t ")+strings.Count(row, "<w:t>") != 1 {
		t.Errorf("the row has %d cells, want 2, the second empty: %s", cells, row)
	}
	if !strings.Contains(row, `<w:trHeight w:val="510"`) {
		t.Errorf("the row is not high enough to write in: %s", row)
	}
}

// wordBody gives the text of a Word document, as XML.
func wordBody(t *testing.T, r *Renderer, name string) string {
	t.Helper()
	data, err := r.Render(name)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	body, err := fs.ReadFile(z, "word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// Word documents are taken by a site that has folders for the kinds that are
// filled in, and by no other.
func TestGivingNeedsAFolder(t *testing.T) {
	files := map[string]string{"site.yaml": "title: A site\nrepository: https://github.com/a/b.git\nemail: pages@example.org\ntopics: [{slug: roles, title: Roles}]\n",
		"forms and more/_index.md": "---\ntitle: Forms\ndefault_kind: template\n---\n", "a.md": "---\ntitle: A\nkind: checklist\n---\n- [ ] One.\n"}
	page, err := renderer(t, plainTheme, files).Render("give/index.html")
	if err != nil {
		t.Fatal(err)
	}
	const want = "give page /give/\nGive us your template\ntemplate false forms and more /forms-and-more/ https://github.com/a/b/new/main/content/forms%20and%20more roles\n" +
		"https://github.com/a/b/edit/main/content pages@example.org /give/import.js /give/"
	if diff := cmp.Diff(want, string(page)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	delete(files, "forms and more/_index.md")
	r := renderer(t, plainTheme, files)
	if r.Has("give/index.html") || r.Has("give/import.js") {
		t.Error("a site without such a folder takes Word documents")
	}
}

func TestLongListsAreCutIntoNumberedPages(t *testing.T) {
	files := map[string]string{}
	for i := range 2*perPage + 1 {
		files["all/p"+strconv.Itoa(1000+i)+".md"] = "# Page " + strconv.Itoa(1000+i)
	}
	r := renderer(t, plainTheme, files)
	seen := 0
	for n, p := range []string{"all/index.html", "all/page/2/index.html", "all/page/3/index.html"} {
		page, err := r.Render(p)
		if err != nil {
			t.Fatal(err)
		}
		seen += strings.Count(string(page), "/all/p1")
		if want := strconv.Itoa(n+1) + " of 3 "; !strings.Contains(string(page), want) {
			t.Errorf("%s does not say %q", p, want)
		}
	}
	if seen != 2*perPage+1 {
		t.Errorf("the parts list %d pages, want %d", seen, 2*perPage+1)
	}
	if r.Has("all/page/4/index.html") {
		t.Error("there is an empty part")
	}
}

func TestLayoutErrorsNameLayoutAndPage(t *testing.T) {
	for _, test := range []struct {
		name, layout, want string
	}{
		{"a field that is not there", "{{define \"main\"}}\n\n{{.Nothing}}{{end}}", "theme/layouts/page.html:3:3"},
		{"not closed", "{{define \"main\"}}\n{{if .Title}}{{end}}", "theme/layouts/page.html:2"},
		{"an unknown function", "{{define \"main\"}}{{shout .Title}}{{end}}", "theme/layouts/page.html:1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			theme := fstest.MapFS{}
			for name, file := range plainTheme {
				theme[name] = file
			}
			theme["layouts/page.html"] = &fstest.MapFile{Data: []byte(test.layout)}
			layouts, err := LoadLayouts(Theme{Files: theme, Base: "/", Name: func(p string) string { return "theme/" + p }})
			if err == nil {
				r := renderer(t, theme, map[string]string{"a.md": "# A"})
				_ = layouts
				_, err = r.Render("a/index.html")
			}
			var fault *LayoutError
			if !errors.As(err, &fault) {
				t.Fatalf("got %v, want a *LayoutError", err)
			}
			if got := fault.Finding.Pos.String(); !strings.HasPrefix(got, test.want) {
				t.Errorf("the fault is at %s, want %s", got, test.want)
			}
		})
	}
}

// The feed, the sitemap and the headers have forms of their own to keep to.
func TestFilesThatAreNotPages(t *testing.T) {
	r := renderer(t, plainTheme, map[string]string{
		"site.yaml": "title: T & Co\nbase_url: https://example.org/h/\n",
		"a.md":      "---\ntitle: A < B\ndate: 2026-01-02\n---\nText.",
	})
	for _, name := range []string{"feed.xml", "sitemap.xml"} {
		data, err := r.Render(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(data, new(struct{ XMLName xml.Name })); err != nil {
			t.Errorf("%s is not well formed: %v", name, err)
		}
		if !strings.Contains(string(data), "https://example.org/h/a/") {
			t.Errorf("%s does not name the page:\n%s", name, data)
		}
	}
	headers, err := r.Render("_headers")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"unsafe", "http:", "https:", "*;"} {
		if strings.Contains(strings.Split(string(headers), "\n")[1], word) {
			t.Errorf("the content security policy holds %q", word)
		}
	}
}

// A page is a function of the site: asked for twice, or all at once, it is
// the same.
func TestPagesAreTheSameInAnyOrder(t *testing.T) {
	files := map[string]string{
		"glossary/_index.md": "---\ndefault_kind: term\n---\n", "glossary/trust.md": "# Trust\nSure.",
		"a.md": "# A\nTrust and [b](b.md).\n\n- [ ] One\n- [ ] Two", "b.md": "---\ntopics: [x]\n---\n# B\nTrust.", "c.md": "---\ntopics: [x]\n---\n# C",
	}
	first, second := renderer(t, plainTheme, files), renderer(t, plainTheme, files)
	backwards := slices.Clone(second.Paths())
	slices.Reverse(backwards)
	got := map[string][]byte{}
	for _, p := range backwards {
		data, err := second.Render(p)
		if err != nil {
			t.Fatal(err)
		}
		got[p] = data
	}
	for _, p := range first.Paths() {
		want, err := first.Render(p)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got[p]) {
			t.Errorf("%s differs:\n%s\n%s", p, want, got[p])
		}
	}
}

func BenchmarkPage(b *testing.B) {
	text := strings.Repeat("A team that trusts its people decides more quickly than one that waits. ", 7)
	body := strings.Repeat(text+"See [the other](other.md).\n\n## Heading\n\n", 7)
	r := renderer(b, plainTheme, map[string]string{"page.md": "# Page\n" + body, "other.md": "# Other"})
	for b.Loop() {
		if _, err := r.Render("page/index.html"); err != nil {
			b.Fatal(err)
		}
	}
}
