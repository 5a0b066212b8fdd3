package check

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
)

// blanks finds {{ and }} that do not make a blank, in the kinds of page that
// people fill in.
func blanks(c *checker) {
	for _, p := range c.site.Documents() {
		if !kind.TraitsOf(p.Kind).FilledIn || !showsBraces(p.Doc) {
			continue
		}
		stray := strayBraces(p.Doc)
		for _, b := range stray[:min(len(stray), mostBraces)] {
			c.report(p.Doc.Pos(b.offset), diag.Warning, b.message, "write a blank on one line, as a few plain words: `{{team name}}`")
		}
	}
}

// mostBraces is how many a page is told of: one with more is written in some
// other program's language of templates.
const mostBraces = 20

// showsBraces tells whether readers would see {{ or }} outside of code. A
// blank has left the text; what is left over has not.
func showsBraces(doc *markdown.Document) bool {
	if !bytes.Contains(doc.File.Data, []byte("{{")) && !bytes.Contains(doc.File.Data, []byte("}}")) {
		return false
	}
	found := false
	fragments(doc, func(f markdown.Fragment) {
		shown := codeElement.ReplaceAll(f.HTML, nil)
		found = found || bytes.Contains(shown, []byte("{{")) || bytes.Contains(shown, []byte("}}"))
	})
	return found
}

var codeElement = regexp.MustCompile(`(?s)<code.*?</code>`)

// fragments visits all text of a page.
func fragments(doc *markdown.Document, visit func(markdown.Fragment)) {
	visit(doc.Body)
	for _, list := range doc.Lists {
		for _, item := range list.Items {
			visit(item.Text)
			for _, action := range item.Actions {
				visit(action)
			}
		}
	}
	visit(doc.Notes)
}

type brace struct {
	offset  int
	message string
}

var (
	blank    = regexp.MustCompile(`\{\{\s*[^{}|<>]{1,80}?\s*\}\}`) // as package markdown reads it
	braces   = regexp.MustCompile(`\{\{[^{}]*\}\}|\{\{|\}\}`)
	codeSpan = regexp.MustCompile("``[^`].*?[^`]``|`[^`]+`")
	fence    = regexp.MustCompile("^[ \t>]*(?:[-+*] +|[0-9]+[.)] +)?(```+|~~~+)")
)

// strayBraces finds where the braces stand that do not make a blank.
func strayBraces(doc *markdown.Document) []brace {
	var found []brace
	offset := bodyStart(doc)
	fenced := ""
	for line := range bytes.Lines(doc.File.Data[offset:]) {
		mark := fence.FindSubmatch(line)
		switch {
		case fenced == "" && mark != nil:
			fenced = string(mark[1])
		case fenced != "" && mark != nil && strings.HasPrefix(string(mark[1]), fenced):
			fenced = ""
		case fenced == "":
			text := blanked(blanked(line, codeSpan), blank)
			for _, at := range braces.FindAllIndex(text, -1) {
				found = append(found, brace{offset + at[0], braceMessage(string(text[at[0]:at[1]]))})
			}
		}
		offset += len(line)
	}
	return found
}

func braceMessage(text string) string {
	switch text {
	case "{{":
		return "`{{` opens a blank that is not closed on this line"
	case "}}":
		return "`}}` closes a blank that is not opened on this line"
	}
	return code(text) + " is not a blank that can be filled in"
}

// blanked puts spaces in the place of what matches, so that offsets stay true.
func blanked(line []byte, what *regexp.Regexp) []byte {
	return what.ReplaceAllFunc(line, func(match []byte) []byte { return bytes.Repeat([]byte{' '}, len(match)) })
}

// bodyStart is the offset behind the front matter.
func bodyStart(doc *markdown.Document) int {
	block, ok := doc.Front.At[""]
	if !ok {
		return 0
	}
	offset, number, opening := 0, 0, ""
	for line := range bytes.Lines(doc.File.Data) {
		number++
		offset += len(line)
		mark := strings.TrimRight(string(line), " \t\r\n")
		if number < block.Line {
			opening = strings.TrimPrefix(mark, "\ufeff")
			continue
		}
		if closing := opening[:min(len(opening), 3)]; closing == "" && mark == "}" || closing != "" && mark == closing {
			return offset
		}
	}
	return 0
}
