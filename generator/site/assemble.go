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
var Reserved = []string{"search", "assets", "admin", "pack",
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
	segment := cmp.Or(Slugify(source.PlainName(strings.TrimLeft(name, "_"))), "page")
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
			segment += ownSuffix
			b.report(p, diag.Warning, "address", "its address is kept for the site itself; it is published as /"+segment+"/", "rename the file or folder")
		}
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
	segment := cmp.Or(Slugify(source.PlainName(path.Base(dir))), "files")
	if path.Dir(dir) == "." && slices.Contains(Reserved, segment) || isPageFile(segment) {
		segment += ownSuffix
	}
	return b.folderURL(path.Dir(dir)) + segment + "/"
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
		ext := path.Ext(name)
		address := b.folderURL(path.Dir(file)) + name
		for n := 2; taken[address] || b.site.byURL[address+"/"] != nil; n++ {
			address = fmt.Sprintf("%s%s-%d%s", b.folderURL(path.Dir(file)), strings.TrimSuffix(name, ext), n, ext)
		}
		taken[address] = true
		b.site.attachments[file], b.site.attachmentAt[canonical(file)] = address, address
	}
}

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

// redirect collects the addresses that pages used to have.
func (b *assembler) redirect() {
	from := map[string]*Page{}
	for _, p := range b.site.Pages {
		if p.Doc == nil {
			continue
		}
		for i, written := range p.Doc.Front.RedirectFrom {
			at := p.Doc.Front.PosOf(pointer("redirect_from", i))
			old := "/" + strings.Trim(written, "/") + "/"
			fail := func(message, hint string) {
				b.findings = append(b.findings, diag.Finding{Pos: at, Severity: diag.Error, Rule: "redirect", Message: message, Hint: hint})
			}
			if old == p.URL {
				continue // where it is anyway
			}
			if strings.ContainsAny(old, "?#*:\\") || strings.ContainsFunc(old, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) || strings.Contains(old, "//") {
				fail(fmt.Sprintf("%q is not an address a page of this site had", written), "write it as /old/address/")
			} else if madeBySite(old) {
				fail(fmt.Sprintf("%s is kept for the site itself", old), "remove the redirect")
			} else if page, ok := b.site.byURL[old]; ok {
				fail(fmt.Sprintf("%s is the address of %s", old, page.Name()), "remove the redirect, or move that page")
			} else if page, ok := from[old]; ok {
				fail(fmt.Sprintf("%s leads to %s already", old, page.Name()), "remove one of the two")
			} else {
				from[old] = p
				b.site.Redirects = append(b.site.Redirects, Redirect{From: old, To: p.URL})
			}
		}
	}
	slices.SortFunc(b.site.Redirects, func(x, y Redirect) int { return cmp.Compare(x.From, y.From) })
}

// madeBySite tells whether an address is one where the site puts what it makes
// itself, or no plain address at all.
func madeBySite(address string) bool {
	parts := strings.Split(strings.Trim(address, "/"), "/")
	return slices.Contains(Reserved, parts[0]) || parts[0] == "topics" || parts[0] == "audiences" ||
		parts[len(parts)-1] == "print" || slices.Contains(parts, ".") || slices.Contains(parts, "..")
}
