package markdown

import (
	"strings"
	"testing"
	"time"

	"github.com/open-stewardship/steward/generator/source"
)

// hostile are inputs that cost a careless parser the square of their length,
// or worse. Each is repeated to a size, then closed by its end.
var hostile = []struct{ name, start, unit, end string }{
	{"lists in lists", "", "- ", "a" + strings.Repeat("\n", 3000)},
	{"ordered lists in lists", "", "1. ", "a\n"},
	{"quotes in quotes", "", "> ", "a\n"},
	{"quotes without spaces", "", ">", "a\n\nb\n"},
	{"quotes and lists", "", ">- ", "a\n\n\n\n"},
	{"quotes over lines", "", "> > > > > > > > > > > > > > > > > > > > > a\n", ""},
	{"lists over lines", "", "- - - - - - - - - - - - - - - - - - - - - a\n\n", ""},
	{"definitions in definitions", "a\n", ": ", "b\n\n\n"},
	{"notes in notes", "", "[^a]: ", "b\n\n\n"},
	{"notes", "", "[^a]: b\n\n", "[^a]"},
	{"references to notes", "[^a]: b\n\n", "[^a]", ""},
	{"references to lost notes", "", "[^a]", ""},
	{"stairs of lists", "", "- a\n", ""},
	{"tabs and lists", "", "\t- ", "a\n"},
	{"brackets", "", "[", ""},
	{"closed brackets", "", "[]", ""},
	{"brackets and parentheses", "", "[a](", ""},
	{"open titles", "", "[a](b \"", ""},
	{"open titles with apostrophes", "", "[a](b '", ""},
	{"open titles over lines", "", "[a](b '\n", ""},
	{"open addresses", "", "[a](<", ""},
	{"open addresses after pictures", "", "![a](b(", ""},
	{"addresses of brackets", "[a](", "(", ""},
	{"definitions with open titles", "", "[a]: b '", ""},
	{"definitions with open titles in lines", "", "[a]: b '\n", ""},
	{"definitions with open addresses", "", "[a]: <\n", ""},
	{"links", "", "[a](b) ", ""},
	{"pictures in pictures", "", "![", "](a)"},
	{"closed pictures", strings.Repeat("![", 5000), "](a)", ""},
	{"definitions", "", "[a]: b\n", ""},
	{"many definitions", "", "[a", ""},
	{"emphasis", "", "*a **a ", ""},
	{"emphasis in emphasis", "", "*a _a ", ""},
	{"stars", "a", "**", "a"},
	{"strike", "", "~~a ~", ""},
	{"underscores", "", "_", "a"},
	{"table header", "", "|a", "\n|-"},
	{"table", "|a|b|\n|-|-|\n", "|a|b|\n", ""},
	{"wide table", strings.Repeat("|a", 500) + "\n" + strings.Repeat("|-", 500) + "\n", "|a\n", ""},
	{"wide table in a quote", "> " + strings.Repeat("|a", 500) + "\n> " + strings.Repeat("|-", 500) + "\n", "> |a\n", ""},
	{"wide table without outer bars", strings.Repeat("a|", 500) + "a\n" + strings.Repeat("-|", 500) + "-\n", "a\n", ""},
	{"wide table in a list", "- " + strings.Repeat("|a", 500) + "\n  " + strings.Repeat("|-", 500) + "\n", "  |a\n", ""},
	{"wide table in a list of its own line", "- a\n- " + strings.Repeat("|a", 500) + "\n  " + strings.Repeat("|:-", 500) + "\n", "a\n", ""},
	{"many tables", "", "|a|b|c|\n|-|-|-|\n", ""},
	{"table of bars", "|a|b|\n|-|-|\n", "|", ""},
	{"dashes and bars", "", "a|\n-|\n", ""},
	{"less-than", "", "<", ""},
	{"tags", "", "<b>", ""},
	{"blocks of HTML", "", "<div>\n\n", ""},
	{"blocks of HTML in one", "", "<div>", ""},
	{"closing tags", strings.Repeat("<b>", 3000), "</i>", ""},
	{"comments", "", "<!-- ", ""},
	{"declarations", "", "<!A ", ""},
	{"instructions", "", "<?", ""},
	{"attributes", "<a ", "a=b ", ""},
	{"backticks", "", "`", ""},
	{"runs of backticks", "", "`a``b```c````d`````", ""},
	{"fences", "", "```\n", ""},
	{"braces", "", "{{", ""},
	{"open placeholders", "", "{{a ", ""},
	{"open attributes", "", "<a b=\"", ""},
	{"open attributes with apostrophes", "", "<a b='\n", ""},
	{"open tags", "", "<a b\n", ""},
	{"links in HTML", "", "<a href=x>", ""},
	{"pictures in HTML", "", "<img src=x>\n", ""},
	{"dangerous links", "", "[a](b:c)\n", ""},
	{"dangerous links in one line", "", "[a](b:c)", ""},
	{"words in angle brackets", "", "<a1>", ""},
	{"headings of one name", "", "# a\n# a-1\n", ""},
	{"sources", "---\nsources:\n", "- id: a\n", "---\n[^a]"},
	{"sources and notes", "---\nsources:\n" + strings.Repeat("- id: a\n", 2000) + "---\n", "a [^a]: b ", ""},
	{"long indented lines", "", "                                        a\n", ""},
	{"entities", "", "&#1", ""},
	{"ampersands", "", "&", ""},
	{"backslashes", "", "\\", ""},
	{"addresses", "", "http://a.", ""},
	{"letters and addresses", "", "www.a@b.c", ""},
	{"at signs", "", "a@", ""},
	{"headings", "", "# a\n", ""},
	{"setext headings", "", "a\n=\n", ""},
	{"callouts", "", "> [!NOTE]\n> a\n\n", ""},
	{"tasks", "", "- [ ] a\n", ""},
	{"tasks and one item", "", "- [ ] a\n", "- b\n"},
	{"tasks in tasks", "", "- [ ] ", "a\n"},
	{"spaces", "a", " ", "b"},
	{"blank lines", "- a", "\n", "b"},
	{"blank lines in quotes", "> - a\n", ">\n", "> b"},
	{"indented lines", "", strings.Repeat(" ", 180) + "- a\n", ""},
	{"lines of one quote", "", "> a\n", ""},
	{"NUL", "", "\x00", ""},
	{"fields", "---\n", "a: b\n", "---\n"},
	{"flow in flow", "---\na: ", "[", "\n---\n"},
	{"flow maps", "---\na: ", "{a: ", "\n---\n"},
	{"dashes in front matter", "---\na:\n", "- ", "b\n---\n"},
	{"JSON in JSON", ";;;\n{\"a\":", "[", "\n;;;\n"},
	{"TOML in TOML", "+++\na=", "[", "\n+++\n"},
}

func build(size int, start, unit, end string) []byte {
	n := max(0, size-len(start)-len(end)) / len(unit)
	return []byte(start + strings.Repeat(unit, n) + end)
}

// TestHostileInputIsQuick gives each 100 KB: a page that takes long stops the
// preview of every other page.
func TestHostileInputIsQuick(t *testing.T) {
	const size, limit = 100_000, 3 * time.Second
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			file := &source.File{Path: "a.md", Name: "a.md", Data: build(size, h.start, h.unit, h.end)}
			var took time.Duration
			for range 3 { // a machine that is busy with other things is no fault of ours
				start := time.Now()
				Parse(file)
				if took = time.Since(start); took <= limit {
					return
				}
			}
			t.Errorf("took %v, more than %v", took, limit)
		})
	}
}
