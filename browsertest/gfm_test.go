//go:build browser

package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestTextReadsAsOnGitHub compares the text and structure of made-up documents
// with what a second implementation of GitHub's Markdown makes of them.
//
// Differences that are meant, and so are evened out before: a page's title is
// its only heading of level 1; headings have ids and a link to themselves; a
// table stands in a box that scrolls; a list of tasks is a form, in which what
// stands under a task is an action; ids and classes are the theme's.
func TestTextReadsAsOnGitHub(t *testing.T) {
	t.Parallel()
	const count = 1000
	r := rand.New(rand.NewPCG(5, 6))
	dir := t.TempDir()
	texts := make([]string, count)
	for i := range texts {
		texts[i] = gfmDocument(r)
		page := filepath.Join(dir, "content", fmt.Sprintf("p%d.md", i))
		if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(page, []byte(fmt.Sprintf("---\ntitle: P%d\n---\n\n%s", i, texts[i])), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	input, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", "gfm.mjs")
	node.Stdin = bytes.NewReader(input)
	output, err := node.Output()
	if err != nil {
		t.Fatalf("running gfm.mjs: %v", err)
	}
	var wanted []string
	if err := json.Unmarshal(output, &wanted); err != nil {
		t.Fatal(err)
	}
	build := exec.Command(house.steward, "build", "--no-search", "--content", filepath.Join(dir, "content"), "--out", filepath.Join(dir, "public"))
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	for i, text := range texts {
		page, err := os.ReadFile(filepath.Join(dir, "public", fmt.Sprintf("p%d", i), "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		want, got := outline(t, wanted[i], nil), outline(t, string(page), isTextOfPage)
		if want != got {
			t.Errorf("document %d\n%s\nis read as\n%s\nwhere the reference has\n%s", i, text, got, want)
		}
		if t.Failed() && i > 10 {
			t.FailNow()
		}
	}
}

// gfmDocument makes up a document of every construct.
func gfmDocument(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(6) {
		b.WriteString(gfmBlock(r, 0) + "\n\n")
	}
	return b.String()
}

func gfmBlock(r *rand.Rand, depth int) string {
	blocks := []func() string{
		func() string { return gfmLine(r) },
		func() string { return gfmLine(r) + "\n" + gfmLine(r) },
		func() string { return gfmLine(r) + "  \n" + gfmLine(r) },
		func() string { return strings.Repeat("#", 1+r.IntN(6)) + " " + gfmLine(r) },
		func() string { return gfmLine(r) + "\n---" },
		func() string { return "***" },
		func() string { return "```go\nx := `1` <b> & _y_\n\n  z\n```" },
		// Between paragraphs: micromark does not begin a list behind such code with
		// another number than 1, as cmark does.
		func() string { return "Code stands below.\n\n    code *here*\n    more\n\nAnd above." },
		func() string {
			return "| a | " + gfmInline(r) + " | c |\n|:--|:-:|--:|\n| 1 | " + gfmInline(r) + " | x \\| y |\n| 2 |"
		},
		func() string { return "<kbd>Ctrl</kbd> and H<sub>2</sub>O" },
		func() string { return "<div>\n\n" + gfmLine(r) + "\n\n</div>" },
		func() string { return "\\*not\\* &amp; &copy; &#35; \\[x\\] < 3" },
	}
	if depth < 3 {
		blocks = append(blocks,
			func() string { return gfmList(r, depth, "- ") },
			func() string { return gfmList(r, depth, []string{"1. ", "3. ", "7) "}[r.IntN(3)]) },
			func() string { return gfmList(r, depth, "* [ ] ") },
			func() string { return gfmList(r, depth, "4. [x] ") },
			func() string { return indent("> ", "> ", gfmBlock(r, depth+1)+"\n\n"+gfmBlock(r, depth+1)) },
		)
	}
	return blocks[r.IntN(len(blocks))]()
}

func gfmList(r *rand.Rand, depth int, mark string) string {
	var items []string
	bare := strings.TrimSuffix(strings.TrimSuffix(mark, "[ ] "), "[x] ")
	pad := strings.Repeat(" ", len(bare))
	for range 1 + r.IntN(3) {
		item := indent(mark, pad, gfmLine(r))
		if r.IntN(3) == 0 {
			item += "\n" + indent(pad, pad, gfmList(r, depth+2, "- "))
		}
		if depth < 2 && r.IntN(5) == 0 && mark == bare {
			item += "\n\n" + indent(pad, pad, gfmBlock(r, depth+1))
		}
		items = append(items, item)
	}
	return strings.Join(items, "\n")
}

func indent(first, rest, text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case i == 0:
			lines[i] = first + line
		case line == "" && strings.TrimSpace(rest) == "":
		default:
			lines[i] = rest + line
		}
	}
	return strings.Join(lines, "\n")
}

func gfmLine(r *rand.Rand) string {
	var parts []string
	for range 1 + r.IntN(5) {
		parts = append(parts, gfmInline(r))
	}
	return strings.Join(parts, " ")
}

func gfmInline(r *rand.Rand) string {
	word := []string{"trust", "team", "co-op", "snake_case_word", "a*b", "100%", "Zoë", "x", "it's", "(aside)"}[r.IntN(10)]
	forms := []string{"%s", "%s", "%s", "*%s*", "_%s_", "**%s**", "***%s***", "~~%s~~", "`%s`", "``a ` %s``", "**%s *in* it**", "[%s](https://example.org/a?b=c&d \"T\")",
		"<https://example.org/%s>", "https://example.org/page", "\\%s", "%s!", "[%s][ref]", "*%s", "__%s__"}
	form := forms[r.IntN(len(forms))]
	if !strings.Contains(form, "%s") {
		return form
	}
	if strings.Contains(form, "<https") || strings.Contains(form, "~~") {
		word = "x" // which of two crossed marks counts is told in no specification
	}
	return fmt.Sprintf(form, word)
}

// isTextOfPage tells the element in which the text of a page of our own stands.
func isTextOfPage(n *html.Node) bool {
	return n.Data == "div" && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "class" && a.Val == "text" })
}

// outline writes HTML as elements and words, with what is meant to differ left out.
func outline(t *testing.T, source string, root func(*html.Node) bool) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	top := doc
	if root != nil {
		top = nil
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && root(n) {
				top = n
				break
			}
		}
		if top == nil {
			t.Fatal("the page has no text")
		}
	}
	var b strings.Builder
	outlineOf(&b, top)
	return numberBehindBox.ReplaceAllString(strings.Join(strings.Fields(b.String()), " "), "[box] ")
}

// numberBehindBox is the number of a task, which a form writes out.
var numberBehindBox = regexp.MustCompile(`\[box\] \d+\. `)

func outlineOf(b *strings.Builder, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		class, href := "", ""
		for _, a := range c.Attr {
			switch a.Key {
			case "class":
				class = a.Val
			case "href":
				href = a.Val
			}
		}
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode, class == "anchor", c.Data == "footer", c.Data == "head", c.Data == "section", c.Data == "dialog":
		case c.Data == "html", c.Data == "body", c.Data == "label", c.Data == "span", class == "table",
			c.Data == "textarea",            // the theme's
			c.Data == "p" && n.Data == "li": // more space between items, which implementations judge differently
			outlineOf(b, c)
		case c.Data == "input":
			b.WriteString(" [box] ")
		default:
			name, address := c.Data, ""
			switch name {
			case "h1":
				name = "h2"
			case "a":
				address = "=" + href
			}
			b.WriteString(" <" + name + address + "> ")
			outlineOf(b, c)
			b.WriteString(" </" + name + "> ")
		}
	}
}
