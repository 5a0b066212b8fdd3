package check

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/site"
)

// hidden finds characters that nobody sees, that turn text around, or that look
// like a letter of another script, in the names that readers trust: titles,
// addresses and links. Sources: Unicode Technical Standard 39 and Unicode
// Standard Annex 9.
func hidden(c *checker) {
	for _, p := range c.site.Documents() {
		start := diag.Pos{File: p.Doc.File.Name, Line: 1, Col: 1}
		titleAt := start
		if at := p.Doc.Front.PosOf("/title"); at.File != "" {
			titleAt = at
		}
		c.spoofed(titleAt, "the title", p.Title)
		c.spoofed(fieldAt(p, "/description"), "the description", p.Doc.Front.Description)
		c.spoofed(fieldAt(p, "/slug"), "`slug`", p.Doc.Front.Slug)
		c.spoofed(start, "the file's name", path.Base(p.Path))
		if dir := path.Base(path.Dir(p.Path)); p.IsSection && dir != "." {
			c.spoofed(start, "the folder's name", dir)
		}
		for i, old := range p.Doc.Front.RedirectFrom {
			c.spoofed(entryAt(p, "redirect_from", i), "the old address", old)
		}
		for i, alias := range p.Doc.Front.Aliases {
			c.spoofed(entryAt(p, "aliases", i), "the other word", alias)
		}
		for _, h := range p.Doc.Headings {
			c.spoofed(p.Doc.Pos(h.Offset), "the heading", h.Text)
		}
		c.spoofedLinks(p)
	}
	c.spoofedConfig()
}

// spoofedLinks looks at what links say and where they lead. Outside addresses
// are looked for in the file itself, as only links inside the site are kept.
func (c *checker) spoofedLinks(p *site.Page) {
	data := p.Doc.File.Data
	for i, link := range p.Doc.Links {
		c.spoofed(p.Doc.Pos(p.Doc.Links[i].Offset), "the link", link.Path)
	}
	text := string(data)
	for at := 0; ; {
		scheme := strings.Index(text[at:], "://")
		if scheme < 0 {
			return
		}
		at += scheme + len("://")
		end := strings.IndexFunc(text[at:], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`/?#)>"'<]|`, r) })
		if end < 0 {
			end = len(text) - at
		}
		host := text[at : at+end]
		if name, err := idna.ToUnicode(strings.ToLower(host)); err == nil {
			host = name // xn--... as a browser may show it
		}
		if plain, err := url.PathUnescape(host); err == nil {
			host = plain
		}
		c.spoofed(p.Doc.Pos(at), "the link's address", host)
		if word := lookalikeHost(host); word != "" {
			c.report(p.Doc.Pos(at), diag.Warning, fmt.Sprintf("the link's address has %s, in letters that only look like Latin ones", code(word)),
				"open it to see where it leads, and type the address anew")
		}
	}
}

// spoofedConfig looks at what site.yaml says of the site.
func (c *checker) spoofedConfig() {
	c.spoofed(c.configAt("/title"), "the site's title", c.site.Title)
	c.spoofed(c.configAt("/description"), "the site's description", c.site.Description)
}

// spoofed reports the first character or word of a text that is not what it
// seems.
func (c *checker) spoofed(at diag.Pos, what, text string) {
	if r, name := concealed(text); name != "" {
		c.report(at, diag.Warning, fmt.Sprintf("%s has %s (U+%04X), which nobody sees", what, name, r), "delete it, or type the text anew")
		return
	}
	if word := mixedScripts(text); word != "" {
		c.report(at, diag.Warning, fmt.Sprintf("%s has the word %s, with letters of another script that look alike: %s", what, code(word), codePoints(word)),
			"type the word anew")
	}
}

// concealed finds a character that nobody sees and that means nothing where it
// is. Joiners between letters of scripts that need them, and inside emoji, and
// marks of direction in texts that run from right to left do.
func concealed(text string) (found rune, name string) {
	runes := []rune(text)
	rightToLeft := strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
	})
	for i, r := range runes {
		before, after := neighbour(runes, i-1), neighbour(runes, i+1)
		switch {
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return r, "a character that turns the direction of text around"
		case r == 0x200E, r == 0x200F, r == 0x061C:
			if !rightToLeft {
				return r, "a mark of direction"
			}
		case r == 0x200D, r == 0x200C:
			if !joins(before) || !joins(after) {
				return r, "a joiner of letters"
			}
		case r == 0xFE0E, r == 0xFE0F: // how to show the sign before
			if before <= 0x7F && !strings.ContainsRune("0123456789#*", before) || unicode.IsSpace(before) {
				return r, "a variation mark"
			}
		case r >= 0xE0020 && r <= 0xE007F: // flags of regions
			if before != 0x1F3F4 && (before < 0xE0020 || before > 0xE007F) {
				return r, "a tag"
			}
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Variation_Selector), unicode.IsControl(r) && !unicode.IsSpace(r),
			r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0x2800, r == 0x034F, r == 0x17B4, r == 0x17B5:
			return r, "a character without a shape"
		}
	}
	return 0, ""
}

func neighbour(runes []rune, i int) rune {
	if i < 0 || i >= len(runes) {
		return ' '
	}
	return runes[i]
}

// joins tells whether a joiner beside a character changes how it is shown:
// emoji, and letters of scripts other than those that stand each alone.
func joins(r rune) bool {
	if r == 0xFE0F || r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2190 && r <= 0x2BFF {
		return true
	}
	return (unicode.IsLetter(r) || unicode.IsMark(r)) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Han)
}

// scripts are those whose letters look alike.
var scripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee, unicode.Coptic, unicode.Lisu}

// mixedScripts gives the first word with letters of two scripts that look
// alike, or "". A sign alone with others, as in "μm" or "ΔT", is how units and
// quantities are written.
func mixedScripts(text string) string {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		var in []int
		greek, letters := 0, 0
		for _, r := range word {
			letters++
			for i, script := range scripts {
				if unicode.Is(script, r) {
					if len(in) == 0 || in[len(in)-1] != i {
						in = append(in, i)
					}
					if script == unicode.Greek {
						greek++
					}
				}
			}
		}
		quantity := greek == 1 && letters <= 3
		for _, i := range in {
			if i != in[0] && !quantity {
				return word
			}
		}
	}
	return ""
}

// latinLike are letters that look like Latin ones: the most used of
// confusables.txt (Unicode Technical Standard 39).
const latinLike = "аеорсухіјѕһԁԛԝӏгҽɡνοαρτυικχωвнкмтбиցոսհօյ"

// lookalikeHost gives a part of a host's name all of whose letters are of
// another script and look like Latin ones, where the ending is Latin.
func lookalikeHost(host string) string {
	parts := strings.Split(strings.ToLower(host), ".")
	if len(parts) < 2 || strings.ContainsFunc(parts[len(parts)-1], func(r rune) bool { return r > unicode.MaxASCII }) {
		return ""
	}
	for _, part := range parts {
		foreign := 0
		for _, r := range part {
			if strings.ContainsRune(latinLike, r) && r > unicode.MaxASCII {
				foreign++
			} else if unicode.IsLetter(r) {
				foreign = -1000
			}
		}
		if foreign > 0 {
			return part
		}
	}
	return ""
}

// codePoints spells the letters of a word that are not plain Latin ones.
func codePoints(word string) string {
	var list []string
	for _, r := range word {
		if r > unicode.MaxASCII && len(list) < 5 {
			list = append(list, fmt.Sprintf("%c is U+%04X", r, r))
		}
	}
	return strings.Join(list, ", ")
}
