// Package markdown turns one Markdown file into one Document.
//
// In comes a file as read; out come its front matter as plain values, finished
// HTML with holes where only the whole site can tell what to write, the text
// for searching, and what is wrong with the file. A Document depends on its
// file alone, so it may be kept for as long as the file's bytes stay the same.
//
// The package knows nothing of other pages: whether a link leads anywhere is
// for package site. It is the only one that knows goldmark, frontmatter and
// bluemonday; none of their types leaves it.
package markdown

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/source"
)

// Document is one parsed file.
type Document struct {
	File     *source.File
	Front    Front
	Title    string // from the front matter, else the first heading, else the file's name
	Untitled bool   // the title is from the file's name
	TitleID  string // the id of a heading that became the title and left the body
	Summary  string // the first paragraph as text, at most about 160 characters
	Body     Fragment
	Urgent   int      // length of the part of Body that comes before all else: a caution or warning that the text begins with
	Notes    Fragment // the notes and sources cited in the text; empty if there are none
	Links    []Link
	Blanks   []string // names of the placeholders, as written
	Cells    []Cell
	Lists    []TaskList
	Headings []Heading
	Passages []Passage
	IDs      map[string]bool   // every id of a heading in Body
	Anchors  map[string]string // other names for places in Body, as their author wrote them -> the id there
	Cited    map[string]int    // number of the note of each source that the text cites
	Findings []diag.Finding
}

// Heading is a heading of the body.
type Heading struct {
	Level  int // 2 to 6
	ID     string
	Text   string
	Offset int
}

// Link is a link or a picture whose address is on this site, or meant to be.
type Link struct {
	Path    string // as written but unescaped, without the anchor; "" for this page
	Anchor  string // without #
	Title   string
	Alt     string // of a picture
	Picture bool
	Width   int  // of a picture as its author gave it, in pixels; 0 if not given
	Height  int  // likewise
	ByName  bool // Path is the name of a page or picture, wherever it lies
	Offset  int  // of the link in the file
}

// Cell is an empty cell of a table in which something may be written.
type Cell struct {
	Heading string // text of the heading above the table, "" if none
	Column  string // text of the column's heading, or "column 2"
	Row     string // text of the row's first cell, or "row 2"
}

// TaskList is a list at the top level of the body in which every item is a
// task: statements to answer, with actions beneath.
type TaskList struct {
	Heading string // text of the heading above it, "" if none
	First   int    // number of the first item, -1 if they have bullets
	Items   []TaskItem
}

// TaskItem is one statement.
type TaskItem struct {
	ID      string // as its author wrote it; "" if it has none
	Text    Fragment
	Plain   string
	Checked bool
	Actions []Fragment
	// FirstActions is the number of the first action, -1 if they have bullets.
	FirstActions int
	Offset       int
}

// Passage is the text under one heading, for searching.
type Passage struct {
	ID      string // of the heading; "" before the first one
	Heading string
	Text    string
}

// Fragment is HTML with holes, in order.
type Fragment struct {
	HTML  []byte
	Holes []Hole
}

// Cut gives the first n bytes of a fragment and the rest of it. No hole may lie
// across the place.
func (f Fragment) Cut(n int) (head, rest Fragment) {
	head.HTML, rest.HTML = f.HTML[:n], f.HTML[n:]
	for _, hole := range f.Holes {
		if hole.Start < n {
			head.Holes = append(head.Holes, hole)
			continue
		}
		hole.Start, hole.End = hole.Start-n, hole.End-n
		rest.Holes = append(rest.Holes, hole)
	}
	return head, rest
}

// HoleKind says what belongs into a hole.
type HoleKind uint8

const (
	TextHole    HoleKind = iota // HTML[Start:End] is running text, in which a glossary term may be marked
	LinkHole                    // the opening tag of Links[Index]
	LinkEndHole                 // its closing tag
	PictureHole                 // the picture Links[Index]
	BlankHole                   // the placeholder Blanks[Index]
	CellHole                    // what stands in the empty cell Cells[Index]
	TasksHole                   // the list Lists[Index]
	NoteHole                    // a reference to note Index, the Repeat-th to it (from 0)
)

// Hole is a place in a Fragment that is filled in when a page is rendered. All
// but a TextHole are empty: Start equals End.
type Hole struct {
	Kind       HoleKind
	Start, End int
	Index      int
	Repeat     int
}

// Empty tells whether there is nothing in the fragment.
func (f Fragment) Empty() bool { return len(f.HTML) == 0 && len(f.Holes) == 0 }

// Shell gives the document without its text: a folder's page that is not fit to
// be published, but from which the pages below inherit.
func (d *Document) Shell() *Document {
	front := Front{Title: d.Front.Title, Slug: d.Front.Slug, Weight: d.Front.Weight, Weighted: d.Front.Weighted, Draft: d.Front.Draft, Withheld: d.Front.Withheld,
		DefaultKind: d.Front.DefaultKind, Caveat: d.Front.Caveat}
	return &Document{File: d.File, Front: front, Title: d.Title, Untitled: d.Untitled}
}

// Pos gives the place of an offset in the document's file.
func (d *Document) Pos(offset int) diag.Pos { return d.File.Pos(offset) }

// IsFolderPage tells whether a path is that of its folder's own page.
func IsFolderPage(p string) bool {
	switch strings.ToLower(strings.TrimSuffix(path.Base(p), path.Ext(p))) {
	case "_index", "index", "readme":
		return true
	}
	return false
}

// orderPrefix is a number before a name that only puts it in its place, 01-name
// or 3. name, or the date before the name of a post.
var orderPrefix = regexp.MustCompile(`^(?:\d{4}-\d{1,2}-\d{1,2}[-_ ]+|\d{1,3}[-_.)]+\s*|0\d{1,2}\s+)`)

// titleFromPath makes a title of a file's name, or of its folder's if the file
// is the folder's page.
func titleFromPath(file *source.File) string {
	p := file.Path
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	if IsFolderPage(p) {
		name = path.Base(path.Dir(p))
		if name == "." {
			name = path.Base(path.Dir(file.Name))
		}
	}
	title := TitleFromName(name)
	if title == "" || title == "." || title == ".." || title == "/" {
		return "Home"
	}
	return title
}

// TitleFromName makes a title of the name of a file without its type, of a
// folder, or of a slug: "our-values" gives "Our values", "02_first-steps" gives
// "First steps". It gives "" for a name in which nothing but hyphens,
// underscores and spaces stand.
func TitleFromName(name string) string {
	name = source.PlainName(name)
	if rest := orderPrefix.ReplaceAllString(name, ""); strings.Trim(rest, "-_ ") != "" {
		name = rest
	}
	title := strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
	_, first := utf8.DecodeRuneInString(title)
	return strings.ToUpper(title[:first]) + title[first:]
}
