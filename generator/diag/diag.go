// Package diag says where something is in a file and what is wrong there.
//
// A Finding is data: it is collected, sorted, kept with the parsed document
// it belongs to and printed by the command line. What makes a build impossible
// is an error instead. This package knows nothing of Markdown or of sites.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Pos is a place in a file as its author would type and count it.
type Pos struct {
	File string `json:"file"`
	Line int    `json:"line"` // from 1; 0 if the finding is about the file as a whole
	Col  int    `json:"col"`  // from 1, in characters; 0 likewise
}

// String gives file:line:col, which editors and terminals turn into a link.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Compare orders positions by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Severity says what a finding does to a build.
type Severity string

const (
	Error   Severity = "error"   // the page cannot be published as it is
	Warning Severity = "warning" // published, but somebody should look
	Note    Severity = "note"    // worth knowing, never a failure
)

// A Finding is one thing wrong with the content, in words for its author.
type Finding struct {
	Pos
	Severity Severity `json:"severity"`
	Rule     string   `json:"rule"`           // short name of the rule, such as "link"
	Message  string   `json:"message"`        // what is wrong
	Hint     string   `json:"hint,omitempty"` // what to type instead
}

// Sort orders findings by place, then by all else they say, so that the order
// is always the same, and drops repeats.
func Sort(findings []Finding) []Finding {
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Hint, b.Hint))
	})
	return slices.Compact(findings)
}

// Count gives the number of findings of a severity.
func Count(findings []Finding, severity Severity) int {
	n := 0
	for _, f := range findings {
		if f.Severity == severity {
			n++
		}
	}
	return n
}
