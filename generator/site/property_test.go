package site

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/diag"
)

// TestOrderOfDocumentsDoesNotMatter assembles every archive from documents in
// other orders.
func TestOrderOfDocumentsDoesNotMatter(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		content := read(t, archive.Files)
		want := show(content.assemble(Options{}))
		for range 10 {
			shuffle(random, content.docs)
			shuffle(random, content.attachments)
			before := slices.Clone(content.docs)
			if diff := cmp.Diff(want, show(content.assemble(Options{}))); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", name, diff)
			}
			if !slices.Equal(before, content.docs) {
				t.Fatalf("%s: the documents given were put in another order", name)
			}
		}
	}
}

func shuffle[T any](random *rand.Rand, items []T) {
	random.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
}

// TestAnyFolderOfMarkdownIsASite makes folders of names that clash in every
// way, without a site.yaml: none is refused.
func TestAnyFolderOfMarkdownIsASite(t *testing.T) {
	parts := []string{"a", "A", "a b", "a-b", "a-2", "a.md", "index", "_index", "README", "readme", "search", "assets", "-", "é", "日本", "..b", "page", "site"}
	extensions := []string{".md", ".MD", ".markdown", ".png"}
	bodies := []string{"", "# Title\n", "---\nslug: a\n---\n", "---\ndraft: true\n---\n", "---\ntitle: [\n---\n", "---\nslug: /\nredirect_from: [/a/, /]\n---\n",
		"[x](a) ![y](a.png) [z](../..) [^0-9]", "---\ntopics: [a, '-', A]\nrelated: [a.md, ..]\n---\n"}
	random := rand.New(rand.NewPCG(3, 4))
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	for range 500 {
		var files []txtar.File
		for range 1 + random.IntN(20) {
			var dirs []string
			for range random.IntN(4) {
				dirs = append(dirs, pick(parts[:13]))
			}
			files = append(files, txtar.File{Name: strings.Join(append(dirs, pick(parts)+pick(extensions)), "/"), Data: []byte(pick(bodies))})
		}
		s, findings := read(t, files).assemble(Options{Drafts: random.IntN(2) == 0})
		checkWhole(t, s)
		if s.Title == "" || diag.Count(findings, diag.Error) > 0 || slices.ContainsFunc(s.Pages, func(p *Page) bool { return p.Title == "" }) {
			t.Errorf("no title, or an error: %v", findings)
		}
		if t.Failed() {
			for _, f := range files {
				t.Logf("%s: %q", f.Name, f.Data)
			}
			t.Fatal(show(s, findings))
		}
	}
}

func BenchmarkAssemble10000(b *testing.B) {
	files := []txtar.File{{Name: "site.yaml", Data: []byte("title: Handbook\n")}}
	for i := range 10_000 {
		text := fmt.Sprintf("---\ntitle: Page %d\ntopics: [t%d, t%d]\nkind: %s\n---\n## Part\n[next](p%d.md#part) [other](../s%d/p%d.md)\n",
			i, i%50, i%31, []string{"page", "term"}[i%20/19], (i+100)%10_000, (i+1)%100, (i+1)%10_000)
		files = append(files, txtar.File{Name: fmt.Sprintf("s%d/p%d.md", i%100, i), Data: []byte(text)})
	}
	content := read(b, files)
	b.ReportAllocs()
	for b.Loop() {
		if s, findings := content.assemble(Options{}); len(s.Pages) != 10_101 || len(findings) > 0 {
			b.Fatal(len(s.Pages), findings)
		}
	}
}
