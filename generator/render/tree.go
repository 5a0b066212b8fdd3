package render

import (
	"html"
	"html/template"

	"github.com/open-stewardship/steward/generator/site"
)

const (
	fewestInTree = 6   // pages below this number are found without a tree
	wholeTree    = 100 // a tree of so many pages stands on each of them
	mostSiblings = 20  // of a folder with more, those around the page are shown
)

// tree makes the tree beside a page: all of a small one, else the branch that
// the page is on, so that it costs the same on a site of 10,000 pages.
func (r *Renderer) tree(p *site.Page) *Tree {
	root := r.treeRoot(p)
	if root == nil || p == r.site.Home {
		return nil
	}
	total := r.pagesBelow[root]
	if total < fewestInTree {
		return nil
	}
	onWay := map[*site.Page]bool{}
	for up := p; up != nil; up = up.Parent {
		onWay[up] = true
	}
	return &Tree{Title: root.Title, URL: r.url(root.URL), Branches: r.branches(root, p, onWay, total <= wholeTree)}
}

// treeRoot is the section whose tree a page stands in: in a folder without
// site.yaml the whole site, else the outermost section that asks for a tree.
func (r *Renderer) treeRoot(p *site.Page) *site.Page {
	if !r.site.Found {
		return r.site.Home
	}
	var root *site.Page
	for up := p; up != nil; up = up.Parent {
		if up.IsSection && up.Doc != nil && up.Doc.Front.Tree {
			root = up
		}
	}
	return root
}

// branches lists what is in a section, with what is below it on the way to the
// page, or below everything.
func (r *Renderer) branches(section, page *site.Page, onWay map[*site.Page]bool, whole bool) []Branch {
	children := section.Children
	from, to := 0, len(children)
	if to > mostSiblings {
		at := 0
		for up := page; up != nil && up != section; up = up.Parent {
			at = up.Place
		}
		from = max(0, min(at-mostSiblings/2, to-mostSiblings))
		to = from + mostSiblings
	}
	branches := make([]Branch, 0, to-from+1)
	for _, child := range children[from:to] {
		branch := newBranch(child.Title, r.url(child.URL), child == page)
		if whole || onWay[child] {
			branch.Open = onWay[child]
			branch.Under = r.branches(child, page, onWay, whole)
		}
		branches = append(branches, branch)
	}
	if to-from < len(children) {
		all := newBranch("", r.url(section.URL), false)
		all.All = len(children)
		branches = append(branches, all)
	}
	return branches
}

// newBranch makes a branch with its link ready: a page has dozens, and filtering
// the address of each anew took a third of the time of a page.
func newBranch(title, url string, current bool) Branch {
	link := `href="` + html.EscapeString(url) + `"`
	if current {
		link += ` aria-current="page"`
	}
	return Branch{Title: title, URL: url, Link: template.HTMLAttr(link), Current: current}
}

// countBelow counts the pages below each section.
func countBelow(p *site.Page, counts map[*site.Page]int) int {
	n := 0
	for _, child := range p.Children {
		n += 1 + countBelow(child, counts)
	}
	if p.IsSection {
		counts[p] = n
	}
	return n
}
