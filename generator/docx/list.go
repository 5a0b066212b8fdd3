package docx

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Lists in numbering.xml.
const (
	bullets = 1 // that all bullets share
	numbers = 2 // that the style List Number has; those of the text follow
	deepest = 8 // level, from 0
)

// count is a numbered list: its first number, and how deep it lies in others.
type count struct{ first, level int }

// list writes a list. Each numbered one counts on its own.
func (w *writer) list(n *html.Node, p place) {
	number := bullets
	if n.Data == "ol" {
		number = w.numbered(attribute(n, "start"), p.level)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && c.Data == "li":
			w.item(c, p, number)
		case c.Type == html.ElementNode && !unseen[c.Data] && !running[c.Data]:
			w.block(c, p)
		case shows(c):
			w.begin(p)
			w.inline(c, format{})
			w.end()
		}
	}
	if p.level == 0 {
		w.gap = max(w.gap, 80)
	}
}

// numbered starts a list that counts, and gives its number in numbering.xml.
func (w *writer) numbered(start string, level int) int {
	first, err := strconv.Atoi(start)
	if err != nil || first < 0 || first > 32767 {
		first = 1
	}
	w.counts = append(w.counts, count{first, min(level, deepest)})
	return numbers + len(w.counts)
}

// item writes a list item. One that opens with a tick box has that for its
// label. An empty one keeps its label: it is there to be filled in.
func (w *writer) item(n *html.Node, p place, list int) {
	p.level++
	p.indent = min(p.indent+step, farthest)
	if p.style != "Action" { // these keep their looks
		p.style = ""
	}
	p.label = &label{list: list}
	if opensWithBox(n) {
		p.label = &label{box: true}
	}
	w.blocks(n, p)
	w.lead(p)
}

// lead writes the label of an item that has no paragraph to bear it.
func (w *writer) lead(p place) {
	if p.label == nil || p.label.used {
		return
	}
	w.begin(p)
	w.end()
}

// opensWithBox tells an item of a task list.
func opensWithBox(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case isBox(c):
			return true
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode:
			continue
		}
		return c.Type == html.ElementNode && (c.Data == "p" || c.Data == "label" || c.Data == "span") && opensWithBox(c)
	}
	return false
}

// numbering writes numbering.xml: a list of bullets, a list of numbers, and
// for each numbered list in the text one that follows it and starts afresh.
func numbering(counts []count) string {
	var b strings.Builder
	b.WriteString(`<w:numbering xmlns:w="` + wordNS + `">`)
	b.WriteString(levels(0, "bullet", "ListBullet", func(level int) string { return []string{"•", "–"}[level%2] }))
	b.WriteString(levels(1, "decimal", "ListNumber", func(level int) string { return fmt.Sprintf("%%%d.", level+1) }))
	fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num>`, bullets)
	fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/></w:num>`, numbers)
	for i, c := range counts {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="%d">`+
			`<w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, numbers+1+i, c.level, c.first)
	}
	b.WriteString(`</w:numbering>`)
	return b.String()
}

func levels(id int, kind, style string, text func(level int) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, id)
	for level := range deepest + 1 {
		fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>`, level, kind)
		if level == 0 {
			fmt.Fprintf(&b, `<w:pStyle w:val="%s"/>`, style)
		}
		fmt.Fprintf(&b, `<w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr>`+
			`<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/></w:rPr></w:lvl>`,
			text(level), step*(level+1), step)
	}
	b.WriteString(`</w:abstractNum>`)
	return b.String()
}
