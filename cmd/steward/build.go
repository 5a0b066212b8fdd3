package main

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/open-stewardship/steward/generator"
)

// siteFlags are those that building and serving share.
type siteFlags struct {
	Content   string `default:"content" placeholder:"DIR" help:"The folder of Markdown (content)."`
	Out       string `default:"public" placeholder:"DIR" help:"The folder of the finished site (public)."`
	Theme     string `placeholder:"NAME" help:"The theme, if not the one site.yaml names."`
	BaseURL   string `name:"base-url" placeholder:"URL" help:"The address the site will have, if not the one site.yaml names."`
	Drafts    bool   `help:"Publish drafts too."`
	KeepGoing bool   `help:"Publish the sound pages although others have errors."`
	NoSearch  bool   `help:"Leave out the search."`
	JSON      bool   `help:"Print a summary as JSON."`
}

func (f siteFlags) options() generator.Options {
	return generator.Options{Content: f.Content, Out: f.Out, Theme: f.Theme, BaseURL: f.BaseURL,
		Drafts: f.Drafts, KeepGoing: f.KeepGoing, NoSearch: f.NoSearch}
}

type buildCommand struct {
	siteFlags
	InPlace bool `help:"Replace the files one by one, for a folder that is mounted elsewhere or that a program stands in."`
	profileFlags
}

// Run builds the site and reports what is wrong with the content.
func (c *buildCommand) Run(ctx context.Context, t terminal) (err error) {
	stop, err := c.profileFlags.start()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	start := time.Now()
	options := c.options()
	options.InPlace = c.InPlace
	progress := newProgress(t.err)
	if !c.JSON {
		options.Progress = progress.tell
	}
	report, err := generator.New(options).Build(ctx)
	progress.clear()
	showBrief(t.err, withoutNotes(report.Findings))
	if c.JSON { // also when it fails
		if err := json.NewEncoder(t.out).Encode(report); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	showUnpublished(t, report.Left)
	pages := counted(report.Own, "page", "pages")
	switch took := time.Since(start).Round(time.Millisecond); {
	case !report.Published:
		t.say("%s: nothing was published, %s is as it was", counted(report.Errors, "error", "errors"), c.Out)
	case report.Errors > 0:
		t.say("published %s in %s (%s); what has errors was left out", pages, c.Out, took)
	case report.Unchanged:
		t.say("published %s in %s (%s); nothing had changed", pages, c.Out, took)
	default:
		t.say("published %s in %s (%s)", pages, c.Out, took)
	}
	if report.Errors > 0 {
		return errContent
	}
	return nil
}
