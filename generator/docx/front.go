package docx

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// opening writes what stands before the text: the title, what the document is
// for, when it was last changed, and the lines to fill in.
func (w *writer) opening(doc Document) {
	w.line(place{style: "Title"}, doc.Title)
	w.line(place{style: "Subtitle"}, doc.Description)
	if doc.Revised != "" {
		w.line(place{style: "Revised"}, "Revised "+doc.Revised)
	}
	w.fields("About this meeting", doc.Fields)
}

// closing writes what stands after the text: the sources, and a note on where
// the document is from and what may be done with it.
func (w *writer) closing(doc Document) {
	w.sources(doc.Sources)
	w.note(doc)
	if w.table { // a document may not end with a table
		w.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="BetweenTables"/></w:pPr></w:p>`)
	}
}

func (w *writer) sources(sources []string) {
	if strings.TrimSpace(strings.Join(sources, "")) == "" {
		return
	}
	w.line(place{style: "EndHeading"}, "Sources")
	list := w.numbered("1", 0)
	for _, source := range sources {
		p := place{style: "Source", indent: step, level: 1, label: &label{list: list}}
		w.line(p, source)
		w.lead(p) // an empty one keeps its number: the text refers to it
	}
}

// note writes the small print.
func (w *writer) note(doc Document) {
	address, author, licence := words(doc.Address), words(doc.Author), words(doc.Licence)
	if words(doc.Caveat)+address+author+licence == "" {
		return
	}
	p := place{style: "Note"}
	w.line(place{style: "EndHeading"}, "About this document")
	w.line(place{style: "Note", keep: address+author+licence != ""}, doc.Caveat)
	if address+author+licence == "" {
		return
	}
	w.begin(p)
	if author != "" {
		w.write("By "+strings.TrimSuffix(author, ".")+". ", format{})
	}
	if licence != "" {
		w.write("Licence: ", format{})
		w.reference(licence, doc.LicenceURL)
		w.write(". ", format{})
	}
	if address != "" {
		w.write("You will find the newest version at ", format{})
		w.reference(shown(address), pageAddress(address))
		w.write(".", format{})
	}
	w.end()
}

// reference writes a link, or its text if the address is not one to follow.
func (w *writer) reference(text, address string) {
	address, ok := webAddress(address)
	if !ok {
		w.write(text, format{})
		return
	}
	w.markup(`<w:hyperlink r:id="` + w.relation(address) + `" w:history="1">`)
	w.write(text, format{link: true})
	w.flush()
	w.par.runs.WriteString(`</w:hyperlink>`)
}

// pageAddress gives the address of a page that may be written without its
// scheme, and "" for a path alone.
func pageAddress(address string) string {
	if u, err := url.Parse(address); err == nil && u.Scheme != "" && u.Host != "" {
		return address
	}
	if host, _, _ := strings.Cut(address, "/"); !strings.Contains(host, ".") {
		return ""
	}
	return "https://" + address
}

// shown is an address as people read it.
func shown(address string) string {
	return strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
}

// longestFoot is how much of an address fits beside the page number.
const longestFoot = 80

// footer writes the foot of each page: the address and the page's number.
func footer(doc Document) string {
	address := shown(words(doc.Address))
	if utf8.RuneCountInString(address) > longestFoot {
		address = short(address, longestFoot-1) + "…"
	}
	return `<w:ftr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + run(address) +
		`<w:r><w:tab/></w:r>` + run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES") + `</w:p></w:ftr>`
}

func run(text string) string {
	if text == "" {
		return ""
	}
	return `<w:r><w:t xml:space="preserve">` + escape(text) + `</w:t></w:r>`
}

// field writes a number that Word works out.
func field(name string) string {
	return `<w:fldSimple w:instr=" ` + name + ` ">` + run("1") + `</w:fldSimple>`
}
