package docx

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// controls are the places of a document that can be filled in or ticked.
type controls struct {
	last    int            // id given out
	blanks  []string       // names of the placeholders, each once
	numbers map[string]int // name -> its place in blanks, from 1
	spaces  bool           // there is room to write in
}

// longestName is the longest title or tag of a control that Word takes.
const longestName = 64

// id gives a number that no other control has.
func (c *controls) id() int {
	c.last++
	return c.last
}

// named opens a control: what Word shows as its title, what a program finds it
// by, and its number.
func (c *controls) named(title, tag string) string {
	return fmt.Sprintf(`<w:sdt><w:sdtPr><w:alias w:val="%s"/><w:tag w:val="%s"/><w:id w:val="%d"/>`,
		escape(short(words(title), longestName)), escape(short(words(tag), longestName)), c.id())
}

// tick writes a box that can be ticked.
func (c *controls) tick(title, tag string, ticked bool) string {
	state, box := 0, "☐"
	if ticked {
		state, box = 1, "☒"
	}
	return c.named(title, tag) + fmt.Sprintf(`<w14:checkbox><w14:checked w14:val="%d"/>`+
		`<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>`+
		`</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="Box"/></w:rPr><w:t>%s</w:t></w:r></w:sdtContent></w:sdt>`, state, box)
}

// Kinds of room to write in.
const (
	oneLine = `<w:text/>`
	lines   = `<w:text w:multiLine="1"/>`
)

// date is a place with a calendar to choose from.
func date(language string) string {
	return `<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="` + language + `"/>` +
		`<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>`
}

// space is what room to write in holds while it is empty. Words would be
// printed with the form and be in the way of a pen.
var space = strings.Repeat("\u2003", 6)

// room writes a place to write in.
func (c *controls) room(title, tag, kind string) string {
	c.spaces = true
	return c.named(title, tag) + `<w:placeholder><w:docPart w:val="space"/></w:placeholder><w:showingPlcHdr/>` + kind +
		`</w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">` + space + `</w:t></w:r></w:sdtContent></w:sdt>`
}

// blank writes a placeholder. All of one name are tied to one value in the
// document's own data, so that filling in one fills in all.
func (c *controls) blank(name string) string {
	number, known := c.numbers[name]
	if !known {
		c.blanks = append(c.blanks, name)
		number = len(c.blanks)
		c.numbers[name] = number
	}
	return c.named(name, name) + fmt.Sprintf(`<w:placeholder><w:docPart w:val="blank%d"/></w:placeholder><w:showingPlcHdr/>`+
		`<w:dataBinding w:prefixMappings="xmlns:b='%s'" w:xpath="/b:blanks[1]/b:blank[%[1]d]" w:storeItemID="%[3]s"/>`+
		`<w:text/></w:sdtPr><w:sdtContent>%[4]s</w:sdtContent></w:sdt>`, number, blanksNS, storeID, placeholder(name))
}

// placeholder is what stands where nothing is filled in. The brackets tell it
// from the text around it on paper, and in programs that ignore its style.
func placeholder(name string) string {
	return `<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t xml:space="preserve">[` + escape(name) + `]</w:t></w:r>`
}

// blank writes a placeholder in running text.
func (w *writer) blank(n *html.Node) {
	name := words(textOf(n))
	if name == "" {
		name = "to fill in"
	}
	w.markup(w.controls.blank(name))
}

// box writes a tick box in running text. The one that opens a list item is set
// apart from its text as a bullet is.
func (w *writer) box(n *html.Node) {
	if !isBox(n) {
		return
	}
	label := w.par.box
	w.par.box = false
	w.markup(w.controls.tick(w.boxTitle(n), "tick "+strconv.Itoa(w.controls.last+1), hasAttribute(n, "checked")))
	if label {
		w.tab()
	}
}

// boxTitle is the text that a tick box stands before. It is looked up once for
// all boxes in an element.
func (w *writer) boxTitle(n *html.Node) string {
	title, known := w.titles[n.Parent]
	for p := n.Parent; !known && title == "" && p != nil && p.Data != "body" && p.Data != "tr"; p = p.Parent {
		title = words(textOf(p))
	}
	if title == "" {
		title = "Tick"
	}
	w.titles[n.Parent] = title
	return title
}

// blanksNS names the kind of data that placeholders are tied to, storeID the
// one such item of a document.
const (
	blanksNS = "https://github.com/open-stewardship/steward/blanks"
	storeID  = "{6A1F2C54-3B0E-4F7D-9C55-0E8D7B1A4C21}"
)

// blankData is the data that placeholders are tied to: a value for each name,
// all empty.
func blankData(names []string) string {
	var b strings.Builder
	b.WriteString(`<blanks xmlns="` + blanksNS + `">`)
	for _, name := range names {
		b.WriteString(`<blank name="` + escape(name) + `"></blank>`)
	}
	b.WriteString(`</blanks>`)
	return b.String()
}

// glossary keeps what each control shows while it is empty. Word takes it from
// there when someone empties a control again.
func (c *controls) glossary() string {
	var b strings.Builder
	b.WriteString(`<w:glossaryDocument ` + namespaces + `><w:docParts>`)
	if c.spaces {
		b.WriteString(docPart("space", `<w:r><w:t xml:space="preserve">`+space+`</w:t></w:r>`))
	}
	for i, name := range c.blanks {
		b.WriteString(docPart("blank"+strconv.Itoa(i+1), placeholder(name)))
	}
	b.WriteString(`</w:docParts></w:glossaryDocument>`)
	return b.String()
}

func docPart(name, run string) string {
	sum := sha256.Sum256([]byte(name))
	x := strings.ToUpper(hex.EncodeToString(sum[:16]))
	guid := "{" + x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:] + "}"
	return `<w:docPart><w:docPartPr><w:name w:val="` + name + `"/><w:category><w:name w:val="General"/>` +
		`<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>` +
		`<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="` + guid + `"/></w:docPartPr>` +
		`<w:docPartBody><w:p>` + run + `</w:p></w:docPartBody></w:docPart>`
}
