package site

import (
	"cmp"
	"math"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/open-stewardship/steward/generator/source"
)

// order sorts the children of every page and joins neighbours, in the order in
// which the whole site would be read, folder after folder. A folder without a
// page of its own is passed over.
func (b *assembler) order() {
	b.number()
	var previous *Page
	var down func(p *Page)
	down = func(p *Page) {
		if p.Doc != nil && p != b.site.Home {
			if previous != nil {
				previous.Next, p.Previous = p, previous
			}
			previous = p
		}
		slices.SortStableFunc(p.Children, CompareOrder)
		for i, child := range p.Children {
			child.Place = i
			down(child)
		}
	}
	down(b.site.Home)
}

// CompareOrder orders pages as a list of them does: by weight; as the site's
// own list of contents has them, if it came with one; by the numbers their
// names start with; by title. What has none of a kind comes after what has.
func CompareOrder(x, y *Page) int {
	return cmp.Or(cmp.Compare(weight(x), weight(y)), cmp.Compare(x.listed(), y.listed()),
		compareNumbers(x, y), compareTitles(x, y))
}

// weight is the weight of a page; one without any comes after all others.
func weight(p *Page) float64 {
	switch {
	case p.Doc != nil && p.Doc.Front.Weighted:
		return p.Doc.Front.Weight
	case p.category.positioned:
		return p.category.position
	}
	return math.Inf(1)
}

// listed is the place of a page in the list of contents.
func (p *Page) listed() int {
	if p.contents == 0 {
		return math.MaxInt
	}
	return p.contents
}

// compareNumbers orders names that start with numbers by these: 02 before 10.
// Of posts, whose names start with a day, the newest comes first.
func compareNumbers(x, y *Page) int {
	nx, ny := startsWithDigit(x.fileName()), startsWithDigit(y.fileName())
	switch {
	case nx && ny && x.isPost() && y.isPost():
		return natural(y.fileName(), x.fileName())
	case nx && ny:
		return natural(x.fileName(), y.fileName())
	case nx:
		return -1
	case ny:
		return 1
	}
	return 0
}

// fileName is the name of a page's file, or of the folder it is the page of.
func (p *Page) fileName() string {
	if p.IsSection && p.folder != "" {
		return path.Base(p.folder)
	}
	return path.Base(p.Path)
}

// isPost tells whether a page lies in a folder of posts, as Jekyll has them.
func (p *Page) isPost() bool { return source.IsPost(p.Path) }

func startsWithDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

func compareTitles(x, y *Page) int {
	return cmp.Or(natural(strings.ToLower(x.Title), strings.ToLower(y.Title)), cmp.Compare(x.URL, y.URL))
}

// natural compares two texts with runs of digits as the numbers they are.
func natural(x, y string) int {
	for x != "" && y != "" {
		nx, ny := digits(x), digits(y)
		if nx > 0 && ny > 0 {
			a, b := strings.TrimLeft(x[:nx], "0"), strings.TrimLeft(y[:ny], "0")
			if c := cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)); c != 0 {
				return c
			}
			x, y = x[nx:], y[ny:]
			continue
		}
		a, sizeX := utf8.DecodeRuneInString(x)
		b, sizeY := utf8.DecodeRuneInString(y)
		if a != b {
			return cmp.Compare(a, b)
		}
		x, y = x[sizeX:], y[sizeY:]
	}
	return cmp.Compare(len(x), len(y))
}

// digits counts the digits that open a text.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
