package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// wikiParser reads the links of Obsidian, Foam and wikis, which name a page and
// not its path: help.obsidian.md/links.
//
//	[[Team meetings]]   [[Team meetings#Before|what to bring]]   ![[plan.png]]
type wikiParser struct{}

var wikiText = regexp.MustCompile(`^(!?)\[\[([^\s\[\]|#^][^\[\]|#\n]*)?(#[^\[\]|\n]*)?(?:\\?\|([^\[\]\n]*))?\]\]`)

// A wikiNode is a link by a page's name, or with embed a picture or page that
// is to be shown in its place.
type wikiNode struct {
	ast.BaseInline
	target, anchor, label string
	embed                 bool
}

var kindWiki = ast.NewNodeKind("WikiLink")

func (n *wikiNode) Kind() ast.NodeKind { return kindWiki }
func (n *wikiNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"Target": n.target}, nil)
}

func (wikiParser) Trigger() []byte { return []byte{'[', '!'} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := wikiText.FindSubmatch(line)
	if m == nil || len(m[2]) == 0 && len(m[3]) == 0 || strings.HasPrefix(string(line[len(m[0]):]), "(") {
		return nil // [[1]](address) is a link in brackets
	}
	n := &wikiNode{target: strings.TrimSpace(strings.TrimSuffix(string(m[2]), `\`)), anchor: strings.TrimPrefix(string(m[3]), "#"),
		label: strings.TrimSpace(string(m[4])), embed: len(m[1]) > 0}
	n.SetPos(segment.Start)
	block.Advance(len(m[0]))
	return n
}

var (
	pictureName = regexp.MustCompile(`(?i)\.(avif|gif|jpe?g|png|svg|webp)$`)
	pictureSize = regexp.MustCompile(`^\d+(x\d+)?$`)
)

// wiki writes a link by name, or the picture that one embeds.
func (w *writer) wiki(n *wikiNode) {
	if n.embed && pictureName.MatchString(n.target) {
		alt, width := n.label, 0
		if pictureSize.MatchString(alt) {
			size, _, _ := strings.Cut(alt, "x")
			alt, width = "", pixels(size)
		}
		links := len(w.doc.Links)
		if w.pictureAt(n.target, "", alt, n.Pos()); len(w.doc.Links) > links {
			w.doc.Links[links].ByName, w.doc.Links[links].Width = true, width
		}
		return
	}
	label := n.label
	if label == "" {
		label = n.text()
	}
	if w.linked > 0 {
		w.text(label, false)
		return
	}
	w.linked++
	index := w.siteLink(strings.ReplaceAll(n.target, "%", "%25"), "", n.Pos())
	link := &w.doc.Links[index]
	link.ByName, link.Anchor = true, wikiAnchor(n.anchor)
	w.hole(LinkHole, index)
	w.text(label, false)
	w.hole(LinkEndHole, index)
	w.linked--
	w.citeWaiting()
}

// text is what a link shows that has no words of its own.
func (n *wikiNode) text() string {
	name := n.target[strings.LastIndexByte(n.target, '/')+1:]
	if n.anchor == "" || strings.HasPrefix(n.anchor, "^") {
		return name
	}
	heading := n.anchor[strings.LastIndexByte(n.anchor, '#')+1:]
	if name == "" {
		return heading
	}
	return name + ": " + heading
}

// wikiAnchor is the id of the heading that a link names. A block, ^id, has none.
func wikiAnchor(anchor string) string {
	if strings.HasPrefix(anchor, "^") {
		return ""
	}
	return slugOf(anchor[strings.LastIndexByte(anchor, '#')+1:])
}
