package markdown

import (
	"bytes"
	"cmp"
	"html"
	"net/url"
	"regexp"
	"strings"

	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/open-stewardship/steward/generator/diag"
)

// inlines writes the running text inside a block.
func (w *writer) inlines(n ast.Node) {
	w.contained(func() {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			w.inline(c)
		}
	})
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(w.textOf(n), w.marked())
		if n.HardLineBreak() {
			w.html("<br>\n")
			w.plain.WriteByte(' ')
		} else if n.SoftLineBreak() {
			w.text("\n", w.marked())
		}
	case *ast.String:
		w.text(string(n.Value), w.marked())
	case *ast.CodeSpan:
		w.span("code", n)
	case *ast.Emphasis:
		tag := "em"
		if n.Level == 2 {
			tag = "strong"
		}
		w.html("<", tag, ">")
		w.inlines(n)
		w.html("</", tag, ">")
	case *east.Strikethrough:
		w.html("<del>")
		w.inlines(n)
		w.html("</del>")
	case *ast.Link:
		w.link(n, string(n.Destination), string(n.Title))
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.picture(n)
	case *ast.RawHTML:
		w.raw(rawOf(n.Segments, w.src))
	case *east.TaskCheckBox:
		w.html(`<input type="checkbox" disabled`)
		if n.IsChecked {
			w.html(" checked")
		}
		w.html("> ")
	case *emojiast.Emoji:
		w.text(w.emojiText(n), false)
	case *wikiNode:
		w.wiki(n)
	case *blankNode:
		w.hole(BlankHole, len(w.doc.Blanks))
		w.doc.Blanks = append(w.doc.Blanks, n.name)
		w.plain.WriteString(n.name)
	case *lostNoteNode:
		w.report(n.Pos(), diag.Error, "note", "nothing in this page is called [^"+n.id+"]",
			"add a source with `id: "+n.id+"` to the front matter, or a line `[^"+n.id+"]: …`")
		w.text("[^"+n.id+"]", false)
	case *east.FootnoteLink:
		w.waiting = append(w.waiting, Hole{Kind: NoteHole, Index: n.Index, Repeat: w.notes[n.Index]})
		w.notes[n.Index]++
		w.citeWaiting()
	case *east.FootnoteBacklink:
		// written by noteList, behind whatever a note ends with
	default:
		w.inlines(n)
	}
}

// citeWaiting leaves the holes of notes as soon as no link is open: a link
// cannot hold another.
func (w *writer) citeWaiting() {
	if w.linked > 0 {
		return
	}
	for _, hole := range w.waiting {
		hole.Start, hole.End = len(w.out.HTML), len(w.out.HTML)
		w.out.Holes = append(w.out.Holes, hole)
	}
	w.waiting = w.waiting[:0]
}

// span writes text that holds no glossary term: code.
func (w *writer) span(tag string, n ast.Node) {
	w.html("<", tag, ">")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.text(strings.ReplaceAll(string(t.Value(w.src)), "\n", " "), false)
		}
	}
	w.html("</", tag, ">")
}

// text writes plain text. If marked, a glossary term may be found in it; runs
// that follow each other are one, so that a term may cross a line's end.
func (w *writer) text(s string, marked bool) {
	start := len(w.out.HTML)
	w.html(escape(s))
	w.plain.WriteString(strings.ReplaceAll(s, "\n", " "))
	if !marked {
		return
	}
	end := len(w.out.HTML)
	if last := len(w.out.Holes) - 1; last >= 0 && w.out.Holes[last].Kind == TextHole && w.out.Holes[last].End == start {
		w.out.Holes[last].End = end
		return
	}
	if strings.TrimSpace(s) != "" {
		w.out.Holes = append(w.out.Holes, Hole{Kind: TextHole, Start: start, End: end})
	}
}

// textOf is a text node as its reader sees it.
func (w *writer) textOf(n *ast.Text) string {
	value := string(n.Value(w.src))
	if n.IsRaw() {
		return value
	}
	return unescape(value)
}

var reference = regexp.MustCompile(`^&(#[xX]?)?([A-Za-z0-9]{1,32});`)

// characterReference resolves the reference that opens a text, or takes its &
// for itself, and says how much of the text that was. Package html would also
// see a reference in the first letters of one, &not in &notes;.
func characterReference(s string) (string, int) {
	m := reference.FindStringSubmatch(s)
	if m == nil {
		return "&", 1
	}
	if m[1] == "" {
		entity, ok := util.LookUpHTML5EntityByName(m[2])
		if !ok {
			return "&", 1
		}
		return string(entity.Characters), len(m[0])
	}
	text := html.UnescapeString(m[0])
	if text == m[0] {
		return "&", 1
	}
	return text, len(m[0])
}

// unescape resolves backslashes and character references in one pass, so that
// an escaped & stays one.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case c == '&':
			text, length := characterReference(s[i:])
			b.WriteString(text)
			i += length - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// plainText is the text of a node without marks, tags and pictures.
func (w *writer) plainText(top ast.Node) string {
	var b strings.Builder
	ast.Walk(top, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			if n.Parent().Kind() == ast.KindCodeSpan {
				b.Write(n.Value(w.src))
			} else {
				b.WriteString(w.textOf(n))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.Image:
			if n != top {
				return ast.WalkSkipChildren, nil
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(w.src))
		case *emojiast.Emoji:
			b.WriteString(w.emojiText(n))
		case *wikiNode:
			b.WriteString(cmp.Or(n.label, n.text()))
		case *blankNode:
			b.WriteString(n.name)
		case *lostNoteNode:
			b.WriteString("[^" + n.id + "]")
		case *ast.RawHTML:
			if bytes.HasPrefix(n.Segments.Value(w.src), []byte("<br")) {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// headingText is the text of a heading; one that is only a picture has the
// picture's.
func (w *writer) headingText(heading *ast.Heading) string {
	text := w.plainText(heading)
	for n := heading.FirstChild(); n != nil && strings.TrimSpace(text) == ""; n = n.NextSibling() {
		if picture, ok := n.(*ast.Image); ok {
			text = w.plainText(picture)
		}
	}
	return strings.Join(strings.Fields(text), " ")
}

// webSchemes are those a link may lead to. Anything else could run or read
// something on the reader's machine.
var webSchemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

// schemeOf gives the scheme of an address, "" for one inside this site.
// Browsers pass over control characters and spaces when they look for it.
func schemeOf(address string) string {
	cleaned := solid(address)
	if namesHost(cleaned) {
		return "https"
	}
	i := strings.IndexAny(cleaned, ":/?#")
	if i <= 0 || cleaned[i] != ':' {
		return ""
	}
	return strings.ToLower(cleaned[:i])
}

// namesHost reports whether an address begins with a host: after two slashes,
// for which browsers take backslashes too.
func namesHost(address string) bool {
	return len(address) > 1 && strings.Trim(address[:2], `/\`) == ""
}

// withScheme takes out of an address what browsers, and schemeOf, pass over.
func withScheme(address string) string {
	if cleaned := solid(address); namesHost(cleaned) {
		return "//" + cleaned[2:]
	}
	scheme, rest, found := strings.Cut(address, ":")
	if !found {
		return address
	}
	return solid(scheme) + ":" + rest
}

// solid is a text without spaces and control characters.
func solid(text string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, text)
}

func isWebAddress(address string) bool {
	scheme := schemeOf(address)
	return scheme == "http" || scheme == "https"
}

func (w *writer) link(n ast.Node, destination, title string) {
	w.anchor(unescape(destination), unescape(title), n.Pos(), func() { w.inlines(n) })
}

func (w *writer) autoLink(n *ast.AutoLink) {
	label, address := string(n.Label(w.src)), string(n.URL(w.src))
	if n.AutoLinkType == ast.AutoLinkEmail && schemeOf(address) == "" {
		address = "mailto:" + address
	}
	w.anchor(address, "", n.Pos(), func() { w.text(label, false) })
}

const linkHint = "use a link that starts with https:, mailto: or tel:"

// anchor writes a link around what write writes. A link inside a link is none.
func (w *writer) anchor(address, title string, at int, write func()) {
	if w.linked > 0 {
		write()
		return
	}
	w.linked++
	defer func() { w.linked--; w.citeWaiting() }()
	switch scheme := schemeOf(address); {
	case scheme == "":
		index := w.siteLink(address, title, at)
		w.hole(LinkHole, index)
		write()
		w.hole(LinkEndHole, index)
	case webSchemes[scheme]:
		w.html(`<a href="`, escape(encodeAddress(withScheme(address))), `"`)
		if title != "" {
			w.html(` title="`, escape(title), `"`)
		}
		if scheme == "http" || scheme == "https" {
			w.html(` rel="noopener"`)
		}
		w.html(">")
		write()
		w.html("</a>")
	default:
		w.report(at, diag.Warning, "link", "a link to "+scheme+": is not published", linkHint)
		write()
	}
}

// siteLink notes a link inside the site and gives its number.
func (w *writer) siteLink(address, title string, at int) int {
	target, anchor, _ := strings.Cut(address, "#")
	target, _, _ = strings.Cut(target, "?")
	if p, err := url.PathUnescape(target); err == nil {
		target = p
	}
	if a, err := url.PathUnescape(anchor); err == nil {
		anchor = a
	}
	w.doc.Links = append(w.doc.Links, Link{Path: target, Anchor: anchor, Title: title, Offset: w.offset(at)})
	return len(w.doc.Links) - 1
}

// picture leaves a hole for a picture of this site. One from elsewhere would
// tell a third party who reads the page; it becomes a link.
func (w *writer) picture(n *ast.Image) {
	w.pictureAt(unescape(string(n.Destination)), unescape(string(n.Title)), strings.Join(strings.Fields(w.plainText(n)), " "), n.Pos())
}

func (w *writer) pictureAt(address, title, alt string, at int) {
	if schemeOf(address) == "" {
		index := w.siteLink(address, title, at)
		w.doc.Links[index].Picture, w.doc.Links[index].Alt = true, alt
		w.hole(PictureHole, index)
		w.plain.WriteString(alt)
		return
	}
	if !isWebAddress(address) {
		w.report(at, diag.Warning, "picture", "a picture whose address starts with "+schemeOf(address)+": is not published", "save the picture beside the page and name that file")
		w.text(alt, false)
		return
	}
	w.report(at, diag.Warning, "remote-picture", "a picture from another site is shown as a link", "save the picture beside the page and name that file")
	if alt == "" {
		alt = "Picture"
	}
	w.anchor(address, title, at, func() { w.text(alt, false) })
}

// encodeAddress percent-encodes what may not stand in an address.
func encodeAddress(address string) string { return string(util.URLEscape([]byte(address), false)) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\x00", "\uFFFD")

// escape makes text safe inside an element and inside a quoted attribute.
func escape(s string) string { return escaper.Replace(s) }
