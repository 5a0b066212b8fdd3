package render

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
)

// pageView makes the view of the page at a path.
func (r *Renderer) pageView(p string, out output) (*Page, error) {
	url := "/" + strings.TrimSuffix(p, "index.html")
	view := &Page{Site: r.view, Layout: r.layoutOf(out), Kind: kindView(kind.Plain), URL: r.url(url)}
	if r.site.BaseURL != "" {
		view.Canonical = r.site.Absolute(url)
	}
	view.Address = strings.TrimPrefix(strings.TrimPrefix(cmp.Or(view.Canonical, view.URL), "https://"), "http://")
	if view.Layout != "home" {
		view.Breadcrumbs = []Link{{Title: "Home", URL: r.base}}
	}
	var err error
	switch out.kind {
	case pageOutput:
		err = r.fillPage(view, out.page)
	case sectionOutput:
		err = r.fillPage(view, out.page)
		r.fillList(view, out.page.URL, out.number)
	case printOutput:
		view.Title = out.page.Title
		err = r.fillPrint(view, out.page)
	case taxonomyOutput:
		view.Title = out.taxonomy.title
		r.fillList(view, out.taxonomy.url(), out.number)
	case taxonOutput:
		view.Title, view.Description, view.Lead = out.taxon.Title, out.taxon.Description, out.taxon.Description
		view.Breadcrumbs = append(view.Breadcrumbs, Link{Title: out.taxonomy.title, URL: r.url(out.taxonomy.url())})
		r.fillList(view, out.taxon.URL, out.number)
	case searchOutput:
		view.Title, view.Labels = "Search", r.labels()
		r.fillList(view, "/search/", out.number)
	case packOutput:
		view.Title = "Meeting pack"
		view.List = wholeList(r.lists["/pack/"])
	case giveOutput:
		view.Title, view.Give = "Give us your template", r.giveView()
	case askOutput:
		view.Title, view.Labels = "Answer alone", r.labels()
		view.List = wholeList(r.lists["/ask/"])
	case teamOutput:
		view.Title, view.Labels = "Ask the team", r.labels()
		view.List = wholeList(r.lists["/ask/"])
	case notFoundOutput:
		view.Title = "Page not found"
	}
	if err != nil {
		return nil, err
	}
	r.markCurrent(view)
	if view.Layout == "home" {
		view.Front = r.front()
	}
	return view, nil
}

// layoutOf chooses the layout of an output.
func (r *Renderer) layoutOf(out output) string {
	switch out.kind {
	case sectionOutput:
		if out.page == r.site.Home && out.number == 1 {
			return "home"
		}
		return "section"
	case taxonOutput:
		return "section"
	case printOutput:
		return "print"
	case taxonomyOutput:
		return "topics"
	case searchOutput:
		return "search"
	case packOutput:
		return "pack"
	case giveOutput:
		return "give"
	case askOutput:
		return "ask"
	case teamOutput:
		return "team"
	case notFoundOutput:
		return "404"
	}
	if out.page == r.site.Home {
		return "home"
	}
	return "page"
}

// fillPage fills in what comes from a page of the content.
func (r *Renderer) fillPage(view *Page, p *site.Page) error {
	view.Kind, view.Title, view.Description, view.Caveat = kindView(p.Kind), p.Title, p.Description, p.Caveat
	for up := p.Parent; up != nil && up.Parent != nil; up = up.Parent {
		view.Breadcrumbs = slices.Insert(view.Breadcrumbs, 1, Link{Title: up.Title, URL: r.url(up.URL)})
	}
	view.Tree = r.tree(p)
	view.Previous, view.Next = r.neighbour(p.Previous), r.neighbour(p.Next)
	for _, t := range p.Topics {
		view.Topics = append(view.Topics, Link{Title: t.Title, URL: r.url(t.URL)})
	}
	for _, t := range p.Audiences {
		view.Audiences = append(view.Audiences, Link{Title: t.Title, URL: r.url(t.URL)})
	}
	if p.Doc == nil {
		return nil
	}
	front := &p.Doc.Front
	view.Lead = front.Description
	view.EditURL = r.site.EditURL(p.Path)
	view.ReportURL = r.site.ReportURL(p.Title, cmp.Or(view.Canonical, view.URL))
	view.Draft = front.Draft
	view.Fillable, view.Former = fillable(view.Kind.Slug, p), front.RedirectFrom
	if asks(p) {
		view.Ask = r.url("/ask/team/") + "#of=" + view.URL
	}
	view.Published, view.LastChecked, view.ReviewBy = dateView(front.Date), dateView(front.LastChecked), dateView(front.ReviewBy)
	for _, s := range front.Sources {
		view.Sources = append(view.Sources, Source{ID: s.ID, Title: s.Title, Author: s.Author, Publisher: s.Publisher,
			Date: markdown.DateInWords(s.Date), URL: s.URL, Licence: s.Licence, Number: p.Doc.Cited[s.ID]})
	}
	if !p.IsSection {
		view.Related = r.cards(r.site.RelatedTo(p))
	}
	if p.IsSection && front.Print {
		view.PrintURL = r.url(p.URL + "print/")
	}
	if r.Has(wordPath(p)) {
		view.Word = r.url(wordPath(p))
	}
	if view.Canonical != "" && kind.TraitsOf(view.Kind.Slug).FilledIn {
		code, err := qrCode(view.Canonical)
		if err != nil {
			return err
		}
		view.QR = code
	}
	r.fillKind(view, p)
	view.Contents = contents(p)
	return r.fillBody(view, p)
}

// fillable tells whether a page has something to tick or fill in. Statements that
// are there to be talked about are not.
func fillable(slug string, p *site.Page) bool {
	switch traits := kind.TraitsOf(slug); {
	case traits.Form:
		return true
	case traits.FilledIn:
		return len(p.Doc.Lists) > 0 || len(p.Doc.Blanks) > 0 || len(p.Doc.Cells) > 0
	case traits.Discussed:
		return false
	}
	return len(p.Doc.Lists) > 0
}

// fillKind fills in what only pages of one kind have.
func (r *Renderer) fillKind(view *Page, p *site.Page) {
	front := &p.Doc.Front
	switch traits := kind.TraitsOf(view.Kind.Slug); {
	case traits.Told:
		view.CaseStudy = &CaseStudy{Status: statusView(p), Place: front.Place, Sector: front.Sector, Period: front.Period}
	case traits.DefinesTerm:
		view.Term = &Term{Aliases: front.Aliases}
	case traits.Form:
		view.Checklist = &Checklist{Count: statementCount(p), Revised: dateView(cmp.Or(front.LastChecked, front.Date))}
		for _, t := range p.Include {
			if t.Page != nil && t.Page.Doc != nil && t.Page != p {
				view.Checklist.Sources = append(view.Checklist.Sources, Link{Title: t.Page.Title, URL: r.url(t.Page.URL)})
			}
		}
	}
}

func (r *Renderer) neighbour(p *site.Page) *Link {
	if p == nil {
		return nil
	}
	return &Link{Title: p.Title, URL: r.url(p.URL)}
}

// markCurrent marks the entry of the menu that leads to the page or to the
// nearest section around it.
func (r *Renderer) markCurrent(view *Page) {
	menu := slices.Clone(r.view.Menu)
	best := -1
	for i, link := range menu {
		if strings.HasPrefix(view.URL, link.URL) && link.URL != r.base && (best < 0 || len(link.URL) > len(menu[best].URL)) {
			best = i
		}
	}
	if best < 0 {
		return
	}
	menu[best].Current = true
	own := *r.view
	own.Menu = menu
	view.Site = &own
}

// A page gets a table of contents from this many headings and this much text.
const (
	contentsHeadings = 3
	contentsLength   = 1500
)

// contents makes the table of contents of a long page: headings of level 2,
// and those of level 3 under them.
func contents(p *site.Page) []Heading {
	length := 0
	for _, passage := range p.Doc.Passages {
		length += len(passage.Text)
	}
	var top []Heading
	for _, h := range p.Doc.Headings {
		entry := Heading{ID: h.ID, Text: h.Text}
		switch {
		case h.Level == 2:
			top = append(top, entry)
		case h.Level == 3 && len(top) > 0:
			top[len(top)-1].Under = append(top[len(top)-1].Under, entry)
		}
	}
	if len(top) < contentsHeadings || length < contentsLength {
		return nil
	}
	return top
}

func statusView(p *site.Page) *Status {
	text := p.StatusText()
	if text == "" {
		return nil
	}
	return &Status{Slug: p.Doc.Front.Status, Text: text}
}

// dateView gives a date as people write it.
func dateView(iso string) Date {
	if _, err := time.Parse(time.DateOnly, iso); err != nil {
		return Date{}
	}
	return Date{ISO: iso, Text: markdown.DateInWords(iso)}
}

func (r *Renderer) card(p *site.Page) Card {
	card := Card{Title: p.Title, URL: r.url(p.URL), Description: p.Description, Kind: kindView(p.Kind)}
	if p.Doc != nil {
		card.Date = dateView(p.Doc.Front.Date)
		card.Status = statusView(p)
	}
	return card
}

func (r *Renderer) cards(pages []*site.Page) []Card {
	cards := make([]Card, len(pages))
	for i, p := range pages {
		cards[i] = r.card(p)
	}
	return cards
}

func (r *Renderer) taxonCards(taxa []*site.Taxon) []Card {
	cards := make([]Card, len(taxa))
	for i, t := range taxa {
		cards[i] = Card{Title: t.Title, URL: r.url(t.URL), Description: t.Description, Kind: kindView(kind.Plain)}
	}
	return cards
}

// How much the home page shows.
const (
	frontChecklists = 3
	frontRecent     = 6
)

func (r *Renderer) front() *Front {
	front := &Front{}
	for _, e := range r.site.Urgent {
		file, anchor, found := strings.Cut(e.Page, "#")
		if p, ok := r.site.PageOf(path.Clean(file)); ok {
			link := Link{Title: cmp.Or(e.Title, p.Title), URL: r.url(p.URL)}
			switch {
			case found:
				link.URL += "#" + anchor
			case p.Doc != nil && p.Doc.Urgent > 0:
				link.URL += "#page.urgent"
			}
			front.Urgent = append(front.Urgent, link)
		}
	}
	for _, p := range r.doors() {
		if !r.site.Found {
			break // all pages at the top are listed
		}
		door := Door{Card: r.card(p), Count: countPages(p)}
		if p.Doc != nil && p.Doc.Front.DefaultKind != "" {
			door.Kind = kindView(p.Doc.Front.DefaultKind)
		}
		front.Doors = append(front.Doors, door)
	}
	var dated, checklists []*site.Page
	for _, p := range r.site.Pages {
		if p.Doc == nil || p.IsSection {
			continue
		}
		if kind.TraitsOf(p.Kind).Form {
			checklists = append(checklists, p)
		}
		if p.Doc.Front.Date != "" && !kind.TraitsOf(p.Kind).DefinesTerm {
			dated = append(dated, p)
		}
	}
	slices.SortStableFunc(checklists, site.CompareOrder)
	front.Checklists = r.cards(checklists[:min(frontChecklists, len(checklists))])
	front.Recent = r.cards(newest(dated, frontRecent))
	if !r.site.Found {
		return front // nobody asked for contributions in our words
	}
	for _, file := range []string{"about/contribute.md", "contribute.md", "CONTRIBUTING.md", "contributing.md"} {
		if p, ok := r.site.PageOf(path.Clean(file)); ok {
			front.Contribute = &Link{Title: p.Title, URL: r.url(p.URL)}
			break
		}
	}
	return front
}

// newest gives the n pages with the latest dates. Of one day, those of a
// special kind come before plain pages.
func newest(pages []*site.Page, n int) []*site.Page {
	plain := func(p *site.Page) int {
		if p.Kind == kind.Plain {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(cmp.Compare(b.Doc.Front.Date, a.Doc.Front.Date), cmp.Compare(plain(a), plain(b)), cmp.Compare(a.URL, b.URL))
	})
	return pages[:min(n, len(pages))]
}

func countPages(p *site.Page) int {
	n := 0
	for _, child := range p.Children {
		if child.IsSection {
			n += countPages(child)
		} else {
			n++
		}
	}
	return n
}
