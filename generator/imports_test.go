package generator_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/open-stewardship/steward/"

// mayImport says which of our packages each one may import. A package that is
// not named here fails the test: add it where it belongs.
var mayImport = map[string][]string{
	"generator/diag":            nil,
	"generator/kind":            nil,
	"generator/docx":            nil,
	"generator/publish":         nil,
	"generator/importer":        nil,
	"generator/importer/sample": nil,
	"search":                    nil,
	"themes":                    nil,
	"generator/assets":          {"generator/diag"},
	"generator/source":          {"generator/diag"},
	"generator/markdown":        {"generator/diag", "generator/source"},
	"generator/site":            {"generator/diag", "generator/source", "generator/markdown", "generator/kind"},
	"generator/check":           {"generator/diag", "generator/source", "generator/markdown", "generator/site", "generator/kind"},
	"generator/render":          {"generator/diag", "generator/source", "generator/markdown", "generator/site", "generator/kind", "generator/docx"},
	"generator": {"generator/diag", "generator/source", "generator/markdown", "generator/site", "generator/check",
		"generator/render", "generator/assets", "generator/publish", "generator/importer", "search", "themes"},
	"generator/proposal": {"generator/kind"},
	"generator/preview":  {"generator/diag", "generator", "generator/render", "generator/site", "generator/publish", "generator/kind", "search"},
	"cmd/steward": {"generator/diag", "generator", "generator/importer", "generator/preview", "generator/proposal", "generator/check", "generator/kind",
		"generator/markdown", "generator/site", "search"},
}

// door says which package alone may import a library.
var door = map[string]string{
	"github.com/yuin/goldmark":              "generator/markdown",
	"github.com/adrg/frontmatter":           "generator/markdown",
	"github.com/microcosm-cc/bluemonday":    "generator/markdown",
	"github.com/blevesearch/bleve":          "search",
	"github.com/fsnotify/fsnotify":          "generator/preview",
	"github.com/evanw/esbuild":              "generator/assets",
	"github.com/santhosh-tekuri/jsonschema": "generator/kind",
	"github.com/alecthomas/kong":            "cmd/steward",
	"github.com/dop251/goja":                "generator/importer",
}

func TestImportsGoOneWay(t *testing.T) {
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		allowed, known := mayImport[name]
		if !known && len(p.GoFiles) > 0 && !strings.HasPrefix(name, "browsertest") {
			t.Errorf("%s is in no place of the order of imports", name)
			continue
		}
		for _, imported := range p.Imports {
			if ours, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(allowed, ours) && !strings.HasPrefix(ours, name+"/") {
				t.Errorf("%s imports %s", name, ours)
			}
			for library, owner := range door {
				if strings.HasPrefix(imported, library) && name != owner && !strings.HasPrefix(name, owner+"/") {
					t.Errorf("%s imports %s, which only %s may know", name, imported, owner)
				}
			}
		}
	}
}

type listed struct {
	ImportPath string
	GoFiles    []string
	Imports    []string
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,GoFiles,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// What a kind of page can do is a trait in its schema, so that a kind can be
// added without touching the code.
func TestNoKindIsNamedInCode(t *testing.T) {
	named := regexp.MustCompile(`Kind(?:\.Slug)? ?[!=]= ?"[a-z]`)
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := os.ReadFile(name)
		for i, line := range strings.Split(string(data), "\n") {
			if named.MatchString(line) {
				t.Errorf("%s:%d names a kind: %s", name, i+1, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
