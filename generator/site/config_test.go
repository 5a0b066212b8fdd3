package site

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/source"
)

func TestBaseURL(t *testing.T) {
	for _, c := range []struct{ base, url, path string }{
		{"", "", "/"},
		{"https://example.org", "https://example.org/", "/"},
		{"https://example.org/handbook", "https://example.org/handbook/", "/handbook/"},
		{"http://localhost:1313/a%20b//", "http://localhost:1313/a%20b/", "/a%20b/"},
		{"example.org", "error", ""},
		{"//example.org/", "error", ""},
		{"ftp://example.org/", "error", ""},
		{"https://example.org/?a", "error", ""},
		{"https://user@example.org/", "error", ""},
		{"https:///x", "error", ""},
	} {
		var config Config
		err := config.SetBaseURL(c.base)
		if (err != nil) != (c.url == "error") {
			t.Errorf("%q: error %v", c.base, err)
		} else if err == nil && (config.BaseURL != c.url || config.BasePath() != c.path) {
			t.Errorf("%q: got %q and %q, want %q and %q", c.base, config.BaseURL, config.BasePath(), c.url, c.path)
		}
	}
}

func TestEditURL(t *testing.T) {
	for _, c := range []struct{ repository, folder, file, want string }{
		{"", "content", "a.md", ""},
		{"https://github.com/o/r", "content", "a/b c.md", "https://github.com/o/r/edit/main/content/a/b%20c.md"},
		{"https://github.com/o/r.git", "./docs/", "a?#.md", "https://github.com/o/r/edit/main/docs/a%3F%23.md"},
		{"https://github.com/o/r.git/", ".", "a.md", "https://github.com/o/r/edit/main/a.md"},
		{"https://github.com/o/r/", "/home/x/content", "a.md", "https://github.com/o/r/edit/main/content/a.md"},
		{"https://github.com/o/r", "../r/content", "a.md", "https://github.com/o/r/edit/main/content/a.md"},
	} {
		config := Config{Repository: c.repository, Branch: "main", Folder: c.folder}
		if got := config.EditURL(c.file); got != c.want {
			t.Errorf("%q in %q: got %q, want %q", c.file, c.folder, got, c.want)
		}
	}
}

func TestReadConfig(t *testing.T) {
	config := read(t, []txtar.File{{Name: "site.yaml", Data: []byte(source.BOM + `title: " Handbook "
base_url: https://example.org/handbook
licence: {name: CC BY 4.0, url: https://example.org/by}
menu:
  - {title: Start, page: _index.md}
  - nonsense
doors: [a, 3]
topics: [{title: no slug}, {slug: a}]
description: 4
`)}}).config
	switch {
	case !config.Found, config.Title != "Handbook", config.Language != "en", config.Theme != "commons", config.Branch != "main",
		config.BasePath() != "/handbook/", config.Licence.Name != "CC BY 4.0", len(config.Menu) != 2, config.Menu[0].Pointer != "/menu/0",
		len(config.Doors) != 1, len(config.Topics) != 1, config.Description != "":
		t.Errorf("got %+v", config)
	}
	if pos := config.At["/menu/0/title"].String(); pos != "content/site.yaml:5:13" {
		t.Errorf("the menu's title stands at %s", pos)
	}
}

// A site.yaml that is wrong is an error with a place, and its site is still
// held to having one.
func TestReadConfigReportsMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"title: a: b":             "content/site.yaml:1:1 the file is not valid YAML",
		"title: a\ntitle: b":      `content/site.yaml:2:1 the field "title" is given twice`,
		"- a":                     "content/site.yaml:1:1 the file is not a list of fields",
		"title: a\n\tb: c":        "content/site.yaml:2:1 a tab stands at the start of a line of the file",
		"x: 1\nbase_url: example": "content/site.yaml:2:11 the base URL example is not an address",
		"a: *b":                   "content/site.yaml:1:1 the file is not valid YAML: unknown anchor",
	} {
		folder := &source.Folder{Name: "content", Config: &source.File{Path: "site.yaml", Name: "content/site.yaml", Data: []byte(text)}}
		config, findings := ReadConfig(folder)
		if !config.Found || len(findings) != 1 || findings[0].Severity != diag.Error || !strings.HasPrefix(findings[0].Pos.String()+" "+findings[0].Message, want) {
			t.Errorf("%q: got %v, want %q", text, findings, want)
		}
	}
}

func TestTemper(t *testing.T) {
	findings := []diag.Finding{{Severity: diag.Error}, {Severity: diag.Note}}
	held := (&Config{Found: true}).Temper(findings)
	tempered := (&Config{}).Temper(findings)
	if held[0].Severity != diag.Error || tempered[0].Severity != diag.Warning || tempered[1].Severity != diag.Note || findings[0].Severity != diag.Error {
		t.Errorf("held %v, tempered %v, after it %v", held, tempered, findings)
	}
}
