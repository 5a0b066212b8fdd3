package generator

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/open-stewardship/steward/generator/assets"
	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/importer"
	"github.com/open-stewardship/steward/generator/publish"
	"github.com/open-stewardship/steward/generator/render"
	"github.com/open-stewardship/steward/generator/site"
)

// An Edition is a site that can be published: it was read, put together and
// checked, and its pages can be made.
type Edition struct {
	Site     *site.Site
	Renderer *render.Renderer
	Assets   *assets.Set

	options Options
	content fs.FS
	program string // key of the program and the theme
}

// prepare makes an edition of a site that has passed its checks, or adds to its
// findings why it cannot.
func (g *Generator) prepare(result *Result, theme bundledTheme, content fs.FS) error {
	s := result.Site
	layouts, err := render.LoadLayouts(render.Theme{Files: theme.files, Name: theme.named, Asset: theme.bundles.Path, Base: s.BasePath()})
	if fault := (*render.LayoutError)(nil); errors.As(err, &fault) {
		result.Findings = append(result.Findings, fault.Finding)
		return nil
	} else if err != nil {
		return err
	}
	e := &Edition{Site: s, Assets: theme.bundles, options: g.options, content: content}
	if !g.options.Live {
		if e.program, err = programKey(theme.hash); err != nil {
			return err
		}
	}
	script, err := assets.Module(importer.Modules(), importer.BrowserEntry)
	if err != nil {
		return fmt.Errorf("bundling the importer: %w", err)
	}
	e.Renderer = render.New(s, layouts, render.Options{Live: g.options.Live, Key: e.program, Importer: script})
	clashes := s.Temper(e.clashes())
	result.Findings = append(result.Findings, clashes...)
	if diag.Count(clashes, diag.Error) == 0 || g.options.KeepGoing {
		result.Edition = e
	}
	return nil
}

// clashes reports the attachments that want the place of a file which the site
// makes itself, such as robots.txt or the Word document of a page.
func (e *Edition) clashes() []diag.Finding {
	var clashes []diag.Finding
	for file, url := range e.Site.Attachments() {
		if e.Renderer.Has(url[1:]) {
			clashes = append(clashes, diag.Finding{Pos: diag.Pos{File: path.Join(e.Site.Folder, file)}, Severity: diag.Error, Rule: "address",
				Message: "has the address " + url + ", where the site puts a file of its own", Hint: "rename the file"})
		}
	}
	return clashes
}

// write makes every file of an edition, pages beside the search, and brings the
// output folder up to date: render, index, publish. If a layout fails, the
// folder stays as it was, but for KeepGoing: then the page is left out.
func (e *Edition) write(ctx context.Context, report *Report, prints fingerprint, watch *stopwatch) (err error) {
	change, err := publish.Begin(e.options.Out, e.options.InPlace)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, change.Abort()) }()
	indexing := e.index(ctx, change)
	faults, err := e.writePages(ctx, change, report, watch)
	if err == nil {
		err = e.writeAttachments(change, prints.taken)
	}
	watch.lap("render")
	took, indexErr := indexing()
	report.MS["search"] = took.Milliseconds()
	if err := errors.Join(err, indexErr); err != nil {
		return err
	}
	report.Findings = diag.Sort(append(report.Findings, faults...))
	if len(faults) > 0 && !e.options.KeepGoing {
		return nil
	}
	watch.lap("index")
	if err := change.Commit(prints.key); err != nil {
		return err
	}
	report.Published = true
	report.Files, report.Bytes = change.Files()
	watch.lap("publish")
	return prints.save(change.State(), report)
}

// writePages stages the theme's files and all pages. A page made from the same
// things as the one in place is neither made nor looked at. The findings are
// those of layouts that fail.
func (e *Edition) writePages(ctx context.Context, change *publish.Change, report *Report, watch *stopwatch) ([]diag.Finding, error) {
	for _, file := range e.Assets.Files() {
		if !change.Keep(file.Path, file.Path) { // which holds the hash of what is in it
			if err := change.Put(file.Path, file.Path, file.Data); err != nil {
				return nil, err
			}
		}
	}
	paths := e.Renderer.Paths()
	errs := make([]error, len(paths))
	var pages atomic.Int64
	inParallel(ctx, len(paths), func(i int) {
		errs[i] = e.writePage(change, paths[i])
		if errs[i] == nil && e.Renderer.IsPage(paths[i]) {
			pages.Add(1)
		}
		watch.count("render", len(paths))
	})
	report.Pages = int(pages.Load())
	var faults []diag.Finding
	for _, err := range errs {
		if fault := (*render.LayoutError)(nil); errors.As(err, &fault) {
			faults = append(faults, fault.Finding)
		} else if err != nil {
			return nil, err
		}
	}
	return faults, ctx.Err()
}

func (e *Edition) writePage(change *publish.Change, p string) error {
	prepared, err := e.Renderer.Prepare(p)
	if err != nil {
		return err
	}
	key := prepared.Key()
	if change.Keep(p, key) {
		return nil
	}
	data, err := prepared.Render()
	if err != nil {
		return err
	}
	return change.Put(p, key, data)
}

// writeAttachments stages the files that lie beside the pages. One that has not
// been changed since long before the build began is known by size and times.
func (e *Edition) writeAttachments(change *publish.Change, began time.Time) error {
	for file, url := range e.Site.Attachments() {
		if e.Renderer.Has(url[1:]) {
			continue
		}
		key := ""
		if info, err := fs.Stat(e.content, file); err == nil && info.ModTime().Before(began.Add(-clockGrain)) {
			sum := sha256.New()
			addToHash(sum, file, fmt.Sprint(info.Size(), info.ModTime().UnixNano()), lastChange(filepath.Join(e.options.Content, filepath.FromSlash(file))))
			key = hexKey(sum)
		}
		if change.Keep(url[1:], key) {
			continue
		}
		data, err := fs.ReadFile(e.content, file)
		if err != nil {
			return fmt.Errorf("copying %s: %w", file, err)
		}
		if err := change.Put(url[1:], key, data); err != nil {
			return err
		}
	}
	return nil
}

// File makes one file of an edition, at its path in the finished site, and
// tells whether there is such a file. Those of the search are not among them.
// The error of a layout that fails is a *render.LayoutError.
func (e *Edition) File(p string) (data []byte, ok bool, err error) {
	if strings.HasPrefix(p, "assets/") {
		for _, file := range e.Assets.Files() {
			if file.Path == p {
				return file.Data, true, nil
			}
		}
	}
	if e.Renderer.Has(p) {
		data, err = e.Renderer.Render(p)
		return data, err == nil, err
	}
	for file, url := range e.Site.Attachments() {
		if url == "/"+p {
			if data, err = fs.ReadFile(e.content, file); isMissing(err) { // it has just gone
				return nil, false, nil
			} else if err != nil {
				return nil, false, fmt.Errorf("reading %s: %w", file, err)
			}
			return data, true, nil
		}
	}
	return nil, false, nil
}
