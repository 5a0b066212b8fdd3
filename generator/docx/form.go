package docx

import (
	"strconv"
)

// Columns of the statements' table, in twips. Above, the statement takes the
// first two and each answer one; below, the action, who and by when stand under
// them.
var formWidths = [5]int{5103, 1984, 850, 850, 851}

// Answers that a statement can be given.
var answers = [3]string{"Yes", "No", "N/A"}

const (
	writingHeight = 1020 // 18 mm to write an action in
	fieldHeight   = 680  // 12 mm to write a name or a date in
	notesHeight   = 2835 // 50 mm for notes
)

// ruled is a strong line above a cell, where a statement begins.
const ruled = `<w:tcBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="1D2523"/></w:tcBorders>`

// statements writes a part's statements as one table.
func (w *writer) statements(part Part) {
	if len(part.Statements) == 0 {
		return
	}
	heading := words(part.Heading)
	if heading == "" {
		heading = "Statement"
	}
	widths := formWidths[:]
	w.openTable("FormTable", 0, widths, true, heading)
	w.openRow(true, 0)
	p := place{style: "FormHeading", keep: true}
	w.cell(span(widths, 0, 2), p, func() { w.line(p, heading) })
	p.align = "center"
	for i, answer := range answers {
		w.cell(span(widths, 2+i, 1), p, func() { w.line(p, answer) })
	}
	w.closeRow()
	for _, s := range part.Statements {
		w.statement(s, widths)
		w.agreed(s, widths)
	}
	w.closeTable()
}

// statement writes a row with a statement and the three boxes to answer it. It
// keeps to the page of the row that belongs to it.
func (w *writer) statement(s Statement, widths []int) {
	number := strconv.Itoa(s.Number)
	w.openRow(false, 0)
	p := place{style: "Statement", indent: step, keep: true, cell: true, label: &label{text: number}}
	w.cell(span(widths, 0, 2), p, func() {
		w.html(s.Text, p)
		w.lead(p)
		list := bullets
		if s.ActionsFrom > 0 && len(s.Actions) > 0 {
			list = w.numbered(strconv.Itoa(s.ActionsFrom), 1)
		}
		for _, action := range s.Actions {
			w.action(action, list)
		}
		if s.More != "" {
			w.line(place{style: "StatementSource", indent: step, keep: true}, "From: "+s.More)
		}
	}, ruled)
	p = place{style: "Answer", keep: true}
	for i, answer := range answers {
		w.cell(span(widths, 2+i, 1), p, func() {
			w.begin(p)
			w.markup(w.controls.tick("Statement "+number+": "+answer, number+" "+answer, false))
			w.end()
		}, ruled)
	}
	w.closeRow()
}

// action writes one of the things that can be done about a statement.
func (w *writer) action(source string, list int) {
	p := place{style: "Action", indent: 2 * step, keep: true, cell: true, level: 1, label: &label{list: list}}
	w.html(source, p)
}

// agreed writes a row with room for the action, who does it and by when.
func (w *writer) agreed(s Statement, widths []int) {
	number := strconv.Itoa(s.Number)
	w.openRow(false, writingHeight)
	w.field("Action", "Statement "+number+": action", number+" action", lines, span(widths, 0, 1))
	w.field("Who", "Statement "+number+": who", number+" who", oneLine, span(widths, 1, 1))
	w.field("By when", "Statement "+number+": by when", number+" by when", date(w.language), span(widths, 2, 3))
	w.closeRow()
}

// field writes a cell with a small label above room to write in.
func (w *writer) field(name, title, tag, kind string, s spanned) {
	p := place{style: "FieldText"}
	w.cell(s, p, func() {
		w.line(place{style: "FieldLabel"}, name) // were it kept with the next, so would the row be
		w.begin(p)
		w.markup(w.controls.room(title, tag, kind))
		w.end()
	})
}

// fields writes a table of fields: two in a row, but for notes, which take the
// whole width.
func (w *writer) fields(title string, all []Field) {
	var fields []Field
	for _, f := range all {
		if f.Name = words(f.Name); f.Name != "" {
			fields = append(fields, f)
		}
	}
	if len(fields) == 0 {
		return
	}
	widths := []int{textWidth / 2, textWidth - textWidth/2}
	w.openTable("FormTable", 0, widths, false, title)
	for i := 0; i < len(fields); {
		row := fields[i:min(i+2, len(fields))]
		if row[0].Room == Notes || row[len(row)-1].Room == Notes {
			row = row[:1]
		}
		w.openRow(false, row[0].Room.height())
		for column, f := range row {
			w.field(f.Name, f.Name, f.Name, w.kind(f.Room), span(widths, column, 2/len(row)))
		}
		w.closeRow()
		i += len(row)
	}
	w.closeTable()
}

// height is how high a row with such room is at least, in twips.
func (r Room) height() int {
	if r == Notes {
		return notesHeight
	}
	return fieldHeight
}

// kind is the control for so much room.
func (w *writer) kind(r Room) string {
	switch r {
	case Day:
		return date(w.language)
	case Notes:
		return lines
	}
	return oneLine
}
