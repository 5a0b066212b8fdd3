package check

import (
	"fmt"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// topics finds topics that site.yaml does not list.
func topics(c *checker) {
	c.labels("topic", c.site.Config.Topics, func(p *site.Page) (string, []string) {
		field := "topics"
		if list, _ := p.Doc.Front.Values[field].([]any); len(list) == 0 && p.Doc.Front.Values["tags"] != nil {
			field = "tags"
		}
		return field, p.Doc.Front.Topics
	})
}

// audiences finds audiences that site.yaml does not list.
func audiences(c *checker) {
	c.labels("audience", c.site.Config.Audiences, func(p *site.Page) (string, []string) { return "audiences", p.Doc.Front.Audiences })
}

// labels finds those that a list does not hold. A site without a list has
// whatever its pages say.
func (c *checker) labels(what string, listed []site.Label, of func(*site.Page) (field string, labels []string)) {
	if len(listed) == 0 {
		return
	}
	known := map[string]bool{}
	var slugs []string
	for _, l := range listed {
		known[site.Slugify(l.Slug)] = true
		slugs = append(slugs, l.Slug)
	}
	for _, p := range c.site.Documents() {
		field, labels := of(p)
		for i, label := range labels {
			if !known[site.Slugify(label)] {
				c.report(entryAt(p, field, i), diag.Warning, fmt.Sprintf("site.yaml lists no %s %s", what, code(label)), labelHint(label, slugs))
			}
		}
	}
}

// mostLabels is how many labels a hint names.
const mostLabels = 8

func labelHint(label string, slugs []string) string {
	if meant := kind.Nearest(label, slugs); meant != "" {
		return "did you mean " + code(meant) + "?"
	}
	var names []string
	for _, slug := range slugs[:min(len(slugs), mostLabels)] {
		names = append(names, code(slug))
	}
	if more := len(slugs) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return "add it to site.yaml, or choose among " + oneOf(names, "and")
}
