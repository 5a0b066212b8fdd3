package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"runtime"
	"time"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/preview"
)

type serveCommand struct {
	siteFlags
	Addr string `default:"127.0.0.1:1313" placeholder:"HOST:PORT" help:"The address to serve at (127.0.0.1:1313)."`
	Open bool   `help:"Open the site in a browser."`
}

// Help says what the flag --out does here.
func (*serveCommand) Help() string {
	return "Pages are made when the browser asks for them. Only the search index is kept on disk, in a hidden folder beside --out."
}

// Run serves the site until it is interrupted.
func (c *serveCommand) Run(ctx context.Context, t terminal) error {
	options := preview.Options{Generator: c.options(), Addr: c.Addr}
	options.Listening = func(url string) {
		t.say("the site is at %s (press Ctrl+C to stop)", url)
		if c.Open {
			if err := openBrowser(url); err != nil {
				t.say("no browser could be opened: %v", err)
			}
		}
	}
	options.Changed = func(result *generator.Result, took time.Duration) {
		show(t.err, withoutNotes(result.Findings))
		report := result.Report()
		if c.JSON {
			json.NewEncoder(t.out).Encode(report)
		}
		if report.Errors == 0 {
			t.say("%s  ready (%s)", time.Now().Format(time.TimeOnly), took.Round(time.Millisecond))
		} else {
			t.say("%s  %s: the last sound pages are shown", time.Now().Format(time.TimeOnly), counted(report.Errors, "error", "errors"))
		}
	}
	options.Failed = func(err error) { t.say("the search could not be brought up to date: %v", err) }
	options.Limited = func(limit *generator.UsageError) { t.say("%s\n  %s", limit.Message, limit.Hint) }
	return preview.Serve(ctx, options)
}

// openBrowser asks the desktop to show an address.
func openBrowser(url string) error {
	command := map[string][]string{
		"darwin":  {"open"},
		"windows": {"rundll32", "url.dll,FileProtocolHandler"},
		"linux":   {"xdg-open"},
	}[runtime.GOOS]
	if command == nil {
		return fmt.Errorf("open %s yourself", url)
	}
	return exec.Command(command[0], append(command[1:], url)...).Start()
}
