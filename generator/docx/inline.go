package docx

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// format is how a run of text looks.
type format struct {
	bold, italic, strike, code, key, mark, sup, sub, link bool
}

// properties writes a format in the order that Word wants.
func (f format) properties() string {
	var b strings.Builder
	switch {
	case f.link:
		b.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
	case f.key:
		b.WriteString(`<w:rStyle w:val="Keyboard"/>`)
	case f.code:
		b.WriteString(`<w:rStyle w:val="InlineCode"/>`)
	}
	for _, on := range []struct {
		is  bool
		xml string
	}{
		{f.bold, `<w:b/>`}, {f.italic, `<w:i/>`}, {f.strike, `<w:strike/>`},
		{f.mark, `<w:shd w:val="clear" w:color="auto" w:fill="FBE59B"/>`},
		{f.sup, `<w:vertAlign w:val="superscript"/>`}, {f.sub && !f.sup, `<w:vertAlign w:val="subscript"/>`},
	} {
		if on.is {
			b.WriteString(on.xml)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return `<w:rPr>` + b.String() + `</w:rPr>`
}

// write adds text to the open paragraph, white space folded as in HTML.
func (w *writer) write(text string, f format) {
	for _, c := range clean(text) {
		switch {
		case c == ' ' || c == '\n' || c == '\t':
			w.par.space = !w.par.empty
		default:
			w.due(f)
			w.raw(string(c), f)
		}
	}
}

// raw adds text as it is, to the run being written if that looks the same.
func (w *writer) raw(text string, f format) {
	if w.par.format != f {
		w.flush()
		w.par.format = f
	}
	w.par.text.WriteString(text)
}

// flush ends the run being written.
func (w *writer) flush() {
	if w.par.text.Len() == 0 {
		return
	}
	w.par.runs.WriteString(`<w:r>` + w.par.format.properties() + `<w:t xml:space="preserve">` +
		escape(w.par.text.String()) + `</w:t></w:r>`)
	w.par.text.Reset()
}

// due writes the space or the ends of lines that what follows makes visible.
func (w *writer) due(f format) {
	if w.par.breaks > 0 {
		w.flush()
		w.par.runs.WriteString(`<w:r>` + strings.Repeat(`<w:br/>`, w.par.breaks) + `</w:r>`)
	} else if w.par.space {
		w.raw(" ", between(w.par.format, f))
	}
	w.par.space, w.par.breaks, w.par.empty = false, 0, false
}

// between is how a space looks that stands between two formats: plain, so that
// no line or colour sticks out of a word, unless they are the same.
func between(a, b format) format {
	if a == b {
		return a
	}
	return format{link: a.link && b.link}
}

// markup adds finished XML to the open paragraph.
func (w *writer) markup(xml string) {
	w.due(format{})
	w.flush()
	w.par.runs.WriteString(xml)
}

// tab leads from a label to its text.
func (w *writer) tab() {
	w.markup(`<w:r><w:tab/></w:r>`)
	w.par.empty = true
}

// newLine makes what follows start on a line of its own.
func (w *writer) newLine() {
	if !w.par.empty {
		w.par.breaks = max(w.par.breaks, 1)
	}
}

// inline writes running text. What does not belong there, a table in a link,
// say, gives its text.
func (w *writer) inline(n *html.Node, f format) {
	if n.Type == html.TextNode {
		w.write(n.Data, f)
		return
	}
	if n.Type != html.ElementNode || unseen[n.Data] {
		return
	}
	switch n.Data {
	case "strong", "b", "th", "summary":
		f.bold = true
	case "em", "i", "cite", "dfn", "var":
		f.italic = true
	case "del", "s":
		f.strike = true
	case "code", "samp", "pre":
		f.code = true
	case "kbd":
		f.key = true
	case "mark":
		f.mark = true
	case "sup":
		f.sup = true
	case "sub":
		f.sub = true
	case "br":
		if !w.par.empty {
			w.par.breaks++
		}
		return
	case "img":
		w.write(attribute(n, "alt"), format{italic: true})
		return
	case "a":
		w.anchor(n, f)
		return
	case "input":
		w.box(n)
		return
	case "span":
		if hasClass(n, "blank") {
			w.blank(n)
			return
		}
	}
	if !running[n.Data] {
		w.newLine()
	}
	w.inlines(n, f)
	if !running[n.Data] {
		w.newLine()
	}
}

func (w *writer) inlines(n *html.Node, f format) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.inline(c, f)
	}
}

// anchor writes a link, or its text if it leads nowhere that a document may
// lead to. A link in a link and the number of a note are their text.
func (w *writer) anchor(n *html.Node, f format) {
	href := strings.TrimSpace(attribute(n, "href"))
	anchor, here := strings.CutPrefix(href, "#")
	mark, inside := w.marks[anchor]
	address, outside := webAddress(href)
	if !hasText(n) {
		return
	}
	var open string
	switch {
	case f.link || f.sup:
	case here && inside:
		open = fmt.Sprintf(`<w:hyperlink w:anchor="%s" w:history="1">`, mark)
	case outside:
		open = fmt.Sprintf(`<w:hyperlink r:id="%s" w:history="1">`, w.relation(address))
	}
	if open == "" {
		w.inlines(n, f)
		return
	}
	w.markup(open)
	f.link = true
	w.inlines(n, f)
	w.flush()
	w.par.runs.WriteString(`</w:hyperlink>`)
}

// relation gives the id of the relation that leads to an address.
func (w *writer) relation(address string) string {
	id, ok := w.linked[address]
	if !ok {
		id = fmt.Sprintf("link%d", len(w.links)+1)
		w.linked[address] = id
		w.links = append(w.links, relation{id: id, kind: officeNS + "relationships/hyperlink", target: address, external: true})
	}
	return id
}

// longestAddress is the longest one that Word follows.
const longestAddress = 2000

// webAddress gives an address as Word takes it, and false for one it must not
// follow or that is not well formed: Word calls a document with such a one
// damaged.
func webAddress(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || clean(address) != address {
		return "", false
	}
	switch u.Scheme {
	case "http", "https":
		if u.Hostname() == "" {
			return "", false
		}
	case "mailto", "tel":
		if u.Opaque == "" {
			return "", false
		}
	default:
		return "", false
	}
	s := u.String()
	for _, c := range s {
		if c <= ' ' || c > '~' || strings.ContainsRune("<>\"{}|\\^`", c) {
			return "", false
		}
	}
	return s, len(s) <= longestAddress
}
