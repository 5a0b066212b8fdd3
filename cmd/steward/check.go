package main

import (
	"context"
	"time"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/check"
	"github.com/open-stewardship/steward/generator/diag"
)

type checkCommand struct {
	Content string `default:"content" placeholder:"DIR" help:"The folder of Markdown (content)."`
	Format  string `default:"text" enum:"text,json,github,summary" help:"How to print what is found: text, json, github (notes beside the lines of a pull request) or summary (a comment for one)."`
	Strict  bool   `help:"Let warnings fail too."`
}

// Run prints everything that is wrong with the content. But for new, which dates
// a page, it is the only command that looks at the clock: pages may be due for
// review.
func (c *checkCommand) Run(ctx context.Context, t terminal) error {
	result, err := generator.New(generator.Options{Content: c.Content}).Make(ctx)
	if err != nil {
		return err
	}
	findings := diag.Sort(append(result.Findings, check.Review(result.Site, time.Now())...))
	switch c.Format {
	case "json":
		if err := showJSON(t.out, findings); err != nil {
			return err
		}
	case "github":
		showGitHub(t.out, findings)
	case "summary":
		showSummary(t.out, findings)
	default:
		show(t.out, findings)
	}
	if tool := generator.Origin(c.Content); tool != nil && !result.Site.Found {
		t.say("this folder seems to come from %s. Read: %s. %s", tool.Name, tool.Read, tool.Unread)
	}
	showUnpublished(t, result.Report().Left)
	errors, warnings := diag.Count(findings, diag.Error), diag.Count(findings, diag.Warning)
	t.say("%s, %s, %s in %s", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"),
		counted(diag.Count(findings, diag.Note), "note", "notes"), counted(len(result.Site.Documents()), "page", "pages"))
	if errors > 0 || c.Strict && warnings > 0 {
		return errContent
	}
	return nil
}
