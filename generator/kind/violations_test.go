package kind

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the wanted part of testdata")

// Each file of testdata names a schema, gives values and says what an author
// is told about them.
func TestViolations(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			slug := strings.TrimSpace(string(archive.Comment))
			got := told(loaded()[slug].validate(values(t, archive.Files[0].Data)))
			if *update {
				archive.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
		})
	}
}

// told writes violations as the golden files have them.
func told(violations []Violation) string {
	var b strings.Builder
	for _, v := range violations {
		at := v.Pointer
		if v.Key != "" {
			at += " + " + v.Key
		}
		fmt.Fprintf(&b, "%s: %s, %s\n  %s\n  %s\n", strings.TrimSpace(at), v.Severity, v.Problem, v.Message, v.Hint)
	}
	return b.String()
}

func values(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var document yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&document); err != nil {
		t.Fatal(err)
	}
	value, err := plainValue(document.Content[0])
	if err != nil {
		t.Fatal(err)
	}
	return value.(map[string]any)
}
