package markdown

import (
	"cmp"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// directiveParser reads the boxes between colons of Docusaurus, Starlight,
// VitePress and MyST: docusaurus.io/docs/markdown-features/admonitions.
//
//	:::tip[Try it]
//	It is quick.
//	:::
//
// What is no box, such as a group of tabs, is shown as the text in it.
type directiveParser struct{}

var (
	directiveMark  = regexp.MustCompile(`^(:{3,})[ \t]*\{?([A-Za-z][\w-]*)\}?[ \t]*(?:\[(.*?)\])?[ \t]*(?:\{[^}]*\})?[ \t]*(.*?)[ \t]*\r?\n?$`)
	directiveClose = regexp.MustCompile(`^[ \t]{0,3}(:{3,})[ \t]*\r?\n?$`)
)

// A fenced is how a block is marked that goes on until it is closed.
type fenced struct {
	colons int // that open and close it; 0 for tags
	tag    string
	closed bool
}

func (f *fenced) markOf() *fenced { return f }

// A groupNode holds blocks and shows nothing of its own.
type groupNode struct {
	ast.BaseBlock
	fenced
	title string // of a tab
}

var kindGroup = ast.NewNodeKind("Group")

func (n *groupNode) Kind() ast.NodeKind         { return kindGroup }
func (n *groupNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

func (directiveParser) Trigger() []byte             { return []byte{':'} }
func (directiveParser) CanInterruptParagraph() bool { return true }
func (directiveParser) CanAcceptIndentedLine() bool { return false }

func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	m := directiveMark.FindSubmatch(line)
	if m == nil || len(pc.OpenedBlocks()) > deepest {
		return nil, parser.NoChildren
	}
	skipLine(reader, line, segment)
	mark := fenced{colons: len(m[1])}
	if _, known := calloutClasses[string(m[2])]; !known {
		return &groupNode{fenced: mark}, parser.HasChildren
	}
	node := newCallout(string(m[2]), cmp.Or(string(m[3]), string(m[4])), segment.Start)
	node.fenced = mark
	return node, parser.HasChildren
}

func (directiveParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	mark := n.(interface{ markOf() *fenced }).markOf()
	if m := directiveClose.FindSubmatch(line); m != nil && len(m[1]) == mark.colons && !holdsOpenFence(n, *mark) {
		skipLine(reader, line, segment)
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (directiveParser) Close(n ast.Node, _ text.Reader, _ parser.Context) {
	n.(interface{ markOf() *fenced }).markOf().closed = true
}

// holdsOpenFence tells whether a block inside waits for the same mark.
func holdsOpenFence(n ast.Node, mark fenced) bool {
	for c := n.LastChild(); c != nil && c.Type() != ast.TypeInline; c = c.LastChild() {
		if inner, ok := c.(interface{ markOf() *fenced }); ok {
			if f := inner.markOf(); !f.closed && f.colons == mark.colons && f.tag == mark.tag {
				return true
			}
		}
	}
	return false
}

// skipLine goes to the end of a line that only marks a block.
func skipLine(reader text.Reader, line []byte, segment text.Segment) {
	newline := 0
	if n := len(line); n > 0 && line[n-1] == '\n' {
		newline = 1
	}
	reader.Advance(segment.Len() - newline)
}
