package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// anchorPrefix stands before an id that an author gave a place, so that it can
// be none of the theme's nor of the browser's own names. GitHub has the same.
const anchorPrefix = "user-content-"

// anchorName is what an author may call a place.
var anchorName = regexp.MustCompile(`^[\pL\pN_.:-]{1,100}$`)

// placeAnchor gives the id to write for a place that its author named, or ""
// if it has no name that can be an address.
func (w *writer) placeAnchor(name string) string {
	if name = strings.TrimPrefix(name, anchorPrefix); !anchorName.MatchString(name) || w.doc.Anchors[name] != "" {
		return ""
	}
	id := anchorPrefix + name
	w.doc.Anchors[name], w.doc.Anchors[id] = id, id
	return id
}

// headingAttributes are an id and classes behind a heading, as MkDocs, Hugo,
// Docusaurus, Jekyll and Pandoc write them: {#id}, {: #id .class }.
var headingAttributes = regexp.MustCompile(`[ \t]*\{:?[ \t]*(?:#([^\s{}]+)|\.[\w-]+)(?:[ \t]+(?:\.[\w-]+|[\w-]+="?[\w -]*"?))*[ \t]*\}[ \t]*#*[ \t]*\r?\n?$`)

var attributesOpening = regexp.MustCompile(`\{:?[ \t]*[#.]`)

// takeAttributes takes attributes off the end of a heading, and gives the id
// among them.
func (w *writer) takeAttributes(n *ast.Heading) string {
	if n.Lines().Len() == 0 {
		return ""
	}
	line := n.Lines().At(n.Lines().Len() - 1)
	text := line.Value(w.src)
	opening := attributesOpening.FindAllIndex(text, -1)
	if opening == nil {
		return ""
	}
	at := opening[len(opening)-1][0]
	m := headingAttributes.FindSubmatch(text[at:])
	if m == nil || !strings.HasPrefix(string(text[at:]), "{") {
		return ""
	}
	start := line.Start + at
	for c := n.LastChild(); c != nil; c = n.LastChild() {
		t, ok := c.(*ast.Text)
		if ok && t.Segment.Start >= start {
			n.RemoveChild(n, c)
			continue
		}
		if ok {
			cut := t.Segment.WithStop(min(t.Segment.Stop, start))
			t.Segment = cut.TrimRightSpace(w.src)
		}
		break
	}
	return string(m[1])
}
