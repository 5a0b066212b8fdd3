package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/open-stewardship/steward/generator/diag"
)

func TestPos(t *testing.T) {
	for _, c := range []struct {
		data      string
		offset    int
		line, col int
	}{
		{"ab\ncd", 0, 1, 1},
		{"ab\ncd", 2, 1, 3},
		{"ab\ncd", 3, 2, 1},
		{"ab\ncd", 5, 2, 3},
		{"ab\ncd", 99, 2, 3},
		{"ab\ncd", -1, 1, 1},
		{"a\r\nb", 3, 2, 1},
		{"é日x", 5, 1, 3},
		{BOM + "ab\ncd", 3, 1, 1},
		{BOM + "ab\ncd", 4, 1, 2},
		{BOM + "ab\ncd", 6, 2, 1},
		{BOM + "ab", 0, 1, 1},
		{"", 0, 1, 1},
	} {
		got := (&File{Name: "a.md", Data: []byte(c.data)}).Pos(c.offset)
		if want := (diag.Pos{File: "a.md", Line: c.line, Col: c.col}); got != want {
			t.Errorf("%q at %d: got %v, want %v", c.data, c.offset, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, name := range []string{"site.yaml", "a.md", "B.MD", "c.markdown", "_index.md", "d/_Index.markdown", "d/_draft.md", "_e/x.md", ".f/x.md",
		".g.md", "node_modules/x.md", "public/x.md", "d/x.PNG", "d/x.pdf", "d/x.html", "d/x.svg", "d/site.yaml", "d/noext"} {
		fsys[name] = &fstest.MapFile{Data: []byte("text")}
	}
	folder, err := Read(fsys, "content", "public")
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, file := range folder.Pages {
		pages = append(pages, file.Path)
		if file.Name != "content/"+file.Path {
			t.Errorf("%s is called %s", file.Path, file.Name)
		}
	}
	if want := []string{"B.MD", "_index.md", "a.md", "c.markdown", "d/_Index.markdown"}; !slices.Equal(pages, want) {
		t.Errorf("pages %v, want %v", pages, want)
	}
	if want := []string{"d/x.PNG", "d/x.pdf", "d/x.svg"}; !slices.Equal(folder.Attachments, want) {
		t.Errorf("attachments %v, want %v", folder.Attachments, want)
	}
	if folder.Config == nil || folder.Config.Name != "content/site.yaml" {
		t.Errorf("configuration %v", folder.Config)
	}
	if diag.Count(folder.Findings, diag.Note) != 3 || len(folder.Findings) != 3 { // what is not published
		t.Errorf("findings %v", folder.Findings)
	}
}

// A file that cannot be read is reported at its place, and stops no other.
func TestReadReports(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a.md", "ok\nb\xffd", "content/a.md:2:2 the file is not UTF-8 text"},
		{"a.md", "\xff\xfet\x00i\x00t\x00", "content/a.md:1:1 the file is not UTF-8 text"},
		{"a.md", "\x00t\x00i\x00t", "content/a.md:1:1 the file is not UTF-8 text"},
		{"a.md", "\xfe\xff\x00t", "content/a.md:1:1 the file is not UTF-8 text"},
		{"a.md", "caf\xe9", "content/a.md:1:4 the file is not UTF-8 text"},
		{"site.yaml", "t\x00i\x00t\x00l\x00", "content/site.yaml:1:1 the file is not UTF-8 text"},
		{"site.yml", "title: x", "content/site.yml is not read: the description of a site is called site.yaml"},
	} {
		folder, err := Read(fstest.MapFS{c.name: {Data: []byte(c.data)}, "z.md": {Data: []byte(BOM + "fine \x00 é")}}, "content")
		if err != nil {
			t.Fatal(err)
		}
		if len(folder.Findings) != 1 || folder.Findings[0].Pos.String()+" "+folder.Findings[0].Message != c.want {
			t.Errorf("%q: got %v, want %q", c.data, folder.Findings, c.want)
		}
		if len(folder.Pages) != 1 || folder.Pages[0].Path != "z.md" {
			t.Errorf("%q: pages %v", c.data, folder.Pages)
		}
		if (folder.Config != nil) != (c.name == ConfigName) {
			t.Errorf("%q: configuration %v", c.data, folder.Config)
		}
	}
}

// deniedFS refuses to open what is called so.
type deniedFS struct{ fstest.MapFS }

func (d deniedFS) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "denied") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return d.MapFS.Open(name)
}

func (d deniedFS) ReadFile(name string) ([]byte, error) { return fs.ReadFile(struct{ fs.FS }{d}, name) }

func (d deniedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.HasPrefix(name, "denied") {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrPermission}
	}
	return d.MapFS.ReadDir(name)
}

func TestReadGoesOnPastWhatIsDenied(t *testing.T) {
	folder, err := Read(deniedFS{fstest.MapFS{"a.md": {}, "denied.md": {}, "denied/b.md": {}}}, "content")
	if err != nil || len(folder.Pages) != 1 {
		t.Fatalf("error %v, pages %v", err, folder.Pages)
	}
	var got []string
	for _, f := range folder.Findings {
		got = append(got, f.Pos.String()+": "+f.Message)
	}
	want := []string{"content/denied: cannot be read: permission denied", "content/denied.md: cannot be read: permission denied"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := Read(fstest.MapFS{}, "content"); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := Read(os.DirFS(filepath.Join(t.TempDir(), "gone")), "gone"); err == nil || !strings.HasPrefix(err.Error(), "reading the content folder gone: ") {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// A line break in a name would cut a manifest, a message or an address in two.
func TestReadRefusesNamesThatCannotBeShown(t *testing.T) {
	folder, err := Read(fstest.MapFS{"a\nb.md": {}, "c\td/e.md": {}, "f\u0085.png": {}, "g\xff.png": {}, "é ü.md": {}, ".h\n.md": {}}, "content")
	if err != nil {
		t.Fatal(err)
	}
	if len(folder.Pages) != 1 || folder.Pages[0].Path != "é ü.md" || len(folder.Attachments) != 0 {
		t.Errorf("pages %v, attachments %q", folder.Pages, folder.Attachments)
	}
	var refused []string
	for _, f := range folder.Findings {
		refused = append(refused, f.Pos.File)
		if f.Rule != "file" || f.Severity != diag.Error || f.Hint != "rename it" {
			t.Errorf("finding %+v", f)
		}
	}
	want := []string{`content/a\nb.md`, `content/c\td`, `content/f\u0085.png`, `content/g\xff.png`}
	if !slices.Equal(refused, want) {
		t.Errorf("refused %q, want %q", refused, want)
	}
}

// The output of an earlier build under another name is not content, but
// somebody who writes in an output folder has its pages read.
func TestReadPassesOverEarlierOutput(t *testing.T) {
	for _, c := range []struct {
		mark  string
		pages []string
	}{
		{".steward/old/manifest", []string{"a.md"}},
		{".steward/other/manifest", []string{"a.md", "old/b/c.md"}},
		{"old/.steward/manifest", []string{"a.md"}},
		{".steward/manifest", []string{"a.md", "old/b/c.md"}},
		{"old/.steward/other", []string{"a.md", "old/b/c.md"}},
	} {
		folder, err := Read(fstest.MapFS{"a.md": {}, "old/b/c.md": {}, c.mark: {}}, "content")
		if err != nil {
			t.Fatal(err)
		}
		var pages []string
		for _, file := range folder.Pages {
			pages = append(pages, file.Path)
		}
		if !slices.Equal(pages, c.pages) {
			t.Errorf("%s: pages %v, want %v", c.mark, pages, c.pages)
		}
		if told := len(folder.Findings) == 1; told != (len(c.pages) == 1) {
			t.Errorf("%s: findings %v", c.mark, folder.Findings)
		}
	}
}

// Places are counted the same in whatever order they are asked for.
func TestPlacesInAnyOrder(t *testing.T) {
	for _, text := range []string{"", "a", "\n", "é\r\nb\n\nlöng line ü\n", BOM + "é\nb"} {
		f := &File{Name: "a.md", Data: []byte(text)}
		for from := -1; from <= len(text)+1; from++ {
			for _, offset := range []int{from, len(text) - from, from} {
				if offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
					continue
				}
				got, want := f.Pos(offset), (&File{Name: "a.md", Data: []byte(text)}).Pos(offset)
				before := strings.TrimPrefix(text[:min(max(offset, 0), len(text))], BOM)
				line := strings.Count(before, "\n") + 1
				col := utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:]) + 1
				if got != want || got.Line != line || got.Col != col {
					t.Errorf("%q at %d: %v, at first %v, want %d:%d", text, offset, got, want, line, col)
				}
			}
		}
	}
}
