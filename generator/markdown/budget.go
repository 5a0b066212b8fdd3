package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/open-stewardship/steward/generator/diag"
)

// goldmark may look at the whole of a block for each mark in it: for the other
// star, the end of a link, of a tag. It cannot be stopped while it does. So the
// most that a block can cost, marks times characters, is reckoned before any of
// its marks is read, whatever they are. A block that is more than what is left
// for its page is shown as it was typed, and its author told.
const (
	mostWork      = 400_000_000 // characters looked at in a page: under a second
	tagWork       = 20          // looking for the end of a tag costs as much as so many other marks
	mostExpansion = 100_000     // characters of addresses written by reference, beyond the length of the page
)

// A pageContext is what parsing one page keeps: the work it may still do.
type pageContext struct {
	parser.Context
	work      int // left
	expansion int // left
	block     ast.Node
	plain     bool        // block is shown as it was typed
	runs      map[int]int // length of a run of backticks in block -> where the last one starts
	findings  []textFinding
	expanded  bool // expansion ran out and was reported
}

// A textFinding is a finding at an offset of the text being parsed.
type textFinding struct {
	at int
	diag.Finding
}

func newPageContext(src []byte) *pageContext {
	return &pageContext{Context: parser.NewContext(), work: mostWork, expansion: max(len(src), mostExpansion)}
}

// Reference finds a definition as long as what definitions have written into
// the page is not out of all proportion: CommonMark's own parser has this limit.
func (c *pageContext) Reference(label string) (parser.Reference, bool) {
	ref, ok := c.Context.Reference(label)
	if !ok {
		return nil, false
	}
	if c.expansion -= len(ref.Destination()) + len(ref.Title()); c.expansion >= 0 {
		return ref, true
	}
	if !c.expanded && c.block != nil {
		c.expanded = true
		c.findings = append(c.findings, textFinding{max(c.block.Pos(), 0), diag.Finding{Severity: diag.Warning, Rule: "length",
			Message: "the addresses defined below are used so often that from here on links to them are shown as text",
			Hint:    "make the page into several, or shorten the addresses"}})
	}
	return nil, false
}

// enter reckons what a block can cost when the first of its marks is read.
func (c *pageContext) enter(block ast.Node, src []byte) {
	if c.block == block {
		return
	}
	c.block, c.runs = block, nil
	lines := block.Lines()
	if cost := blockCost(lines, src); cost > c.work {
		c.plain = true
		c.findings = append(c.findings, textFinding{lines.At(0).Start, diag.Finding{Severity: diag.Warning, Rule: "length",
			Message: "this paragraph has too many marks for its length and is shown as it is typed",
			Hint:    "put an empty line where a new paragraph begins"}})
	} else {
		c.plain = false
		c.work -= cost
	}
}

// blockCost is how many characters are looked at in a block at the most.
func blockCost(lines *text.Segments, src []byte) int {
	marks, length := 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		previous := byte(0)
		for _, c := range src[line.Start:line.Stop] {
			switch {
			case c == '<':
				marks += tagWork
			case isMark[c] && (c != previous || c != '*' && c != '_'): // a run of these is read at once
				marks++
			}
			previous = c
		}
		length += line.Len()
	}
	return marks * length
}

// isMark are the characters that inline parsers stop at to look further.
var isMark = [256]bool{'*': true, '_': true, '~': true, '[': true, ']': true, '!': true, '<': true, '{': true, ':': true, '(': true}

// sparing gives an inline parser only those blocks that the page's work allows.
type sparing struct{ parser.InlineParser }

func (p sparing) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	page, ok := pc.(*pageContext)
	if !ok {
		return p.InlineParser.Parse(parent, block, pc)
	}
	page.enter(parent, block.Source())
	if page.plain {
		return nil
	}
	if line, segment := block.PeekLine(); len(line) > 0 && line[0] == '`' && !page.closes(line, segment.Start, block.Source()) {
		return openBackticks(line, segment, block)
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// CloseBlock passes on the end of a block.
func (p sparing) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := p.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}

// closes tells whether a run of backticks as long as the one at the start of
// line follows in the block. Without one there is no need to look for it.
func (c *pageContext) closes(line []byte, at int, src []byte) bool {
	if c.runs == nil {
		c.runs = map[int]int{}
		lines := c.block.Lines()
		for i := range lines.Len() {
			segment := lines.At(i)
			text := src[segment.Start:segment.Stop]
			for j := 0; j < len(text); j++ {
				if n := backticks(text[j:]); n > 0 {
					c.runs[n] = segment.Start + j
					j += n
				}
			}
		}
	}
	return c.runs[backticks(line)] > at
}

// backticks is the length of the run of them that a text begins with.
func backticks(text []byte) int { return len(text) - len(bytes.TrimLeft(text, "`")) }

// openBackticks is a run of backticks that nothing closes, as text.
func openBackticks(line []byte, segment text.Segment, block text.Reader) ast.Node {
	n := backticks(line)
	block.Advance(n)
	return ast.NewTextSegment(segment.WithStop(segment.Start + n))
}

// spareAll is an option that makes the parsers given so far sparing.
type spareAll struct{}

func (spareAll) SetParserOption(c *parser.Config) {
	for i, p := range c.InlineParsers {
		c.InlineParsers[i] = util.Prioritized(sparing{p.Value.(parser.InlineParser)}, p.Priority)
	}
	for i, p := range c.ParagraphTransformers {
		if p.Value == parser.LinkReferenceParagraphTransformer {
			c.ParagraphTransformers[i] = util.Prioritized(definitions{}, p.Priority)
		}
	}
}

// definitions reads the definitions of links, [a]: address, that open a
// paragraph. goldmark moves all lines of a paragraph for each of them, so a long
// paragraph is given to it in parts, each of which starts with a bracket.
type definitions struct{}

const definitionLines = 100

func (definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	inner := parser.LinkReferenceParagraphTransformer
	for node.Lines().Len() > definitionLines {
		lines := node.Lines()
		end := definitionLines
		for end < lines.Len() && !bytes.HasPrefix(bytes.TrimLeft(segmentBytes(lines, end, reader), " "), []byte("[")) {
			end++
		}
		part := ast.NewParagraph()
		part.SetPos(node.Pos())
		part.SetBlankPreviousLines(node.HasBlankPreviousLines())
		part.Lines().AppendAll(lines.Sliced(0, end))
		node.Parent().InsertBefore(node.Parent(), node, part)
		inner.Transform(part, reader, pc)
		if part.Parent() != nil { // what is left is text, and so is all that follows
			left := part.Lines()
			left.AppendAll(lines.Sliced(end, lines.Len()))
			node.SetLines(left)
			part.Parent().RemoveChild(part.Parent(), part)
			return
		}
		if end == lines.Len() {
			node.Parent().RemoveChild(node.Parent(), node)
			return
		}
		lines.SetSliced(end, lines.Len())
	}
	inner.Transform(node, reader, pc)
}

func segmentBytes(lines *text.Segments, i int, reader text.Reader) []byte {
	line := lines.At(i)
	return line.Value(reader.Source())
}
