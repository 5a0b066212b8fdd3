// Package source reads a content folder and turns byte offsets into lines and
// columns.
//
// In comes a file system and the name its author knows it by; out come the
// Markdown files, whole and unparsed, and the paths of everything that is to
// be copied beside them. It knows which files are content, but not what stands
// in them.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/open-stewardship/steward/generator/diag"
)

// ConfigName is the file that describes a site, at the top of its content.
const ConfigName = "site.yaml"

// File is one file as read.
type File struct {
	Path string // below the content folder, with slashes: a/b.md
	Name string // as its author would type it: content/a/b.md
	Data []byte

	mu     sync.Mutex
	starts []int                            // of lines, found at the first question for a place
	last   struct{ offset, start, col int } // the last place asked for: the next is often behind it on a long line
}

// BOM is the mark that some editors put before the first character. Nobody
// sees or counts it.
const BOM = "\xef\xbb\xbf"

// Pos gives the place of a byte offset. An offset outside the file is moved
// to its nearer end.
func (f *File) Pos(offset int) diag.Pos {
	offset = min(max(offset, 0), len(f.Data))
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.starts == nil {
		f.starts = lineStarts(f.Data)
	}
	line, found := slices.BinarySearch(f.starts, offset)
	if !found {
		line-- // the one that begins before it
	}
	start := f.starts[line]
	if line == 0 && bytes.HasPrefix(f.Data, []byte(BOM)) {
		start = min(len(BOM), offset)
	}
	from, col := start, 1
	if f.last.start == start && start < f.last.offset && f.last.offset <= offset {
		from, col = f.last.offset, f.last.col
	}
	col += utf8.RuneCount(f.Data[from:offset])
	f.last.offset, f.last.start, f.last.col = offset, start, col
	return diag.Pos{File: f.Name, Line: 1 + line, Col: col}
}

// lineStarts gives the offset of the start of each line.
func lineStarts(data []byte) []int {
	starts := []int{0}
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return starts
		}
		at += i + 1
		starts = append(starts, at)
	}
}

// Folder is a content folder as read.
type Folder struct {
	Name        string    // as its author would type it: content
	Config      *File     // site.yaml; nil if there is none
	Pages       []*File   // Markdown, by path
	Attachments []string  // paths of the files to copy beside the pages, sorted
	Navigation  *File     // mkdocs.yml of MkDocs, in the folder or (with no Path) beside it; nil if there is none
	Categories  []*File   // _category_.json of Docusaurus
	LeftOut     []LeftOut // what is not read, in the order it was met
	Findings    []diag.Finding
}

// attachmentTypes are the kinds of file a page may carry. A web server hands
// them out under the site's own address, so nothing that a browser would run
// or take for a page is among them; check looks into SVG pictures.
var attachmentTypes = []string{
	".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp",
	".csv", ".doc", ".docx", ".ics", ".json", ".odp", ".ods", ".odt", ".pdf", ".ppt", ".pptx",
	".rtf", ".txt", ".xls", ".xlsx", ".zip",
	".m4a", ".mp3", ".mp4", ".ogg", ".vtt", ".wav", ".webm",
}

// Read reads the content folder in fsys, which its author calls name, but for
// the paths in skip and folders that an earlier build wrote. A file that cannot
// be read, is not UTF-8 or has a control character in its name becomes a
// finding and is left out. The error is for a folder that cannot be listed.
func Read(fsys fs.FS, name string, skip ...string) (*Folder, error) {
	folder := &Folder{Name: name}
	err := fs.WalkDir(fsys, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			if p == "." {
				return err
			}
			folder.report(p, diag.Error, fmt.Sprintf("cannot be read: %v", plain(err)), "check the permissions of the file or folder")
			return nil
		}
		reason, leave := leavesOut(p, entry.IsDir())
		if leave && path.Base(p) != ".steward" && !slices.Contains(skip, p) {
			folder.LeftOut = append(folder.LeftOut, LeftOut{p, reason})
		}
		switch {
		case entry.IsDir():
			if leave || slices.Contains(skip, p) || !folder.enters(fsys, p) {
				return fs.SkipDir
			}
		case !leave && folder.named(p) && folder.isFile(fsys, p, entry):
			folder.add(fsys, p)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the content folder %s: %w", name, plain(err))
	}
	return folder, nil
}

// isFile tells whether an entry is a file that can be read, and reports if it is
// not: a link that leads out of the folder or nowhere, a pipe, a device.
func (d *Folder) isFile(fsys fs.FS, p string, entry fs.DirEntry) bool {
	mode := entry.Type()
	if mode&fs.ModeSymlink != 0 {
		info, err := fs.Stat(fsys, p)
		if err != nil {
			d.report(p, diag.Error, "is a link that leads nowhere, or out of the content folder", "put the file itself there")
			return false
		}
		mode = info.Mode()
	}
	if mode.IsDir() {
		d.report(p, diag.Warning, "is a link to a folder, which is not followed", "put the folder itself there")
		return false
	}
	if !mode.IsRegular() {
		d.report(p, diag.Error, "is no file that can be read", "remove it")
		return false
	}
	return true
}

// isOutput tells whether an earlier build wrote a folder: its manifest lies
// beside it, or inside of it where nothing can be kept beside it.
func isOutput(fsys fs.FS, p string) bool {
	for _, manifest := range []string{path.Join(path.Dir(p), ".steward", path.Base(p), "manifest"), path.Join(p, ".steward/manifest")} {
		if _, err := fs.Stat(fsys, manifest); err == nil {
			return true
		}
	}
	return false
}

// enters tells whether a folder is content, and reports if it is not.
func (d *Folder) enters(fsys fs.FS, p string) bool {
	if p == "." {
		return true
	}
	if isOutput(fsys, p) {
		d.report(p, diag.Note, "is not read: an earlier build wrote this folder", "delete it if it is no longer needed")
		return false
	}
	return d.named(p)
}

// named tells whether a file or folder has a name that can stand in an
// address, in a list and in a message, and reports if it has not.
func (d *Folder) named(p string) bool {
	// A name that is not UTF-8 gives RuneError.
	if !strings.ContainsFunc(path.Base(p), func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }) {
		return true
	}
	escaped := strconv.Quote(p)
	d.report(escaped[1:len(escaped)-1], diag.Error, "has a character in its name that cannot be shown, such as a line break or a tab", "rename it")
	return false
}

// isIndex tells whether a name that starts with _ is that of a folder's page.
func isIndex(base string) bool {
	return strings.EqualFold(base, "_index.md") || strings.EqualFold(base, "_index.markdown")
}

func (d *Folder) add(fsys fs.FS, p string) {
	ext := strings.ToLower(path.Ext(p))
	if settings := path.Base(p); isCategory(settings) || p == NavigationName {
		d.addSettings(fsys, p)
		return
	}
	switch {
	case p == ConfigName, isMarkdown(p):
	case p == "site.yml":
		d.report(p, diag.Warning, "is not read: the description of a site is called "+ConfigName, "rename it to "+ConfigName)
		return
	case slices.Contains(attachmentTypes, ext):
		d.Attachments = append(d.Attachments, p)
		return
	default:
		d.LeftOut = append(d.LeftOut, LeftOut{p, otherKind})
		d.report(p, diag.Note, "is not published: files of this kind are not", "pictures, PDF, office, sound and film files are copied beside their page")
		return
	}
	data, err := fs.ReadFile(fsys, p)
	if p == ConfigName { // also if it cannot be read: a site that has one is held to it
		d.Config = &File{Path: p, Name: d.Typed(p)}
	}
	if err != nil {
		d.report(p, diag.Error, fmt.Sprintf("cannot be read: %v", plain(err)), "a link to a file outside of the content folder is not followed; put the file itself there")
		return
	}
	file := &File{Path: p, Name: d.Typed(p), Data: endLines(data)}
	if at := invalidUTF8(data); at >= 0 {
		d.Findings = append(d.Findings, diag.Finding{Pos: file.Pos(at), Severity: diag.Error, Rule: "encoding",
			Message: "the file is not UTF-8 text", Hint: "save it again with the encoding UTF-8"})
		return
	}
	if p == ConfigName {
		d.Config = file
		return
	}
	d.Pages = append(d.Pages, file)
}

// endLines makes a line break of each lone carriage return, by which some
// programs end lines. Offsets stay as they are.
func endLines(data []byte) []byte {
	for i, c := range data {
		if c == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			data[i] = '\n'
		}
	}
	return data
}

// NavigationName is the file in which MkDocs lists the pages of a site.
const NavigationName = "mkdocs.yml"

func isCategory(base string) bool {
	return base == "_category_.json" || base == "_category_.yml" || base == "_category_.yaml"
}

// addSettings reads a file of another tool that gives the order of pages. One
// that cannot be read gives none.
func (d *Folder) addSettings(fsys fs.FS, p string) {
	data, err := fs.ReadFile(fsys, p)
	if err != nil || !utf8.Valid(data) {
		return
	}
	file := &File{Path: p, Name: d.Typed(p), Data: data}
	if p == NavigationName {
		d.Navigation = file
		return
	}
	d.Categories = append(d.Categories, file)
}

// Typed gives the name of a path below the folder as its author would type it.
func (d *Folder) Typed(p string) string { return path.Join(d.Name, p) }

func (d *Folder) report(p string, severity diag.Severity, message, hint string) {
	d.Findings = append(d.Findings, diag.Finding{
		Pos: diag.Pos{File: d.Typed(p)}, Severity: severity, Rule: "file", Message: message, Hint: hint})
}

// invalidUTF8 gives the offset of the first byte that is not UTF-8, or -1.
// Two NUL bytes among the first hundred are UTF-16, which may be valid UTF-8.
func invalidUTF8(data []byte) int {
	if bytes.Count(data[:min(len(data), 100)], []byte{0}) > 1 {
		return 0
	}
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; ; {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
}

// plain strips an error of the operation and path that the message around it
// already names.
func plain(err error) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		return inner.Err
	}
	return err
}
