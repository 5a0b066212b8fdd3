package generator

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/open-stewardship/steward/generator/assets"
	"github.com/open-stewardship/steward/generator/check"
	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/publish"
	"github.com/open-stewardship/steward/generator/render"
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
	Live      bool // pages are made for steward serve
}

// Generator makes editions of one site. It keeps what it parsed, so that the
// next edition parses only what has changed.
type Generator struct {
	options Options
	parsed  parsed
}

// New makes a generator. It reads nothing yet.
func New(options Options) *Generator {
	return &Generator{options: options, parsed: parsed{}}
}

// Edition is a site that was read, put together and checked, and whose pages
// can be made. If Findings holds an error that keeps it from being published,
// Sound is false and there are no pages.
type Edition struct {
	Site     *site.Site
	Findings []diag.Finding
	Sound    bool
	Renderer *render.Renderer
	Assets   *assets.Set

	options Options
	content fs.FS
	clock   *stopwatch
}

// Make reads the content and the theme as they are now and makes an edition.
// What is wrong with either stands in its findings; an error is for a failure
// of the machine or of the options.
func (g *Generator) Make(ctx context.Context) (*Edition, error) {
	e := &Edition{options: g.options, clock: startWatch()}
	if err := e.put(ctx, g); err != nil || !e.Sound {
		return e, err
	}
	return e, e.dress()
}

// Check reads the content and the theme as they are now and looks for what is
// wrong with either, also where the content alone keeps the site from being
// published.
func (g *Generator) Check(ctx context.Context) (*Edition, error) {
	e := &Edition{options: g.options, clock: startWatch()}
	if err := e.put(ctx, g); err != nil {
		return e, err
	}
	return e, e.dress()
}

// put reads, parses, assembles and checks.
func (e *Edition) put(ctx context.Context, g *Generator) error {
	content, err := openContent(e.options)
	if err != nil {
		return err
	}
	e.content = content
	folder, err := source.Read(content, e.options.Content, e.outside()...)
	if err != nil {
		return err
	}
	e.clock.lap("read")

	docs, err := g.parsed.parse(ctx, folder.Pages)
	if err != nil {
		return err
	}
	e.clock.lap("parse")

	config, findings := site.ReadConfig(folder)
	e.report(config.Temper(folder.Findings), findings)
	if err := e.override(&config); err != nil {
		return err
	}
	for _, doc := range docs {
		e.report(config.Temper(doc.Findings))
	}
	options := site.Options{Drafts: e.options.Drafts}
	model, findings := site.Assemble(config, docs, folder.Attachments, options)
	e.report(findings)
	e.clock.lap("assemble")

	e.report(check.Run(model, content))
	e.Site, e.Sound = model, diag.Count(e.Findings, diag.Error) == 0
	if leave := check.Leave(e.Findings); len(leave) > 0 && (e.Sound || e.options.KeepGoing) {
		docs, attachments := leaveOut(folder, docs, leave)
		e.Site, _ = site.Assemble(config, docs, attachments, options)
		e.Sound = true
	}
	e.clock.lap("check")
	return nil
}

// dress bundles the theme and loads its layouts.
func (e *Edition) dress() error {
	if known, err := e.knowsTheme(); !known {
		return err
	}
	theme, err := openTheme(e.Site)
	if err != nil {
		return err
	}
	e.report(theme.findings)
	bundles, findings, err := assets.Bundle(theme.files, theme.name)
	if err != nil {
		return fmt.Errorf("bundling the theme: %w", err)
	}
	e.report(findings)
	if diag.Count(findings, diag.Error) > 0 {
		e.Sound = false
		return nil
	}
	e.Assets = bundles
	layouts, err := render.LoadLayouts(render.Theme{Files: theme.files, Name: theme.name, Asset: bundles.Path, Base: e.Site.BasePath()})
	if err != nil {
		return e.layoutFault(err)
	}
	e.Renderer = render.New(e.Site, layouts, render.Options{Live: e.options.Live})
	e.reportClashes()
	e.clock.lap("assets")
	return nil
}

// Write makes every file of a sound edition and brings the output folder up to
// date. If a layout fails, Sound becomes false and the folder stays as it was.
func (e *Edition) Write(ctx context.Context) (err error) {
	change, err := publish.Begin(e.options.Out)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil || !e.Sound {
			change.Abort()
		}
	}()
	for _, file := range e.Assets.Files() {
		if err := change.Put(file.Path, "", file.Data); err != nil {
			return err
		}
	}
	if !e.options.NoSearch {
		if err := e.writeSearch(ctx, change); err != nil {
			return err
		}
		e.clock.lap("search")
	}
	if err := e.writePages(ctx, change); err != nil || !e.Sound {
		return err
	}
	if err := e.writeAttachments(change); err != nil {
		return err
	}
	e.clock.lap("render")
	if err := change.Commit(""); err != nil {
		return err
	}
	e.clock.lap("write")
	e.clock.files, e.clock.bytes = change.Files()
	return nil
}

// outside gives the path of the output folder if it lies inside the content,
// where it must not be read.
func (e *Edition) outside() []string {
	if e.options.Out == "" {
		return nil
	}
	content, err1 := filepath.Abs(e.options.Content)
	out, err2 := filepath.Abs(e.options.Out)
	if err1 != nil || err2 != nil {
		return nil
	}
	inside, err := filepath.Rel(content, out)
	if err != nil || inside == "." || !filepath.IsLocal(inside) {
		return nil
	}
	return []string{filepath.ToSlash(inside)}
}
