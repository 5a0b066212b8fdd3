package generator_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

// Each library that go.mod names has a line that says what it is for.
func TestEveryDependencyHasItsReason(t *testing.T) {
	data, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	required := map[string]bool{}
	for _, r := range mod.Require {
		if !r.Indirect {
			required[r.Mod.Path] = true
			if !strings.Contains(string(page), "| "+r.Mod.Path+" |") {
				t.Errorf("docs/dependencies.md does not say what %s is for", r.Mod.Path)
			}
		}
	}
	for _, tool := range mod.Tool { // go get calls the module of a tool indirect
		for _, r := range mod.Require {
			if !strings.HasPrefix(tool.Path, r.Mod.Path+"/") {
				continue
			}
			required[r.Mod.Path] = true
			if !strings.Contains(string(page), "| "+r.Mod.Path+" |") {
				t.Errorf("docs/dependencies.md does not say what the tool %s is for", r.Mod.Path)
			}
		}
	}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) > 2 && strings.Contains(cells[1], "/") && !required[strings.TrimSpace(cells[1])] {
			t.Errorf("docs/dependencies.md names %s, which go.mod does not", cells[1])
		}
	}
}
