package docx

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

const (
	textWidth   = 9638 // of an A4 page with 20 mm margins, in twips
	mostColumns = 63   // that a table in Word may have
)

// cell is a cell of a table in HTML: more than one element if the row has more
// than a table in Word may have, none if it has too few.
type cell struct {
	nodes []*html.Node
	span  int
}

// text is what stands in a cell.
func (c cell) text() string {
	var parts []string
	for _, n := range c.nodes {
		parts = append(parts, textOf(n))
	}
	return words(strings.Join(parts, " "))
}

// empty tells whether there is nothing in a cell, so that someone may write
// there.
func (c cell) empty() bool { return !slices.ContainsFunc(c.nodes, shows) }

// dataTable writes a table. Its first rows, if they are headings, repeat on
// each page; no row breaks across pages. A table in a table gives its text.
func (w *writer) dataTable(n *html.Node, p place) {
	head, body := rowsOf(n)
	columns := 0
	for _, row := range append(head[:len(head):len(head)], body...) {
		columns = max(columns, width(row))
	}
	if p.cell || columns == 0 {
		w.blocks(n, p)
		return
	}
	columns = min(columns, mostColumns)
	fit(head, columns)
	fit(body, columns)
	if caption := child(n, "caption"); caption != nil {
		w.line(place{style: "Caption", indent: p.indent}, textOf(caption))
	}
	widths := columnWidths(head, body, columns, textWidth-p.indent)
	w.openTable("DataTable", p.indent, widths, len(head) > 0, tableTitle(n))
	for _, row := range head {
		w.row(row, widths, rowLook{head: true, keep: true})
	}
	for i, row := range body {
		w.row(row, widths, rowLook{height: heightOf(row), keep: len(body) <= keptTogether && i < len(body)-1})
	}
	w.closeTable()
}

// keptTogether is how many rows a table may have to stay on one page.
const keptTogether = 6

// rowLook is how a row is set.
type rowLook struct {
	head   bool // it repeats on each page
	height int  // at least so high, in twips
	keep   bool // it stays on the page of the next
}

// rowsOf gives the rows of a table, those of its head apart. A head that says
// nothing is left out.
func rowsOf(table *html.Node) (head, body [][]cell) {
	var walk func(n *html.Node, inHead bool)
	walk = func(n *html.Node, inHead bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.Data {
			case "thead":
				walk(c, true)
			case "tbody", "tfoot":
				walk(c, false)
			case "tr":
				row := cellsOf(c)
				if len(row) == 0 || inHead && !shows(c) {
					continue
				}
				if inHead {
					head = append(head, row)
				} else {
					body = append(body, row)
				}
			}
		}
	}
	walk(table, false)
	return head, body
}

func cellsOf(row *html.Node) []cell {
	var cells []cell
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
			span, err := strconv.Atoi(attribute(c, "colspan"))
			if err != nil {
				span = 1
			}
			cells = append(cells, cell{[]*html.Node{c}, min(max(span, 1), mostColumns)})
		}
	}
	return cells
}

// width is how many columns a row needs. The span of its last cell does not
// count: there need not be as many as it asks for.
func width(row []cell) int {
	n := 1
	for _, c := range row[:len(row)-1] {
		n += c.span
	}
	return n
}

// fit makes every row as wide as the table.
func fit(rows [][]cell, columns int) {
	for i, row := range rows {
		var fitted []cell
		left := columns
		for _, c := range row {
			if left == 0 {
				last := &fitted[len(fitted)-1]
				last.nodes = append(last.nodes, c.nodes...)
				continue
			}
			c.span = min(c.span, left)
			left -= c.span
			fitted = append(fitted, c)
		}
		for ; left > 0; left-- {
			fitted = append(fitted, cell{span: 1})
		}
		rows[i] = fitted
	}
}

func child(n *html.Node, name string) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == name {
			return c
		}
	}
	return nil
}

// tableTitle is what a screen reader says of a table: its caption, or the
// headings of its columns.
func tableTitle(n *html.Node) string {
	if caption := child(n, "caption"); caption != nil {
		return textOf(caption)
	}
	head, _ := rowsOf(n)
	var names []string
	if len(head) > 0 {
		for _, c := range head[0] {
			if name := c.text(); name != "" {
				names = append(names, name)
			}
		}
	}
	return strings.Join(names, ", ")
}

// heightOf gives a row with an empty cell the height of a line of handwriting.
func heightOf(row []cell) int {
	if slices.ContainsFunc(row, cell.empty) {
		return 510 // 9 mm
	}
	return 0
}

// row writes a row.
func (w *writer) row(cells []cell, widths []int, look rowLook) {
	w.openRow(look.head, look.height)
	column := 0
	for _, c := range cells {
		p := place{style: "TableText", keep: look.keep, cell: true}
		if len(c.nodes) > 0 {
			p.align = alignment(c.nodes[0])
		}
		if look.head || len(c.nodes) > 0 && c.nodes[0].Data == "th" {
			p.style = "TableHeading"
		}
		w.cell(span(widths, column, c.span), p, func() {
			for _, n := range c.nodes {
				w.blocks(n, p)
			}
		})
		column += c.span
	}
	w.closeRow()
}

func alignment(n *html.Node) string {
	switch {
	case hasClass(n, "right"):
		return "right"
	case hasClass(n, "centre"), hasClass(n, "center"):
		return "center"
	}
	return ""
}
