package themes

import (
	"compress/gzip"
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/assets"
)

// files gives the files of commons below a folder, by path.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	fsys, _ := open(t, nil)
	texts := map[string]string{}
	err := fs.WalkDir(fsys, folder, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			texts[p] = read(t, fsys, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// functions stand in for those the renderer gives to layouts.
var functions = template.FuncMap{
	"asset":  func(string) string { return "" },
	"url":    func(string) string { return "" },
	"icon":   func(string) template.HTML { return "" },
	"plural": func(int, string, string) string { return "" },
	"add":    func(a, b int) int { return a + b },
}

func TestEachLayoutFitsTheBase(t *testing.T) {
	layouts := files(t, "layouts")
	shared := template.New("").Funcs(functions)
	for p, text := range layouts {
		if p == "layouts/base.html" || path.Dir(p) != "layouts" {
			if _, err := shared.New(strings.TrimPrefix(p, "layouts/")).Parse(text); err != nil {
				t.Fatal(err)
			}
		}
	}
	for p, text := range layouts {
		if p == "layouts/base.html" || path.Dir(p) != "layouts" {
			continue
		}
		set := template.Must(shared.Clone())
		if _, err := set.New(p).Parse(text); err != nil {
			t.Fatal(err)
		}
		if set.Lookup("main") == nil {
			t.Errorf("%s defines no main", p)
		}
		// There is no page, so executing fails; but what html/template finds
		// wrong with the layouts it says first, as an error of its own type.
		err := set.ExecuteTemplate(io.Discard, "base.html", nil)
		if wrong := (*template.Error)(nil); errors.As(err, &wrong) {
			t.Errorf("%s: %v", p, wrong)
		}
	}
	for _, needed := range []string{"home", "page", "section", "topics", "search", "404", "checklist", "case-study", "term", "template"} {
		if layouts["layouts/"+needed+".html"] == "" {
			t.Errorf("there is no layouts/%s.html", needed)
		}
	}
}

func TestLayoutsNameFilesThatExist(t *testing.T) {
	fsys, _ := open(t, nil)
	named := regexp.MustCompile(`(icon|asset|template) "([^"]+)"`)
	for p, text := range files(t, "layouts") {
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			file := map[string]string{"icon": "icons/" + m[2] + ".svg", "asset": m[2], "template": "layouts/" + m[2]}[m[1]]
			if _, err := fs.Stat(fsys, file); err != nil && m[2] != "main" {
				t.Errorf("%s names %s, which is not there", p, file)
			}
		}
	}
}

// The site's content security policy allows no script or style inside a page.
func TestLayoutsKeepTheContentSecurityPolicy(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script>|javascript:|(src|href)="(https?:)?//`)
	for p, text := range files(t, "layouts") {
		if m := forbidden.FindString(text); m != "" {
			t.Errorf("%s has %q", p, m)
		}
	}
	for p, text := range files(t, "css") {
		if m := regexp.MustCompile(`https?:|//[a-z]|@font-face`).FindString(text); m != "" {
			t.Errorf("%s has %q", p, m)
		}
	}
}

// The ids of headings come from their words and hold no full stop, so ids of
// the theme do: "Team" is a likely heading.
func TestIdsCannotClashWithHeadings(t *testing.T) {
	id := regexp.MustCompile(`\sid="([^"]*)"`)
	for p, text := range files(t, "layouts") {
		for _, m := range id.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(m[1], ".") {
				t.Errorf("%s has the id %q without a full stop", p, m[1])
			}
		}
	}
}

func TestIconsAreWellFormedAndTakeTheColourOfTheText(t *testing.T) {
	painted := regexp.MustCompile(`(?:fill|stroke|color|stop-color)="([^"]*)"|style=|#[0-9a-fA-F]{3}`)
	icons := files(t, "icons")
	for p, text := range icons {
		decoder := xml.NewDecoder(strings.NewReader(text))
		for {
			_, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Errorf("%s: %v", p, err)
				break
			}
		}
		if p == "icons/favicon.svg" {
			continue // stands alone in the browser's bar, where there is no text
		}
		for _, m := range painted.FindAllStringSubmatch(text, -1) {
			if m[1] != "none" && m[1] != "currentColor" {
				t.Errorf("%s has a colour of its own: %s", p, m[0])
			}
		}
		for _, needed := range []string{`viewBox="0 0 24 24"`, `aria-hidden="true"`} {
			if !strings.Contains(text, needed) {
				t.Errorf("%s lacks %s", p, needed)
			}
		}
	}
	for _, kind := range []string{"page", "recommendation", "case-study", "template", "checklist", "term", "resource"} {
		if icons["icons/"+kind+".svg"] == "" {
			t.Errorf("the kind %s has no icon", kind)
		}
	}
	for _, status := range []string{"running", "ended", "closed", "unknown"} {
		if icons["icons/"+status+".svg"] == "" {
			t.Errorf("the status %s has no icon", status)
		}
	}
}

// The most that one page loads: a checklist has all styles, and these scripts.
func TestStylesAndScriptsKeepTheBudget(t *testing.T) {
	fsys, _ := open(t, nil)
	set, findings, err := assets.Bundle(fsys, func(p string) string { return p })
	if err != nil || len(findings) > 0 {
		t.Fatalf("bundling: %v %v", findings, err)
	}
	bundles := map[string][]byte{}
	for _, file := range set.Files() {
		bundles[file.Path] = file.Data
	}
	const budget = 15 * 1024
	for _, test := range []struct {
		most    int
		entries string
	}{
		{budget, "css/main.css css/ask.css"},
		{budget, "css/main.css css/give.css"},
		{budget, "js/appearance.js js/main.js js/checklist.js"},
		{budget, "js/appearance.js js/main.js js/pack.js"},
		{budget, "js/appearance.js js/main.js js/search.js"},
		{budget, "js/appearance.js js/main.js js/ask.js"},
		{budget, "js/appearance.js js/main.js js/give.js"},
		// One device of a team gathers; what it needs is on a page of its own.
		{2 * budget, "js/appearance.js js/main.js js/team.js"},
		// Loaded when it is used.
		{budget, "js/hand-in.js"},
		{16 * 1024, "js/scan.js"},
	} {
		entries := strings.Fields(test.entries)
		var size counter
		for _, entry := range entries {
			p, ok := set.Path(entry)
			if !ok {
				t.Fatalf("there is no %s", entry)
			}
			w, _ := gzip.NewWriterLevel(&size, gzip.BestCompression)
			if _, err := w.Write(bundles[p]); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
		t.Logf("%v: %d bytes compressed", entries, size)
		if int(size) > test.most {
			t.Errorf("%v take %d bytes compressed, more than %d", entries, size, test.most)
		}
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
