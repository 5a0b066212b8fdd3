package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/diag"
)

// show writes findings for people, a hint on a line of its own.
func show(w io.Writer, findings []diag.Finding) {
	for _, f := range findings {
		fmt.Fprintf(w, "%s: %s: %s\n", f.Pos, f.Severity, f.Message)
		if f.Hint != "" {
			fmt.Fprintf(w, "    %s\n", f.Hint)
		}
	}
}

// mostWarnings is how many different warnings a build shows: about a screen.
const mostWarnings = 20

// showBrief writes findings as a build ends with them: all errors, and each
// warning once, with the number of places where it holds.
func showBrief(w io.Writer, findings []diag.Finding) {
	type same struct{ rule, message string }
	places := map[same]int{}
	for _, f := range findings {
		places[same{f.Rule, f.Message}]++
	}
	shown, left := 0, 0
	told := map[same]bool{}
	for _, f := range findings {
		key := same{f.Rule, f.Message}
		switch {
		case f.Severity == diag.Error:
			show(w, []diag.Finding{f})
			continue
		case told[key]:
			continue
		}
		told[key] = true
		if shown++; shown > mostWarnings {
			left += places[key]
			continue
		}
		if n := places[key]; n > 1 {
			f.Message += fmt.Sprintf(" (and so in %s more)", counted(n-1, "place", "places"))
		}
		show(w, []diag.Finding{f})
	}
	if left > 0 {
		fmt.Fprintf(w, "and %s more: steward check lists all\n", counted(left, "warning", "warnings"))
	}
}

// showJSON writes each finding as a line of JSON.
func showJSON(w io.Writer, findings []diag.Finding) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, f := range findings {
		if err := encoder.Encode(struct { // always with a hint, so that each line has the same keys
			diag.Finding
			Hint string `json:"hint"`
		}{f, f.Hint}); err != nil {
			return err
		}
	}
	return nil
}

// showGitHub writes findings as workflow commands, which GitHub shows beside
// the lines they are about: docs.github.com, "Workflow commands".
func showGitHub(w io.Writer, findings []diag.Finding) {
	commands := map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Note: "notice"}
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, f := range findings {
		message := f.Message
		if f.Hint != "" {
			message += "\n" + f.Hint
		}
		place := "file=" + property.Replace(f.File)
		if f.Line > 0 {
			place += fmt.Sprintf(",line=%d,col=%d", f.Line, f.Col)
		}
		fmt.Fprintf(w, "::%s %s,title=%s::%s\n", commands[f.Severity], place, property.Replace(f.Rule), data.Replace(message))
	}
}

// withoutNotes leaves notes out: they may be many, and only check shows them.
func withoutNotes(findings []diag.Finding) []diag.Finding {
	var kept []diag.Finding
	for _, f := range findings {
		if f.Severity != diag.Note {
			kept = append(kept, f)
		}
	}
	return kept
}

// showUnpublished says what of the content is not part of the site, a line a
// reason.
func showUnpublished(t terminal, left []generator.Unpublished) {
	for _, u := range left {
		t.say("not published: %d × %s, such as %s; %s", u.Count, u.Why, u.Example, u.Hint)
	}
}

// counted writes a number of things.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
