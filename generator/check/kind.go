package check

import (
	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
)

// kinds finds pages of a kind that does not exist, and folders that ask for one.
func kinds(c *checker) {
	for _, p := range c.site.Documents() {
		wrong := map[string]any{}
		for _, field := range []string{"kind", "default_kind"} {
			value := p.Doc.Front.Values[field]
			slug, _ := value.(string)
			if _, known := kind.Lookup(slug); value != nil && !known {
				wrong[field] = value
			}
		}
		if len(wrong) == 0 {
			continue
		}
		for _, v := range kind.ValidateSection(wrong) { // it has the words for both
			c.report(fieldAt(p, v.Pointer), diag.Error, v.Message, v.Hint)
		}
	}
}
