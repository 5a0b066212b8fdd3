package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The grammars differ in whether a bare address in running text becomes a link,
// and the name of an emoji the emoji. Looking for these costs as much as all the
// rest of parsing, so it is done only where a file holds something that could
// be one.
var (
	plainGrammar        = newGrammar()
	linkingGrammar      = newGrammar(bareAddresses)
	emojiGrammar        = newGrammar(emojiNames)
	linkingEmojiGrammar = newGrammar(bareAddresses, emojiNames)
)

// bareAddresses finds web addresses in running text. goldmark's own patterns
// take brackets as part of one, and with it the note that follows it.
var bareAddresses = extension.NewLinkify(
	extension.WithLinkifyURLRegexp(regexp.MustCompile(`^https?://[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?]`+addressRest+`)?`)),
	extension.WithLinkifyWWWRegexp(regexp.MustCompile(`^www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?:[/#?]`+addressRest+`)?`)),
)

const addressRest = `[-a-zA-Z0-9@:%_+.~#$!?&/=();,'*]*`

func newGrammar(more ...goldmark.Extender) parser.Parser {
	extensions := append([]goldmark.Extender{
		extension.Table, extension.Strikethrough, extension.DefinitionList, extension.Footnote,
	}, more...)
	grammar := goldmark.New(
		goldmark.WithExtensions(extensions...),
		goldmark.WithParserOptions(
			parser.WithInlineParsers(
				util.Prioritized(blankParser{}, 90),
				util.Prioritized(taskParser{}, 80),
				util.Prioritized(wikiParser{}, 95),      // before footnotes and links
				util.Prioritized(lostNoteParser{}, 150), // after footnotes, before links
			),
			// Blocks of other programs, a file each.
			parser.WithBlockParsers(
				util.Prioritized(admonitionParser{}, 750),
				util.Prioritized(directiveParser{}, 751),
				util.Prioritized(hintParser{}, 752),
			),
			parser.WithASTTransformers(util.Prioritized(calloutTransformer{}, 500)),
		),
	).Parser()
	grammar.AddOptions(spareAll{})
	return grammar
}

// grammarFor picks the grammar for a text.
func grammarFor(data []byte) parser.Parser {
	linking := false
	for _, mark := range []string{"://", "www.", "@"} {
		linking = linking || bytes.Contains(data, []byte(mark))
	}
	switch withEmoji := emojiLike.Match(data); {
	case linking && withEmoji:
		return linkingEmojiGrammar
	case linking:
		return linkingGrammar
	case withEmoji:
		return emojiGrammar
	}
	return plainGrammar
}

// blankNode is a placeholder such as {{team name}}.
type blankNode struct {
	ast.BaseInline
	name string
}

var kindBlank = ast.NewNodeKind("Blank")

func (n *blankNode) Kind() ast.NodeKind { return kindBlank }
func (n *blankNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"Name": n.name}, nil)
}

type blankParser struct{}

func (blankParser) Trigger() []byte { return []byte{'{'} }

var blankText = regexp.MustCompile(`^\{\{[ \t]*([^{}|<>\s][^{}|<>\n]{0,79}?)[ \t]*\}\}`)

func (blankParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := blankText.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	node := &blankNode{name: string(line[m[2]:m[3]])}
	node.SetPos(segment.Start)
	block.Advance(m[1])
	return node
}

// lostNoteNode is a reference to a note, [^id], that nothing defines.
type lostNoteNode struct {
	ast.BaseInline
	id string
}

var kindLostNote = ast.NewNodeKind("LostNote")

func (n *lostNoteNode) Kind() ast.NodeKind { return kindLostNote }
func (n *lostNoteNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"ID": n.id}, nil)
}

type lostNoteParser struct{}

func (lostNoteParser) Trigger() []byte { return []byte{'['} }

var noteText = regexp.MustCompile(`^\[\^([^\s\[\]]{1,80})\]`)

func (lostNoteParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := noteText.FindSubmatchIndex(line)
	if m == nil || m[1] < len(line) && (line[m[1]] == '(' || line[m[1]] == '[') {
		return nil
	}
	node := &lostNoteNode{id: string(line[m[2]:m[3]])}
	node.SetPos(segment.Start)
	block.Advance(m[1])
	return node
}

// calloutNode is a quote that opens with [!NOTE] or one of its kin, as GitHub
// writes them: docs.github.com, "Basic writing and formatting syntax", Alerts.
type calloutNode struct {
	ast.BaseBlock
	fenced
	class, title string
	named        bool // by its author
}

var kindCallout = ast.NewNodeKind("Callout")

func (n *calloutNode) Kind() ast.NodeKind { return kindCallout }
func (n *calloutNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"Class": n.class}, nil)
}

// Obsidian has boxes of any name, with a title and a sign to fold them.
var calloutMark = regexp.MustCompile(`^\[!([A-Za-z][\w-]*)(?:\|[^\]]*)?\][+-]?[ \t]*(.*?)[ \t]*\n?$`)

type calloutTransformer struct{}

func (calloutTransformer) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var quotes []*ast.Blockquote
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if quote, ok := n.(*ast.Blockquote); ok && entering {
			quotes = append(quotes, quote)
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, quote := range quotes {
		makeCallout(quote, reader.Source())
	}
}

// makeCallout puts a callout in the place of a quote whose first line marks it.
func makeCallout(quote *ast.Blockquote, src []byte) {
	first, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 {
		return
	}
	line := first.Lines().At(0)
	m := calloutMark.FindSubmatch(bytes.TrimRight(line.Value(src), "\r\n"))
	if m == nil {
		return
	}
	callout := newCallout(string(m[1]), string(m[2]), quote.Pos())
	for child := first.FirstChild(); child != nil && child.Pos() < line.Stop; {
		next := child.NextSibling()
		first.RemoveChild(first, child)
		child = next
	}
	if !first.HasChildren() {
		quote.RemoveChild(quote, first)
	}
	for child := quote.FirstChild(); child != nil; {
		next := child.NextSibling()
		callout.AppendChild(callout, child)
		child = next
	}
	quote.Parent().ReplaceChild(quote.Parent(), quote, callout)
}
