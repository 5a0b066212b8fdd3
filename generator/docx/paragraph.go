package docx

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// A writer gathers the body of a document.
type writer struct {
	out strings.Builder // the XML of the body so far
	par paragraph       // the one being written

	language string
	controls controls
	links    []relation            // to addresses outside
	linked   map[string]string     // address -> id of its relation
	marks    map[string]string     // id of a heading -> name of its bookmark
	wanted   map[string]bool       // ids that something links to
	marked   map[string]bool       // bookmarks that are set
	counts   []count               // the numbered lists
	titles   map[*html.Node]string // of the tick boxes in an element

	gap   int  // room that is missing above the next paragraph, in twips
	table bool // the last thing written is a table
	rule  bool // a line is to stand above the next paragraph
	level int  // of the last heading
}

func newWriter(language string) *writer {
	return &writer{language: language, linked: map[string]string{}, marks: map[string]string{}, wanted: map[string]bool{},
		marked: map[string]bool{}, titles: map[*html.Node]string{}, controls: controls{numbers: map[string]int{}}}
}

// place says where a paragraph stands and what it looks like there.
type place struct {
	style  string // "" is Normal, or what its element asks for
	indent int    // from the left, in twips
	align  string // "", "center" or "right"
	label  *label // of the list item around it
	level  int    // lists within lists
	keep   bool   // on the page of what follows
	cell   bool   // in a table
	bar    string // colour of the bar beside it, in a quotation or a callout
}

// label is the bullet, number or tick box of a list item. Its first paragraph
// bears it.
type label struct {
	list int    // number of its list in numbering.xml; 0 for a text or a box
	text string // 12.
	box  bool   // the paragraph opens with a tick box
	used bool
}

// roomAbove is what a style has above it, in twips.
var roomAbove = map[string]int{"Heading1": 340, "Heading2": 300, "Heading3": 240, "CalloutTitle": 160, "Code": 120, "Caption": 120, "EndHeading": 320}

const (
	step     = 380           // how far a list stands in from what is around it, in twips
	farthest = textWidth / 2 // how far in anything may stand
)

// paragraph is what is known of a paragraph while it is written.
type paragraph struct {
	open   bool
	runs   strings.Builder // finished
	text   strings.Builder // of the run being written
	format format          // of that run
	empty  bool            // nothing on this line yet
	box    bool            // the next tick box is the label of a list item
	space  bool            // a space is due if anything follows
	breaks int             // and so many ends of lines
	props  string
	before string // bookmarks
}

// begin opens a paragraph unless one is open.
func (w *writer) begin(p place) {
	if w.par.open {
		return
	}
	w.par = paragraph{open: true, empty: true, props: w.properties(p)}
	if l := p.label; l != nil && !l.used {
		l.used, w.par.box = true, l.box
		if l.text != "" {
			w.raw(l.text, format{bold: true})
			w.tab()
		}
	}
	w.gap, w.rule, w.table = 0, false, false
}

// end closes the paragraph that is open, if any.
func (w *writer) end() {
	if !w.par.open {
		return
	}
	w.flush()
	w.out.WriteString(`<w:p>` + w.par.props + w.par.before + w.par.runs.String() + `</w:p>`)
	w.par = paragraph{}
}

// line writes a paragraph of plain text.
func (w *writer) line(p place, text string) {
	if text = words(text); text == "" {
		return
	}
	w.begin(p)
	w.write(text, format{})
	w.end()
}

// properties writes what a paragraph's place asks for, in the order that the
// format wants.
func (w *writer) properties(p place) string {
	var b strings.Builder
	style, left, hanging := p.style, p.indent, 0
	bears := p.label != nil && !p.label.used
	if p.label != nil && style == "" {
		style = p.label.style(bears)
	}
	if style != "" {
		fmt.Fprintf(&b, `<w:pStyle w:val="%s"/>`, style)
	}
	if p.keep {
		b.WriteString(`<w:keepNext/>`)
	}
	if bears {
		hanging = step
		if p.label.list > 0 {
			fmt.Fprintf(&b, `<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, min(p.level-1, deepest), p.label.list)
		}
	}
	b.WriteString(w.borders(p))
	if w.gap > roomAbove[style] {
		fmt.Fprintf(&b, `<w:spacing w:before="%d"/>`, w.gap)
	}
	switch {
	case hanging > 0:
		fmt.Fprintf(&b, `<w:ind w:left="%d" w:hanging="%d"/>`, left, hanging)
	case left > 0:
		fmt.Fprintf(&b, `<w:ind w:left="%d"/>`, left)
	}
	if p.align != "" {
		fmt.Fprintf(&b, `<w:jc w:val="%s"/>`, p.align)
	}
	if b.Len() == 0 {
		return ""
	}
	return `<w:pPr>` + b.String() + `</w:pPr>`
}

func (l *label) style(bears bool) string {
	switch {
	case l.box && bears:
		return "TickBox"
	case !bears || l.list == 0:
		return "ListContinue"
	case l.list == bullets:
		return "ListBullet"
	}
	return "ListNumber"
}

// borders writes the line that stands for an <hr> above, and the bar beside a
// quotation. The styles of quotations and callouts have a bar of their own,
// but a list in one has not.
func (w *writer) borders(p place) string {
	var b strings.Builder
	if w.rule {
		b.WriteString(`<w:top w:val="single" w:sz="4" w:space="10" w:color="8A8A8A"/>`)
	}
	if p.bar != "" && p.label != nil {
		b.WriteString(`<w:left w:val="single" w:sz="24" w:space="9" w:color="` + p.bar + `"/>`)
	}
	if b.Len() == 0 {
		return ""
	}
	return `<w:pBdr>` + b.String() + `</w:pBdr>`
}
