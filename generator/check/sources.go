package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
)

// citable is what package markdown takes for the id of a source.
var citable = regexp.MustCompile(`^[\pL\pN_.:-]{1,80}$`)

// sources finds works that the text cannot cite: two of one id, and ids that
// do not work as [^id]. Those with spaces or brackets are for fields.
func sources(c *checker) {
	for _, p := range c.site.Documents() {
		list, _ := p.Doc.Front.Values["sources"].([]any)
		for i := range list {
			id := idOf(list[i])
			if id == "" {
				continue
			}
			at := func() diag.Pos { return fieldAt(p, pointer("sources", i)+"/id") }
			if n := slices.IndexFunc(list[:i], func(other any) bool { return idOf(other) == id }); n >= 0 {
				c.report(at(), diag.Error, fmt.Sprintf("the sources %d and %d have the same id, %s", n+1, i+1, code(id)), "give one of them another id, such as "+code(id+"-2"))
			} else if !citable.MatchString(id) && !strings.ContainsAny(id, " \t\n[]^") {
				c.report(at(), diag.Error, fmt.Sprintf("the text cannot cite a source by the id %s", code(id)), "use letters, digits and hyphens only, such as `smith-2019`")
			}
		}
	}
}

func idOf(source any) string {
	group, _ := source.(map[string]any)
	return text(group["id"])
}
