//go:build slow && unix

package generator

import (
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// heavyPages are pages of one kind of thing each, as a stranger may send them
// to slow everybody down: about n of the thing.
var heavyPages = map[string]func(n int) string{
	"boxes to tick":     func(n int) string { return strings.Repeat("- [ ] a\n", n) },
	"boxes, all unlike": func(n int) string { return numbered("- [ ] box %d\n", n) },
	"words":             func(n int) string { return numbered("word%d ", 2*n) },
	"lines of words":    func(n int) string { return numbered("word%d\n\n", 2*n) },
	"notes":             func(n int) string { return numbered("[^a%d]: b\n\n", n/4) + numbered("[^a%d]\n\n", n/4) },
	"one note":          func(n int) string { return "[^a]: b\n\n" + strings.Repeat("[^a]\n\n", n) },
	"lost notes":        func(n int) string { return strings.Repeat("[^a] ", n) },
	"references":        func(n int) string { return "[a]: b.md\n\n" + strings.Repeat("[a]\n\n", n) },
	"broken links":      func(n int) string { return strings.Repeat("[a](b.md)\n\n", n) },
	"broken anchors":    func(n int) string { return strings.Repeat("[a](#b)\n\n", n) },
	"links, all unlike": func(n int) string { return numbered("[a](b%d.md) ", n) },
	"wiki links":        func(n int) string { return numbered("[[page %d]] ", n) },
	"headings":          func(n int) string { return strings.Repeat("# a\n", n) },
	"headings, unlike":  func(n int) string { return numbered("## heading %d\n\n", n) },
	"rows of a table":   func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|*a*|b|\n", n) },
	"empty cells":       func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|a| |\n", n) },
	"placeholders":      func(n int) string { return numbered("{{name %d}} ", n) },
	"raw HTML":          func(n int) string { return strings.Repeat("<b>a</b>\n\n", n) },
	"open tags":         func(n int) string { return strings.Repeat("\n<b>", n) },
	"list items":        func(n int) string { return strings.Repeat("- a\n", 2*n) },
	"quotes":            func(n int) string { return strings.Repeat("> a\n\n", n) },
	"boxes of text":     func(n int) string { return strings.Repeat("> [!NOTE]\n> a\n\n", n) },
	"code":              func(n int) string { return strings.Repeat("```\na\n```\n", n) },
	"emphasis":          func(n int) string { return strings.Repeat("*a _b ", n) },
	"one long word":     func(n int) string { return strings.Repeat("a", 8*n) },
	"tags of a page":    func(n int) string { return "---\ntags: [" + numbered("tag%d,", n) + "]\n---\n\na\n" },
	"sources": func(n int) string {
		return "---\nsources:\n" + numbered("- {id: s%d, title: T}\n", n/4) + "---\n\n" + numbered("[^s%d]\n\n", n/4)
	},
	"aliases of YAML": func(n int) string { return "---\na: &a [b]\nb: [" + strings.Repeat("*a,", n) + "]\n---\n\na\n" },
	"unknown fields":  func(n int) string { return "---\n" + numbered("field%d: b\n", n) + "---\n\na\n" },
	"emoji":           func(n int) string { return strings.Repeat(":tada: ", n) },
	"addresses":       func(n int) string { return strings.Repeat("https://example.org/a\n\n", n) },
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// worked gives the time that this process and its threads have computed.
func worked(t *testing.T) time.Duration {
	t.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		t.Fatal(err)
	}
	return time.Duration(use.Utime.Nano())
}

// TestNoPageHoldsUpTheOthers builds a site with one page of 200,000 of
// something, search, print and Word included: it must not cost more than some
// seconds of computing.
func TestNoPageHoldsUpTheOthers(t *testing.T) {
	const n, most = 200_000, 10 * time.Second
	for name, page := range heavyPages {
		t.Run(name, func(t *testing.T) {
			cost := func(n int) time.Duration {
				dir := t.TempDir()
				write(t, filepath.Join(dir, "content/site.yaml"), "title: T\nbase_url: https://example.org/\n")
				write(t, filepath.Join(dir, "content/_index.md"), "---\ntitle: Home\nprint: true\ndefault_kind: template\n---\n")
				text, fields, _ := strings.Cut(page(n), "\n---\n\n")
				if fields == "" {
					text, fields = "---", text
				}
				write(t, filepath.Join(dir, "content/page.md"), text+"\ntitle: Page\ndescription: Heavy.\n---\n\n"+fields)
				before := worked(t)
				if _, err := New(Options{Content: filepath.Join(dir, "content"), Out: filepath.Join(dir, "public"), KeepGoing: true}).Build(t.Context()); err != nil {
					t.Fatal(err)
				}
				return worked(t) - before
			}
			took := cost(n)
			t.Logf("%s: %v", name, took.Round(time.Millisecond))
			if took > most {
				t.Errorf("%d cost %v", n, took)
			}
		})
	}
}
