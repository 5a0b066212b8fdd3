// Package render makes pages of the model of a site, one at a time.
//
// In come a Site, the layouts of a theme and the addresses of its bundles; out
// comes, for any path asked for, the bytes of that file. A page is a function
// of the site: nothing is kept between two pages, so they may be made in any
// order and at the same time. The package writes nothing to disk.
package render

import (
	"bytes"
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// Renderer makes the pages of one site. It is safe for concurrent use.
type Renderer struct {
	site     *site.Site
	layouts  *Layouts
	view     *Site
	base     string // base path
	key      string // of what all pages are made of
	importer []byte // the script that reads Word documents
	outputs  map[string]output
	lists    map[string][]Group // all of each list that the site makes, by its address
	paths    []string

	pagesBelow map[*site.Page]int // number of pages below each section
}

// Options say how pages are made.
type Options struct {
	Live     bool   // for steward serve
	Importer []byte // the module that reads Word documents
	Key      string // of the program, the theme and its layouts, of which all pages are made too
}

// New prepares the pages of a site.
func New(s *site.Site, layouts *Layouts, options Options) *Renderer {
	r := &Renderer{site: s, layouts: layouts, base: s.BasePath(), key: options.Key, importer: options.Importer,
		outputs: map[string]output{}, lists: map[string][]Group{}, pagesBelow: map[*site.Page]int{}}
	countBelow(s.Home, r.pagesBelow)
	r.view = r.siteView(options)
	r.addOutputs()
	if r.Has(importerPath) {
		r.view.Give = r.url("/give/")
	}
	for p := range r.outputs {
		r.paths = append(r.paths, p)
	}
	slices.Sort(r.paths)
	return r
}

// Paths gives the path of every file that can be asked for, sorted.
func (r *Renderer) Paths() []string { return r.paths }

// Has tells whether there is a file at a path.
func (r *Renderer) Has(p string) bool {
	_, ok := r.outputs[p]
	return ok
}

// IsPage tells whether a path is that of a page, and not of a feed or the like.
func (r *Renderer) IsPage(p string) bool { return strings.HasSuffix(p, ".html") }

// Render makes the file at a path. The error of a layout is a *LayoutError.
func (r *Renderer) Render(p string) ([]byte, error) {
	prepared, err := r.Prepare(p)
	if err != nil {
		return nil, err
	}
	return prepared.Render()
}

// execute lays out a page.
func (r *Renderer) execute(view *Page) ([]byte, error) {
	var b bytes.Buffer
	if err := r.layouts.page(view).ExecuteTemplate(&b, "base.html", view); err != nil {
		return nil, r.layouts.explain(err, view.URL)
	}
	return b.Bytes(), nil
}

// file is the path of the file at an address below the base path.
func file(url string) string { return path.Join(strings.TrimPrefix(url, "/"), "index.html") }

// labels gives the words for the topics and audiences that a search can be
// narrowed by.
func (r *Renderer) labels() []Label {
	var labels []Label
	for _, t := range r.site.Topics {
		labels = append(labels, Label{Field: "topic", Slug: t.Slug, Title: t.Title})
	}
	for _, t := range r.site.Audiences {
		labels = append(labels, Label{Field: "audience", Slug: t.Slug, Title: t.Title})
	}
	return labels
}

// url gives an address with the base path in front.
func (r *Renderer) url(u string) string { return r.site.Link(u) }

// Search makes the search page with results on it, for a server that can look
// them up.
func (r *Renderer) Search(query string, hits []Card) ([]byte, error) {
	view, err := r.pageView(file("/search/"), r.outputs[file("/search/")])
	if err != nil {
		return nil, err
	}
	view.Title, view.Query = "Search: "+query, query
	view.List = &List{Groups: []Group{{Cards: hits}}, Total: len(hits)}
	return r.execute(view)
}

func (r *Renderer) siteView(options Options) *Site {
	s := r.site
	view := &Site{
		Title: s.Title, Description: s.Description, Language: s.Language, Direction: direction(s.Language),
		Home: r.base, Absolute: s.BaseURL, Repository: s.Repository, Live: options.Live,
		Licence: Link{Title: s.Licence.Name, URL: s.Licence.URL},
		Menu:    r.menu(s.Menu), Footer: r.menu(s.Footer),
	}
	if s.Forms.Host != "" {
		view.Forms = &Forms{}
		if thanks, ok := s.PageOf(path.Clean(s.Forms.Thanks)); ok {
			view.Forms.Thanks = r.url(thanks.URL)
		}
	}
	if len(s.Menu) == 0 {
		for _, p := range r.doors() {
			view.Menu = append(view.Menu, Link{Title: p.Title, URL: r.url(p.URL)})
		}
	}
	return view
}

func (r *Renderer) menu(entries []site.Entry) []Link {
	var links []Link
	for _, e := range entries {
		if p, ok := r.site.PageOf(path.Clean(e.Page)); ok {
			links = append(links, Link{Title: cmp.Or(e.Title, p.Title), URL: r.url(p.URL)})
		}
	}
	return links
}

// mostDoors is how many ways in the home page offers if site.yaml names none.
const mostDoors = 6

// doors are the sections that the home page leads to.
func (r *Renderer) doors() []*site.Page {
	var doors []*site.Page
	for _, file := range r.site.Doors {
		if p, ok := r.site.PageOf(path.Clean(file)); ok {
			doors = append(doors, p)
		}
	}
	if len(r.site.Doors) > 0 {
		return doors
	}
	for _, p := range r.site.Home.Children {
		if p.IsSection && len(doors) < mostDoors {
			doors = append(doors, p)
		}
	}
	return doors
}

// kindView gives a kind in words; a kind that does not exist is a page.
func kindView(slug string) Kind {
	k, ok := kind.Lookup(slug)
	if !ok {
		k, _ = kind.Lookup(kind.Plain)
	}
	return Kind{Slug: k.Slug, Name: k.Name, Plural: k.Plural}
}

// rightToLeft are the languages that are mostly written from right to left
// (CLDR, layout/orientation).
var rightToLeft = [...]string{"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "ku-arab", "nqo", "pa-arab", "ps", "sd", "syr", "ug", "ur", "yi"}

// direction is that of a language's writing.
func direction(language string) string {
	tag := strings.ToLower(language)
	for _, l := range rightToLeft {
		if tag == l || strings.HasPrefix(tag, l+"-") {
			return "rtl"
		}
	}
	return "ltr"
}

// safe marks HTML that this package made from a parsed document.
func safe(b []byte) template.HTML { return template.HTML(b) }
