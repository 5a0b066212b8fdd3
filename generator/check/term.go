package check

import (
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// terms finds glossary terms that share a name: the text can be linked to
// only one of them.
func terms(c *checker) {
	first := map[string]*site.Page{}
	for _, p := range c.site.Documents() {
		if !kind.TraitsOf(p.Kind).DefinesTerm || p.IsSection {
			continue
		}
		claim := func(name string, at diag.Pos) {
			for _, words := range namesIn(name) {
				other, taken := first[words]
				if taken && other != p {
					c.report(at, diag.Warning, code(name)+" is also a name of the term in "+code(other.Name()), "keep it on one of the two pages")
				} else {
					first[words] = p
				}
			}
		}
		claim(p.Title, fieldAt(p, "/title"))
		for i, alias := range p.Doc.Front.Aliases {
			claim(alias, entryAt(p, "aliases", i))
		}
	}
}

// namesIn gives the names that a title holds, as they are looked for in text:
// "Care Quality Commission (CQC)" is two.
func namesIn(title string) []string {
	var names []string
	for _, part := range strings.FieldsFunc(title, func(r rune) bool { return r == '(' || r == ')' }) {
		words := strings.Fields(strings.ReplaceAll(strings.ToLower(part), "-", " "))
		if len(words) > 0 {
			names = append(names, strings.Join(words, " "))
		}
	}
	return names
}
