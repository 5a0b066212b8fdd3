package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"

	"github.com/open-stewardship/steward/generator/diag"
)

// A statement may carry an id of its author's, which stays when it is reworded:
// a comment at its end, so that GitHub does not show it.
var (
	taskIDComment = regexp.MustCompile(`^<!--\s*id:\s*(.*?)\s*-->$`)
	taskIDForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// taskID gives the id that a statement carries, or "".
func (w *writer) taskID(statement ast.Node) string {
	for n := statement.FirstChild(); n != nil; n = n.NextSibling() {
		raw, ok := n.(*ast.RawHTML)
		if !ok {
			continue
		}
		m := taskIDComment.FindSubmatch(raw.Segments.Value(w.src))
		if m == nil {
			continue
		}
		id := string(m[1])
		if w.taskIDs[id] {
			w.report(n.Pos(), diag.Error, "statement-id", "another statement of this page has the id `"+id+"`", "give each statement its own")
			return ""
		}
		if taskIDForm.MatchString(id) && len(id) <= 60 {
			w.taskIDs[id] = true
			return id
		}
		w.report(n.Pos(), diag.Error, "statement-id", "a statement's id is made of small letters, digits and hyphens, not `"+id+"`",
			"for example `<!-- id: team-decides -->`")
	}
	return ""
}
