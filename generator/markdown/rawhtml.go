package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/open-stewardship/steward/generator/diag"
)

// allowed are the elements that may stand in a page.
var allowed = []string{"a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details",
	"dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
	"li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary",
	"sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"}

// harmless are elements that are dropped without a word, because what they
// hold is shown all the same.
var harmless = []string{"acronym", "address", "article", "aside", "big", "body", "center", "col", "colgroup", "font", "footer",
	"head", "header", "hgroup", "html", "label", "main", "nav", "nobr", "picture", "section", "source", "strike", "tt"}

// unpublished are elements of HTML that a page may not have. What is in none
// of the lists is taken for a word in angle brackets.
var unpublished = []string{"applet", "area", "audio", "base", "button", "canvas", "dialog", "embed", "fieldset", "form", "frame",
	"frameset", "iframe", "input", "legend", "link", "map", "marquee", "math", "meta", "meter", "noscript", "object", "optgroup",
	"option", "output", "param", "path", "progress", "script", "select", "slot", "style", "svg", "template", "textarea", "title",
	"track", "video"}

// blockElements part the words before them from those inside.
var blockElements = []string{"blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
	"h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "table", "td", "th", "tr", "ul"}

// rawPolicy is the HTML that may stand in a page: text and its structure,
// tables, pictures, folding sections. Ids get a prefix, and of classes there are
// none: they are the theme's. No styles, no forms, nothing that runs or loads.
var rawPolicy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(allowed...)
	p.AllowAttrs("id").Matching(anchorName).Globally()
	p.AllowAttrs("name").Matching(anchorName).OnElements("a")
	p.AllowAttrs("href", "title").OnElements("a")
	p.AllowAttrs("src", "alt", "title").OnElements("img")
	p.AllowAttrs("width", "height").Matching(regexp.MustCompile(`^[1-9]\d{0,3}(px)?$`)).OnElements("img")
	p.AllowAttrs("align").Matching(regexp.MustCompile(`^(?i)(left|right|center)$`)).OnElements("div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "tr", "table", "img")
	p.AllowAttrs("title").OnElements("abbr", "dfn")
	p.AllowAttrs("datetime").OnElements("time", "del", "ins")
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z-]{2,35}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(open)?$`)).OnElements("details")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[1-9]\d?$`)).OnElements("td", "th")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(row|col)(group)?$`)).OnElements("th")
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^-?\d{1,6}$`)).OnElements("ol")
	p.AllowAttrs("value").Matching(regexp.MustCompile(`^-?\d{1,6}$`)).OnElements("li")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("reversed").Matching(regexp.MustCompile(`^(reversed)?$`)).OnElements("ol")
	p.AllowRelativeURLs(true)
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowNoAttrs().OnElements("a", "abbr", "img", "span", "td", "th", "ol", "time", "del", "ins")
	return p
})

var voidElements = []string{"br", "hr", "img", "wbr"}

func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	lines := *n.Lines()
	if n.HasClosure() {
		lines.Append(n.ClosureLine)
	}
	w.raw(rawOf(&lines, w.src))
	w.plain.WriteByte('\n')
}

// markup is HTML that stands in the Markdown, and where each line of it does.
type markup struct {
	text   []byte
	lines  []text.Segment
	starts []int // of the lines in text
	placed int   // what was looked for last stands there in text
}

func rawOf(segments *text.Segments, src []byte) *markup {
	var m markup
	for i := range segments.Len() {
		segment := segments.At(i)
		m.starts = append(m.starts, len(m.text))
		m.text = append(m.text, segment.Value(src)...)
		m.lines = append(m.lines, segment)
	}
	return &m
}

// at turns an offset in the text into one in the source.
func (m *markup) at(offset int) int {
	i, found := slices.BinarySearch(m.starts, offset)
	if !found {
		i--
	}
	line := m.lines[i]
	return min(line.Start+max(0, offset-m.starts[i]-line.Padding), line.Stop)
}

// place gives where an address stands. They are asked for in their order.
func (m *markup) place(address string) int {
	if i := bytes.Index(m.text[m.placed:], []byte(address)); i >= 0 {
		m.placed += i
		return m.at(m.placed)
	}
	return m.at(0)
}

// raw writes HTML that stands in the Markdown: what the policy lets through,
// with links and pictures treated like all others. An element that is open at
// the end of the block it stands in is closed there, and an end tag without a
// beginning is dropped, so that no page can break the layout around it.
func (w *writer) raw(m *markup) {
	if len(m.lines) == 0 {
		return
	}
	clean := m.text
	if !isPlainTag(m.text) {
		w.reportRefused(m)
		clean = rawPolicy().SanitizeBytes(m.text)
	}
	tokens := html.NewTokenizer(bytes.NewReader(clean))
	inTitle := false
	for tokens.Next() != html.ErrorToken {
		token := tokens.Token()
		if token.Data == "h1" && token.Type != html.TextToken {
			if inTitle || w.skipRaw {
				inTitle, w.skipRaw = token.Type == html.StartTagToken, false
				continue
			}
			token.Data = "h2" // the page's title is the only h1
		}
		switch {
		case token.Type == html.TextToken:
			if !inTitle {
				w.text(token.Data, w.marked())
			}
		case token.Type == html.EndTagToken:
			w.rawEnd(token.Data)
		case token.Data == "img":
			w.rawPicture(token, m)
		case !inTitle:
			w.rawStart(token, m)
		}
	}
}

var plainTag = regexp.MustCompile(`^</?([a-z][a-z0-9]*)>$`)

// isPlainTag tells whether markup is one tag without attributes that the policy
// lets through as it is. Most of it is, and the policy takes its time.
func isPlainTag(markup []byte) bool {
	m := plainTag.FindSubmatch(markup)
	return m != nil && slices.Contains(allowed, string(m[1]))
}

// reportRefused says once a page which element of raw HTML is not published,
// and which link. What is refused may be no HTML at all: <your name>.
func (w *writer) reportRefused(m *markup) {
	tokens := html.NewTokenizer(bytes.NewReader(m.text))
	for at := 0; ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return
		}
		start := at
		at += len(tokens.Raw())
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := tokens.Token()
		if slices.Contains(allowed, token.Data) {
			w.reportScheme(token, m.at(start))
			continue
		}
		if slices.Contains(harmless, token.Data) || w.refused[token.Data] {
			continue
		}
		w.refused[token.Data] = true
		hint := "remove it, or link to what it shows"
		if !slices.Contains(unpublished, token.Data) {
			hint = "if it is no HTML, write \\<" + token.Data + "> so that it is shown"
		}
		w.report(m.at(start), diag.Warning, "html", "<"+token.Data+"> is not published", hint)
	}
}

func (w *writer) reportScheme(token html.Token, at int) {
	for _, a := range token.Attr {
		if scheme := schemeOf(a.Val); token.Data == "a" && a.Key == "href" && scheme != "" && !webSchemes[scheme] {
			w.report(at, diag.Warning, "link", "a link to "+scheme+": is not published", linkHint)
		}
	}
}

// rawTitle is the text of the first <h1> in raw HTML.
func rawTitle(raw []byte) string {
	tokens := html.NewTokenizer(bytes.NewReader(raw))
	var title strings.Builder
	inside := false
	for tokens.Next() != html.ErrorToken {
		switch token := tokens.Token(); {
		case token.Data == "h1" && token.Type == html.StartTagToken:
			inside = true
		case token.Data == "h1" && token.Type == html.EndTagToken && inside:
			return strings.Join(strings.Fields(title.String()), " ")
		case token.Type == html.TextToken && inside:
			title.WriteString(token.Data)
		}
	}
	return ""
}

// deepestRaw is how many raw elements may stand inside each other.
const deepestRaw = 100

// openElement is a raw element that is open, and for a link inside the site
// the number of that link.
type openElement struct {
	name   string
	link   int    // -1 for all others
	around string // closes what was opened around it
}

func attributes(token html.Token) map[string]string {
	attrs := map[string]string{}
	for _, a := range token.Attr {
		attrs[a.Key] = a.Val
	}
	return attrs
}

func (w *writer) rawPicture(token html.Token, m *markup) {
	if attrs := attributes(token); attrs["src"] != "" {
		links := len(w.doc.Links)
		w.pictureAt(attrs["src"], attrs["title"], attrs["alt"], m.place(attrs["src"]))
		if len(w.doc.Links) > links && w.doc.Links[links].Picture {
			w.doc.Links[links].Width, w.doc.Links[links].Height = pixels(attrs["width"]), pixels(attrs["height"])
		}
	}
}

func (w *writer) rawStart(token html.Token, m *markup) {
	if len(w.open) >= deepestRaw {
		return
	}
	if slices.Contains(blockElements, token.Data) {
		w.plain.WriteByte('\n')
	}
	element := openElement{name: token.Data, link: -1}
	w.rawAnchor(&token)
	if token.Data == "a" {
		attrs := attributes(token)
		href := attrs["href"]
		if w.linked > 0 || href == "" { // a link inside a link, or none
			return
		}
		w.linked++
		if schemeOf(href) == "" {
			element.link = w.siteLink(href, attrs["title"], m.place(href))
			w.hole(LinkHole, element.link)
			w.open = append(w.open, element)
			return
		}
		token.Attr = append(token.Attr, html.Attribute{Key: "rel", Val: "noopener"})
	}
	if token.Data == "table" && !w.inside("table") {
		w.html(`<div class="table" tabindex="0" role="group" aria-label="Table">`)
		element.around = "</div>"
	}
	w.html("<", token.Data)
	for _, a := range token.Attr {
		if a.Key == "align" {
			a.Key, a.Val = "class", map[string]string{"center": "centre"}[strings.ToLower(a.Val)]+map[string]string{"right": "right", "left": "left"}[strings.ToLower(a.Val)]
		}
		w.html(" ", a.Key, `="`, escape(a.Val), `"`)
	}
	w.html(">")
	if !slices.Contains(voidElements, token.Data) {
		w.open = append(w.open, element)
	}
}

// inside tells whether a raw element of a name is open.
func (w *writer) inside(name string) bool {
	return slices.ContainsFunc(w.open, func(e openElement) bool { return e.name == name })
}

// rawAnchor takes the id or name off an element and writes an anchor of that
// name before what is in it.
func (w *writer) rawAnchor(token *html.Token) {
	token.Attr = slices.DeleteFunc(token.Attr, func(a html.Attribute) bool {
		if a.Key != "id" && (a.Key != "name" || token.Data != "a") {
			return false
		}
		if id := w.placeAnchor(a.Val); id != "" && !slices.Contains(tableParts, token.Data) {
			w.html(`<span id="`, escape(id), `"></span>`)
		}
		return true
	})
}

// tableParts are elements before which no anchor can stand.
var tableParts = []string{"caption", "dd", "dt", "li", "rp", "rt", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"}

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
		if last.link >= 0 {
			w.hole(LinkEndHole, last.link)
		} else {
			w.html("</", last.name, ">", last.around)
		}
		if last.name == "a" {
			w.linked--
			w.citeWaiting()
		}
	}
}

// pixels is a width or height as its author gave it, 0 if there is none.
func pixels(text string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(text, "px"))
	if err != nil {
		return 0
	}
	return n
}
