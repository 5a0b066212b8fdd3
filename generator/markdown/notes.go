package markdown

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// noteList writes the notes and sources that the text cites. No heading's id
// holds a full stop, so those of notes do: a reference to one has the id
// noteref.N, and noteref.N.R where it is repeated.
func (w *writer) noteList(n ast.Node) {
	if n.Kind() != east.KindFootnoteList {
		return
	}
	w.doc.Notes = w.fragment(func() {
		w.html("<ol>\n")
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			note, ok := c.(*east.Footnote)
			if !ok {
				continue
			}
			number := strconv.Itoa(note.Index)
			w.html(`<li id="note.`, number, `">`)
			if s, ok := w.sources[string(note.Ref)]; ok && w.ours(note) {
				w.doc.Cited[s.ID] = note.Index
				w.html("<p>")
				w.citation(s)
				w.backLinks(note.Index)
				w.html("</p>")
			} else {
				w.noteText(note)
			}
			w.html("</li>\n")
		}
		w.html("</ol>\n")
	})
	w.plain.Reset()
}

// noteText writes a note that its author defined, with the ways back at the end
// of its last paragraph, or below whatever else it ends with.
func (w *writer) noteText(note *east.Footnote) {
	last := note.LastChild()
	for last != nil && last.Kind() == east.KindFootnoteBacklink {
		last = last.PreviousSibling()
	}
	w.contained(func() {
		for c := note.FirstChild(); c != nil; c = c.NextSibling() {
			switch {
			case c.Kind() == east.KindFootnoteBacklink:
			case c == last && c.Kind() == ast.KindParagraph:
				w.html("<p>")
				w.inlines(c)
				w.backLinks(note.Index)
				w.html("</p>\n")
			default:
				w.block(c)
			}
		}
	})
	if last == nil || last.Kind() != ast.KindParagraph {
		w.html("<p>")
		w.backLinks(note.Index)
		w.html("</p>\n")
	}
}

// mostBackLinks is how many ways lead back from one note. Nobody looks through
// more, and a page that cites one work in each line would grow by all of them.
const mostBackLinks = 100

// backLinks lead from a note back to the references to it.
func (w *writer) backLinks(index int) {
	number := strconv.Itoa(index)
	for i := range min(max(w.notes[index], 1), mostBackLinks) {
		id, label, sign := "noteref."+number, "Back to the text", "↩"
		if i > 0 {
			times := strconv.Itoa(i + 1)
			id, label, sign = id+"."+times, label+", reference "+times, sign+superscript.Replace(times)
		}
		w.html(` <a class="back" href="#`, id, `" aria-label="`, label, `">`, sign, "</a>")
	}
}

var superscript = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// ours tells a note that stands for a source from one the author defined.
func (w *writer) ours(note *east.Footnote) bool { return note.Pos() < w.shift }

// citation writes a source as: Author (date). Title. Publisher. Licence.
func (w *writer) citation(s Source) {
	date := DateInWords(s.Date)
	switch {
	case s.Author != "" && s.Date != "":
		w.html(escape(s.Author), " (", escape(date), "). ")
	case s.Author != "":
		w.html(escape(stopped(s.Author)), " ")
	}
	title := cmp.Or(s.Title, s.URL, s.ID)
	w.html("<cite>")
	if isWebAddress(s.URL) {
		w.html(`<a href="`, escape(encodeAddress(s.URL)), `" rel="noopener">`, escape(title), "</a>")
	} else {
		w.html(escape(title))
	}
	w.html("</cite>", strings.TrimPrefix(stopped(title), title))
	if s.Publisher != "" {
		w.html(" ", escape(stopped(s.Publisher)))
	}
	if s.Author == "" && s.Date != "" {
		w.html(" ", escape(date), ".")
	}
	if s.Licence != "" {
		w.html(" Licence: ", escape(stopped(s.Licence)))
	}
}

// stopped puts a full stop behind a text that does not end with one.
func stopped(text string) string {
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		return text
	}
	return text + "."
}
