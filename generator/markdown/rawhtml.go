package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// rawPolicy is the HTML that may stand in a page: text and its structure,
// tables, pictures, folding sections. No ids and classes, which are the
// theme's, no styles, no forms, nothing that runs or loads.
var rawPolicy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details",
		"dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
		"li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary",
		"sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr")
	p.AllowAttrs("href", "title").OnElements("a")
	p.AllowAttrs("src", "alt", "title").OnElements("img")
	p.AllowAttrs("title").OnElements("abbr", "dfn")
	p.AllowAttrs("datetime").OnElements("time", "del", "ins")
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z-]{2,35}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(open)?$`)).OnElements("details")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[1-9]\d?$`)).OnElements("td", "th")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(row|col)(group)?$`)).OnElements("th")
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^\d{1,6}$`)).OnElements("ol")
	p.AllowRelativeURLs(true)
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowNoAttrs().OnElements("a", "abbr", "img", "span", "td", "th", "ol", "time", "del", "ins")
	return p
})

var voidElements = []string{"br", "hr", "img", "wbr"}

func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	var raw []byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		raw = append(raw, line.Value(w.src)...)
	}
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(w.src)...)
	}
	w.raw(raw, n.Pos())
	w.plain.WriteByte('\n')
}

// raw writes HTML that stands in the Markdown: what the policy lets through,
// with links and pictures treated like all others. An element that is open at
// the end of the block it stands in is closed there, and an end tag without a
// beginning is dropped, so that no page can break the layout around it.
func (w *writer) raw(markup []byte, at int) {
	tokens := html.NewTokenizer(bytes.NewReader(rawPolicy().SanitizeBytes(markup)))
	for tokens.Next() != html.ErrorToken {
		token := tokens.Token()
		switch token.Type {
		case html.TextToken:
			w.text(token.Data, w.marked())
		case html.StartTagToken, html.SelfClosingTagToken:
			w.rawStart(token, at)
		case html.EndTagToken:
			w.rawEnd(token.Data)
		}
	}
}

// openElement is a raw element that is open, and for a link inside the site
// the number of that link.
type openElement struct {
	name string
	link int // -1 for all others
}

func (w *writer) rawStart(token html.Token, at int) {
	attrs := map[string]string{}
	for _, a := range token.Attr {
		attrs[a.Key] = a.Val
	}
	element := openElement{token.Data, -1}
	switch token.Data {
	case "img":
		w.pictureAt(attrs["src"], attrs["title"], attrs["alt"], at)
		return
	case "a":
		if w.linked > 0 {
			return // a link inside a link
		}
		w.linked++
		if href := attrs["href"]; href != "" && schemeOf(href) == "" {
			element.link = w.siteLink(href, attrs["title"], at)
			w.hole(LinkHole, element.link)
			w.open = append(w.open, element)
			return
		}
	}
	w.html("<", token.Data)
	for _, a := range token.Attr {
		w.html(" ", a.Key, `="`, escape(a.Val), `"`)
	}
	w.html(">")
	if !slices.Contains(voidElements, token.Data) {
		w.open = append(w.open, element)
	}
}

// rawEnd closes the innermost element of a name that was opened in the block
// being written, and what is open inside it.
func (w *writer) rawEnd(name string) {
	for i := len(w.open) - 1; i >= w.base; i-- {
		if w.open[i].name == name {
			w.closeRaw(i)
			return
		}
	}
}

// closeRaw closes raw elements until only depth are open.
func (w *writer) closeRaw(depth int) {
	for len(w.open) > depth {
		last := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		if last.name == "a" {
			w.linked--
		}
		if last.link >= 0 {
			w.hole(LinkEndHole, last.link)
		} else {
			w.html("</", last.name, ">")
		}
	}
}
