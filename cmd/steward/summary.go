package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
)

// mostInSummary is how many findings a summary tells one by one.
const mostInSummary = 20

// showSummary writes findings as a comment for a pull request, in GitHub's
// Markdown. Notes are left out: they are matters of taste.
func showSummary(w io.Writer, findings []diag.Finding) {
	findings = withoutNotes(findings)
	errors, warnings := diag.Count(findings, diag.Error), diag.Count(findings, diag.Warning)
	fmt.Fprintln(w, "### What the check of the content found")
	fmt.Fprintln(w)
	switch {
	case errors > 0:
		fmt.Fprintf(w, "Thank you for your work on this. %s to mend before it can be published", counted(errors, "thing is", "things are"))
		if warnings > 0 {
			fmt.Fprintf(w, ", and %s worth a look", counted(warnings, "more is", "more are"))
		}
		fmt.Fprintln(w, ". Edit the page again, and the check runs again. If you get stuck, say so here; somebody will help.")
	case warnings > 0:
		fmt.Fprintf(w, "Thank you for your work on this. It can be published. %s worth a look first.\n", counted(warnings, "thing is", "things are"))
	default:
		fmt.Fprintln(w, "Thank you for your work on this. There is nothing to mend.")
		return
	}
	fmt.Fprintln(w)
	var ordered []diag.Finding // what must be mended first
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for _, f := range findings {
			if f.Severity == severity {
				ordered = append(ordered, f)
			}
		}
	}
	for _, f := range ordered[:min(mostInSummary, len(ordered))] {
		place := f.File
		if f.Line > 0 {
			place += fmt.Sprintf(", line %d", f.Line)
		}
		fmt.Fprintf(w, "- **%s**: %s", asText(place), asText(f.Message))
		if f.Hint != "" {
			fmt.Fprintf(w, "  \n  %s", asText(f.Hint))
		}
		fmt.Fprintln(w)
	}
	if left := len(ordered) - mostInSummary; left > 0 {
		fmt.Fprintf(w, "- and %d more: they stand beside the lines under **Files changed**\n", left)
	}
}

// asText writes a text so that GitHub's Markdown shows it as it is: it may
// quote what a stranger wrote, and must not link, mention or embed.
func asText(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			b.WriteByte(' ')
		case strings.ContainsRune("&<>@#\"'`*_~|[]()!\\{}:/", r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
