package markdown

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/source"
)

// Parse reads one file. It always gives a document, however bad the file:
// what is wrong stands in its findings.
func Parse(file *source.File) *Document {
	front, body, findings := readFront(file)
	doc := parse(file, front, body, slices.Clone(findings), nil)
	if finding, found := tooMany(doc); found {
		doc = parse(file, front, body, findings, &finding)
	}
	return doc
}

// parse makes a document of a file whose front matter was read. With a finding,
// its text is shown as it was typed.
func parse(file *source.File, front Front, body int, findings []diag.Finding, refused *diag.Finding) *Document {
	doc := &Document{File: file, Front: front, Findings: findings, Title: front.Title,
		IDs: map[string]bool{}, Anchors: map[string]string{}, Cited: map[string]int{}}
	if day := postDay.FindString(path.Base(file.Path)); doc.Front.Date == "" && source.IsPost(file.Path) && isDay(day) {
		doc.Front.Date = day
	}

	text := file.Data
	var taken []string
	first := 0
	if strings.EqualFold(path.Ext(file.Path), ".mdx") {
		text, taken, first = blankMDX(text)
	}
	data, shift := bodyText(text, body, front.Sources)
	w := &writer{doc: doc, src: data, shift: shift, sources: map[string]Source{}, refused: map[string]bool{},
		reported: map[diag.Severity]int{}}
	for _, s := range front.Sources {
		w.sources[s.ID] = s
	}
	w.reportMDX(taken, first)
	if refused != nil {
		w.asTyped(body, shift+body, *refused)
		if differentWords(doc) > mostWords {
			doc.Passages = nil // the search finds the page by its title
		}
	} else {
		w.parse(body)
		w.reportLost(body)
	}
	w.reportControls()
	if doc.Title == "" {
		doc.Title, doc.Untitled = titleFromPath(file), true
	}
	return doc
}

// postDay is the day before the name of a post.
var postDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

var sourceID = regexp.MustCompile(`^[\pL\pN_.:-]{1,80}$`)

// bodyText gives the text to parse: the file with its front matter blanked, so
// that offsets stay true, behind a note for each source that the file does not
// define itself, so that [^id] finds it. shift is the length of those notes.
func bodyText(data []byte, body int, sources []Source) (text []byte, shift int) {
	var notes bytes.Buffer
	known := map[string]bool{}
	for _, s := range sources {
		if !known[s.ID] && sourceID.MatchString(s.ID) && !defines(data[body:], s.ID) {
			fmt.Fprintf(&notes, "[^%s]: source\n\n", s.ID)
		}
		known[s.ID] = true
	}
	if notes.Len() > 0 {
		notes.WriteString("<!-- -->\n\n") // ends the last note, whatever follows
	}
	shift = notes.Len()
	text = append(notes.Bytes(), data...)
	for i, c := range text[shift : shift+body] {
		if c != '\n' {
			text[shift+i] = ' '
		}
	}
	if bytes.HasPrefix(data, bom) && body == 0 {
		copy(text[shift:], "   ")
	}
	return text, shift
}

// defines tells whether a text defines a note itself. "As [^id]: says" in the
// midst of a line does not.
func defines(text []byte, id string) bool {
	mark := []byte("[^" + id + "]:")
	for at := 0; ; {
		i := bytes.Index(text[at:], mark)
		if i < 0 {
			return false
		}
		before := bytes.TrimRight(text[max(0, at+i-100):at+i], " \t>*+-")
		if len(before) == 0 || before[len(before)-1] == '\n' {
			return true
		}
		at += i + len(mark)
	}
}

// A writer turns the syntax tree into a document, one fragment at a time.
type writer struct {
	doc     *Document
	src     []byte
	shift   int // src[shift:] is the file
	sources map[string]Source

	out        Fragment        // being written
	plain      strings.Builder // the text of the passage being gathered
	passage    Passage
	open       []openElement // raw HTML
	base       int           // how many of them were open before the block being written
	linked     int           // inside so many links
	inHeading  bool
	shortNames bool            // emoji are called by their names
	waiting    []Hole          // notes cited inside a link, to stand behind it
	refused    map[string]bool // raw elements that were reported
	reported   map[diag.Severity]int
	skip       ast.Node        // the heading that became the title
	skipRaw    bool            // the next raw <h1> became the title
	notes      map[int]int     // references so far to each note
	headings   map[string]int  // how often each id was wanted
	taskIDs    map[string]bool // ids that statements carry
}

// marked tells whether a glossary term may be marked in what is written now.
func (w *writer) marked() bool { return w.linked == 0 && !w.inHeading }

// offset turns a place in src into one in the file.
func (w *writer) offset(at int) int { return max(at-w.shift, 0) }

// mostFindings is how many mistakes of one severity are reported of a page.
// Nobody mends more at a time, and a page of nothing else would take seconds.
const mostFindings = 200

func (w *writer) report(at int, severity diag.Severity, rule, message, hint string) {
	if w.reported[severity]++; w.reported[severity] > mostFindings {
		return
	}
	w.doc.Findings = append(w.doc.Findings, diag.Finding{
		Pos: w.doc.Pos(w.offset(at)), Severity: severity, Rule: rule, Message: message, Hint: hint})
}

// document writes the whole tree.
func (w *writer) document(root ast.Node) {
	w.notes, w.headings, w.taskIDs = map[int]int{}, map[string]int{}, map[string]bool{}
	w.chooseTitle(root.(*ast.Document))
	w.children(root)
	w.endPassage()
	w.doc.Body = w.out
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		w.noteList(n)
	}
	w.doc.Summary = summary(root, w)
}

// chooseTitle finds the heading that is the page's title if the front matter
// has none, or that repeats the front matter's: the first of level 1, or one of
// a lower level that opens the page and is the only one of its level. A title
// that stands at the head of the page leaves the text.
func (w *writer) chooseTitle(root *ast.Document) {
	var first *ast.Heading // of any level
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if first == nil {
				first = n
			}
			if n.Level == 1 && w.headingText(n) != "" {
				w.titleFrom(n, n == first, n == firstVisible(root))
				return
			}
		case *ast.HTMLBlock:
			title := rawTitle(n.Lines().Value(w.src))
			if title == "" {
				continue
			}
			if w.doc.Title == "" || strings.EqualFold(title, w.doc.Title) {
				w.doc.Title = title
				if first == nil {
					w.doc.TitleID, w.skipRaw = w.newID(title), true
				}
			}
			return
		}
	}
	if first != nil && first == firstVisible(root) && onlyOfLevel(first) {
		w.titleFrom(first, true, true)
	}
}

// titleFrom takes a heading for the title. It is the first one of the page, or
// not; it opens the page, or text stands above it.
func (w *writer) titleFrom(n *ast.Heading, first, opens bool) {
	heading := strings.TrimSpace(headingAttributes.ReplaceAllString(w.headingText(n), ""))
	switch {
	case w.doc.Title == "":
		w.doc.Title = heading
		if first {
			w.skip = n
		}
	case opens && n.Level == 1 && strings.EqualFold(heading, w.doc.Title):
		w.skip = n
	}
	if w.skip != nil {
		named := w.takeAttributes(n)
		w.doc.TitleID = w.headingID(w.idText(n), named)
	}
}

// onlyOfLevel tells whether no heading of the same or a higher level follows.
func onlyOfLevel(first *ast.Heading) bool {
	for n := first.NextSibling(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level <= first.Level {
			return false
		}
	}
	return true
}

// firstVisible is the first block that shows: not a comment, not a note.
func firstVisible(root ast.Node) ast.Node {
	n := root.FirstChild()
	for n != nil && (n.Kind() == ast.KindHTMLBlock || n.Kind() == ast.KindLinkReferenceDefinition) {
		n = n.NextSibling()
	}
	return n
}

// summaryLength is about what a search engine shows of a description.
const summaryLength = 160

// summary is the first paragraph as text, cut at a word.
func summary(root ast.Node, w *writer) string {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph {
			continue
		}
		text := []rune(strings.Join(strings.Fields(w.plainText(n)), " "))
		if len(text) == 0 {
			continue
		}
		if len(text) <= summaryLength {
			return string(text)
		}
		cut := strings.TrimRight(string(text[:summaryLength]), " ")
		if i := strings.LastIndexByte(cut, ' '); i > 0 {
			cut = cut[:i]
		}
		return strings.TrimRight(cut, ",;:.") + "…"
	}
	return ""
}

// endPassage keeps the text gathered since the last heading. Blocks stand on
// lines of their own there; one that does not end like a sentence, an item of a
// list or a cell of a table, is made to, so that an excerpt can be read.
func (w *writer) endPassage() {
	var text strings.Builder
	for line := range strings.Lines(w.plain.String()) {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(line)
		if last, _ := utf8.DecodeLastRuneInString(line); unicode.IsLetter(last) || unicode.IsNumber(last) {
			text.WriteByte('.')
		}
	}
	w.passage.Text = text.String()
	w.plain.Reset()
	if w.passage.Text != "" || w.passage.Heading != "" {
		w.doc.Passages = append(w.doc.Passages, w.passage)
	}
	w.passage = Passage{}
}

// fragment writes into a fragment of its own.
func (w *writer) fragment(write func()) Fragment {
	outer := w.out
	w.out = Fragment{}
	w.contained(write)
	inner := w.out
	w.out = outer
	return inner
}

// contained closes whatever raw HTML is left open by what it writes.
func (w *writer) contained(write func()) {
	base := w.base
	w.base = len(w.open)
	write()
	w.closeRaw(w.base)
	w.base = base
}

func (w *writer) html(parts ...string) {
	for _, part := range parts {
		w.out.HTML = append(w.out.HTML, part...)
	}
}

// hole leaves a hole at the end of what is written.
func (w *writer) hole(kind HoleKind, index int) {
	at := len(w.out.HTML)
	w.out.Holes = append(w.out.Holes, Hole{Kind: kind, Start: at, End: at, Index: index})
}
