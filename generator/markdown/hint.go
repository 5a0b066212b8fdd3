package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/open-stewardship/steward/generator/diag"
)

// hintParser reads the blocks of GitBook that stand between tags on lines of
// their own: gitbook.com/docs/creating-content/formatting/markdown.
//
//	{% hint style="warning" %}
//	It is steep.
//	{% endhint %}
//
// Of tabs, steps and the like the text is shown, each tab under its title; of a
// reference to content the link in it; of something embedded a link to it.
type hintParser struct{}

var (
	hintMark  = regexp.MustCompile(`^[ \t]*\{%-?[ \t]*(\w[\w-]*)([^%]*?)-?%\}[ \t]*\r?\n?$`)
	hintStyle = regexp.MustCompile(`style="(\w+)"`)
	hintTitle = regexp.MustCompile(`title="([^"]*)"`)
	hintURL   = regexp.MustCompile(`(?:url|src)="([^"]*)"`)
)

// hintBlocks are the tags that something stands between, and hintSingles those
// that stand alone.
var (
	hintBlocks = map[string]bool{"hint": true, "tabs": true, "tab": true, "content-ref": true, "code": true, "stepper": true,
		"step": true, "columns": true, "column": true, "updates": true, "update": true}
	hintSingles = map[string]bool{"embed": true, "file": true}
)

// hintClasses are the styles of GitBook's hints.
var hintClasses = map[string]string{"info": "info", "success": "success", "warning": "warning", "danger": "danger"}

func (hintParser) Trigger() []byte             { return []byte{'{'} }
func (hintParser) CanInterruptParagraph() bool { return true }
func (hintParser) CanAcceptIndentedLine() bool { return false }

func (hintParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	m := hintMark.FindSubmatch(line)
	if m == nil || len(pc.OpenedBlocks()) > deepest {
		return nil, parser.NoChildren
	}
	tag, rest := string(m[1]), string(m[2])
	name, isEnd := strings.CutPrefix(tag, "end")
	switch {
	case isEnd && (hintBlocks[name] || hintSingles[name]): // one that nothing has opened
		skipLine(reader, line, segment)
		return &groupNode{fenced: fenced{closed: true}}, parser.NoChildren
	case hintSingles[tag]:
		skipLine(reader, line, segment)
		node := &embedNode{address: submatch(hintURL, rest)}
		node.SetPos(segment.Start)
		return node, parser.NoChildren
	case !hintBlocks[tag]:
		return nil, parser.NoChildren
	}
	skipLine(reader, line, segment)
	if tag == "hint" {
		node := newCallout(hintClasses[submatch(hintStyle, rest)], submatch(hintTitle, rest), segment.Start)
		node.fenced = fenced{tag: tag}
		return node, parser.HasChildren
	}
	return &groupNode{fenced: fenced{tag: tag}, title: submatch(hintTitle, rest)}, parser.HasChildren
}

func submatch(re *regexp.Regexp, text string) string {
	if m := re.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

func (hintParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	holder, ok := n.(interface{ markOf() *fenced })
	if !ok || holder.markOf().closed {
		return parser.Close
	}
	mark := holder.markOf()
	line, segment := reader.PeekLine()
	if m := hintMark.FindSubmatch(line); m != nil && string(m[1]) == "end"+mark.tag && !holdsOpenFence(n, *mark) {
		skipLine(reader, line, segment)
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (hintParser) Close(n ast.Node, _ text.Reader, _ parser.Context) {
	if holder, ok := n.(interface{ markOf() *fenced }); ok {
		holder.markOf().closed = true
	}
}

// An embedNode is something from elsewhere that a page would show.
type embedNode struct {
	ast.BaseBlock
	address string
}

var kindEmbed = ast.NewNodeKind("Embed")

func (n *embedNode) Kind() ast.NodeKind         { return kindEmbed }
func (n *embedNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

func (w *writer) embed(n *embedNode) {
	if n.address == "" {
		return
	}
	w.html("<p>")
	w.anchor(n.address, "", n.Pos(), func() { w.text(n.address, false) })
	w.html("</p>\n")
	w.plain.WriteByte('\n')
}

// notRun are the marks of template languages, which are shown as they are
// written: the page belongs to a program that would fill them in.
var notRun = []struct {
	mark regexp.Regexp
	name string
}{
	{*regexp.MustCompile(`\{%-?[ \t]*\w`), "Liquid, as Jekyll and GitBook have it"},
	{*regexp.MustCompile(`\{\{[<%][ \t]*/?[ \t]*\w`), "a shortcode of Hugo"},
	{*regexp.MustCompile(`<%[=#-]?[ \t]*\w`), "ERB"},
}

// reportTemplates says once a page that a template language is not run.
func (w *writer) reportTemplates(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		for k := range notRun {
			at := notRun[k].mark.FindIndex(line.Value(w.src))
			if at == nil || w.refused[notRun[k].name] {
				continue
			}
			w.refused[notRun[k].name] = true
			w.report(line.Start+at[0], diag.Warning, "template", "this is "+notRun[k].name+", which is not run; it is shown as it is written",
				"write what it would show in its place")
		}
	}
}
