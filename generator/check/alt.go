package check

import "github.com/open-stewardship/steward/generator/diag"

// pictureTexts finds pictures that say nothing to those who cannot see them.
func pictureTexts(c *checker) {
	for _, p := range c.site.Documents() {
		for _, link := range p.Doc.Links {
			if link.Picture && link.Alt == "" {
				c.report(p.Doc.Pos(link.Offset), diag.Warning, "this picture has no words for people who cannot see it",
					"say what it shows: "+code("![Six people around a table]("+encodeSpaces(link.Path)+")"))
			}
		}
	}
}
