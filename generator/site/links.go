package site

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/source"
)

// Target is where a link leads. At most one of Page and Attachment is set; if
// Problem is set there is no way to follow it.
type Target struct {
	Page       *Page
	Attachment string // address below the base path
	Anchor     string // without #; "" if it is not on the page
	Problem    Problem
}

// Problem says why a link cannot be followed, or not to the place it names.
type Problem uint8

const (
	None       Problem = iota
	Missing            // there is no such file
	Draft              // it leads to a draft
	LostAnchor         // the page is there, the heading is not
)

// Follow finds where a link on a page leads. A path is relative to the page's
// own file, as on GitHub; one that starts with a slash is relative to the
// content folder, or an address of the site.
func (s *Site) Follow(from *Page, link markdown.Link) Target {
	switch {
	case link.Path == "" && link.Anchor == "":
		return Target{Problem: Missing} // [text]() or [text](#)
	case link.Path == "":
		return s.onPage(from, link.Anchor)
	}
	if link.ByName {
		if target, ok := s.byNameOf(link); ok {
			return target
		}
	}
	p := canonical(path.Join(path.Dir(from.filePath()), link.Path))
	if strings.HasPrefix(link.Path, "/") {
		if page, ok := s.byURL[canonical(link.Path)]; ok {
			return s.onPage(page, link.Anchor)
		}
		p = canonical(path.Join(".", link.Path[1:]))
	}
	for _, candidate := range []string{p, p + ".md", p + ".markdown", p + ".mdx", strings.TrimSuffix(p, ".html") + ".md", strings.TrimSuffix(p, ".md") + ".mdx"} {
		if page, ok := s.byPath[candidate]; ok {
			return s.onPage(page, link.Anchor)
		}
		if s.drafts[candidate] {
			return Target{Problem: Draft}
		}
	}
	if address, ok := s.attachmentAt[p]; ok {
		return Target{Attachment: address, Anchor: link.Anchor}
	}
	return Target{Problem: Missing}
}

// notLinked is why a file of settings is not copied.
var notLinked = source.Reason{Why: "files of settings (.json) that no page links to", Hint: "link to what should be published"}

// dropUnlinked leaves out attachments that are settings of some program, and
// not something to read: those that no page links to.
func (s *Site) dropUnlinked() {
	linked := map[string]bool{}
	for _, p := range s.Pages {
		for _, t := range p.Targets {
			linked[t.Attachment] = true
		}
	}
	for _, file := range slices.Sorted(maps.Keys(s.attachments)) {
		dotted := strings.Contains("/"+file, "/.")
		switch {
		case linked[s.attachments[file]]:
		case strings.ToLower(path.Ext(file)) == ".json":
			s.LeftOut = append(s.LeftOut, source.LeftOut{Path: file, Reason: notLinked})
			delete(s.attachments, file)
		case dotted:
			delete(s.attachments, file)
		}
	}
}

// filePath is the path of a page's file, for a folder without one as if it had.
func (p *Page) filePath() string {
	if p.Doc == nil {
		return path.Join(p.Path, "_index.md")
	}
	return p.Path
}

func (s *Site) onPage(p *Page, anchor string) Target {
	switch {
	case anchor == "", anchor == "top", p.Doc != nil && p.Doc.TitleID == anchor:
		return Target{Page: p}
	case p.Doc != nil && p.Doc.IDs[anchor]:
		return Target{Page: p, Anchor: anchor}
	case p.Doc != nil && p.Doc.Anchors[anchor] != "":
		return Target{Page: p, Anchor: p.Doc.Anchors[anchor]}
	}
	return Target{Page: p, Problem: LostAnchor}
}

func (s *Site) resolveLinks() {
	for _, p := range s.Pages {
		if p.Doc == nil {
			continue
		}
		p.Targets = make([]Target, len(p.Doc.Links))
		for i, link := range p.Doc.Links {
			p.Targets[i] = s.Follow(p, link)
		}
		p.Include = s.followAll(p, p.Doc.Front.Include)
		p.Related = s.followAll(p, p.Doc.Front.Related)
		for _, targets := range [][]Target{p.Targets, p.Include, p.Related} {
			for _, t := range targets {
				t.Page.noteLinkFrom(p)
			}
		}
	}
}

// noteLinkFrom notes once that a page leads to this one. Pages come one after
// the other, so a repeat is the last one noted.
func (p *Page) noteLinkFrom(from *Page) {
	if p == nil || p == from {
		return
	}
	if n := len(p.linkedFrom); n == 0 || p.linkedFrom[n-1] != from {
		p.linkedFrom = append(p.linkedFrom, from)
	}
}

func (s *Site) followAll(p *Page, paths []string) []Target {
	var targets []Target
	for _, file := range paths {
		targets = append(targets, s.Follow(p, markdown.Link{Path: file}))
	}
	return targets
}

// Paths gives the paths of all files a link could lead to, to suggest one.
func (s *Site) Paths() []string {
	paths := make([]string, 0, len(s.Pages)+len(s.attachments))
	for _, p := range s.Pages {
		if p.Doc != nil {
			paths = append(paths, p.Path)
		}
	}
	for file := range s.attachments {
		paths = append(paths, file)
	}
	slices.Sort(paths)
	return paths
}
