package render

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/open-stewardship/steward/generator/docx"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// wordPath is where the Word document of a page lies: beside it.
func wordPath(p *site.Page) string {
	dir := strings.Trim(p.URL, "/")
	return path.Join(dir, cmp.Or(path.Base(dir), "page")+".docx")
}

// addWord adds the Word document of a template or checklist.
func (r *Renderer) addWord(p *site.Page) {
	if p.Doc == nil || p.IsSection || !kind.TraitsOf(p.Kind).FilledIn {
		return
	}
	if r.Has(wordPath(p)) {
		return // a page called x.docx, of all names
	}
	r.outputs[wordPath(p)] = output{kind: wordOutput, page: p}
}

// wordDocument is what the Word document of a page will be written from.
func (r *Renderer) wordDocument(view *Page, p *site.Page) *docx.Document {
	doc := &docx.Document{
		Title: p.Title, Description: p.Doc.Front.Description, Author: r.site.Title, Language: r.site.Language,
		Licence: r.site.Licence.Name, LicenceURL: r.site.Licence.URL,
		Address: view.Address, Caveat: p.Caveat,
		Revised: cmp.Or(view.LastChecked, view.Published).Text,
		Source:  r.wordSource(p),
	}
	if view.Checklist != nil {
		doc.Fields = []docx.Field{{Name: "Team"}, {Name: "Date", Room: docx.Day}, {Name: "Facilitator"}, {Name: "Present"}}
	}
	doc.Parts = r.wordParts(view, p)
	for _, s := range view.Sources {
		if s.Number == 0 { // those that the text cites stand among its notes
			doc.Sources = append(doc.Sources, sourceText(s))
		}
	}
	return doc
}

// wordSource is the page itself, to go along with its Word document. One with
// comments that readers do not see goes along only if its source is there for
// all to see anyway.
func (r *Renderer) wordSource(p *site.Page) *docx.Source {
	data := p.Doc.File.Data
	if r.site.Repository == "" && (bytes.Contains(data, []byte("<!--")) || bytes.Contains(data, []byte("%%"))) {
		return nil
	}
	return &docx.Source{Path: p.Path, Text: string(data)}
}

// backLink leads from a note back to the text, for a screen.
var backLink = regexp.MustCompile(` ?<a class="back"[^>]*>[^<]*</a>`)

// wordParts makes the body of a Word document: links are whole, so that they
// work wherever the document is opened, and statements are tables.
func (r *Renderer) wordParts(view *Page, p *site.Page) []docx.Part {
	var parts []docx.Part
	var b bytes.Buffer
	f := r.newFiller(view, p)
	f.whole = true
	f.layOut = func(_ *bytes.Buffer, statements Statements) {
		if !statements.Form {
			tickBoxes(&b, statements)
			return
		}
		part := docx.Part{HTML: b.String(), Heading: statements.Title}
		b.Reset()
		for _, s := range statements.Items {
			part.Statements = append(part.Statements, wordStatement(s))
		}
		parts = append(parts, part)
	}
	f.fill(&b, p.Doc.Body)
	f.gathered(&b)
	if view.Checklist != nil { // as on the page, after all statements
		parts = append(parts, docx.Part{HTML: b.String(), Fields: []docx.Field{
			{Name: "Notes from the meeting", Room: docx.Notes}, {Name: "We look at this again on", Room: docx.Day}}})
		b.Reset()
	}
	if !p.Doc.Notes.Empty() {
		b.WriteString("<h2>Notes and sources</h2>\n")
		f.fill(&b, p.Doc.Notes)
	}
	return append(parts, docx.Part{HTML: backLink.ReplaceAllString(b.String(), "")})
}

func wordStatement(s Statement) docx.Statement {
	statement := docx.Statement{Number: s.Number, Text: string(s.Text), ActionsFrom: max(s.From, 0)}
	for _, action := range s.Actions {
		statement.Actions = append(statement.Actions, string(action))
	}
	if s.More != nil {
		statement.More = s.More.Title
	}
	return statement
}

// tickBoxes writes a list of tasks on a page that is not a form.
func tickBoxes(b *bytes.Buffer, statements Statements) {
	b.WriteString("<ul>\n")
	for _, s := range statements.Items {
		b.WriteString(`<li><input type="checkbox"`)
		if s.Checked {
			b.WriteString(" checked")
		}
		b.WriteString("> ")
		if s.Label != "" {
			b.WriteString(s.Label + " ")
		}
		b.WriteString(string(s.Text))
		if len(s.Actions) > 0 {
			tag := "ul"
			if s.From >= 0 {
				tag = "ol"
				fmt.Fprintf(b, `<ol start="%d">`, s.From)
			} else {
				b.WriteString("<ul>")
			}
			for _, action := range s.Actions {
				fmt.Fprintf(b, "<li>%s</li>", action)
			}
			b.WriteString("</" + tag + ">")
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul>\n")
}

// sourceText writes a source as one line: Author (date). Title. Publisher.
func sourceText(s Source) string {
	var b strings.Builder
	if s.Author != "" {
		b.WriteString(s.Author)
		if s.Date != "" {
			b.WriteString(" (" + s.Date + ")")
		}
		b.WriteString(". ")
	}
	b.WriteString(s.Title + ".")
	if s.Publisher != "" {
		b.WriteString(" " + s.Publisher + ".")
	}
	if s.Author == "" && s.Date != "" {
		b.WriteString(" " + s.Date + ".")
	}
	if s.URL != "" {
		b.WriteString(" " + s.URL)
	}
	return b.String()
}
