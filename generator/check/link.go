package check

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
)

// links finds links, pictures and paths in front matter and site.yaml that
// lead nowhere, or to a draft.
func links(c *checker) {
	for _, p := range c.site.Documents() {
		for i, target := range p.Targets {
			link := p.Doc.Links[i]
			switch {
			case link.Path == "" && (link.Picture || link.Anchor == ""):
				c.unnamed(p.Doc.Pos(link.Offset), link)
			case target.Problem == site.Missing, target.Problem == site.Draft:
				c.lost(p, p.Doc.Pos(link.Offset), link, target, encodeSpaces)
			case link.Picture && (target.Page != nil || !isPicture(target.Attachment)):
				c.report(p.Doc.Pos(link.Offset), diag.Error, code(encodeSpaces(link.Path))+" is not a picture", "take the `!` before the link away to link to it")
			}
		}
		if kind.TraitsOf(p.Kind).Form || c.site.Found {
			c.lostEntries(p, "include", p.Doc.Front.Include, p.Include)
		}
		c.lostEntries(p, "related", p.Doc.Front.Related, p.Related)
	}
	c.lostInConfig()
}

// lostEntries reports the paths of a list in the front matter.
func (c *checker) lostEntries(p *site.Page, field string, paths []string, targets []site.Target) {
	for i, target := range targets {
		if target.Problem == site.Missing || target.Problem == site.Draft {
			c.lost(p, entryAt(p, field, i), markdown.Link{Path: paths[i]}, target, asTyped)
		}
	}
}

// lost reports a link or path that leads nowhere, or to a draft.
func (c *checker) lost(p *site.Page, at diag.Pos, link markdown.Link, target site.Target, typed func(string) string) {
	name := code(typed(link.Path))
	if target.Problem == site.Draft {
		c.report(at, diag.Warning, name+" is a draft, so readers cannot follow this", "take `draft: true` out of that page, or take this out")
		return
	}
	if link.Picture {
		name = "the picture " + name
	}
	dir := path.Dir(p.Path)
	wanted, meant := below(dir, link.Path), c.suggest(dir, link.Path, link.Picture)
	unpublished := c.exists(wanted) && !strings.EqualFold(wanted, below(dir, meant)) // some disks take a for A
	switch {
	case strings.HasPrefix(wanted, "../") && meant == "":
		c.report(at, diag.Error, name+" leads out of the content folder, to what is not published", lostHint(link))
	case unpublished:
		c.report(at, diag.Error, name+" leads to a file that is not published", lostHint(link))
	case meant == "":
		c.report(at, diag.Error, name+" leads nowhere: there is no such file", lostHint(link))
	default:
		if found := c.site.Follow(p, markdown.Link{Path: meant, Anchor: link.Anchor}); found.Anchor != "" {
			meant += "#" + found.Anchor
		}
		c.report(at, diag.Error, name+" leads nowhere: there is no such file", "did you mean "+code(typed(meant))+"?")
	}
}

// exists tells whether there is a file or folder at a path below the content
// folder.
func (c *checker) exists(file string) bool {
	_, err := fs.Stat(c.content, file)
	return err == nil
}

func lostHint(link markdown.Link) string {
	if link.Picture {
		return "put the picture beside this page and type its name exactly, small and capital letters too"
	}
	return "write the path from this file to the other, such as `../templates/role.md`, or the whole address if it is on another site"
}

// unnamed reports a link or picture with nothing between its brackets.
func (c *checker) unnamed(at diag.Pos, link markdown.Link) {
	if link.Picture {
		c.report(at, diag.Error, "this picture does not say which file it is", "write the name of the file between its brackets, such as `(team.jpg)`")
		return
	}
	c.report(at, diag.Error, "this link does not say where to go", "write a path between its brackets, such as `(../templates/role.md)`")
}

// lostInConfig reports pages that site.yaml names and that do not exist.
func (c *checker) lostInConfig() {
	look := func(file, pointer string) {
		if _, ok := c.site.PageOf(path.Clean(file)); ok || file == "" {
			return
		}
		message, hint := code(file)+" is not a page of this site", "write the path from site.yaml to the page's file, such as `templates/_index.md`"
		if target := c.site.Follow(c.site.Home, markdown.Link{Path: file}); target.Problem == site.Draft {
			c.report(c.configAt(pointer), diag.Warning, code(file)+" is a draft, so readers cannot follow this", "take `draft: true` out of that page, or take this out")
			return
		} else if target.Page != nil && target.Page.Doc != nil {
			hint = "did you mean " + code(target.Page.Path) + "?"
		} else if meant := c.suggest(".", strings.TrimPrefix(file, "/"), false); meant != "" {
			hint = "did you mean " + code(meant) + "?"
		}
		c.report(c.configAt(pointer), diag.Error, message, hint)
	}
	for _, entries := range [][]site.Entry{c.site.Menu, c.site.Footer} {
		for _, e := range entries {
			look(e.Page, e.Pointer+"/page")
		}
	}
	for _, e := range c.site.Urgent {
		file, anchor, _ := strings.Cut(e.Page, "#")
		look(file, e.Pointer+"/page")
		if p, ok := c.site.PageOf(path.Clean(file)); ok && anchor != "" && (p.Doc == nil || !p.Doc.IDs[anchor]) {
			c.report(c.configAt(e.Pointer+"/page"), diag.Error, code(file)+" has no heading "+code("#"+anchor), "open the page and copy the link beside the heading")
		}
	}
	doors, _ := c.site.Values["doors"].([]any)
	for i, door := range doors {
		look(text(door), fmt.Sprintf("/doors/%d", i))
	}
	look(c.site.Forms.Thanks, "/forms/thanks")
}

// encodeSpaces writes a path as Markdown has it between brackets.
func encodeSpaces(file string) string { return strings.ReplaceAll(file, " ", "%20") }

func asTyped(file string) string { return file }
