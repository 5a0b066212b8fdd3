package contenttest

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
)

// blocks gives the text of a page's paragraphs, list items, cells and
// statements, in order.
func blocks(p *site.Page) []string { return fragmentBlocks(p.Doc, p.Doc.Body) }

func fragmentBlocks(doc *markdown.Document, f markdown.Fragment) []string {
	var found []string
	var text strings.Builder
	end := func() {
		if block := strings.Join(strings.Fields(text.String()), " "); block != "" {
			found = append(found, block)
		}
		text.Reset()
	}
	at := 0
	for _, hole := range f.Holes {
		switch hole.Kind {
		case markdown.BlankHole:
			markup(f.HTML[at:hole.Start], &text, end)
			text.WriteString(doc.Blanks[hole.Index])
			at = hole.End
		case markdown.TasksHole:
			markup(f.HTML[at:hole.Start], &text, end)
			end()
			at = hole.End
			for _, item := range doc.Lists[hole.Index].Items {
				found = append(found, fragmentBlocks(doc, item.Text)...)
				for _, action := range item.Actions {
					found = append(found, fragmentBlocks(doc, action)...)
				}
			}
		}
	}
	markup(f.HTML[at:], &text, end)
	end()
	return found
}

// inline are the elements that may stand inside a sentence.
var inline = []string{"a", "abbr", "b", "cite", "code", "del", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup"}

// markup writes the text of HTML and calls end wherever a block ends.
func markup(fragment []byte, text *strings.Builder, end func()) {
	tokens := html.NewTokenizer(strings.NewReader(string(fragment)))
	listing := false
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return
		}
		if kind == html.TextToken {
			if !listing {
				text.WriteString(html.UnescapeString(string(tokens.Raw())))
			}
			continue
		}
		name, _ := tokens.TagName()
		if string(name) == "pre" {
			listing = kind == html.StartTagToken
		}
		if !slices.Contains(inline, string(name)) {
			end()
		}
	}
}

// words gives the words of a page.
func words(p *site.Page) []string {
	var found []string
	for _, block := range blocks(p) {
		found = append(found, wordsOf(block)...)
	}
	return found
}

// wordsOf gives the words of a text without what surrounds them.
func wordsOf(text string) []string {
	var found []string
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if w != "" {
			found = append(found, w)
		}
	}
	return found
}
