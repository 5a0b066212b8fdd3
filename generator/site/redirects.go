package site

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/open-stewardship/steward/generator/diag"
)

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
			if strings.ContainsAny(old, "?#*:\\") || strings.ContainsFunc(old, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) || strings.Contains(old, "//") || strings.Contains(old, "%") && forHost(decodedOnce(old)) {
				fail(fmt.Sprintf("%q is not an address a page of this site had", written), "write it as /old/address/")
			} else if forHost(old) {
				fail(fmt.Sprintf("%s is an address that web hosts and programs ask for by themselves", old), "remove the redirect")
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
	parts := strings.Split(strings.Trim(strings.ToLower(visible(address)), "/"), "/")
	return slices.Contains(Reserved, parts[0]) || parts[0] == "topics" || parts[0] == "audiences" ||
		parts[len(parts)-1] == "print" || slices.Contains(parts, ".") || slices.Contains(parts, "..")
}

// decodedOnce is an address as a host reads it.
func decodedOnce(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}
