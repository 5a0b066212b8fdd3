package check

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/open-stewardship/steward/generator/diag"
)

// Whatever a page or a picture holds, the rules come to an end, and what they
// find lies inside a file.
func FuzzRules(f *testing.F) {
	for _, seed := range []string{
		"", "---\n---\n", "---\ntitle: {{\n---\n{{a}} }} `{{` [a](b.md#c) ![](d.png)", "+++\n+++\n- [ ] é {{\n", "{}\n{{{{}}}}",
		"---\ninclude: [a.md, [], x]\ntopics: {a: b}\nsources: [{id: [1]}, 3]\naliases: x\n---\n#### a\n[](<>) … A. b? \"C", "<svg><style>url(", "<a b='on'><!DOCTYPE [>",
		"Dr. A. ... utilise! \u2026A one.\u2026\u00a0B",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		content := fstest.MapFS{
			"site.yaml":   {Data: []byte("title: Fuzz\ntopics: [{slug: a, title: A}]\n")},
			"form.md":     {Data: data},
			"_index.md":   {Data: []byte("---\ntitle: Home\ndefault_kind: checklist\n---\n[form](form.md#x)")},
			"picture.svg": {Data: data},
		}
		s := assemble(t, content)
		for _, found := range append(Run(s, content), Review(s, today)...) {
			if !inside(content, found.Pos) {
				t.Errorf("%v lies outside of its file: %s", found.Pos, found.Message)
			}
		}
	})
}

// inside tells whether a position lies in a file, at most one behind its end.
func inside(content fstest.MapFS, at diag.Pos) bool {
	file := content[at.File[len("content/"):]]
	if file == nil {
		return false
	}
	lines := bytes.Split(file.Data, []byte("\n"))
	return at.Line == 0 || at.Line <= len(lines) && at.Col <= len([]rune(string(lines[at.Line-1])))+1
}
