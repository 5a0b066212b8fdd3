// Package check holds the rules that a site's content is judged by, one file
// each, and the words in which its authors are told.
//
// In come a Site as assembled and the content folder it was read from; out
// come findings. What the stages before found is not repeated here. The rules
// change nothing, know nothing of how a page looks, and take the day from
// their caller.
package check

import (
	"cmp"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/generator/source"
)

// A rule has the name that its findings bear, and its test: testdata/name.txtar.
type rule struct {
	name  string
	apply func(*checker)
}

// buildRules are what every build needs to know.
var buildRules = [...]rule{
	{"fields", fields},
	{"kind", kinds},
	{"link", links},
	{"anchor", anchors},
	{"include", includes},
	{"topics", topics},
	{"audiences", audiences},
	{"attachment", attachments},
	{"alt", pictureTexts},
	{"heading", headings},
	{"sources", sources},
	{"term", terms},
	{"blanks", blanks},
	{"statements", statements},
	{"hidden", hidden},
}

// reviewRules look at the clock and at the writing.
var reviewRules = [...]rule{
	{"review", reviewDays},
	{"dates", futureDays},
	{"status", statuses},
	{"orphan", orphans},
	{"sentence", longSentences},
	{"reading-age", readingAges},
	{"words", hardWords},
}

// Run applies the rules that every build needs, sorted by place. content is
// the folder that the site was read from, not nil: the rules read the SVG pictures in
// it, and look there for what a broken link may have meant.
//
// In a folder without site.yaml, which may be anybody's Markdown, nothing is
// worse than a warning, and what only a site of ours must keep to is a note.
func Run(s *site.Site, content fs.FS) []diag.Finding {
	return apply(buildRules[:], &checker{site: s, content: content})
}

// Review applies the rules that look at the clock and at the writing, sorted
// by place. Of today only the day counts. None of its findings is an error.
func Review(s *site.Site, today time.Time) []diag.Finding {
	return apply(reviewRules[:], &checker{site: s, today: today.Format(time.DateOnly)})
}

// Leave tells which files must be left out when the site is built in spite of
// findings, by the name in their Pos: those with an error other than a link
// that leads nowhere, which becomes plain text, and those that attachment
// refuses, whatever the severity: so it must be asked in every build.
func Leave(findings []diag.Finding) map[string]bool {
	leave := map[string]bool{}
	for _, f := range findings {
		bad := f.Severity == diag.Error && f.Rule != "link" && f.Rule != "anchor"
		if (bad || f.Rule == "attachment") && path.Base(f.File) != source.ConfigName {
			leave[f.File] = true
		}
	}
	return leave
}

// A checker is one run of the rules.
type checker struct {
	site     *site.Site
	content  fs.FS
	today    string // YYYY-MM-DD
	rule     string // the one being applied
	paths    *pathFinder
	findings []diag.Finding
}

func apply(rules []rule, c *checker) []diag.Finding {
	for _, r := range rules {
		c.rule = r.name
		r.apply(c)
	}
	return diag.Sort(c.findings)
}

// report adds a finding of the rule being applied.
func (c *checker) report(at diag.Pos, severity diag.Severity, message, hint string) {
	if !c.site.Found {
		severity = c.tempered(severity)
	}
	c.findings = append(c.findings, diag.Finding{Pos: at, Severity: severity, Rule: c.rule, Message: message, Hint: hint})
}

// tempered is the severity of a finding in a folder without site.yaml. What
// readers would meet is a warning: a link that leads nowhere, a picture that is
// refused.
func (c *checker) tempered(severity diag.Severity) diag.Severity {
	switch c.rule {
	case "link", "anchor", "attachment":
		if severity == diag.Error {
			return diag.Warning
		}
		return severity
	}
	return diag.Note
}

// fieldAt is the place of the value at a JSON pointer in a page's front
// matter, of what is around it, or of the start of the file.
func fieldAt(p *site.Page, pointer string) diag.Pos {
	at := p.Doc.Front.PosOf(pointer)
	if at.File == "" {
		at = diag.Pos{File: p.Doc.File.Name, Line: 1, Col: 1}
	}
	return at
}

// entryAt is the place of the i-th entry, from 0, of a list in a page's front
// matter, where entries with nothing in them do not count.
func entryAt(p *site.Page, field string, i int) diag.Pos {
	list, _ := p.Doc.Front.Values[field].([]any)
	for at, value := range list {
		switch v := value.(type) {
		case nil, []any, map[string]any:
			continue
		case string:
			if strings.TrimSpace(v) == "" {
				continue
			}
		}
		if i == 0 {
			return fieldAt(p, pointer(field, at))
		}
		i--
	}
	return fieldAt(p, "/"+field)
}

// configAt is the place of the value at a JSON pointer in site.yaml, or of
// what is around it.
func (c *checker) configAt(pointer string) diag.Pos {
	for {
		if at, ok := c.site.At[pointer]; ok {
			return at
		}
		i := strings.LastIndexByte(pointer, '/')
		if i < 0 {
			return diag.Pos{File: path.Join(c.site.Folder, source.ConfigName)}
		}
		pointer = pointer[:i]
	}
}

// code puts a name into a message as what it is.
func code(name string) string { return "`" + cmp.Or(strings.ReplaceAll(name, "`", "'"), " ") + "`" }
