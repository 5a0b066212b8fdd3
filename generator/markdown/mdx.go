package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
)

// mdxParts finds what MDX holds beyond Markdown and HTML: a line that opens a
// fenced block of code, to know where nothing is to be taken out; imports and
// exports; comments; tags of components, which start with a capital.
var mdxParts = regexp.MustCompile("(?m)^[ \t]*(?P<fence>`{3,}|~{3,})|^(?P<module>(?:import[ \t]+[\\w{*'\"]|export[ \t]+(?:const|let|var|default|function)\\b)(?:[^\\n]*\\{[ \t]*\\r?\\n(?:[^\\n]*\\n){0,60}?\\}[^\\n]*|[^\\n]*))$|(?P<comment>\\{/\\*(?s:.*?)\\*/\\})|`[^`\\n]+`|(?P<tag></?(?P<name>[A-Z][\\w.]*)(?:[ \t\\r\\n]+(?:[^<>{}\"']|\"[^\"]*\"|'[^']*'|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*)?/?>)")

var mdxGroups = mdxParts.SubexpNames()

// blankMDX blanks what of MDX is not Markdown, so that offsets stay true, and
// gives the names of what was taken out: import, export and components, and
// where the first of them stood.
func blankMDX(data []byte) (text []byte, taken []string, first int) {
	text = slices.Clone(data)
	fence := ""
	for _, m := range mdxParts.FindAllSubmatchIndex(data, -1) {
		group := func(name string) string {
			i := slices.Index(mdxGroups, name)
			if m[2*i] < 0 {
				return ""
			}
			return string(data[m[2*i]:m[2*i+1]])
		}
		if mark := group("fence"); mark != "" {
			switch {
			case fence == "":
				fence = mark
			case mark[0] == fence[0] && len(mark) >= len(fence):
				fence = ""
			}
			continue
		}
		if fence != "" {
			continue
		}
		if len(taken) == 0 {
			first = m[0]
		}
		switch {
		case group("module") != "":
			taken = append(taken, strings.Fields(group("module"))[0])
		case group("tag") != "":
			taken = append(taken, "<"+group("name")+">")
		case group("comment") == "":
			continue // code in a line
		}
		blank(text[m[0]:m[1]])
	}
	slices.Sort(taken)
	return text, slices.Compact(taken), first
}

// blank puts spaces in the place of all but line ends.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' && c != '\r' {
			text[i] = ' '
		}
	}
}

// reportMDX says once a page what was taken out of it.
func (w *writer) reportMDX(taken []string, first int) {
	if len(taken) == 0 {
		return
	}
	named := taken
	if len(named) > 5 {
		named = named[:5]
	}
	w.report(w.shift+first, diag.Warning, "mdx",
		"this page is a program in part ("+strings.Join(named, ", ")+"): what it would show is left out, the text in it is published",
		"write in Markdown what it would show")
}
