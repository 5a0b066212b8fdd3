//go:build browser

package browsertest

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A finished page as its bytes say, without a browser.
type finishedPage struct {
	file    string // below the site's folder
	address string // with the base path
	layout  string
	ids     map[string]int
	h1      int
	links   []string // values of href, src, action and the like
	named   []string // ids that labels and the like name on the same page
}

// readPages reads every page of a site.
func readPages(t *testing.T, s site) []finishedPage {
	t.Helper()
	var pages []finishedPage
	err := filepath.WalkDir(s.dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".html" {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		root, err := html.Parse(bytes.NewReader(data))
		name, _ := filepath.Rel(s.dir, file)
		p := finishedPage{file: filepath.ToSlash(name), ids: map[string]int{}}
		p.address = s.base + strings.TrimSuffix(p.file, "index.html")
		p.take(root)
		pages = append(pages, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// take notes what a node and all below it say.
func (p *finishedPage) take(n *html.Node) {
	if n.Type == html.ElementNode && n.Data == "h1" {
		p.h1++
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			p.ids[a.Val]++
		case "href", "src", "action", "poster", "data":
			p.links = append(p.links, a.Val)
		case "srcset":
			for _, one := range strings.Split(a.Val, ",") {
				p.links = append(p.links, strings.Fields(one)[0])
			}
		case "for", "aria-labelledby", "aria-describedby", "aria-controls":
			p.named = append(p.named, strings.Fields(a.Val)...)
		case "class":
			if n.Data == "body" {
				p.layout = strings.TrimPrefix(strings.Fields(a.Val)[0], "layout-")
			}
		}
	}
	for child := range n.ChildNodes() {
		p.take(child)
	}
}

// Every link of every page leads to a file of the site, and to a place on it, in
// a site at the root of a host and in one under a path.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	for name, shared := range map[string]func() (site, error){"at the root, without a base URL": openStewardship, "under a path": handbook} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := the(t, shared)
			pages := readPages(t, s)
			ids := map[string]map[string]int{}
			for _, p := range pages {
				ids[p.address] = p.ids
			}
			inside := 0
			for _, p := range pages {
				if p.h1 != 1 {
					t.Errorf("%s has %d first headings", p.file, p.h1)
				}
				for id, n := range p.ids {
					if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
						t.Errorf("%s has %d elements with the id %q", p.file, n, id)
					}
				}
				for _, id := range p.named {
					if p.ids[id] == 0 {
						t.Errorf("%s names an element %q, which it has not", p.file, id)
					}
				}
				for _, link := range p.links {
					if fault := s.leads(p.address, link, ids); fault != "" {
						t.Errorf("%s: %s: %s", p.file, link, fault)
					}
					if strings.HasPrefix(link, s.base) {
						inside++
					}
				}
			}
			if len(pages) < 100 || inside < 10*len(pages) {
				t.Errorf("only %d pages with %d links inside the site: this test sees too little", len(pages), inside)
			}
		})
	}
}

// leads tells what is wrong with a link on a page; "" if it leads to a file of
// the site and a place on it, or to somebody else.
func (s site) leads(from, link string, ids map[string]map[string]int) string {
	to, err := url.Parse(link)
	if err != nil {
		return err.Error()
	}
	own, _ := url.Parse("https://example.org" + from)
	to = own.ResolveReference(to)
	switch {
	case strings.Contains(to.Path, "[^"):
		return "the mark of a footnote has become part of it"
	case to.Scheme != "https" || to.Host != "example.org":
		return ""
	case !strings.HasPrefix(to.Path, s.base):
		return "it leads out of the site's path " + s.base
	}
	name := strings.TrimPrefix(to.Path, s.base)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil || info.IsDir() {
		return "there is no such file"
	}
	if to.Fragment != "" && ids[to.Path][to.Fragment] == 0 {
		return "the page has no place of that name"
	}
	return ""
}

// What the style sheets, the sitemap, the feed, the redirects and the search
// lead to is there too.
func TestOtherFilesLeadSomewhere(t *testing.T) {
	t.Parallel()
	places := map[string]*regexp.Regexp{
		"sitemap.xml": regexp.MustCompile(`<loc>([^<]+)</loc>`),
		"feed.xml":    regexp.MustCompile(`href="([^"]+)"`),
		"_redirects":  regexp.MustCompile(`(?m)^\S+ (\S+) `),
		"assets":      regexp.MustCompile(`url\(["']?([^"')]+)["']?\)`),
	}
	for name, shared := range map[string]func() (site, error){"at the root, without a base URL": openStewardship, "under a path": handbook} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := the(t, shared)
			ids := map[string]map[string]int{}
			for _, p := range readPages(t, s) {
				ids[p.address] = p.ids
			}
			for file, pattern := range places {
				names, _ := filepath.Glob(filepath.Join(s.dir, file, "*.css"))
				if file != "assets" {
					names = []string{filepath.Join(s.dir, file)}
				}
				for _, name := range names {
					text, err := os.ReadFile(name)
					if err != nil {
						t.Fatal(err)
					}
					for _, match := range pattern.FindAllStringSubmatch(string(text), -1) {
						link := strings.ReplaceAll(match[1], "&amp;", "&")
						if fault := s.leads(s.base+"assets/", link, ids); fault != "" {
							t.Errorf("%s: %s: %s", file, link, fault)
						}
					}
				}
			}
			for _, query := range []string{"team", "care", "meeting", "glossary", "checklist", "Buurtzorg", "commissioning"} {
				for _, address := range searched(t, s, query, 1000) {
					if fault := s.leads(s.base, address, ids); fault != "" || !strings.HasPrefix(address, s.base) {
						t.Errorf("search for %q: %s: %s", query, address, fault)
					}
				}
			}
		})
	}
}
