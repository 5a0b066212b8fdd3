package markdown

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// admonitionParser reads the boxes of Python-Markdown and MkDocs, whose text is
// indented by four spaces: python-markdown.github.io/extensions/admonition and
// facelessuser.github.io/pymdown-extensions/extensions/details.
//
//	!!! warning "Mind the step"
//	    It is steep.
//
// With ??? in place of !!! a box is folded, with ???+ it is open.
type admonitionParser struct{}

var admonitionMark = regexp.MustCompile(`^(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+[\w-]+)*[ \t]*(?:"(.*)")?[ \t]*\r?\n?$`)

func (admonitionParser) Trigger() []byte { return []byte{'!', '?'} }

func (admonitionParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	m := admonitionMark.FindSubmatch(line)
	if m == nil || len(pc.OpenedBlocks()) > deepest {
		return nil, parser.NoChildren
	}
	skipLine(reader, line, segment)
	return newCallout(string(m[1]), string(m[2]), segment.Start), parser.HasChildren
}

func (admonitionParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (admonitionParser) Close(ast.Node, text.Reader, parser.Context) {}
func (admonitionParser) CanInterruptParagraph() bool                 { return false }
func (admonitionParser) CanAcceptIndentedLine() bool                 { return false }

// calloutClasses are the five boxes that GitHub knows, by the names that other
// programs have for them.
var calloutClasses = map[string]string{
	"note": "note", "info": "note", "abstract": "note", "summary": "note", "tldr": "note", "todo": "note", "quote": "note",
	"cite": "note", "example": "note", "seealso": "note", "question": "note", "help": "note", "faq": "note", "details": "note",
	"secondary": "note", "aside": "note",
	"tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip",
	"important": "important", "attention": "important",
	"warning": "warning", "caution": "caution", "danger": "caution", "error": "caution", "bug": "caution", "failure": "caution",
	"fail": "caution", "missing": "caution",
}

// titleMarks are the marks of emphasis and code, which are not read in a title.
var titleMarks = strings.NewReplacer("**", "", "*", "", "`", "")

// newCallout makes a box of any name. Without a title it is called by its name.
func newCallout(name, title string, at int) *calloutNode {
	class, ok := calloutClasses[strings.ToLower(name)]
	if !ok {
		class = "note"
	}
	title = strings.TrimSpace(titleMarks.Replace(title))
	named := title != ""
	if !named {
		title = cmp.Or(TitleFromName(strings.ToLower(name)), "Note")
	}
	node := &calloutNode{class: class, title: title, named: named}
	node.SetPos(at)
	return node
}
