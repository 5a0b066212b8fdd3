package importer

import (
	"context"
	"fmt"
	"os"
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
	data, _ := os.ReadFile(os.Getenv("DOCX"))
	page, err := i.Word(context.Background(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(page.Title, "|", page.Description, "|", page.Kind, page.Slug)
	fmt.Println(page.Body)
	fmt.Println("left", page.Left, "notes", page.Notes)
	if page.Origin != nil {
		fmt.Println("ORIGIN", page.Origin.Path, page.Origin.Before == page.Origin.After, page.Origin.Lost)
	}
}
