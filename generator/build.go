package generator

import (
	"context"

	"github.com/open-stewardship/steward/generator/check"
	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/generator/source"
)

// Options say what to build from and how.
type Options struct {
	Content   string // the content folder
	Out       string // the folder of the finished site; "" if nothing will be written
	Theme     string // name of an embedded theme; "" for the one site.yaml names
	BaseURL   string // "" for the one site.yaml names
	Drafts    bool
	KeepGoing bool // publish the sound pages although others have errors
	NoSearch  bool
	InPlace   bool           // the output folder stays the same folder: files are replaced one by one
	Live      bool           // pages are made for steward serve
	Progress  func(Progress) // told how far a build is, by one goroutine at a time; may be nil
}

// Generator makes editions of one site. It keeps what it parsed and bundled, so
// that the next edition parses and bundles only what has changed.
type Generator struct {
	options Options
	parsed  parsedFiles
	theme   bundledTheme
}

// New makes a generator. It reads nothing yet.
func New(options Options) *Generator {
	return &Generator{options: options, parsed: parsedFiles{}}
}

// A Result is a site as read and put together, and what is wrong with it.
type Result struct {
	Site     *site.Site
	Findings []diag.Finding // sorted by place
	Edition  *Edition       // nil if Findings keep the site from being published

	left []Unpublished
	ms   map[string]int64 // milliseconds that each stage took
}

// Build brings the output folder up to date with the content and the theme.
// What is wrong with either stands in the report's findings; an error is for a
// failure of the machine or of the options, and leaves the folder as it was.
func (g *Generator) Build(ctx context.Context) (*Report, error) {
	watch := g.startWatch()
	prints := g.takeFingerprint()
	if report, ok := g.upToDate(prints); ok {
		watch.lap("look")
		report.MS = watch.ms
		return report, nil
	}
	watch.lap("look")
	result, err := g.make(ctx, watch)
	if err != nil {
		return &Report{MS: watch.ms}, err
	}
	report := result.Report()
	if result.Edition != nil {
		err = result.Edition.write(ctx, report, prints, watch)
	}
	report.sum()
	return report, err
}

// Make reads the content and the theme as they are now and makes an edition of
// them, if what is wrong with either allows it.
func (g *Generator) Make(ctx context.Context) (*Result, error) {
	return g.make(ctx, g.startWatch())
}

// make is the way from files to pages: read, parse, assemble, check, bundle.
// What follows, rendering, indexing and publishing, is [Edition.write].
func (g *Generator) make(ctx context.Context, watch *stopwatch) (*Result, error) {
	content, err := openContent(g.options)
	if err != nil {
		return nil, err
	}
	folder, err := source.Read(content, g.options.Content, outputInside(g.options)...)
	if err != nil {
		return nil, err
	}
	if folder.Navigation == nil {
		folder.Navigation = navigationBeside(g.options.Content)
	}
	config, configFindings := site.ReadConfig(folder)
	if err := g.override(&config); err != nil {
		return nil, err
	}
	watch.lap("read")

	bundling := g.bundle(config) // beside parsing
	docs, err := g.parsed.parse(ctx, folder.Pages, watch)
	if err != nil {
		return nil, err
	}
	watch.lap("parse")

	options := site.Options{Drafts: g.options.Drafts}
	model, modelFindings := site.Assemble(config, docs, folder.Attachments, options)
	watch.lap("assemble")

	findings := findingsOf(config, folder, docs)
	findings = append(append(append(findings, configFindings...), modelFindings...), check.Run(model, content)...)
	publishable := g.options.KeepGoing || diag.Count(findings, diag.Error) == 0
	if leave := check.Leave(findings); publishable && len(leave) > 0 {
		docs, attachments := leaveOut(folder, docs, leave)
		model, _ = site.Assemble(config, docs, attachments, options)
	}
	watch.lap("check")

	theme, err := bundling()
	if err != nil {
		return nil, err
	}
	result := &Result{Site: model, Findings: append(findings, theme.findings...), left: unpublished(folder, model), ms: watch.ms}
	if theme.bundles != nil && publishable {
		if err := g.prepare(result, theme, content); err != nil {
			return nil, err
		}
	}
	result.Findings = diag.Sort(result.Findings)
	watch.lap("bundle")
	return result, nil
}
