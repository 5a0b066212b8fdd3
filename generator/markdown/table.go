package markdown

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

func (w *writer) table(n *east.Table) {
	w.html(`<div class="table" tabindex="0" role="group" aria-label="Table"><table>`, "\n")
	var columns []string
	rows := 0
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		tag, of := "td", Cell{Heading: w.passage.Heading}
		if row.Kind() == east.KindTableHeader {
			tag = "th"
			w.html("<thead>\n")
		} else {
			if rows++; rows == 1 {
				w.html("<tbody>\n")
			}
			w.reportSurplus(row, len(columns))
			of.Row = w.cellName(row.FirstChild(), "row", rows)
		}
		w.html("<tr>")
		i := 0
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			if tag == "th" {
				columns = append(columns, w.cellName(c, "column", i+1))
			}
			of.Column = columns[i]
			w.tableCell(tag, c.(*east.TableCell), of)
			i++
		}
		w.html("</tr>\n")
		if tag == "th" {
			w.html("</thead>\n")
		}
	}
	if rows > 0 {
		w.html("</tbody>\n")
	}
	w.html("</table></div>\n")
}

// cellName is what a row or column is called after one of its cells: the text
// of that, not too long to be read out again and again, or else its number.
func (w *writer) cellName(c ast.Node, what string, number int) string {
	const longest = 80
	name := strings.Join(strings.Fields(w.plainText(c)), " ")
	if letters := []rune(name); len(letters) > longest {
		name = strings.TrimSpace(string(letters[:longest])) + "…"
	}
	return cmp.Or(name, what+" "+strconv.Itoa(number))
}

// tableCell writes a cell, and leaves a hole in one of the body that is empty.
func (w *writer) tableCell(tag string, n *east.TableCell, of Cell) {
	w.html("<", tag)
	if tag == "th" {
		w.html(` scope="col"`)
	}
	switch n.Alignment {
	case east.AlignRight:
		w.html(` class="right"`)
	case east.AlignCenter:
		w.html(` class="centre"`)
	}
	w.html(w.direction(n), ">")
	if tag == "td" && n.FirstChild() == nil {
		w.hole(CellHole, len(w.doc.Cells))
		w.doc.Cells = append(w.doc.Cells, of)
	}
	w.inlines(n)
	w.html("</", tag, ">")
	w.plain.WriteByte('\n')
}
