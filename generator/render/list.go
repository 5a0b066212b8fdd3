package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// sectionGroups lists what is in a section: its own pages first, then each
// section within with its pages. One that holds no other page is listed as a
// page. A glossary is listed by letter.
func (r *Renderer) sectionGroups(p *site.Page) []Group {
	own := Group{}
	var groups []Group
	for _, child := range p.Children {
		if !child.IsSection || len(child.Children) == 0 {
			own.Cards = append(own.Cards, r.card(child))
			continue
		}
		group := Group{Title: child.Title, ID: "in." + site.Slugify(child.Title), URL: r.url(child.URL)}
		for _, below := range child.Children {
			group.Cards = append(group.Cards, r.card(below))
		}
		groups = append(groups, group)
	}
	if p.Doc != nil && kind.TraitsOf(p.Doc.Front.DefaultKind).DefinesTerm && len(groups) == 0 {
		return byLetter(own.Cards)
	}
	if len(own.Cards) > 0 {
		groups = slices.Insert(groups, 0, own)
	}
	return groups
}

// everything lists all pages that have a file, by the first letter of their
// titles.
func (r *Renderer) everything() []Group {
	pages := r.site.Documents()
	pages = slices.DeleteFunc(pages, func(p *site.Page) bool { return p == r.site.Home })
	return byLetter(r.cards(pages))
}

// byLetter groups pages by the first letter of their titles.
func byLetter(cards []Card) []Group {
	slices.SortStableFunc(cards, func(a, b Card) int {
		return cmp.Or(cmp.Compare(letter(a.Title), letter(b.Title)),
			cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), cmp.Compare(a.URL, b.URL))
	})
	var groups []Group
	for _, card := range cards {
		l := letter(card.Title)
		if n := len(groups); n == 0 || groups[n-1].Title != l {
			groups = append(groups, Group{Title: l, ID: "letter." + strings.ToLower(l)})
		}
		last := &groups[len(groups)-1]
		last.Cards = append(last.Cards, card)
	}
	return groups
}

// letter is the heading a title stands under: its first letter, "#" for a
// digit or a sign.
func letter(title string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(title))
	if !unicode.IsLetter(first) {
		return "#"
	}
	return string(unicode.ToUpper(first))
}

// wholeList is a list that stands on one page whatever its length.
func wholeList(groups []Group) *List {
	list := &List{Groups: groups}
	for _, g := range groups {
		list.Total += len(g.Cards)
	}
	return list
}

// fillList fills in the part of the list at an address that stands on this
// page; the parts are counted from 1.
func (r *Renderer) fillList(view *Page, url string, number int) {
	groups := r.lists[url]
	view.List = &List{}
	kinds := map[Kind]bool{}
	for _, g := range groups {
		view.List.Total += len(g.Cards)
		for _, card := range g.Cards {
			kinds[card.Kind] = true
		}
	}
	view.List.OneKind = len(kinds) == 1
	if view.List.Total <= perPage {
		view.List.Groups = groups
		return
	}
	from, to := (number-1)*perPage, number*perPage
	at := 0
	for _, g := range groups {
		first, last := max(from-at, 0), min(to-at, len(g.Cards))
		at += len(g.Cards)
		if first < last {
			g.Cards = g.Cards[first:last]
			view.List.Groups = append(view.List.Groups, g)
		}
	}
	view.List.Pager = r.pager(url, number, (view.List.Total+perPage-1)/perPage)
}

func (r *Renderer) pager(url string, number, of int) *Pager {
	pager := &Pager{Number: number, Of: of}
	for n := 1; n <= of; n++ {
		pager.Pages = append(pager.Pages, Link{Title: strconv.Itoa(n), URL: r.url(partURL(url, n)), Current: n == number})
	}
	if number > 1 {
		pager.Previous = r.url(partURL(url, number-1))
	}
	if number < of {
		pager.Next = r.url(partURL(url, number+1))
	}
	return pager
}
