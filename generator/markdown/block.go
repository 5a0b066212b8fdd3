package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// block writes a block and all within it.
func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n)
	case *ast.Paragraph:
		w.reportTemplates(n)
		w.element("p", n, true)
	case *ast.TextBlock:
		w.inlines(n)
		w.plain.WriteByte('\n')
	case *ast.Blockquote:
		w.element("blockquote", n, false)
	case *calloutNode:
		w.callout(n)
	case *groupNode:
		if n.title != "" {
			w.html("<p><strong>")
			w.text(n.title, false)
			w.html("</strong></p>\n")
			w.plain.WriteByte('\n')
		}
		w.children(n)
	case *embedNode:
		w.embed(n)
	case *ast.List:
		w.list(n)
	case *ast.FencedCodeBlock:
		w.code(n, string(n.Language(w.src)))
	case *ast.CodeBlock:
		w.code(n, "")
	case *ast.ThematicBreak:
		w.html("<hr>\n")
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *east.Table:
		w.table(n)
	case *east.DefinitionList:
		w.element("dl", n, false)
	case *east.DefinitionTerm:
		w.element("dt", n, true)
	case *east.DefinitionDescription:
		w.element("dd", n, false)
	case *east.FootnoteList:
		// written apart, by noteList
	default:
		w.children(n)
	}
}

// children writes the blocks inside a container.
func (w *writer) children(n ast.Node) {
	w.contained(func() {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			w.block(c)
		}
	})
}

// element writes a container of blocks, or of running text.
func (w *writer) element(tag string, n ast.Node, running bool) {
	if running {
		w.html("<", tag, w.direction(n), ">")
		w.inlines(n)
		w.plain.WriteByte('\n')
	} else {
		w.html("<", tag, ">\n")
		w.children(n)
	}
	w.html("</", tag, ">\n")
}

func (w *writer) heading(n *ast.Heading) {
	if n == w.skip {
		return
	}
	named := w.takeAttributes(n)
	text := w.headingText(n)
	w.endPassage()
	id := w.headingID(w.idText(n), named)
	w.passage = Passage{ID: id, Heading: text}
	w.doc.IDs[id] = true
	level := max(n.Level, 2) // the page's title is the only h1
	w.doc.Headings = append(w.doc.Headings, Heading{Level: level, ID: id, Text: text, Offset: w.offset(n.Pos())})
	tag := "h" + strconv.Itoa(level)
	w.html("<", tag, ` id="`, escape(id), `"`, w.direction(n), ">")
	w.inHeading = true
	w.inlines(n)
	w.inHeading = false
	w.plain.Reset() // the heading is kept beside its passage
	w.html(`<a class="anchor" href="#`, escape(id), `" aria-label="Link to this section: `, escape(text), `"></a></`, tag, ">\n")
}

// idText is the text of a heading as its id is made of it.
func (w *writer) idText(n *ast.Heading) string {
	w.shortNames = true
	defer func() { w.shortNames = false }()
	return w.headingText(n)
}

// headingID gives a heading the id that its author chose, or makes one. Links
// by the one that it would have had lead to it as well.
func (w *writer) headingID(text, named string) string {
	if named == "" {
		return w.newID(text)
	}
	if slugOf(named) != strings.ToLower(named) || w.headings[strings.ToLower(named)] > 0 {
		id := w.newID(text)
		if anchorName.MatchString(named) && w.doc.Anchors[named] == "" {
			w.doc.Anchors[named] = id
		}
		return id
	}
	w.headings[strings.ToLower(named)]++
	if made := slugOf(text); made != "" && w.headings[made] == 0 {
		w.doc.Anchors[made] = named
	}
	return named
}

// newID makes an id of a heading as GitHub does: lower case, letters, digits,
// hyphens and underscores, a number behind one that is taken. The characters
// are those of \p{Word} in Ruby, by which GitHub's own html-pipeline goes.
func (w *writer) newID(text string) string {
	id := slugOf(text)
	if id == "" {
		id = "section"
	}
	for {
		n := w.headings[id]
		w.headings[id]++
		if n == 0 {
			return id
		}
		numbered := id + "-" + strconv.Itoa(n)
		if w.headings[numbered] == 0 {
			w.headings[numbered]++
			return numbered
		}
	}
}

// slugOf is the id of a heading, if no other has it.
func slugOf(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.In(r, unicode.Nd, unicode.Nl, unicode.Pc), r == '-':
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, strings.ReplaceAll(strings.TrimSpace(text), "\u0130", "i\u0307")) // İ, which Ruby takes apart
}

func (w *writer) callout(n *calloutNode) {
	if first := len(bytes.TrimSpace(w.out.HTML)) == 0; first && (n.class == "caution" || n.class == "warning") {
		defer func() { w.doc.Urgent = len(w.out.HTML) }()
	}
	w.html(`<aside class="callout `, n.class, `" role="note">`, "\n", `<p class="callout-title">`)
	if n.named {
		w.text(n.title, false)
		w.plain.WriteByte('\n')
	} else {
		w.html(escape(n.title)) // "Note" is no word of the author's
	}
	w.html("</p>\n")
	w.children(n)
	w.html("</aside>\n")
}

func (w *writer) code(n ast.Node, language string) {
	if caption := drawn[language]; caption != "" {
		w.html(`<figure class="source">`, "\n")
		defer w.html("<figcaption>", caption, "</figcaption></figure>\n")
	}
	w.html("<pre tabindex=\"0\"><code")
	if language != "" {
		w.html(` class="language-`, escape(language), `"`)
	}
	w.html(">")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		w.text(string(line.Value(w.src)), false)
	}
	w.html("</code></pre>\n")
	w.plain.WriteByte('\n')
}

// drawn are languages that GitHub draws a picture or a formula of. What draws
// them would need a looser content security policy than this site has, so the
// source is shown, and called what it is.
var drawn = map[string]string{
	"mermaid": "The source of a diagram, for Mermaid", "math": "A formula, in TeX",
	"geojson": "The source of a map", "topojson": "The source of a map", "stl": "The source of a model",
}

func (w *writer) list(n *ast.List) {
	if n.Parent().Kind() == ast.KindDocument && allTasks(n) {
		w.taskList(n)
		return
	}
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	w.html("<", tag)
	if n.IsOrdered() && n.Start != 1 {
		w.html(` start="`, strconv.Itoa(n.Start), `"`)
	}
	if taskOf(n.FirstChild()) != nil {
		w.html(` class="tasks"`)
	}
	w.html(">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.html("<li")
		if first := item.FirstChild(); first != nil && first.Kind() == ast.KindTextBlock {
			w.html(w.direction(first))
		}
		w.html(">")
		w.children(item)
		w.html("</li>\n")
	}
	w.html("</", tag, ">\n")
}
