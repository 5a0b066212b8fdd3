package markdown

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/source"
)

var update = flag.Bool("update", false, "rewrite what is wanted in testdata")

// TestParse parses each x.md of an archive and compares the document with
// x.want, which stands behind it. "x.crlf.md" is given the line ends of
// Windows, "x.bom.md" a byte-order mark, "x.cut.md" no final line end.
func TestParse(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testArchive(t, name) })
	}
}

func testArchive(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	written := &txtar.Archive{Comment: archive.Comment}
	for i, in := range archive.Files {
		if !strings.HasSuffix(in.Name, ".md") {
			continue
		}
		want := txtar.File{Name: strings.TrimSuffix(in.Name, "md") + "want"}
		if i+1 < len(archive.Files) && archive.Files[i+1].Name == want.Name {
			want.Data = archive.Files[i+1].Data
		}
		got := show(Parse(&source.File{Path: in.Name, Name: in.Name, Data: typed(in)}))
		if diff := gocmp.Diff(string(want.Data), got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", in.Name, diff)
		}
		written.Files = append(written.Files, in, txtar.File{Name: want.Name, Data: []byte(got)})
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func typed(in txtar.File) []byte {
	text := string(in.Data)
	if strings.Contains(in.Name, ".crlf.") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if strings.Contains(in.Name, ".bom.") {
		text = source.BOM + text
	}
	if strings.Contains(in.Name, ".cut.") {
		text = strings.TrimSuffix(text, "\n")
	}
	return []byte(text)
}

// show writes a document in lines, leaving out what is empty.
func show(doc *Document) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("title: %s", doc.Title+anchored(doc.TitleID))
	for _, pointer := range slices.Sorted(maps.Keys(doc.Front.At)) {
		if value := valueAt(doc.Front.Values, pointer); value != nil {
			line("%s = %#v at %s", pointer, value, place(doc, pointer))
		}
	}
	if len(doc.Front.At) == 1 && len(doc.Front.Values) > 0 { // TOML and JSON have no places
		line("values: %v at %s", doc.Front.Values, place(doc, ""))
	}
	if len(doc.Front.Sources) > 0 {
		line("sources: %+v", doc.Front.Sources)
	}
	if doc.Front.Draft {
		line("draft")
	}
	b.WriteString(doc.Body.show())
	if !doc.Notes.Empty() {
		line("notes:")
		b.WriteString(doc.Notes.show())
	}
	for i, l := range doc.Links {
		kind := "link"
		if l.Picture {
			kind = "picture"
		}
		line("%s %d: %s%s %q %q at %s", kind, i, l.Path, anchored(l.Anchor), l.Title, l.Alt, short(doc, l.Offset))
	}
	for i, name := range doc.Blanks {
		line("blank %d: %q", i, name)
	}
	for i, cell := range doc.Cells {
		line("cell %d: %q, %q, %q", i, cell.Heading, cell.Column, cell.Row)
	}
	for i, list := range doc.Lists {
		line("tasks %d: %q", i, list.Heading)
		for _, item := range list.Items {
			line("  %v %s %q at %s", item.Checked, strings.TrimSpace(item.Text.show()), item.Plain, short(doc, item.Offset))
			for _, action := range item.Actions {
				line("    %s", strings.TrimSpace(action.show()))
			}
		}
	}
	for _, h := range doc.Headings {
		line("heading %d%s %q at %s", h.Level, anchored(h.ID), h.Text, short(doc, h.Offset))
	}
	for _, p := range doc.Passages {
		line("passage%s %q: %q", anchored(p.ID), p.Heading, p.Text)
	}
	if doc.Summary != "" {
		line("summary: %s", doc.Summary)
	}
	for _, id := range slices.Sorted(maps.Keys(doc.Cited)) {
		line("cited %s as %d", id, doc.Cited[id])
	}
	for _, f := range doc.Findings {
		line("%s %s: %s: %s", strings.TrimPrefix(f.Pos.String(), f.Pos.File+":"), f.Severity, f.Rule, f.Message)
		if f.Hint != "" {
			line("  hint: %s", f.Hint)
		}
	}
	return b.String()
}

// valueAt gives the scalar at a JSON pointer, else nil.
func valueAt(value any, pointer string) any {
	for _, part := range strings.Split(pointer, "/")[1:] {
		part = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
		switch v := value.(type) {
		case map[string]any:
			value = v[part]
		case []any:
			var i int
			fmt.Sscan(part, &i)
			value = v[i]
		}
	}
	switch value.(type) {
	case map[string]any, []any:
		return nil
	}
	return value
}

func place(doc *Document, pointer string) string {
	pos := doc.Front.At[pointer]
	return strings.TrimPrefix(pos.String(), pos.File+":")
}

func short(doc *Document, offset int) string {
	return strings.TrimPrefix(doc.Pos(offset).String(), doc.File.Name+":")
}

func anchored(id string) string {
	if id == "" {
		return ""
	}
	return " #" + id
}

// show writes a fragment with its holes in sight.
func (f Fragment) show() string {
	var b strings.Builder
	at := 0
	for _, h := range f.Holes {
		b.Write(f.HTML[at:h.Start])
		at = h.End
		inside := string(f.HTML[h.Start:h.End])
		number := fmt.Sprint(h.Index)
		if h.Repeat > 0 {
			number += fmt.Sprintf(" again (%d)", h.Repeat)
		}
		b.WriteString(cmp.Or(map[HoleKind]string{
			TextHole: "‹" + inside + "›", LinkHole: "{link " + number + "}", LinkEndHole: "{/link " + number + "}",
			PictureHole: "{picture " + number + "}", BlankHole: "{blank " + number + "}", CellHole: "{cell " + number + "}",
			TasksHole: "{tasks " + number + "}\n", NoteHole: "{note " + number + "}",
		}[h.Kind], "{?}"))
	}
	b.Write(f.HTML[at:])
	text := b.String()
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}
