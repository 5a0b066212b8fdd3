package render

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/open-stewardship/steward/generator/site"
)

// addPrint adds the page that prints all of a section, where it asks for one.
func (r *Renderer) addPrint(p *site.Page) {
	if !p.IsSection || p.Doc == nil || !p.Doc.Front.Print {
		return
	}
	path := file(p.URL + "print/")
	if _, taken := r.outputs[path]; !taken {
		r.outputs[path] = output{kind: printOutput, page: p}
	}
}

// fillPrint fills in a page that prints a section.
func (r *Renderer) fillPrint(view *Page, section *site.Page) error {
	view.Breadcrumbs = append(view.Breadcrumbs, Link{Title: section.Title, URL: r.url(section.URL)})
	view.Description, view.Caveat = section.Description, section.Caveat
	view.Lead = section.Doc.Front.Description
	err := r.fillBody(view, section)
	if err != nil {
		return err
	}
	view.Parts, err = r.printParts(section)
	return err
}

// printParts makes the parts of a page that prints a section: every page below
// it, in order, its ids and the links to them changed so that none clash.
func (r *Renderer) printParts(section *site.Page) ([]PrintPart, error) {
	pages := pagesBelow(section)
	anchors := map[string]string{} // address of a page -> id of its part
	for i, p := range pages {
		anchors[r.url(p.URL)] = fmt.Sprintf("part.%d", i+1)
	}
	var parts []PrintPart
	for i, p := range pages {
		view, err := r.pageView(strings.TrimPrefix(p.URL, "/")+"index.html", output{kind: pageOutput, page: p})
		if err != nil {
			return nil, err
		}
		id := fmt.Sprintf("part.%d", i+1)
		body, err := apart(view.Urgent+view.Body, id, anchors)
		if err != nil {
			return nil, fmt.Errorf("printing %s: %w", p.Name(), err)
		}
		notes, err := apart(view.Notes, id, anchors)
		if err != nil {
			return nil, fmt.Errorf("printing the notes of %s: %w", p.Name(), err)
		}
		parts = append(parts, PrintPart{ID: id, Page: view, Body: body, Notes: notes})
	}
	return parts, nil
}

// pagesBelow gives all pages in a section, those in sections within too.
func pagesBelow(section *site.Page) []*site.Page {
	var pages []*site.Page
	for _, child := range section.Children {
		if child.IsSection {
			pages = append(pages, pagesBelow(child)...)
		} else {
			pages = append(pages, child)
		}
	}
	return pages
}

// idAttributes refer to ids.
var idAttributes = map[string]bool{"id": true, "for": true, "aria-labelledby": true, "aria-describedby": true, "aria-controls": true}

// apart changes the ids in a body so that they begin with that of its part, and
// leads links to another part to that part on the same paper.
func apart(body template.HTML, part string, anchors map[string]string) (template.HTML, error) {
	container := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(string(body)), container)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	for _, n := range nodes {
		prefixIDs(n, part, anchors)
		if err := html.Render(&b, n); err != nil {
			return "", err
		}
	}
	return safe(b.Bytes()), nil
}

// prefixIDs changes the ids, and the names: radio buttons of one name are one
// question, and two parts must not share it.
func prefixIDs(n *html.Node, part string, anchors map[string]string) {
	for i, a := range n.Attr {
		switch {
		case a.Key == "name":
			n.Attr[i].Val = part + "." + a.Val
		case idAttributes[a.Key]:
			ids := strings.Fields(a.Val)
			for j := range ids {
				ids[j] = part + "." + ids[j]
			}
			n.Attr[i].Val = strings.Join(ids, " ")
		case a.Key == "href" && n.Data == "a":
			n.Attr[i].Val = onPaper(a.Val, part, anchors)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		prefixIDs(c, part, anchors)
	}
}

// onPaper gives where a link leads when its page is printed with others.
func onPaper(href, part string, anchors map[string]string) string {
	address, anchor, hasAnchor := strings.Cut(href, "#")
	if address != "" {
		other, here := anchors[address]
		if !here {
			return href
		}
		part = other
	}
	if !hasAnchor {
		return "#" + part
	}
	return "#" + part + "." + anchor
}
