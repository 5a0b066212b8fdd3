package importer

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/assets"
)

func TestTry(t *testing.T) {
	script, err := assets.Script(Modules(), Entry, "steward")
	if err != nil {
		t.Fatal(err)
	}
	i, err := New(script)
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(os.Getenv("DOCX"))
	for _, f := range files {
		data, _ := os.ReadFile(f)
		page, err := i.Word(context.Background(), data, nil)
		if err != nil {
			fmt.Println(f, err)
			continue
		}
		if len(files) == 1 {
			fmt.Println(page.Title, "|", page.Description, "|", page.Kind, page.Slug)
			fmt.Println(page.Body)
			fmt.Println("left:\n ", strings.Join(page.Left, "\n  "), "\nnotes:\n ", strings.Join(page.Notes, "\n  "))
		}
		if page.Origin != nil {
			fmt.Println("ORIGIN", f, page.Origin.Path, page.Origin.Before == page.Origin.After, page.Origin.Lost)
		} else if len(files) > 1 {
			fmt.Println("NO ORIGIN", f)
		}
	}
}
