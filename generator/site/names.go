package site

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/open-stewardship/steward/generator/markdown"
)

// names finds pages and attachments by their names, as the links of wikis do:
// wherever they lie, in capitals or not, by their title too.
type names struct {
	pages       map[string]*Page
	attachments map[string]string // address below the base path
}

// canonical is a path in the one of its Unicode forms by which paths are
// compared and published: disks and keyboards differ in it (NFC; Unicode
// Standard Annex #15).
func canonical(p string) string { return norm.NFC.String(p) }

// nameKey is a name as it is compared.
func nameKey(name string) string { return strings.ToLower(canonical(name)) }

// newNames enters all pages and attachments, of two with one name the one whose
// path is shorter.
func newNames(s *Site) names {
	n := names{pages: map[string]*Page{}, attachments: map[string]string{}}
	byLength := slices.Clone(s.Pages)
	slices.SortStableFunc(byLength, func(a, b *Page) int { return len(a.Path) - len(b.Path) })
	enter := func(name string, p *Page) {
		if key := nameKey(name); key != "" && n.pages[key] == nil {
			n.pages[key] = p
		}
	}
	for _, p := range byLength {
		file := strings.TrimSuffix(p.Path, path.Ext(p.Path))
		enter(file, p) // "folder/page"
		if p.IsSection && p.Doc != nil && markdown.IsFolderPage(p.Path) {
			enter(path.Base(path.Dir(p.Path)), p)
		}
		enter(path.Base(file), p)
	}
	for _, p := range byLength {
		enter(p.Title, p)
		if p.Doc != nil {
			for _, alias := range p.Doc.Front.Aliases {
				enter(alias, p)
			}
		}
	}
	files := make([]string, 0, len(s.attachments))
	for file := range s.attachments {
		files = append(files, file)
	}
	slices.SortFunc(files, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	for _, file := range files {
		for _, name := range []string{file, path.Base(file)} {
			if key := nameKey(name); n.attachments[key] == "" {
				n.attachments[key] = s.attachments[file]
			}
		}
	}
	return n
}

// byNameOf finds where a link leads that names a page or an attachment.
func (s *Site) byNameOf(link markdown.Link) (Target, bool) {
	key := nameKey(strings.Trim(link.Path, "/"))
	if address, ok := s.names.attachments[key]; ok {
		return Target{Attachment: address}, true
	}
	for _, name := range []string{key, strings.TrimSuffix(key, ".md")} {
		if p, ok := s.names.pages[name]; ok {
			return s.onPage(p, link.Anchor), true
		}
	}
	return Target{}, false
}
