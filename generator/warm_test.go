package generator

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// published reads the files of a site, but for those of bleve, which numbers
// documents in no fixed order.
func published(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == filepath.Base(IndexName) {
				return fs.SkipDir
			}
			return nil
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func build(t *testing.T, options Options) *Report {
	t.Helper()
	report, err := New(options).Build(t.Context())
	if err != nil || !report.Published {
		t.Fatalf("%v, %+v", err, report)
	}
	return report
}

// An edit changes something in the folder of a site, as people do.
type edit struct {
	name string
	do   func(t *testing.T, r *rand.Rand, dir string, options *Options)
}

var words = strings.Fields("trust team minutes rota consent budget visit client wage river")

func somePage(r *rand.Rand) string {
	kinds := []string{"page", "checklist", "template", "term"}
	text := fmt.Sprintf("---\ntitle: %s %s\nkind: %s\ntopics: [%s]\n---\n", words[r.IntN(10)], words[r.IntN(10)], kinds[r.IntN(4)], words[r.IntN(3)])
	for range r.IntN(4) {
		text += fmt.Sprintf("\n## %s\n\nWe talk of %s and %s with [others](p%d.md).\n\n- [ ] %s is fair\n", words[r.IntN(10)], words[r.IntN(10)], words[r.IntN(10)], r.IntN(8), words[r.IntN(10)])
	}
	return text
}

var edits = []edit{
	{"write a page", func(t *testing.T, r *rand.Rand, dir string, _ *Options) {
		write(t, filepath.Join(dir, "content", []string{"", "a", "b"}[r.IntN(3)], fmt.Sprintf("p%d.md", r.IntN(8))), somePage(r))
	}},
	{"remove a page", func(t *testing.T, r *rand.Rand, dir string, _ *Options) {
		os.Remove(filepath.Join(dir, "content", fmt.Sprintf("p%d.md", r.IntN(8))))
	}},
	{"rename a page", func(t *testing.T, r *rand.Rand, dir string, _ *Options) {
		os.Rename(filepath.Join(dir, "content", fmt.Sprintf("p%d.md", r.IntN(8))), filepath.Join(dir, "content", fmt.Sprintf("p%d.md", r.IntN(8))))
	}},
	{"describe a folder", func(t *testing.T, r *rand.Rand, dir string, _ *Options) {
		write(t, filepath.Join(dir, "content/a/_index.md"), "---\ntitle: "+words[r.IntN(10)]+"\nprint: true\ndefault_kind: term\n---\n")
	}},
	{"describe the site", func(t *testing.T, r *rand.Rand, dir string, _ *Options) {
		write(t, filepath.Join(dir, "content/site.yaml"), "title: "+words[r.IntN(10)]+"\nbase_url: https://example.org/"+[]string{"", "x/"}[r.IntN(2)]+"\n")
	}},
	{"add a picture", func(t *testing.T, r *rand.Rand, dir string, _ *Options) {
		write(t, filepath.Join(dir, "content/a/note.txt"), words[r.IntN(10)])
	}},
	{"change the look", func(t *testing.T, r *rand.Rand, dir string, _ *Options) {
		write(t, filepath.Join(dir, "theme/css/main.css"), "p { margin: "+fmt.Sprint(r.IntN(3))+"px }")
	}},
	{"leave the search out", func(_ *testing.T, r *rand.Rand, _ string, o *Options) { o.NoSearch = r.IntN(3) == 0 }},
	{"spoil a published file", func(t *testing.T, r *rand.Rand, dir string, _ *Options) {
		write(t, filepath.Join(dir, "public", []string{"index.html", "sitemap.xml", "search/client.js", "p1/index.html"}[r.IntN(4)]), "spoilt")
	}},
	{"change nothing", func(*testing.T, *rand.Rand, string, *Options) {}},
}

// linkedFolders makes a folder in which links lead to the content and the theme.
func linkedFolders(t *testing.T, dir string) string {
	t.Helper()
	linked := filepath.Join(dir, "linked")
	if err := os.Mkdir(linked, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"content", "theme"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(dir, name), filepath.Join(linked, name)); err != nil {
			t.Fatal(err)
		}
	}
	return linked
}

// age gives all files one time of modification, long ago, so that an edit shows
// in nothing but what no program can set.
func age(t *testing.T, dirs ...string) {
	t.Helper()
	long := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			return os.Chtimes(name, long, long)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever is edited, what comes of building again is what comes of building
// from nothing.
func TestAWarmBuildIsAColdOne(t *testing.T) {
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(3, 4))
	warm := Options{Content: filepath.Join(dir, "content"), Out: filepath.Join(dir, "public"), KeepGoing: true}
	write(t, filepath.Join(dir, "content/index.md"), "# Home\n")
	// Every third round the folders are as people who move their content elsewhere have them.
	linked := linkedFolders(t, dir)
	for round := range 60 {
		var done []string
		for range 1 + r.IntN(2) {
			e := edits[r.IntN(len(edits))]
			e.do(t, r, dir, &warm)
			done = append(done, e.name)
		}
		if r.IntN(2) == 0 {
			age(t, filepath.Join(dir, "content"), filepath.Join(dir, "theme"))
		}
		warm.Content = filepath.Join(dir, "content")
		if round%3 > 0 {
			warm.Content = filepath.Join(linked, "content")
		}
		cold := warm
		cold.Out = filepath.Join(dir, fmt.Sprintf("cold/%d", round), "public")
		again := build(t, warm)
		fresh := build(t, cold)
		got, want := published(t, warm.Out), published(t, cold.Out)
		if !maps.Equal(got, want) {
			for p := range want {
				if got[p] != want[p] {
					t.Errorf("%s differs", p)
				}
			}
			for p := range got {
				if _, ok := want[p]; !ok && got[p] != "spoilt" { // a file of nobody's
					t.Errorf("%s is still there", p)
				}
			}
			if t.Failed() {
				t.Fatalf("after round %d, in which one did %q", round, done)
			}
		}
		if fmt.Sprint(again.Findings) != fmt.Sprint(fresh.Findings) || again.Pages != fresh.Pages {
			t.Fatalf("round %d, %q: %d pages and\n%v, want %d and\n%v", round, done, again.Pages, again.Findings, fresh.Pages, fresh.Findings)
		}
	}
}

func TestNothingIsMadeOfWhatHasNotChanged(t *testing.T) {
	dir := t.TempDir()
	options := Options{Content: filepath.Join(dir, "content"), Out: filepath.Join(dir, "public")}
	page := filepath.Join(dir, "content/index.md")
	write(t, page, "# Home\n")
	if build(t, options).Unchanged {
		t.Error("the first build finds nothing to do")
	}
	if !build(t, options).Unchanged {
		t.Error("the second build finds something to do")
	}
	info, err := os.Stat(page)
	if err != nil {
		t.Fatal(err)
	}
	write(t, page, "# Dome\n") // of the same size, and maybe within the clock's grain
	if err := os.Chtimes(page, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if build(t, options).Unchanged {
		t.Error("an edit that leaves size and time alone is missed")
	}
	age(t, options.Content)
	build(t, options)
	if !build(t, options).Unchanged {
		t.Error("a build finds something to do in old files")
	}
	write(t, page, "# Rome\n")
	age(t, options.Content)
	if build(t, options).Unchanged {
		t.Error("an edit that leaves size and time of an old file alone is missed")
	}
	if err := os.Remove(filepath.Join(options.Out, "404.html")); err != nil {
		t.Fatal(err)
	}
	if build(t, options).Unchanged {
		t.Error("a published file that somebody removed is not missed")
	}
	options.Drafts = true
	if build(t, options).Unchanged {
		t.Error("another option changes nothing")
	}
}
