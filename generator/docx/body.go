package docx

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parse reads a stretch of HTML. One that is nested too deeply to be read gives
// its text.
func parse(source string) *html.Node {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(source), body)
	if err != nil {
		nodes = []*html.Node{{Type: html.TextNode, Data: textOfTokens(source)}}
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body
}

// html writes a stretch of HTML.
func (w *writer) html(source string, p place) {
	w.blocks(parse(source), p)
}

// textOfTokens is the text of HTML that is not taken apart.
func textOfTokens(source string) string {
	var b strings.Builder
	hidden := false
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken:
			name, _ := z.TagName()
			hidden = unseen[string(name)]
		case html.EndTagToken:
			hidden = false
		case html.TextToken:
			if !hidden {
				b.WriteString(z.Token().Data)
				b.WriteByte(' ')
			}
		}
	}
}

// blocks writes what is in an element: blocks, and running text between them
// as paragraphs.
func (w *writer) blocks(n *html.Node, p place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && (w.par.open || strings.TrimSpace(c.Data) != ""),
			c.Type == html.ElementNode && running[c.Data] && (w.par.open || shows(c)):
			w.begin(p)
			w.inline(c, format{})
		case c.Type == html.ElementNode && !running[c.Data] && !unseen[c.Data]:
			w.end()
			w.block(c, p)
			w.end()
		}
	}
	w.end()
}

// block writes one block.
func (w *writer) block(n *html.Node, p place) {
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.heading(n, p)
	case "p":
		w.paragraph(n, p)
	case "ul", "ol", "menu":
		w.lead(p)
		w.list(n, p)
	case "li": // without a list around it
		w.item(n, p, bullets)
	case "dt", "summary":
		p.style, p.keep = orStyle(p, "Term"), true
		w.blocks(n, p)
	case "dd":
		p.style = orStyle(p, "Definition")
		w.blocks(n, p)
	case "blockquote":
		w.quote(n, p, "Quote", "B8C4BF")
	case "aside":
		if hasClass(n, "callout") {
			w.quote(n, p, "Callout", "0A4F4D")
			return
		}
		w.blocks(n, p)
	case "pre":
		w.lead(p)
		w.preformatted(n, p)
	case "table":
		w.lead(p)
		w.dataTable(n, p)
	case "hr":
		w.rule = true
	case "details":
		w.blocks(n, p)
		w.gap = max(w.gap, 60)
	default:
		w.blocks(n, p)
	}
}

// orStyle gives a style, unless the place has one of its own.
func orStyle(p place, style string) string {
	if p.style != "" || p.label != nil {
		return p.style
	}
	return style
}

func (w *writer) paragraph(n *html.Node, p place) {
	if !shows(n) {
		return
	}
	if hasClass(n, "callout-title") && p.style == "Callout" {
		p.style, p.keep = "CalloutTitle", true
	}
	p.keep = p.keep || leadsTable(n)
	w.begin(p)
	w.inlines(n, format{})
	w.end()
}

// leadsTable tells whether a table comes next, so that the words that lead to
// it stay on its page.
func leadsTable(n *html.Node) bool {
	next := n.NextSibling
	for next != nil && (next.Type == html.CommentNode || next.Type == html.TextNode && strings.TrimSpace(next.Data) == "") {
		next = next.NextSibling
	}
	return next != nil && next.Type == html.ElementNode && (next.Data == "table" || next.Data == "div" && hasClass(next, "table"))
}

// heading writes a heading, no more than one level below the last one, so that
// the outline has no gap. In a table or a list it is a bold line.
func (w *writer) heading(n *html.Node, p place) {
	if !shows(n) {
		return
	}
	if p.cell || p.label != nil || p.bar != "" {
		p.keep = true
		w.begin(p)
		w.par.before = w.bookmark(attribute(n, "id"))
		w.inlines(n, format{bold: true})
		w.end()
		return
	}
	level := max(int(n.Data[1]-'0')-1, 1) // the document's title is the first level of a page
	w.level = min(level, w.level+1, 3)
	w.begin(place{style: "Heading" + strconv.Itoa(w.level)})
	w.par.before = w.bookmark(attribute(n, "id"))
	w.inlines(n, format{})
	w.end()
}

// bookmark makes a heading one that a link can lead to, if any does.
func (w *writer) bookmark(id string) string {
	name, known := w.marks[id]
	if !known || !w.wanted[id] || w.marked[name] {
		return ""
	}
	w.marked[name] = true
	return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="%s"/><w:bookmarkEnd w:id="%[1]d"/>`, len(w.marked), name)
}

// findMarks notes the headings with an id, as places that a link can lead to,
// and the links that do.
func (w *writer) findMarks(n *html.Node, inBlock bool) {
	if n.Type != html.ElementNode || unseen[n.Data] {
		return
	}
	if anchor, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok && n.Data == "a" {
		w.wanted[anchor] = true
	}
	if id := attribute(n, "id"); id != "" && inBlock && isHeading(n) && shows(n) {
		if _, known := w.marks[id]; !known {
			w.marks[id] = fmt.Sprintf("section%d", len(w.marks)+1)
		}
	}
	inBlock = inBlock && !running[n.Data] && n.Data != "p" && n.Data != "pre" && !isHeading(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.findMarks(c, inBlock)
	}
}

func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

// quote writes what stands beside a bar: that of the style for paragraphs in
// it, one of the same colour for lists.
func (w *writer) quote(n *html.Node, p place, style, bar string) {
	w.lead(p)
	p.label = nil
	if p.style == "" || p.bar != "" {
		p.style = style
	}
	if !p.cell {
		p.bar = bar
		p.indent = min(p.indent+284, farthest)
	}
	w.blocks(n, p)
	w.gap = max(w.gap, 100)
}

// preformatted writes text with its lines and spaces as they are.
func (w *writer) preformatted(n *html.Node, p place) {
	text := strings.Trim(clean(textOf(n)), "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	p.style, p.label = "Code", nil
	w.begin(p)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.flush()
			w.par.runs.WriteString(`<w:r><w:br/></w:r>`)
		}
		w.raw(strings.ReplaceAll(line, "\t", "    "), format{})
	}
	w.end()
}
