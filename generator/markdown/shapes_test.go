package markdown

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// tokens are what Markdown, its extensions and front matter take for marks.
var tokens = []string{"*", "**", "_", "__", "~", "~~", "`", "``", "```", "\\", "\\`", "\\*", "[", "]", "](", "][", "![", "(", ")", "<", ">", "</", "/>",
	"<a", "<b>", "</b>", "<!--", "-->", "<?", "<div>", "</div>", "<br>", "<a href=\"", "='", "\"", "'", "&", "&amp;", "&#", ";", "[[", "]]", "![[", "|", "[^", "[^a]", "[^a]: ", "]:",
	"[a]", "[a]: b", "[a]: <", "https://", "www.a", "a@b", ".c", ":", "::", ":::", "::: a", "{{", "}}", "{", "}", "{#a}", "{.b}", "{% hint %}", "{% endhint %}", "!!! a",
	"#", "## a", "===", "---", "- ", "* ", "1. ", "> ", "- [ ] ", "|a|b|", "|-|-|", ": ", "\n", "\n\n", "\n    ", "\n  ", "\t", " ", "  \n", "a", "é", "a b", "é_", "> [!NOTE]\n", "\n- ", "\n> ", "\n: b\n", "^", "$", "%", "+++", "import a", "<A>", "</A>"}

// shape makes a text of about n bytes from a random pattern: some tokens,
// repeated, nested or interleaved.
func shape(seed uint64, n int) (name string, data []byte) {
	r := rand.New(rand.NewPCG(seed, 1))
	unit := func(most int) string {
		var b strings.Builder
		for range 1 + r.IntN(most) {
			b.WriteString(tokens[r.IntN(len(tokens))])
		}
		return b.String()
	}
	start, a, b, end := "", unit(4), unit(4), ""
	if r.IntN(3) == 0 {
		start = unit(4)
	}
	if r.IntN(3) == 0 {
		end = unit(3)
	}
	kind := []string{"repeat", "nest", "alternate", "runs", "numbered", "then"}[r.IntN(6)]
	var text strings.Builder
	text.WriteString(start)
	switch kind {
	case "repeat":
		text.WriteString(strings.Repeat(a, max(1, n/len(a))))
	case "nest":
		text.WriteString(strings.Repeat(a, n/2/len(a)) + "a" + strings.Repeat(b, n/2/len(b)))
	case "alternate":
		for text.Len() < n {
			text.WriteString([]string{a, b}[r.IntN(2)])
		}
	case "runs":
		for i := 1; text.Len() < n; i++ {
			text.WriteString(strings.Repeat(a, 1+i%700) + b)
		}
	case "numbered":
		for i := 0; text.Len() < n; i++ {
			fmt.Fprintf(&text, "%s%d%s", a, i, b)
		}
	case "then":
		text.WriteString(strings.Repeat(a, 1000) + strings.Repeat(b, n/len(b)))
	}
	text.WriteString(end)
	return fmt.Sprintf("%d: %s %q %q %q %q", seed, kind, start, a, b, end), []byte(text.String())
}
