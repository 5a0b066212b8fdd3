package render

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
)

// Layouts are the parsed layouts of a theme. A page is laid out by base.html
// with the blocks of one of the other files of layouts/: that of its kind, if
// the theme has one, else that of its layout. Files of layouts/parts/ are
// shared and known by their path.
type Layouts struct {
	pages map[string]*template.Template
	name  func(string) string
}

// Theme is what layouts need to know of the theme's other files.
type Theme struct {
	Files fs.FS
	Name  func(path string) string         // a file as its author would type it
	Asset func(path string) (string, bool) // path of a bundle, such as assets/main.1a2b.css
	Base  string                           // base path of the site
}

// LayoutError is a fault of a layout. Its hint names the page it showed on.
type LayoutError struct{ Finding diag.Finding }

func (e *LayoutError) Error() string {
	return fmt.Sprintf("%s: %s", e.Finding.Pos, e.Finding.Message)
}

// LoadLayouts parses the layouts of a theme.
func LoadLayouts(theme Theme) (*Layouts, error) {
	l := &Layouts{pages: map[string]*template.Template{}, name: theme.Name}
	shared := template.New("").Funcs(l.funcs(theme))
	var own []string
	err := fs.WalkDir(theme.Files, "layouts", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(p) != ".html" {
			return err
		}
		name := strings.TrimPrefix(p, "layouts/")
		if name != "base.html" && !strings.Contains(name, "/") {
			own = append(own, name)
			return nil
		}
		return parse(shared, theme.Files, name)
	})
	if err != nil {
		return nil, l.explain(err, "")
	}
	if shared.Lookup("base.html") == nil {
		return nil, l.fault("layouts/base.html", 0, 0, "the theme has no layouts/base.html", "")
	}
	for _, name := range own {
		set, err := shared.Clone()
		if err == nil {
			err = parse(set, theme.Files, name)
		}
		if err != nil {
			return nil, l.explain(err, "")
		}
		if set.Lookup("main") == nil {
			fault := l.fault("layouts/"+name, 1, 1, "the layout defines no block called main", "")
			fault.Finding.Hint = `write {{define "main"}} before what it shows, and {{end}} after it`
			return nil, fault
		}
		l.pages[strings.TrimSuffix(name, ".html")] = set
	}
	for _, needed := range []string{"home", "page", "section", "topics", "search", "print", "pack", "ask", "team", "404"} {
		if l.pages[needed] == nil {
			return nil, l.fault("layouts/"+needed+".html", 0, 0, "the theme has no layouts/"+needed+".html", "")
		}
	}
	return l, nil
}

func parse(set *template.Template, theme fs.FS, name string) error {
	text, err := fs.ReadFile(theme, "layouts/"+name)
	if err != nil {
		return err
	}
	_, err = set.New(name).Parse(string(text))
	return err
}

// page chooses the layout of a page.
func (l *Layouts) page(p *Page) *template.Template {
	if p.Layout == "page" {
		if own := l.pages[p.Kind.Slug]; own != nil {
			return own
		}
	}
	return l.pages[p.Layout]
}

// funcs are the functions a layout may call.
func (l *Layouts) funcs(theme Theme) template.FuncMap {
	return template.FuncMap{
		"asset": func(name string) (string, error) {
			p, ok := theme.Asset(name)
			if !ok {
				return "", fmt.Errorf("the theme has no file %s", name)
			}
			return theme.Base + p, nil
		},
		"url": func(p string) string { return theme.Base + strings.TrimPrefix(p, "/") },
		"icon": func(name string) (template.HTML, error) {
			svg, err := fs.ReadFile(theme.Files, "icons/"+name+".svg")
			if errors.Is(err, fs.ErrNotExist) {
				svg, err = fs.ReadFile(theme.Files, "icons/page.svg")
			}
			return template.HTML(strings.TrimSpace(string(svg))), err
		},
		"plural": func(n int, one, many string) string {
			if n == 1 {
				return "1 " + one
			}
			return strconv.Itoa(n) + " " + many
		},
		"add": func(a, b int) int { return a + b },
	}
}

// place finds the layout, line and column in what html/template says.
var place = regexp.MustCompile(`^(?:html/template:|template: )([^:]+\.html):(\d+)(?::(\d+))?: (.*)$`)

// explain turns an error of html/template into one with a place in a layout.
func (l *Layouts) explain(err error, page string) error {
	if fault := (*LayoutError)(nil); errors.As(err, &fault) {
		return fault
	}
	text := strings.ReplaceAll(err.Error(), "\n", " ")
	m := place.FindStringSubmatch(text)
	if m == nil {
		return l.fault("layouts", 0, 0, text, page)
	}
	line, _ := strconv.Atoi(m[2])
	col, _ := strconv.Atoi(m[3])
	return l.fault("layouts/"+m[1], line, col, m[4], page)
}

func (l *Layouts) fault(file string, line, col int, message, page string) *LayoutError {
	hint := ""
	if page != "" {
		hint = "it failed on the page " + page
		if col > 0 {
			col++ // html/template counts columns from 0
		}
	}
	return &LayoutError{diag.Finding{
		Pos:      diag.Pos{File: l.name(file), Line: line, Col: col},
		Severity: diag.Error, Rule: "layout", Message: message, Hint: hint}}
}
