// Package docx makes a Word document of a template or a checklist.
//
// In comes a Document: plain words, stretches of HTML as our own renderer
// makes them, and statements to answer. Out come the bytes of a .docx file,
// the same for the same Document: real heading styles, numbered lists, tables
// whose header row repeats, boxes that can be ticked, and fields to fill in
// that repeat what was typed wherever the same name stands. The package knows
// nothing of pages, sites or Markdown, and fetches nothing.
//
// The content may come from strangers. All text is escaped, control characters
// are dropped, links lead to http, https, mailto and tel addresses only, HTML
// it does not know is taken for its text, and none makes it panic.
//
// It writes WordprocessingML itself rather than through gomutex/godocx, which
// has no footers, tick boxes, content controls, custom XML parts or custom
// properties, and brings a template with styles and a page size of its own.
// Nearly every part would have had to be replaced after godocx had written it;
// the tables and paragraphs that were left are less code than that.
//
// The way through: body.go, inline.go, list.go and table.go turn HTML into
// paragraphs; form.go lays out statements; control.go writes what can be
// ticked and filled in; front.go writes what stands before and after the text;
// grid.go writes tables and columns.go shares out their width;
// parts.go and archive.go pack it all into a file. The looks are in
// parts/styles.xml.
package docx

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// Document is what a Word document is made of. Text is plain unless it says
// HTML; whatever is empty is left out.
type Document struct {
	Title, Description, Author string
	Language                   string // such as en-GB
	Licence, LicenceURL        string
	Address                    string // where the live page is: example.org/templates/x/
	Revised                    string // 22 November 2026
	Caveat                     string
	Fields                     []Field // to fill in at the top: Team, Date, Facilitator, Present
	Parts                      []Part
	Sources                    []string // in the order of the numbers that refer to them
	Source                     *Source  // the page it is made from, to go along; nil for none
}

// Field is something to fill in, under its name.
type Field struct {
	Name string
	Room Room
}

// Room is how much there is to write into a field.
type Room uint8

const (
	Line  Room = iota // a few words
	Day               // a date, with a calendar to choose from
	Notes             // many lines
)

// Part is a stretch of the body: HTML, statements to answer, fields to fill in.
// They stand in this order; each may be left out.
type Part struct {
	// HTML is what our renderer makes of Markdown. Addresses of links are
	// absolute, or #anchors of headings in the same document. A
	// <span class="blank"> is a field to fill in, named by its text; an
	// <input type="checkbox"> is a box to tick; a picture is its alt text.
	HTML string
	// Heading stands at the head of the statements' table, on each page.
	Heading    string
	Statements []Statement
	Fields     []Field // Notes from the meeting
}

// Statement is one thing to answer Yes, No or N/A, with room for an action,
// who does it and by when.
type Statement struct {
	Number      int
	Text        string   // HTML
	Actions     []string // HTML
	ActionsFrom int      // number of the first action, 0 if they have bullets
	More        string   // title of the page it comes from
}

// Write gives the bytes of a .docx file.
func Write(doc Document) ([]byte, error) {
	doc.Language = languageTag(doc.Language)
	w := newWriter(doc.Language)
	bodies := make([]*html.Node, len(doc.Parts))
	for i, part := range doc.Parts {
		bodies[i] = parse(part.HTML)
		w.findMarks(bodies[i], true)
		for _, s := range part.Statements {
			w.findMarks(parse(s.Text+strings.Join(s.Actions, "")), false)
		}
	}
	w.opening(doc)
	for i, part := range doc.Parts {
		w.blocks(bodies[i], place{})
		w.statements(part)
		w.fields("What we take from this meeting", part.Fields)
	}
	w.closing(doc)
	data, err := archive(parts(doc, w))
	if err != nil {
		return nil, fmt.Errorf("packing the Word document %q: %w", doc.Title, err)
	}
	return data, nil
}

// languageTag gives a tag that Word takes: letters, digits and hyphens.
func languageTag(tag string) string {
	const usual = "en-GB"
	if len(tag) < 2 || len(tag) > 35 || strings.Trim(tag, "-") != tag {
		return usual
	}
	for _, c := range tag {
		if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return usual
		}
	}
	return tag
}
