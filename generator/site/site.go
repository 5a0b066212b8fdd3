// Package site puts all documents together into one model: sections, addresses,
// links, topics, glossary, related pages.
//
// In come the configuration and the parsed documents; out comes a Site, a value
// that nothing changes afterwards, and what is wrong between the pages that
// must be known to build it (two at one address). It does not judge the pages,
// which is for check, and does not know how a page looks, which is for render.
package site

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/source"
)

// Site is the whole model.
type Site struct {
	Config
	Home      *Page
	Pages     []*Page // all that have an address, by address; folders without a file of their own too
	Topics    []*Taxon
	Audiences []*Taxon
	Redirects []Redirect
	Glossary  Glossary
	LeftOut   []source.LeftOut // drafts, and attachments that are of no use to readers

	names        names
	byPath       map[string]*Page // by the path of the file, or of the folder
	byURL        map[string]*Page
	drafts       map[string]bool // paths of drafts that are left out, and of folders whose page is one
	attachments  map[string]string
	attachmentAt map[string]string // the same by canonical path
	byTopic      map[string]*Taxon
	byAudience   map[string]*Taxon
}

// Page is a page of the site that is not only a list made for it.
type Page struct {
	Doc         *markdown.Document // nil for a folder without a file of its own
	Path        string             // of the file, or of the folder if it has none
	URL         string             // below the base path: /a/b/
	Title       string
	Description string
	Kind        string
	Caveat      string // its own or that of the nearest folder around it
	IsSection   bool
	Parent      *Page // nil for the home page
	Children    []*Page
	Previous    *Page
	Next        *Page
	Topics      []*Taxon
	Audiences   []*Taxon
	Targets     []Target // where each of Doc.Links leads
	Include     []Target // where each path of Doc.Front.Include leads
	Related     []Target // where each path of Doc.Front.Related leads
	Place       int      // among the children of Parent, from 0
	linkedFrom  []*Page
	folder      string // of a section: the folder it is the page of
	category    category
	contents    int // its place in the site's list of contents, from 1; 0 if it is not in one
}

// Taxon is a topic or an audience with its pages.
type Taxon struct {
	Label
	URL   string // /topics/board/
	Pages []*Page
}

// Redirect leads from an address that a page used to have. Both are below the
// base path.
type Redirect struct{ From, To string }

// Options say which pages become part of a site.
type Options struct {
	Drafts bool
}

// Assemble makes a site of documents and of the paths of attachments.
func Assemble(config Config, docs []*markdown.Document, attachments []string, options Options) (*Site, []diag.Finding) {
	s := &Site{Config: config, byPath: map[string]*Page{}, byURL: map[string]*Page{}, drafts: map[string]bool{},
		attachments: map[string]string{}, attachmentAt: map[string]string{}, byTopic: map[string]*Taxon{}, byAudience: map[string]*Taxon{}}
	b := &assembler{site: s, folders: map[string]*Page{}}
	b.plant(docs, options)
	b.address()
	for _, p := range s.Pages {
		s.byPath[canonical(p.Path)] = p
	}
	for folder, p := range b.folders {
		s.byPath[canonical(folder)] = p // a link to a folder, however its page is called
	}
	b.attach(attachments)
	b.inherit()
	s.names = newNames(s)
	s.resolveLinks()
	s.dropUnlinked()
	b.classify()
	b.order()
	b.redirect()
	s.Glossary = newGlossary(s)
	return s, config.Temper(b.findings)
}

// PageAt gives the page at an address below the base path, such as /a/b/.
func (s *Site) PageAt(url string) (*Page, bool) {
	p, ok := s.byURL[url]
	return p, ok
}

// PageOf gives the page made of a file or for a folder, by its path below the
// content folder.
func (s *Site) PageOf(file string) (*Page, bool) {
	p, ok := s.byPath[canonical(file)]
	return p, ok
}

// Attachments gives the address below the base path of each attached file, by
// its path.
func (s *Site) Attachments() map[string]string { return s.attachments }

// Documents gives the pages that have a file, in the order of their addresses.
func (s *Site) Documents() []*Page {
	pages := make([]*Page, 0, len(s.Pages))
	for _, p := range s.Pages {
		if p.Doc != nil {
			pages = append(pages, p)
		}
	}
	return pages
}

// LinkedFrom gives the pages whose text or front matter leads to a page.
func (p *Page) LinkedFrom() []*Page { return p.linkedFrom }

// inherit hands down what a folder's page says for all below it.
func (b *assembler) inherit() {
	var down func(p *Page, fromAbove, caveat string)
	down = func(p *Page, fromAbove, caveat string) {
		p.Kind, p.Caveat = kind.Plain, caveat
		if p.Doc != nil {
			front := &p.Doc.Front
			fromAbove = cmp.Or(front.DefaultKind, fromAbove)
			p.Caveat = cmp.Or(front.Caveat, caveat)
			p.Kind = cmp.Or(front.Kind, kind.Plain)
			if !p.IsSection {
				p.Kind = cmp.Or(front.Kind, fromAbove, kind.Plain)
			}
		}
		for _, child := range p.Children {
			down(child, fromAbove, p.Caveat)
		}
	}
	down(b.site.Home, "", "")
}

// classify files the pages under their topics and audiences: those that
// site.yaml names in its order, then others by name.
func (b *assembler) classify() {
	s := b.site
	name(s.Config.Topics, &s.Topics, s.byTopic)
	name(s.Config.Audiences, &s.Audiences, s.byAudience)
	topics, audiences := len(s.Topics), len(s.Audiences)
	for _, p := range s.Pages {
		if p.Doc != nil {
			p.Topics = file(p, p.Doc.Front.Topics, &s.Topics, s.byTopic)
			p.Audiences = file(p, p.Doc.Front.Audiences, &s.Audiences, s.byAudience)
		}
	}
	finish(&s.Topics, topics, "/topics/")
	finish(&s.Audiences, audiences, "/audiences/")
}

// name makes the taxa that site.yaml names, each once.
func name(labels []Label, all *[]*Taxon, bySlug map[string]*Taxon) {
	for _, l := range labels {
		l.Slug = Slugify(l.Slug)
		if l.Slug == "" || bySlug[l.Slug] != nil {
			continue
		}
		l.Title = cmp.Or(l.Title, capitalised(l.Slug))
		bySlug[l.Slug] = &Taxon{Label: l}
		*all = append(*all, bySlug[l.Slug])
	}
}

// file puts a page under each label, making those that are new.
func file(p *Page, labels []string, all *[]*Taxon, bySlug map[string]*Taxon) []*Taxon {
	var taxa []*Taxon
	for _, label := range labels {
		slug := Slugify(label)
		taxon := bySlug[slug]
		if slug == "" || slices.Contains(taxa, taxon) && taxon != nil {
			continue
		}
		if taxon == nil {
			taxon = &Taxon{Label: Label{Slug: slug, Title: capitalised(label)}}
			bySlug[slug] = taxon
			*all = append(*all, taxon)
		}
		taxon.Pages = append(taxon.Pages, p)
		taxa = append(taxa, taxon)
	}
	return taxa
}

// finish drops labels without a page, orders the pages of the others, and
// sorts those that site.yaml does not name.
func finish(all *[]*Taxon, named int, base string) {
	slices.SortFunc((*all)[named:], func(a, b *Taxon) int { return cmp.Compare(a.Slug, b.Slug) })
	*all = slices.DeleteFunc(*all, func(t *Taxon) bool { return len(t.Pages) == 0 })
	for _, t := range *all {
		t.URL = base + t.Slug + "/"
		slices.SortStableFunc(t.Pages, compareTitles)
	}
}

// capitalised makes a title of a slug or a folder's name.
func capitalised(label string) string {
	return cmp.Or(markdown.TitleFromName(label), label)
}

func pointer(name string, i int) string { return "/" + name + "/" + strconv.Itoa(i) }
