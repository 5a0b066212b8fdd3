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
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// Renderer makes the pages of one site. It is safe for concurrent use.
type Renderer struct {
	site    *site.Site
	layouts *Layouts
	view    *Site
	base    string // base path
	outputs map[string]output
	paths   []string
}

// An output is what a path of the finished site is made from.
type output struct {
	page    *site.Page             // a page, or the section whose list this is a part of
	number  int                    // of the part of a list, from 1
	section *site.Page             // the section that is printed whole
	list    func() []Group         // for the lists that the site makes itself
	title   string                 // of such a list
	layout  string                 // likewise
	file    func() ([]byte, error) // for what is not a page
	detail  func(p *Page)          // sets what only such a list has
}

// Options say how pages are made.
type Options struct {
	Live bool // for steward serve
}

// New prepares the pages of a site.
func New(s *site.Site, layouts *Layouts, options Options) *Renderer {
	r := &Renderer{site: s, layouts: layouts, base: s.BasePath(), outputs: map[string]output{}}
	r.view = r.siteView(options)
	for _, p := range s.Pages {
		r.addPage(p)
	}
	for _, p := range s.Pages { // after the pages, which have the first claim to an address
		r.addPrint(p)
		r.addWord(p)
	}
	r.addTaxonomy("topics", "Topics", s.Topics)
	r.addTaxonomy("audiences", "Who it is for", s.Audiences)
	r.addSearch()
	r.addPack()
	r.outputs["404.html"] = output{layout: "404", title: "Page not found", number: 1}
	r.addFiles()
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
	out, ok := r.outputs[p]
	if !ok {
		return nil, fmt.Errorf("the site has no file %s", p)
	}
	if out.file != nil {
		return out.file()
	}
	view, err := r.pageView(p, out)
	if err != nil {
		return nil, err
	}
	return r.execute(view)
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

func (r *Renderer) addPage(p *site.Page) {
	layout := "page"
	switch {
	case p == r.site.Home:
		layout = "home"
	case p.IsSection:
		layout = "section"
	}
	if layout != "section" {
		r.outputs[file(p.URL)] = output{page: p, layout: layout, number: 1}
		return
	}
	r.addList(p.URL, output{page: p, layout: layout, list: func() []Group { return r.sectionGroups(p) }})
}

// perPage is how many entries of a list stand on one page.
const perPage = 200

// addList adds the pages of a list, cut into parts where it is long. An
// address that a page of the content has is left to that page.
func (r *Renderer) addList(url string, out output) {
	out.list = sync.OnceValue(out.list) // all parts are cut from one list
	total := 0
	for _, g := range out.list() {
		total += len(g.Cards)
	}
	for n := 1; n == 1 || (n-1)*perPage < total; n++ {
		out.number = n
		p := file(partURL(url, n))
		if _, taken := r.outputs[p]; !taken {
			r.outputs[p] = out
		}
	}
}

// partURL is the address of part n of a list.
func partURL(url string, n int) string {
	if n == 1 {
		return url
	}
	return fmt.Sprintf("%spage/%d/", url, n)
}

func (r *Renderer) addTaxonomy(name, title string, taxa []*site.Taxon) {
	if len(taxa) == 0 {
		return
	}
	r.addList("/"+name+"/", output{layout: "topics", title: title, list: func() []Group { return []Group{{Cards: r.taxonCards(taxa)}} }})
	for _, t := range taxa {
		r.addList(t.URL, output{layout: "section", title: t.Title,
			list: func() []Group { return []Group{{Cards: r.cards(t.Pages)}} },
			detail: func(p *Page) {
				p.Description = t.Description
				p.Breadcrumbs = append(p.Breadcrumbs, Link{Title: title, URL: r.url("/" + name + "/")})
			}})
	}
}

// addSearch adds the search page. Without JavaScript it is a list of all pages
// from A to Z.
func (r *Renderer) addSearch() {
	r.addList("/search/", output{layout: "search", title: "Search", list: r.everything,
		detail: func(p *Page) { p.Labels = r.labels() }})
}

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

// packKinds are the kinds of page that a meeting is run with.
var packKinds = []string{"checklist", "template", "recommendation"}

// addPack adds the page on which a meeting pack is put together, if there are
// pages to put into one.
func (r *Renderer) addPack() {
	var groups []Group
	total := 0
	for _, slug := range packKinds {
		var pages []*site.Page
		for _, p := range r.site.Documents() {
			if p.Kind == slug && !p.IsSection {
				pages = append(pages, p)
			}
		}
		if len(pages) > 0 {
			slices.SortStableFunc(pages, site.CompareOrder)
			groups = append(groups, Group{Title: kindView(slug).Plural, ID: "kind." + slug, Cards: r.cards(pages)})
			total += len(pages)
		}
	}
	if total > 0 {
		r.outputs["pack/index.html"] = output{layout: "pack", title: "Meeting pack", number: 1,
			detail: func(view *Page) { view.List = &List{Groups: groups, Total: total} }}
	}
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
		Title: s.Title, Description: s.Description, Language: s.Language,
		Home: r.base, Absolute: s.BaseURL, Repository: s.Repository, Live: options.Live,
		Licence: Link{Title: s.Licence.Name, URL: s.Licence.URL},
		Menu:    r.menu(s.Menu), Footer: r.menu(s.Footer),
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
		k, _ = kind.Lookup("page")
	}
	return Kind{Slug: k.Slug, Name: k.Name, Plural: k.Plural}
}

// safe marks HTML that this package made from a parsed document.
func safe(b []byte) template.HTML { return template.HTML(b) }
