package importer

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/assets"
	"github.com/open-stewardship/steward/generator/importer/sample"
)

var update = flag.Bool("update", false, "write the pages that come out into the samples")

func newImporter(t testing.TB) *Importer {
	t.Helper()
	script, err := assets.Script(Modules(), Entry, "steward")
	if err != nil {
		t.Fatal(err)
	}
	i, err := New(script)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// whole writes down all that became of a document.
func whole(t *testing.T, i *Importer, page *Page) string {
	t.Helper()
	text, err := i.Text(Front{Title: page.Title, Description: page.Description}, page.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range page.Left {
		text += "left out: " + what + "\n"
	}
	for _, what := range page.Notes {
		text += "told: " + what + "\n"
	}
	return text + fmt.Sprintf("form: %v\n", page.Form)
}

// Documents as people have them become the pages that their authors would have
// written.
func TestSamples(t *testing.T) {
	names, err := sample.Files()
	if err != nil || len(names) < 10 {
		t.Fatalf("the samples are %v: %v", names, err)
	}
	i := newImporter(t)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			data, err := sample.Word(name)
			if err != nil {
				t.Fatal(err)
			}
			page, err := i.Word(context.Background(), data, nil)
			if err != nil {
				t.Fatal(err)
			}
			archive, err := txtar.ParseFile(sample.Path(name))
			if err != nil {
				t.Fatal(err)
			}
			got, want := whole(t, i, page), ""
			for n, file := range archive.Files {
				if file.Name == sample.Wanted {
					want = string(file.Data)
					archive.Files[n].Data = []byte(got)
				}
			}
			if *update && want != got {
				if want == "" {
					archive.Files = append(archive.Files, txtar.File{Name: sample.Wanted, Data: []byte(got)})
				}
				if err := os.WriteFile(sample.Path(name), txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The modules keep to what both engines know: \p{...} in a regular expression
// means something else in goja.
func TestModulesKeepToWhatBothEnginesKnow(t *testing.T) {
	entries, err := browser.ReadDir("browser")
	if err != nil || len(entries) < 10 {
		t.Fatalf("%d modules: %v", len(entries), err)
	}
	for _, entry := range entries {
		text, err := browser.ReadFile("browser/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(string(text), "\n") {
			code, _, _ := strings.Cut(line, "//")
			for _, unknown := range []string{`\p{`, `\P{`, "/v.test", "await import("} {
				if strings.Contains(code, unknown) {
					t.Errorf("%s:%d has %s", entry.Name(), n+1, unknown)
				}
			}
		}
	}
}
