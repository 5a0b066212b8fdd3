package render

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// An output is what a path of the finished site is made from.
type output struct {
	kind     outputKind
	page     *site.Page  // of pages, sections, prints and Word documents
	taxonomy taxonomy    // of the list of all its labels, and of one label's pages
	taxon    *site.Taxon // whose pages are listed
	number   int         // of the part of a list, from 1
}

type outputKind uint8

const (
	pageOutput     outputKind = iota + 1 // a page of the content
	sectionOutput                        // a part of the list of a section
	printOutput                          // all of a section, to be printed
	wordOutput                           // the Word document of a page
	taxonomyOutput                       // a part of the list of all topics, or audiences
	taxonOutput                          // a part of the list of pages of one of them
	searchOutput                         // a part of the list of all pages, and the search
	packOutput                           // where a meeting pack is put together
	giveOutput                           // where a page is made of a Word document
	importerOutput                       // the script that reads the document
	askOutput                            // where one person answers what a team is asked
	teamOutput                           // where a team is asked, and its answers are gathered
	notFoundOutput
	sitemapOutput
	feedOutput
	robotsOutput
	headersOutput
	redirectsOutput
)

// A taxonomy is a way to label pages.
type taxonomy struct{ name, title string }

func (t taxonomy) url() string { return "/" + t.name + "/" }

// addOutputs enters every file of the site under its path. Pages of the content
// come first and have the first claim to an address.
func (r *Renderer) addOutputs() {
	for _, p := range r.site.Pages {
		if p.IsSection && (p != r.site.Home || !r.site.Found) {
			r.addList(p.URL, r.sectionGroups(p), output{kind: sectionOutput, page: p})
		} else {
			r.outputs[file(p.URL)] = output{kind: pageOutput, page: p}
		}
	}
	for _, p := range r.site.Pages {
		r.addPrint(p)
		r.addWord(p)
	}
	r.addTaxonomy(taxonomy{"topics", "Topics"}, r.site.Topics)
	r.addTaxonomy(taxonomy{"audiences", "Who it is for"}, r.site.Audiences)
	r.addList("/search/", r.everything(), output{kind: searchOutput})
	if groups := r.packGroups(); len(groups) > 0 {
		r.lists["/pack/"] = groups
		r.outputs["pack/index.html"] = output{kind: packOutput}
	}
	if len(r.givenKinds()) > 0 {
		r.outputs["give/index.html"] = output{kind: giveOutput}
		r.outputs[importerPath] = output{kind: importerOutput}
	}
	if groups := r.askGroups(); len(groups) > 0 {
		r.lists["/ask/"] = groups
		r.outputs["ask/index.html"] = output{kind: askOutput}
		r.outputs["ask/team/index.html"] = output{kind: teamOutput}
	}
	for path, kind := range map[string]outputKind{"404.html": notFoundOutput, "sitemap.xml": sitemapOutput, "feed.xml": feedOutput,
		"robots.txt": robotsOutput, "_headers": headersOutput, "_redirects": redirectsOutput} {
		r.outputs[path] = output{kind: kind}
	}
}

// perPage is how many entries of a list stand on one page.
const perPage = 200

// addList adds the pages of a list, cut into parts where it is long. An
// address that a page of the content has is left to that page.
func (r *Renderer) addList(url string, groups []Group, out output) {
	r.lists[url] = groups
	total := 0
	for _, g := range groups {
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

func (r *Renderer) addTaxonomy(t taxonomy, taxa []*site.Taxon) {
	if len(taxa) == 0 {
		return
	}
	r.addList(t.url(), []Group{{Cards: r.taxonCards(taxa)}}, output{kind: taxonomyOutput, taxonomy: t})
	for _, taxon := range taxa {
		r.addList(taxon.URL, []Group{{Cards: r.cards(taxon.Pages)}}, output{kind: taxonOutput, taxonomy: t, taxon: taxon})
	}
}

// packKinds gives the kinds of page that a meeting is run with, in their order.
func packKinds() []kind.Kind {
	kinds := slices.DeleteFunc(kind.All(), func(k kind.Kind) bool { return k.Pack == 0 })
	slices.SortFunc(kinds, func(a, b kind.Kind) int { return cmp.Compare(a.Pack, b.Pack) })
	return kinds
}

// packGroups lists the pages that a meeting pack can be put together from.
func (r *Renderer) packGroups() []Group {
	return r.groupsByKind(packKinds(), func(p *site.Page) bool { return !p.IsSection })
}

// groupsByKind lists the pages of some kinds that are wanted, kind by kind.
func (r *Renderer) groupsByKind(kinds []kind.Kind, wanted func(*site.Page) bool) []Group {
	var groups []Group
	for _, k := range kinds {
		var pages []*site.Page
		for _, p := range r.site.Documents() {
			if p.Kind == k.Slug && wanted(p) {
				pages = append(pages, p)
			}
		}
		if len(pages) > 0 {
			slices.SortStableFunc(pages, site.CompareOrder)
			groups = append(groups, Group{Title: k.Plural, ID: "kind." + k.Slug, Cards: r.cards(pages)})
		}
	}
	return groups
}
