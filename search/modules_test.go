package search

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"
)

// TestModulesAreReadAsFiles: a bundler opens modules and asks whether they are regular files.
func TestModulesAreReadAsFiles(t *testing.T) {
	modules, err := clientModules(languageOf("nl"), []byte("entry"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := browser.ReadFile("browser/client.js")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(modules, "client.js"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("client.js is not the one that was written: %v", err)
	}
	for name, text := range map[string]string{"entry.js": "ZW50cnk=", "language.js": "./dutch.js"} {
		got, err := fs.ReadFile(modules, name)
		if err != nil || !bytes.Contains(got, []byte(text)) {
			t.Errorf("%s does not name %s: %v\n%s", name, text, err, got)
		}
		info, err := fs.Stat(modules, name)
		if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(got)) || info.Name() != name {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if _, err := fs.Stat(modules, "nothing.js"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a module that is not there: %v", err)
	}
}
