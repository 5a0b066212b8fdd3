package render

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"html"
	"html/template"
	"strconv"
	"strings"
	"unicode"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
)

// A filler fills the holes in the fragments of one page.
type filler struct {
	r    *Renderer
	view *Page
	page *site.Page          // the page being made
	from *site.Page          // the page the fragment is from: another, if it was gathered
	used map[*site.Page]bool // glossary terms that are marked already
	next int                 // number of the next statement
	ids  map[string]int      // of statements, and names of empty cells: how often asked for

	// What differs between a page and a Word document.
	layOut func(b *bytes.Buffer, statements Statements)
	terms  bool // glossary terms are marked
	fields bool // empty cells of tables are fields
	whole  bool // links are written whole, or not at all
}

func (r *Renderer) newFiller(view *Page, p *site.Page) *filler {
	return &filler{r: r, view: view, page: p, from: p, used: map[*site.Page]bool{p: true}, next: 1, ids: map[string]int{}}
}

// fillBody fills in the body of a page, which is its text and the statements it
// gathers from other pages, and its notes.
func (r *Renderer) fillBody(view *Page, p *site.Page) error {
	f := r.newFiller(view, p)
	f.terms, f.fields = true, f.filledIn()
	var fault error
	f.layOut = func(b *bytes.Buffer, statements Statements) {
		err := r.layouts.page(view).ExecuteTemplate(b, "parts/statements.html", statements)
		if err != nil && fault == nil {
			fault = r.layouts.explain(err, view.URL)
		}
	}
	var b bytes.Buffer
	urgent, body := p.Doc.Body.Cut(p.Doc.Urgent)
	f.fill(&b, urgent)
	view.Urgent = safe(bytes.Clone(b.Bytes()))
	b.Reset()
	f.fill(&b, body)
	f.gathered(&b)
	view.Body = safe(b.Bytes())
	view.Notes = f.fragment(p.Doc.Notes)
	return fault
}

// fill writes a fragment with its holes filled in.
func (f *filler) fill(b *bytes.Buffer, fragment markdown.Fragment) {
	at := 0
	for _, hole := range fragment.Holes {
		b.Write(fragment.HTML[at:hole.Start])
		at = hole.End
		switch hole.Kind {
		case markdown.TextHole:
			f.text(b, fragment.HTML[hole.Start:hole.End])
		case markdown.LinkHole:
			f.linkStart(b, hole.Index)
		case markdown.LinkEndHole:
			if _, ok := f.address(hole.Index); ok {
				b.WriteString("</a>")
			}
		case markdown.PictureHole:
			f.picture(b, hole.Index)
		case markdown.BlankHole:
			f.blank(b, f.from.Doc.Blanks[hole.Index])
		case markdown.CellHole:
			f.cell(b, f.from.Doc.Cells[hole.Index])
		case markdown.TasksHole:
			f.tasks(b, f.from.Doc.Lists[hole.Index])
		case markdown.NoteHole:
			f.noteReference(b, hole)
		}
	}
	b.Write(fragment.HTML[at:])
}

func (f *filler) fragment(fragment markdown.Fragment) template.HTML {
	var b bytes.Buffer
	f.fill(&b, fragment)
	return safe(b.Bytes())
}

// text marks the first use of each glossary term on the page.
func (f *filler) text(b *bytes.Buffer, text []byte) {
	if !f.terms {
		b.Write(text)
		return
	}
	at := 0
	for _, use := range f.r.site.Glossary.Find(string(text)) {
		if f.used[use.Term] {
			continue
		}
		f.used[use.Term] = true
		b.Write(text[at:use.Start])
		fmt.Fprintf(b, `<a class="term" href="%s">%s</a>`, html.EscapeString(f.r.url(use.Term.URL)), text[use.Start:use.End])
		at = use.End
	}
	b.Write(text[at:])
}

// address gives where a link leads, and whether it leads anywhere. A heading
// that is gone leads to the top of its page.
func (f *filler) address(index int) (string, bool) {
	target := f.from.Targets[index]
	var address string
	switch {
	case target.Page == f.page && target.Anchor != "":
		return "#" + target.Anchor, true
	case target.Attachment != "":
		address = target.Attachment
	case target.Page != nil:
		address = target.Page.URL
	default:
		return "", false
	}
	if f.whole && f.r.site.BaseURL == "" {
		return "", false
	}
	if f.whole {
		address = f.r.site.Absolute(address)
	} else {
		address = f.r.url(address)
	}
	if target.Anchor != "" {
		address += "#" + target.Anchor
	}
	return address, true
}

func (f *filler) linkStart(b *bytes.Buffer, index int) {
	address, ok := f.address(index)
	if !ok {
		return
	}
	fmt.Fprintf(b, `<a href="%s"`, html.EscapeString(address))
	if title := f.from.Doc.Links[index].Title; title != "" {
		fmt.Fprintf(b, ` title="%s"`, html.EscapeString(title))
	}
	b.WriteByte('>')
}

// picture writes a picture, or its text if there is no such file.
func (f *filler) picture(b *bytes.Buffer, index int) {
	link := f.from.Doc.Links[index]
	if f.from.Targets[index].Attachment == "" {
		b.WriteString(html.EscapeString(link.Alt))
		return
	}
	fmt.Fprintf(b, `<img src="%s" alt="%s" loading="lazy" decoding="async"`,
		html.EscapeString(f.r.url(f.from.Targets[index].Attachment)), html.EscapeString(link.Alt))
	if link.Title != "" {
		fmt.Fprintf(b, ` title="%s"`, html.EscapeString(link.Title))
	}
	if link.Width > 0 {
		fmt.Fprintf(b, ` width="%d"`, link.Width)
	}
	if link.Height > 0 {
		fmt.Fprintf(b, ` height="%d"`, link.Height)
	}
	b.WriteByte('>')
}

// filledIn tells whether the page is of a kind that a team fills in.
func (f *filler) filledIn() bool {
	return kind.TraitsOf(f.view.Kind.Slug).FilledIn
}

// blank writes a placeholder: a field in the kinds that are filled in, what
// the author typed in all others.
func (f *filler) blank(b *bytes.Buffer, name string) {
	if f.filledIn() {
		fmt.Fprintf(b, `<span class="blank">%s</span>`, html.EscapeString(name))
		return
	}
	b.WriteString(html.EscapeString("{{" + name + "}}"))
}

// cell writes what stands in an empty cell of a table. The field is named after
// the heading, column and row it stands in, so that what is kept of it stays
// with it when rows are added or a comma is mended.
func (f *filler) cell(b *bytes.Buffer, cell markdown.Cell) {
	if !f.fields {
		return
	}
	name := f.unique("| " + bareWords(cell.Heading) + " | " + bareWords(cell.Column) + " | " + bareWords(cell.Row))
	label := cell.Column + ": " + cell.Row
	fmt.Fprintf(b, `<textarea name="%s" aria-label="%s"`, html.EscapeString(name), html.EscapeString(label))
	if choices := choicesOf(cell); len(choices) > 0 {
		fmt.Fprintf(b, ` data-choices="%s"`, html.EscapeString(strings.Join(choices, "/")))
	}
	b.WriteString(` rows="1" placeholder=" "></textarea>`)
}

// bareWords is a text without what may be mended in it: its letters and
// figures, in lower case.
func bareWords(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r)
	}), " ")
}

// noteReference writes the number of a note. Those of gathered statements stay
// on the page they come from.
func (f *filler) noteReference(b *bytes.Buffer, hole markdown.Hole) {
	if f.from != f.page {
		return
	}
	id := "noteref." + strconv.Itoa(hole.Index)
	if hole.Repeat > 0 {
		id += "." + strconv.Itoa(hole.Repeat+1)
	}
	b.WriteString("\u2060") // a word joiner: the number stays with the word before it
	fmt.Fprintf(b, `<sup class="note"><a href="#note.%d" id="%s">%d</a></sup>`, hole.Index, id, hole.Index)
}

// tasks lays out a list of tasks.
func (f *filler) tasks(b *bytes.Buffer, list markdown.TaskList) {
	title := list.Heading
	if title == "" {
		title = f.view.Title
	}
	if list.First >= 0 { // the author's own numbers
		f.next = list.First
	}
	statements := Statements{Form: f.view.Checklist != nil, From: list.First, Talk: kind.TraitsOf(f.view.Kind.Slug).Discussed, Title: title, Page: f.view.Title, First: f.next}
	for i, item := range list.Items {
		s := f.statement(item, nil)
		if list.First >= 0 {
			s.Label = strconv.Itoa(list.First+i) + "."
		}
		statements.Items = append(statements.Items, s)
	}
	f.layOut(b, statements)
}

// gathered lays out the statements that a checklist gathers from other pages.
func (f *filler) gathered(b *bytes.Buffer) {
	statements := Statements{Form: f.view.Checklist != nil, From: -1, Talk: kind.TraitsOf(f.view.Kind.Slug).Discussed, Title: f.view.Title, Page: f.view.Title, First: f.next}
	for _, target := range f.page.Include {
		if target.Page == nil || target.Page.Doc == nil || target.Page == f.page {
			continue
		}
		f.from = target.Page
		for _, list := range target.Page.Doc.Lists {
			for _, item := range list.Items {
				more := &Link{Title: target.Page.Title, URL: f.r.url(target.Page.URL)}
				statements.Items = append(statements.Items, f.statement(item, more))
			}
		}
	}
	f.from = f.page
	if len(statements.Items) > 0 {
		f.layOut(b, statements)
	}
}

func (f *filler) statement(item markdown.TaskItem, more *Link) Statement {
	s := Statement{Number: f.next, ID: f.statementID(item), Text: f.fragment(item.Text), Checked: item.Checked, From: item.FirstActions, More: more}
	f.next++
	for _, action := range item.Actions {
		s.Actions = append(s.Actions, f.fragment(action))
	}
	return s
}

// statementID gives the id its author wrote, or makes one of the letters of a
// statement, so that it stays the same when a comma is mended or the statement
// is moved.
func (f *filler) statementID(item markdown.TaskItem) string {
	id := "s." + item.ID
	if item.ID == "" {
		letters := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, item.Plain)
		h := fnv.New32a()
		h.Write([]byte(letters))
		id = fmt.Sprintf("s.%08x", h.Sum32())
	}
	return f.unique(id)
}

// unique gives an id, or name, that the page has not yet: that one with a
// number behind it, if it is taken.
func (f *filler) unique(id string) string {
	unique := id
	for f.ids[unique] > 0 {
		f.ids[id]++
		unique = fmt.Sprintf("%s.%d", id, f.ids[id])
	}
	f.ids[unique]++
	return unique
}
