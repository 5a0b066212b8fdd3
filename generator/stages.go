package generator

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/publish"
	"github.com/open-stewardship/steward/generator/render"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/generator/source"
	"github.com/open-stewardship/steward/themes"
)

// UsageError is a fault of the options, not of the content.
type UsageError struct{ Message, Hint string }

func (e *UsageError) Error() string { return e.Message }

// openContent opens the content folder so that nothing outside of it can be
// read, whatever links it holds.
func openContent(options Options) (fs.FS, error) {
	root, err := os.OpenRoot(options.Content)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &UsageError{fmt.Sprintf("there is no folder %s", options.Content),
			"run steward where your content folder is, name it with --content, or make it with: mkdir content"}
	}
	if err != nil {
		return nil, fmt.Errorf("opening the content folder: %w", err)
	}
	if options.Out == "" { // nothing will be written
		return root.FS(), nil
	}
	content, err1 := filepath.Abs(options.Content)
	out, err2 := filepath.Abs(options.Out)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return nil, &UsageError{fmt.Sprintf("%s is a file, and the site needs a folder", options.Out), "choose another name with --out"}
	}
	if inside, err := filepath.Rel(out, content); err == nil && filepath.IsLocal(inside) {
		return nil, &UsageError{fmt.Sprintf("the content folder %s lies inside the output folder %s", options.Content, options.Out),
			"choose another folder with --out"}
	}
	return root.FS(), nil
}

// parsed keeps documents by path and hash of their file.
type parsed map[string]keptDocument

type keptDocument struct {
	hash [sha256.Size]byte
	doc  *markdown.Document
}

// parse parses the files that have changed, in parallel, and forgets those
// that are gone.
func (kept parsed) parse(ctx context.Context, files []*source.File) ([]*markdown.Document, error) {
	fresh := make([]keptDocument, len(files))
	inParallel(ctx, len(files), func(i int) {
		hash := sha256.Sum256(files[i].Data)
		if old, ok := kept[files[i].Path]; ok && old.hash == hash {
			fresh[i] = old
			return
		}
		fresh[i] = keptDocument{hash, markdown.Parse(files[i])}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	clear(kept)
	docs := make([]*markdown.Document, len(files))
	for i, file := range files {
		kept[file.Path] = fresh[i]
		docs[i] = fresh[i].doc
	}
	return docs, nil
}

// inParallel calls do for 0 to n-1, on every processor at once, until ctx ends.
func inParallel(ctx context.Context, n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}

// leaveOut gives the documents and attachments but for the files in leave. A
// folder's page that is left out still says what the pages below it are.
// Without --keep-going that is only a picture which is refused and was warned
// of: an error would have ended the build.
func leaveOut(folder *source.Folder, docs []*markdown.Document, leave map[string]bool) ([]*markdown.Document, []string) {
	var kept []*markdown.Document
	for _, d := range docs {
		if !leave[d.File.Name] {
			kept = append(kept, d)
		} else if markdown.IsFolderPage(d.File.Path) {
			kept = append(kept, d.Shell())
		}
	}
	attachments := slices.DeleteFunc(slices.Clone(folder.Attachments), func(p string) bool { return leave[path.Join(folder.Name, p)] })
	return kept, attachments
}

// override lays what the command line says over site.yaml.
func (e *Edition) override(config *site.Config) error {
	config.Theme = cmp.Or(e.options.Theme, config.Theme)
	if e.options.BaseURL == "" {
		return nil
	}
	if err := config.SetBaseURL(e.options.BaseURL); err != nil {
		return &UsageError{err.Error(), "write it as --base-url https://example.org/"}
	}
	return nil
}

func (e *Edition) report(findings ...[]diag.Finding) {
	for _, f := range findings {
		e.Findings = append(e.Findings, f...)
	}
	e.Findings = diag.Sort(e.Findings)
}

// overlayName is the folder beside the content that holds a site's own theme
// files.
const overlayName = "theme"

// openedTheme is a theme with the site's own files laid over it.
type openedTheme struct {
	files    fs.FS
	name     func(string) string // a file as its author would type it
	findings []diag.Finding
}

func openTheme(s *site.Site) (openedTheme, error) {
	dir := filepath.Join(s.Folder, "..", overlayName)
	var overlay fs.FS
	if info, err := os.Stat(dir); s.Found && err == nil && info.IsDir() {
		root, err := os.OpenRoot(dir) // a link must not lead out of it: it would be published
		if err != nil {
			return openedTheme{}, fmt.Errorf("opening the site's own theme files: %w", err)
		}
		overlay = root.FS()
	}
	files, strays, err := themes.Open(s.Theme, overlay)
	if err != nil {
		return openedTheme{}, err
	}
	opened := openedTheme{files: files, name: func(p string) string {
		if overlay != nil {
			if _, err := fs.Stat(overlay, p); err == nil {
				return filepath.ToSlash(filepath.Join(dir, p))
			}
		}
		return "themes/" + s.Theme + "/" + p
	}}
	for _, stray := range strays {
		hint := "remove it, or give it the name of the file it is to replace"
		if stray.Suggestion != "" {
			hint = fmt.Sprintf("did you mean %s?", stray.Suggestion)
		}
		opened.findings = append(opened.findings, diag.Finding{Pos: diag.Pos{File: filepath.ToSlash(filepath.Join(dir, stray.Path))},
			Severity: diag.Warning, Rule: "theme", Message: "the theme has no file of this name, so it replaces nothing", Hint: hint})
	}
	return opened, nil
}

// knowsTheme tells whether the theme exists. If it was site.yaml that named it,
// the fault is one of the content.
func (e *Edition) knowsTheme() (bool, error) {
	if slices.Contains(themes.Names(), e.Site.Theme) {
		return true, nil
	}
	message, hint := fmt.Sprintf("there is no theme called %q", e.Site.Theme), "the themes are: "+strings.Join(themes.Names(), ", ")
	if e.options.Theme != "" {
		return false, &UsageError{message, hint}
	}
	e.report([]diag.Finding{{Pos: e.Site.At["/theme"], Severity: diag.Error, Rule: "theme", Message: message, Hint: hint}})
	e.Sound = false
	return false, nil
}

// layoutFault reports a layout that fails. An error that is none is given back.
func (e *Edition) layoutFault(err error) error {
	fault := (*render.LayoutError)(nil)
	if !errors.As(err, &fault) {
		return err
	}
	e.report([]diag.Finding{fault.Finding})
	e.Sound = false
	return nil
}

// writePages makes all pages and stages them. With KeepGoing, a page whose
// layout fails is left out.
func (e *Edition) writePages(ctx context.Context, change *publish.Change) error {
	paths := e.Renderer.Paths()
	errs := make([]error, len(paths))
	inParallel(ctx, len(paths), func(i int) {
		data, err := e.Renderer.Render(paths[i])
		if err == nil {
			err = change.Put(paths[i], "", data)
		}
		errs[i] = err
	})
	for i, err := range errs {
		if err == nil {
			if e.Renderer.IsPage(paths[i]) {
				e.clock.pages++
			}
			continue
		}
		if err := e.layoutFault(err); err != nil {
			return err
		}
	}
	e.Sound = e.Sound || e.options.KeepGoing
	return ctx.Err()
}

// reportClashes reports the attachments that want the place of a file which the
// site makes itself, such as robots.txt or the Word document of a page.
func (e *Edition) reportClashes() {
	var clashes []diag.Finding
	for file, url := range e.Site.Attachments() {
		if e.Renderer.Has(url[1:]) {
			clashes = append(clashes, diag.Finding{Pos: diag.Pos{File: path.Join(e.Site.Folder, file)}, Severity: diag.Error, Rule: "address",
				Message: "has the address " + url + ", where the site puts a file of its own", Hint: "rename the file"})
		}
	}
	clashes = e.Site.Temper(clashes)
	e.report(clashes)
	if diag.Count(clashes, diag.Error) > 0 && !e.options.KeepGoing {
		e.Sound = false
	}
}

// writeAttachments stages the files that lie beside the pages.
func (e *Edition) writeAttachments(change *publish.Change) error {
	for file, url := range e.Site.Attachments() {
		if e.Renderer.Has(url[1:]) {
			continue
		}
		data, err := fs.ReadFile(e.content, file)
		if err != nil {
			return fmt.Errorf("copying %s: %w", file, err)
		}
		if err := change.Put(url[1:], "", data); err != nil {
			return err
		}
	}
	return nil
}
