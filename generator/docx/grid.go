package docx

import (
	"fmt"
	"strings"
)

// openTable begins a table. Word runs tables that touch into one, so one that
// follows another gets a thin paragraph before it.
func (w *writer) openTable(style string, indent int, widths []int, head bool, title string) {
	w.end()
	if w.table {
		w.gap, w.rule = 0, false
		w.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="BetweenTables"/></w:pPr></w:p>`)
	}
	firstRow := 0
	if head {
		firstRow = 1
	}
	total := 0
	for _, width := range widths {
		total += width
	}
	fmt.Fprintf(&w.out, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/>`, style, total)
	if indent > 0 {
		fmt.Fprintf(&w.out, `<w:tblInd w:w="%d" w:type="dxa"/>`, indent)
	}
	fmt.Fprintf(&w.out, `<w:tblLayout w:type="fixed"/><w:tblLook w:val="%04X" w:firstRow="%d" w:lastRow="0" w:firstColumn="0" `+
		`w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`, 0x0600|firstRow<<5, firstRow)
	if title = words(title); title != "" {
		fmt.Fprintf(&w.out, `<w:tblCaption w:val="%s"/>`, escape(short(title, 250)))
	}
	w.out.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, width := range widths {
		fmt.Fprintf(&w.out, `<w:gridCol w:w="%d"/>`, width)
	}
	w.out.WriteString(`</w:tblGrid>`)
}

func (w *writer) closeTable() {
	w.out.WriteString(`</w:tbl>`)
	w.gap, w.table = 200, true
}

// openRow begins a row that stays on one page, at least height twips high.
func (w *writer) openRow(head bool, height int) {
	w.out.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if height > 0 {
		fmt.Fprintf(&w.out, `<w:trHeight w:val="%d" w:hRule="atLeast"/>`, height)
	}
	if head {
		w.out.WriteString(`<w:tblHeader/>`)
	}
	w.out.WriteString(`</w:trPr>`)
}

func (w *writer) closeRow() { w.out.WriteString(`</w:tr>`) }

// spanned is the width of a cell, over so many columns.
type spanned struct{ width, columns int }

func span(widths []int, from, columns int) spanned {
	s := spanned{columns: columns}
	for _, width := range widths[from : from+columns] {
		s.width += width
	}
	return s
}

// cell writes a cell and what write puts into it. A cell ends with a
// paragraph, whatever it holds.
func (w *writer) cell(s spanned, p place, write func(), properties ...string) {
	fmt.Fprintf(&w.out, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, s.width)
	if s.columns > 1 {
		fmt.Fprintf(&w.out, `<w:gridSpan w:val="%d"/>`, s.columns)
	}
	w.out.WriteString(strings.Join(properties, "") + `</w:tcPr>`)
	w.gap, w.rule, w.table = 0, false, false
	before := w.out.Len()
	write()
	if w.out.Len() == before {
		w.begin(p)
		w.end()
	}
	w.gap, w.rule = 0, false
	w.out.WriteString(`</w:tc>`)
}
