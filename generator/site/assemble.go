package site

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/source"
)

// Reserved are the first parts of addresses that the site needs for itself.
var Reserved = []string{"search", "assets", "admin", "pack", "give", "ask",
	"sitemap.xml", "feed.xml", "robots.txt", "404.html", "_headers", "_redirects"}

// An assembler holds what is needed only until the site stands.
type assembler struct {
	site     *Site
	folders  map[string]*Page // by the folder's path, "." for the top
	findings []diag.Finding
	contents []*markdown.Document // lists of contents
}

// plant makes the tree of pages: each folder that holds a page is a section,
// its page is _index.md, index.md or README.md, or a file beside it of its name.
func (b *assembler) plant(docs []*markdown.Document, options Options) {
	docs = slices.SortedFunc(slices.Values(docs), func(x, y *markdown.Document) int { return cmp.Compare(x.File.Path, y.File.Path) })
	folderPage := map[string]*markdown.Document{}
	kept := make([]*markdown.Document, 0, len(docs))
	for _, doc := range docs {
		if isContents(doc) && !b.site.Found {
			b.contents = append(b.contents, doc)
			b.site.LeftOut = append(b.site.LeftOut, source.LeftOut{Path: doc.File.Path, Reason: givesOrder})
			continue
		}
		if doc.Front.Draft && !options.Drafts {
			b.site.drafts[canonical(doc.File.Path)] = true
			b.site.LeftOut = append(b.site.LeftOut, source.LeftOut{Path: doc.File.Path, Reason: withheld(doc)})
			if markdown.IsFolderPage(doc.File.Path) {
				b.site.drafts[canonical(path.Dir(doc.File.Path))] = true
			}
			continue
		}
		kept = append(kept, doc)
		for dir := path.Dir(doc.File.Path); ; dir = path.Dir(dir) {
			if _, ok := folderPage[dir]; ok {
				break
			}
			folderPage[dir] = nil
			if dir == "." {
				break
			}
		}
	}
	if len(kept) == 0 {
		folderPage["."] = nil
	}
	for _, doc := range kept {
		dir := path.Dir(doc.File.Path)
		if markdown.IsFolderPage(doc.File.Path) && rank(doc) < rank(folderPage[dir]) {
			folderPage[dir] = doc
		}
	}
	for _, doc := range kept { // guide.md beside guide/
		dir := strings.TrimSuffix(doc.File.Path, path.Ext(doc.File.Path))
		if page, ok := folderPage[dir]; ok && page == nil {
			folderPage[dir] = doc
		}
	}
	taken := map[*markdown.Document]bool{}
	for dir, doc := range folderPage {
		taken[doc] = true
		b.folders[dir] = newPage(doc, dir, true)
		b.folders[dir].folder = dir
	}
	b.site.Home = b.folders["."]
	for dir, p := range b.folders {
		if dir != "." {
			b.adopt(b.folders[path.Dir(dir)], p)
		}
	}
	for _, doc := range kept {
		if !taken[doc] {
			b.adopt(b.folders[path.Dir(doc.File.Path)], newPage(doc, "", false))
		}
	}
	b.nameSite()
}

// withheld says why a draft is not published.
func withheld(doc *markdown.Document) source.Reason {
	switch field := doc.Front.Withheld; field {
	case "", "draft":
		return source.Reason{Why: "drafts (draft: true)", Hint: "take that field out, or publish them too with --drafts"}
	case "published", "publish":
		return source.Reason{Why: "pages that say " + field + ": false", Hint: "take that field out, or publish them too with --drafts"}
	default:
		return source.Reason{Why: "pages that say " + field + ": true", Hint: "take that field out, or publish them too with --drafts"}
	}
}

// nameSite sees to it that both the site and its home page have a title.
func (b *assembler) nameSite() {
	home := b.site.Home
	if home.Doc == nil || home.Doc.Untitled {
		home.Title = cmp.Or(b.site.Title, folderTitle(b.site.Folder))
	}
	b.site.Title = cmp.Or(b.site.Title, home.Title)
}

// folderTitle makes a title of the content folder's name, if that is one.
func folderTitle(folder string) string {
	switch name := path.Base(filepath.ToSlash(folder)); name {
	case ".", "..", "/", "content", "docs":
		return "Home"
	default:
		return capitalised(name)
	}
}

func (b *assembler) adopt(parent, child *Page) {
	child.Parent = parent
	parent.Children = append(parent.Children, child)
}

// rank orders the files that may be a folder's page.
func rank(doc *markdown.Document) int {
	if doc == nil {
		return 9
	}
	switch name := strings.ToLower(path.Base(doc.File.Path)); {
	case strings.HasPrefix(name, "_index."):
		return 1
	case strings.HasPrefix(name, "index."):
		return 2
	}
	return 3
}

func newPage(doc *markdown.Document, folder string, isSection bool) *Page {
	p := &Page{Doc: doc, Path: folder, IsSection: isSection}
	if doc == nil {
		p.Title = capitalised(path.Base(folder))
		return p
	}
	p.Path, p.Title = doc.File.Path, doc.Title
	p.Description = cmp.Or(doc.Front.Description, doc.Summary)
	return p
}

// address gives every page its address, from the top down.
func (b *assembler) address() {
	var down func(p *Page, url string)
	down = func(p *Page, url string) {
		p.URL = url
		b.claim(p)
		slices.SortFunc(p.Children, func(x, y *Page) int {
			return cmp.Or(cmp.Compare(order(x), order(y)), cmp.Compare(x.Path, y.Path))
		})
		for _, child := range p.Children {
			down(child, p.URL+b.segment(child)+"/") // its own address may not be the one it asked for
		}
	}
	down(b.site.Home, "/")
	slices.SortFunc(b.site.Pages, func(x, y *Page) int { return cmp.Compare(x.URL, y.URL) })
}

// visible is a name without characters that nobody sees: joiners, marks of
// direction, soft hyphens.
func visible(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name)
}

// order puts sections first, so that of two pages that want one address the
// one with pages below it has it.
func order(p *Page) int {
	if p.IsSection {
		return 0
	}
	return 1
}

// longestSegment is how many bytes a part of an address may have: each is the
// name of a folder, which disks hold to 255.
const longestSegment = 200

// segment is the last part of a page's address.
func (b *assembler) segment(p *Page) string {
	name := p.Path
	if p.Doc != nil && p.Doc.Front.Slug != "" {
		name = p.Doc.Front.Slug
	} else if p.Doc != nil {
		name = strings.TrimSuffix(path.Base(name), path.Ext(name))
		if p.IsSection && markdown.IsFolderPage(p.Path) {
			name = path.Base(path.Dir(p.Path))
		}
	} else {
		name = path.Base(name)
	}
	segment := cmp.Or(strings.TrimLeft(Slugify(source.PlainName(name)), "_."), "page")
	if isHosts(p.Parent.URL, segment) {
		if b.site.Found {
			b.report(p, diag.Error, "address", fmt.Sprintf("the address %s%s/ is one that web hosts take for their configuration or run programs from", p.Parent.URL, segment),
				"rename the file or folder, or give it another address with `slug:`")
		} else {
			b.report(p, diag.Warning, "address", "its address is one that web hosts take for their configuration; it is published as "+
				p.Parent.URL+segment+ownSuffix+"/", "rename the file or folder")
		}
		segment += ownSuffix
	}
	if isPageFile(segment) {
		segment += ownSuffix
		b.report(p, diag.Warning, "address", "its address would be that of a file; it is published as /"+segment+"/", "rename the file or folder")
	}
	if len(segment) > longestSegment {
		b.report(p, diag.Error, "address", "the last part of its address is longer than a file's name may be", "give it a shorter `slug:`")
		segment = "page"
	}
	if p.Parent.Parent == nil && slices.Contains(Reserved, segment) {
		if b.site.Found {
			b.report(p, diag.Error, "address", fmt.Sprintf("the address /%s/ is kept for the site itself", segment),
				"rename the file or folder, or give it another address with `slug:`")
		} else {
			b.report(p, diag.Warning, "address", "its address is kept for the site itself; it is published as /"+segment+ownSuffix+"/", "rename the file or folder")
		}
		segment += ownSuffix // in any case: what lies in the folder may be published without its page
	}
	return segment
}

// claim enters a page under its address. Of two at one address the first has
// it; the other gets one that is free, for a site is whole even if it may not
// be published.
func (b *assembler) claim(p *Page) {
	if first, taken := b.site.byURL[p.URL]; taken {
		wanted := p.URL
		for n := 2; taken; n++ {
			p.URL = fmt.Sprintf("%s-%d/", strings.TrimSuffix(wanted, "/"), n)
			_, taken = b.site.byURL[p.URL]
		}
		if b.site.Found {
			b.report(p, diag.Error, "address", fmt.Sprintf("has the address %s, which %s has already", wanted, first.Name()),
				"rename the file, or give it another address with `slug:`")
		} else {
			b.report(p, diag.Warning, "address", fmt.Sprintf("is published as %s, because %s has its address", p.URL, first.Name()), "rename the file")
		}
	}
	b.site.byURL[p.URL] = p
	b.site.Pages = append(b.site.Pages, p)
}

// Name is the file of a page as its author would type it, or its address.
func (p *Page) Name() string {
	if p.Doc == nil {
		return "the folder " + p.Path
	}
	return p.Doc.File.Name
}

func (b *assembler) report(p *Page, severity diag.Severity, rule, message, hint string) {
	var pos diag.Pos
	if p.Doc != nil {
		pos = p.Doc.Front.PosOf("/slug")
		if pos.File == "" {
			pos = diag.Pos{File: p.Doc.File.Name, Line: 1, Col: 1}
		}
	} else {
		pos = diag.Pos{File: path.Join(b.site.Folder, p.Path)}
	}
	b.findings = append(b.findings, diag.Finding{Pos: pos, Severity: severity, Rule: rule, Message: message, Hint: hint})
}

// isPageFile tells whether a part of an address is the name of the file that
// each page is: no folder may bear it.
func isPageFile(segment string) bool { return strings.EqualFold(segment, "index.html") }

// ownSuffix parts a folder of the content from an address of the site itself.
const ownSuffix = "-pages"

// folderURL is the address of a folder, also of one that holds no page.
func (b *assembler) folderURL(dir string) string {
	if p, ok := b.folders[dir]; ok {
		return p.URL
	}
	parent := b.folderURL(path.Dir(dir))
	segment := cmp.Or(strings.TrimLeft(Slugify(source.PlainName(path.Base(dir))), "_."), "files")
	if path.Dir(dir) == "." && slices.Contains(Reserved, segment) || isPageFile(segment) || isHosts(parent, segment) {
		segment += ownSuffix
	}
	return parent + segment + "/"
}

// attach gives every attachment an address beside its page. Two folders may
// share one, "My files" and "my-files".
func (b *assembler) attach(attachments []string) {
	taken := map[string]bool{}
	for _, file := range attachments { // no file may have the address of a folder
		for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
			taken[strings.TrimSuffix(b.folderURL(dir), "/")] = true
		}
	}
	for _, file := range slices.Sorted(slices.Values(attachments)) {
		name := visible(canonical(path.Base(file)))
		if forHost(b.folderURL(path.Dir(file)) + name) {
			b.refuse(file)
			continue
		}
		ext := path.Ext(name)
		address := b.folderURL(path.Dir(file)) + name
		for n := 2; taken[address] || b.site.byURL[address+"/"] != nil; n++ {
			address = fmt.Sprintf("%s%s-%d%s", b.folderURL(path.Dir(file)), strings.TrimSuffix(name, ext), n, ext)
		}
		taken[address] = true
		b.site.attachments[file], b.site.attachmentAt[canonical(file)] = address, address
	}
}

// refuse leaves out an attachment that a web host would take for something else.
func (b *assembler) refuse(file string) {
	b.site.LeftOut = append(b.site.LeftOut, source.LeftOut{Path: file, Reason: readByHosts})
	b.findings = append(b.findings, diag.Finding{Pos: diag.Pos{File: path.Join(b.site.Folder, file)}, Severity: diag.Warning, Rule: "address",
		Message: "is not published: web hosts or the site itself take a file of this name for something else", Hint: readByHosts.Hint})
}

var readByHosts = source.Reason{Why: "files that web hosts take for their configuration, or the site for its own",
	Hint: "rename it; headers and redirects are written by the site itself"}

// Slugify makes a part of an address: lower case, letters and digits of any
// language, hyphens for spaces, full stops and underscores kept.
func Slugify(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range visible(canonical(strings.ToLower(name))) {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), r == '_', r == '.':
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		case r == '-', unicode.IsSpace(r), r == '&', r == '+', r == ',', r == '/':
			hyphen = true
		}
	}
	return strings.Trim(b.String(), ".")
}
