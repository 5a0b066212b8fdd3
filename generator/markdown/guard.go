package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/open-stewardship/steward/generator/diag"
)

// goldmark takes the square of the length of some texts, and cannot be
// stopped. What no page needs is refused before it is parsed.
const (
	deepest      = 24         // lists and quotes inside each other
	deepestPlain = 80         // the same, in code
	widest       = 20_000     // table cells that nobody wrote
	farthest     = 50_000_000 // characters read to find the ends of links
	mostPairs    = 50_000_000 // notes looked through to find those that are cited
)

// costly finds a place at which parsing would take seconds.
func costly(data []byte) (at int, finding diag.Finding, found bool) {
	if at, found = tooDeep(data); found {
		return at, refuse("lists or quotes stand inside each other more than 24 deep", "remove the extra > or - marks at the start of the line"), true
	}
	if at, found = tooWide(data); found {
		return at, refuse("the rows of a table have far fewer cells than its heading", "remove the extra | from the first two lines of the table"), true
	}
	if at, found = openLinks(data); found {
		return at, refuse("many links have no end", "close each link: [text](address)"), true
	}
	if at, found = manyNotes(data); found {
		return at, refuse("the page has too many notes", "make the page into several"), true
	}
	return 0, diag.Finding{}, false
}

// manyNotes finds the first note of a text with so many that looking through
// all of them for each that is cited would take long.
func manyNotes(data []byte) (int, bool) {
	found := noteStart.FindAllIndex(data, -1)
	cited := bytes.Count(data, []byte("[^")) - len(found)
	if len(found) == 0 || len(found)*max(cited, 1) <= mostPairs {
		return 0, false
	}
	return found[0][0], true
}

var (
	noteStart     = regexp.MustCompile(`(?m)^[ \t>*+-]*\[\^[^\]\n]{1,999}\]:`)
	containerMark = regexp.MustCompile(`^(?:[ \t]*(?:>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|\[\^[^\]\n]{1,80}\]:))`)
	rule          = regexp.MustCompile(`^(?:[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+))\r?$`)
	fence         = regexp.MustCompile("^ {0,3}(?:```|~~~)")
)

// tooDeep finds a line that opens more lists and quotes than any page needs,
// or is indented as deep.
func tooDeep(data []byte) (int, bool) {
	limit := deepest
	for at := 0; at < len(data); {
		line, next := lineAt(data, at)
		if start := bytes.TrimLeft(line, " \t"); len(start) == 0 || bytes.IndexByte([]byte("`~>-+*[0123456789"), start[0]) < 0 {
			at = next // running text: most lines are
			continue
		}
		if fence.Match(line) { // what looks like code may be none, so there is a limit for it too
			limit = deepest + deepestPlain - limit
		}
		rest, marks := line, 0
		for marks <= limit {
			m := containerMark.Find(rest)
			if m == nil {
				break
			}
			rest = rest[len(m):]
			marks++
		}
		if (marks > limit || marks > 0 && indentOf(line) > 8*limit) && !rule.Match(line) {
			return at, true
		}
		at = next
	}
	return 0, false
}

func indentOf(line []byte) int {
	blank := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	return len(blank) + 3*bytes.Count(blank, []byte{'\t'})
}

var tableRule = regexp.MustCompile(`^[ \t>]*\|?[ \t]*:?-[-:| \t]*\r?$`)

// tooWide finds a table whose rows must be filled up with many cells.
func tooWide(data []byte) (int, bool) {
	bar := []byte{'|'}
	for at := 0; at < len(data); {
		line, next := lineAt(data, at)
		start, columns := at, bytes.Count(line, bar)
		at = next
		if columns < 2 || !tableRule.Match(line) {
			continue
		}
		missing := 0
		for at < len(data) {
			line, next = lineAt(data, at)
			if len(bytes.TrimSpace(line)) == 0 {
				break
			}
			if missing += columns - bytes.Count(line, bar); missing > widest {
				return start, true
			}
			at = next
		}
	}
	return 0, false
}

// openLinks finds a text in which so many links have no end that looking for
// the ends would take long.
func openLinks(data []byte) (int, bool) {
	read := 0
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte("]("))
		if i < 0 {
			return 0, false
		}
		at += i + 2
		if read += linkLength(data[at:]); read > farthest {
			return at, true
		}
	}
}

// linkLength is how much is read to find the end of a link's address and
// title. Neither goes past a blank line.
func linkLength(rest []byte) int {
	if len(rest) > 0 && rest[0] == '<' {
		return 1 + indexOrLen(rest, ">\n")
	}
	length := indexOrLen(rest, " \t\r\n)")
	if length < len(rest) && rest[length] == ')' && bytes.IndexByte(rest[:length], '(') < 0 {
		return length
	}
	length = indexOrLen(rest, " \t\r\n")
	title := bytes.TrimLeft(rest[length:], " \t\r\n")
	if len(title) == 0 {
		return length
	}
	closing := map[byte]string{'"': `"`, '\'': "'", '(': ")"}[title[0]]
	if closing == "" {
		return length
	}
	end := indexOrLen(title[1:], closing)
	if i := bytes.Index(title[1:1+end], []byte("\n\n")); i >= 0 {
		end = i
	}
	return length + end
}

func indexOrLen(data []byte, chars string) int {
	if i := bytes.IndexAny(data, chars); i >= 0 {
		return i
	}
	return len(data)
}

// parse parses a text that is not too costly. What is, is shown as it was
// typed: nothing of it is lost where its page is published all the same.
func (w *writer) parse(body int) {
	if at, finding, found := costly(w.src); found {
		w.asTyped(body, at, finding)
		return
	}
	page := newPageContext(w.src)
	root := grammarFor(w.src).Parse(text.NewReader(w.src), parser.WithContext(page))
	for _, f := range page.findings {
		w.report(f.at, f.Severity, f.Rule, f.Message, f.Hint)
	}
	w.document(root)
}

// asTyped shows a text as it was typed, and says why.
func (w *writer) asTyped(body, at int, finding diag.Finding) {
	finding.Pos = w.doc.Pos(w.offset(at))
	w.doc.Findings = append(w.doc.Findings, finding)
	w.html("<pre tabindex=\"0\">")
	w.text(string(w.src[w.shift+body:]), false)
	w.html("</pre>\n")
	w.endPassage()
	w.doc.Body = w.out
}

// mostOf is how many of some things a page may hold: what is made of them, on
// the page, on paper, in Word and in the search, takes a second or so. Hundreds
// of printed pages hold less.
var mostOf = []struct {
	what  string
	most  int
	count func(*Document) int
}{
	{"boxes to tick", 10_000, func(d *Document) int {
		n := 0
		for _, list := range d.Lists {
			for _, task := range list.Items {
				n += 1 + len(task.Actions)
			}
		}
		return n
	}},
	{"links", 100_000, func(d *Document) int { return len(d.Links) }},
	{"headings", 20_000, func(d *Document) int { return len(d.Headings) }},
	{"fields to fill in", 50_000, func(d *Document) int { return len(d.Blanks) + len(d.Cells) }},
	{"different words", mostWords, differentWords},
}

// mostWords is how many different words of a page the search takes in: more than
// a dictionary's.
const mostWords = 100_000

// differentWords counts the different words of a page long enough to have too
// many.
func differentWords(doc *Document) int {
	if len(doc.File.Data) < 5*mostWords {
		return 0
	}
	words := map[string]bool{}
	for _, passage := range doc.Passages {
		for word := range strings.FieldsSeq(passage.Text) {
			words[word] = true
		}
	}
	return len(words)
}

// tooMany finds what a page holds too many of.
func tooMany(doc *Document) (diag.Finding, bool) {
	for _, of := range mostOf {
		if n := of.count(doc); n > of.most {
			return refuse(fmt.Sprintf("the page holds %d %s, and a page can have %d", n, of.what, of.most), "make several pages of it"), true
		}
	}
	return diag.Finding{}, false
}

func refuse(message, hint string) diag.Finding {
	return diag.Finding{Severity: diag.Error, Rule: "nesting", Message: message, Hint: hint}
}
