package markdown

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"go.yaml.in/yaml/v3"

	"github.com/open-stewardship/steward/generator/diag"
)

var (
	fenceLine     = regexp.MustCompile("^ {0,3}(`{3,}|~{3,})([^`\\n]*)")
	noteLine      = regexp.MustCompile(`^ {0,3}\[\^([^\s\[\]]{1,80})\]:`)
	noteName      = regexp.MustCompile(`\[\^([^\s\[\]]{1,80})\]`)
	delimiterLine = regexp.MustCompile(`^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
)

// reportLost warns of words that are written in the file from an offset on and
// that Markdown, by its rules, does not show as they were meant: all after a
// fence that is never closed, notes that nothing cites, tables that are none.
func (w *writer) reportLost(body int) {
	data := w.doc.File.Data
	fence, fenceAt := "", 0
	type definition struct {
		id string
		at int
	}
	var notes []definition
	var above []byte
	for at := body; at < len(data); {
		line, next := lineAt(data, at)
		line = bytes.TrimRight(line, " \t\r")
		if m := fenceLine.FindSubmatch(line); m != nil {
			mark := string(m[1])
			switch {
			case fence == "":
				fence, fenceAt = mark, at
			case mark[0] == fence[0] && len(mark) >= len(fence) && len(bytes.TrimSpace(m[2])) == 0:
				fence = ""
			}
		} else if fence == "" {
			if m := noteLine.FindSubmatch(line); m != nil {
				notes = append(notes, definition{string(m[1]), at})
			}
			if bytes.IndexByte(line, '|') >= 0 && delimiterLine.Match(line) && bytes.IndexByte(above, '|') >= 0 && cells(above) != cells(line) {
				w.report(w.shift+at, diag.Warning, "table", fmt.Sprintf("this is no table: the line above has %d cells, this one %d", cells(above), cells(line)),
					"write as many as the table has columns in both")
			}
		}
		above, at = line, next
	}
	if fence != "" {
		w.report(w.shift+fenceAt, diag.Warning, "code", "this block of code is never closed: all below it is shown as code", "put a line with only "+fence+" where it ends")
	}
	if len(notes) == 0 {
		return
	}
	named := map[string]int{}
	for _, m := range noteName.FindAllSubmatch(data[body:], -1) {
		named[string(m[1])]++
	}
	for _, n := range notes {
		if named[n.id] == 1 {
			w.report(w.shift+n.at, diag.Warning, "note", "nothing in this page leads to the note [^"+n.id+"], so it is not shown", "write [^"+n.id+"] where it belongs, or take the note out")
		}
	}
}

// cells counts the cells of a line of a table.
func cells(line []byte) int {
	line = bytes.TrimSpace(line)
	line = bytes.TrimPrefix(line, []byte("|"))
	if bytes.HasSuffix(line, []byte("|")) && !bytes.HasSuffix(line, []byte(`\|`)) {
		line = line[:len(line)-1]
	}
	return 1 + bytes.Count(line, []byte("|")) - bytes.Count(line, []byte(`\|`))
}

// reportSurplus warns of cells that a row has beyond the columns of its table,
// which Markdown leaves out.
func (w *writer) reportSurplus(row ast.Node, columns int) {
	start := bytes.LastIndexByte(w.src[:min(max(row.Pos(), 0), len(w.src))], '\n') + 1
	line, _ := lineAt(w.src, start)
	if n := cells(line); n > columns && bytes.IndexByte(line, '>') < 0 {
		w.report(start, diag.Warning, "table", fmt.Sprintf("this row has %d cells, its table %d columns: what is in the others is not shown", n, columns),
			`write \| for a | that is part of the text`)
	}
}

// reportCut warns of a text in front matter that YAML ends where a # follows a
// space.
func (t *tree) reportCut(key, value *yaml.Node) {
	if (key.Value != "title" && key.Value != "description") || value.Kind != yaml.ScalarNode || value.Style != 0 || value.LineComment == "" {
		return
	}
	t.findings = append(t.findings, diag.Finding{Pos: t.pos(value), Severity: diag.Warning, Rule: "front-matter",
		Message: fmt.Sprintf("the %s ends before %q: to YAML that is a remark", key.Value, value.LineComment), Hint: "put the whole text in quotes"})
}
