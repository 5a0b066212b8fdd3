package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/source"
)

func FuzzParse(f *testing.F) {
	for _, name := range []string{"blocks", "notes", "raw", "links", "no-front", "front", "front-mistakes"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(typed(file))
			}
		}
	}
	for _, h := range hostile {
		f.Add(build(60, h.start, h.unit, h.end))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if utf8.Valid(data) { // source lets nothing else through
			start := time.Now()
			doc := Parse(&source.File{Path: "a/b.md", Name: "content/a/b.md", Data: data})
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("%d bytes took %v", len(data), took)
			}
			check(t, doc)
		}
	})
}

func FuzzFrontMatter(f *testing.F) {
	for i, seed := range []string{"title: a", "a: [b, {c: d}]", "? [a]\n: b", "a: !!binary x", "a: |\n  b\n ---\n c", "a: \"\u2028\"\nb: 1",
		"title = 1979-05-27", "[a.b]\nc = nan", "{\"a\": {\"a\": 1, \"a\": [null]}}", "<<: {a: b}", "a: 0x7fffffffffffffffff", "a: &b [*b]"} {
		f.Add(uint8(i), seed)
	}
	delimiters := []string{"---", "+++", ";;;", "---toml", "---json", source.BOM + "---"}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		opening := delimiters[int(kind)%len(delimiters)]
		closing := strings.TrimPrefix(opening, source.BOM)[:3]
		data := []byte(opening + "\n" + text + "\n" + closing + "\nThe end.\n")
		if !utf8.Valid(data) {
			return
		}
		doc := Parse(&source.File{Path: "a.md", Name: "a.md", Data: data})
		check(t, doc)
		if !bytes.Contains(doc.Body.HTML, []byte("The end.")) && !strings.Contains(text, "The end.") && !eats(text) {
			t.Errorf("the text after the front matter is lost: %q", doc.Body.HTML)
		}
	})
}

// eats tells whether a text may hide what stands after it, were it no front
// matter: in a comment, a tag, a code block or the like.
func eats(text string) bool { return strings.ContainsAny(text, "<[`~:\\{") }

// check holds a document to what is promised of every one.
func check(t *testing.T, doc *Document) {
	t.Helper()
	checkPlaces(t, doc)
	ids := map[string]bool{}
	for _, h := range doc.Headings {
		if ids[h.ID] || h.ID == "" || strings.ContainsAny(h.ID, ". \t\n") {
			t.Errorf("the id %q is empty, taken or holds what none may", h.ID)
		}
		ids[h.ID] = true
	}
	checkFragment(t, doc, doc.Body)
	checkFragment(t, doc, doc.Notes)
	for _, list := range doc.Lists {
		for _, item := range list.Items {
			checkFragment(t, doc, item.Text)
			for _, action := range item.Actions {
				checkFragment(t, doc, action)
			}
		}
	}
}

func checkPlaces(t *testing.T, doc *Document) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(string(doc.File.Data), source.BOM), "\n")
	inside := func(what string, pos diag.Pos) {
		if pos.File != doc.File.Name || pos.Line < 1 || pos.Line > len(lines) || pos.Col < 1 || pos.Col > 1+utf8.RuneCountInString(lines[pos.Line-1]) {
			t.Errorf("%s: %v is outside the file of %d lines", what, pos, len(lines))
		}
	}
	for _, f := range doc.Findings {
		inside(f.Message, f.Pos)
	}
	for pointer, pos := range doc.Front.At {
		inside(pointer, pos)
	}
	offsets := []int{}
	for _, l := range doc.Links {
		offsets = append(offsets, l.Offset)
	}
	for _, h := range doc.Headings {
		offsets = append(offsets, h.Offset)
	}
	for _, list := range doc.Lists {
		for _, item := range list.Items {
			offsets = append(offsets, item.Offset)
		}
	}
	for _, offset := range offsets {
		if offset < 0 || offset > len(doc.File.Data) {
			t.Errorf("the offset %d is outside the file", offset)
		}
	}
}

// checkFragment fills a fragment in and looks at it as a browser would.
func checkFragment(t *testing.T, doc *Document, f Fragment) {
	t.Helper()
	filled, err := fill(doc, f)
	if err != nil {
		t.Fatalf("%v in %q with %v", err, f.HTML, f.Holes)
	}
	page := "<main>" + filled + "</main><footer></footer>"
	nodes, err := html.ParseFragment(strings.NewReader(page), &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"})
	if err != nil {
		if strings.Contains(err.Error(), "exceeds limit") {
			return // deeper than the parser goes
		}
		t.Fatal(err)
	}
	if len(nodes) != 2 || nodes[0].Data != "main" || nodes[1].Data != "footer" || nodes[1].FirstChild != nil {
		t.Errorf("breaks out of the element around it: %q", filled)
	}
	for _, top := range nodes {
		for n := range top.Descendants() {
			if problem := unsafe(n); problem != "" {
				t.Errorf("%s in %q", problem, filled)
			}
		}
	}
	checkLinks(t, filled)
}

// checkLinks wants every link closed, and none inside another. A parsed tree
// would not show it.
func checkLinks(t *testing.T, filled string) {
	t.Helper()
	tokens := html.NewTokenizer(strings.NewReader(filled))
	open := 0
	for tokens.Next() != html.ErrorToken {
		token := tokens.Token()
		if token.Data == "a" && token.Type == html.StartTagToken {
			open++
		} else if token.Data == "a" && token.Type == html.EndTagToken {
			open--
		}
		if open < 0 || open > 1 {
			t.Fatalf("a link inside a link or an end without a link: %q", filled)
		}
	}
	if open != 0 {
		t.Fatalf("a link is not closed: %q", filled)
	}
}

// fill does what render does, in little.
func fill(doc *Document, f Fragment) (string, error) {
	var b strings.Builder
	at, numbers := 0, map[HoleKind]int{LinkHole: len(doc.Links), LinkEndHole: len(doc.Links), PictureHole: len(doc.Links),
		BlankHole: len(doc.Blanks), CellHole: len(doc.Cells), TasksHole: len(doc.Lists)}
	for _, h := range f.Holes {
		if h.Start < at || h.End < h.Start || h.End > len(f.HTML) || (h.Kind == TextHole) == (h.Start == h.End) {
			return "", fmt.Errorf("hole %+v after %d", h, at)
		}
		if number, ok := numbers[h.Kind]; ok && (h.Index < 0 || h.Index >= number) {
			return "", fmt.Errorf("hole %+v for nothing", h)
		}
		if h.Kind == TextHole && bytes.ContainsAny(f.HTML[h.Start:h.End], `<>"`) {
			return "", fmt.Errorf("markup inside a text hole")
		}
		b.Write(f.HTML[at:h.Start])
		b.WriteString(map[HoleKind]string{LinkHole: `<a href="/">`, LinkEndHole: "</a>", PictureHole: "<img>", BlankHole: "<span></span>", CellHole: "<span></span>",
			TasksHole: "<ul></ul>", NoteHole: `<sup><a href="#note.1"></a></sup>`}[h.Kind])
		b.Write(f.HTML[h.Start:h.End])
		at = h.End
	}
	b.Write(f.HTML[at:])
	return b.String(), nil
}

var safeAttributes = []string{"alt", "aria-label", "checked", "class", "colspan", "datetime", "dir", "disabled", "href", "id", "lang", "open",
	"rel", "role", "rowspan", "scope", "src", "start", "tabindex", "title", "type"}

// unsafe says what is wrong with an element, without asking the code that
// should have kept it out.
func unsafe(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	if slices.Contains(unpublished, n.Data) && n.Data != "input" {
		return "<" + n.Data + ">"
	}
	for _, a := range n.Attr {
		if !slices.Contains(safeAttributes, a.Key) {
			return "the attribute " + a.Key
		}
		address := strings.ToLower(strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, a.Val))
		if a.Key != "href" && a.Key != "src" {
			continue
		}
		if before, _, ok := strings.Cut(address, ":"); ok && !strings.ContainsAny(before, "/?#") && !slices.Contains([]string{"http", "https", "mailto", "tel"}, before) {
			return "the address " + a.Val
		}
	}
	return ""
}
