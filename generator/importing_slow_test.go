//go:build slow

package generator

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// What LibreOffice has opened and saved comes back as well as what it has not.
func TestWordComesBackFromLibreOffice(t *testing.T) {
	result, err := New(Options{Content: "../content"}).Make(context.Background())
	if err != nil || result.Edition == nil {
		t.Fatalf("%v", err)
	}
	dir := t.TempDir()
	var names []string
	for n, file := range result.Edition.Renderer.Paths() {
		if filepath.Ext(file) != ".docx" || n%3 != 0 {
			continue
		}
		data, err := result.Edition.Renderer.Render(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.Base(file))
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if len(names) < 10 {
		t.Fatalf("only %d documents", len(names))
	}
	saved := filepath.Join(dir, "saved")
	out, err := exec.Command("soffice", append([]string{"--headless", "--norestore", "-env:UserInstallation=file://" + filepath.Join(dir, "profile"),
		"--convert-to", "docx:MS Word 2007 XML", "--outdir", saved}, names...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	i, err := NewImporter()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(saved, filepath.Base(name)))
		if err != nil {
			t.Fatal(err)
		}
		page, err := i.Word(context.Background(), data, nil)
		if err != nil || page.Origin == nil {
			t.Errorf("%s: %v %v", filepath.Base(name), err, page)
			continue
		}
		if page.Origin.Before != page.Origin.After || len(page.Origin.Lost) > 0 {
			difference, err := i.Difference(page.Origin.Before, page.Origin.After)
			t.Errorf("%s: %v %s\n%s", filepath.Base(name), err, page.Origin.Lost, difference)
		}
	}
}
