package generator

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/generator/source"
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

// outputInside gives the path of the output folder if it lies inside the
// content, where it must not be read.
func outputInside(options Options) []string {
	if options.Out == "" {
		return nil
	}
	content, err1 := filepath.Abs(options.Content)
	out, err2 := filepath.Abs(options.Out)
	if err1 != nil || err2 != nil {
		return nil
	}
	inside, err := filepath.Rel(content, out)
	if err != nil || inside == "." || !filepath.IsLocal(inside) {
		return nil
	}
	return []string{filepath.ToSlash(inside)}
}

// navigationBeside reads the mkdocs.yml that lies beside the content folder, if
// there is one.
func navigationBeside(content string) *source.File {
	name := besideContent(content)
	info, err := os.Lstat(name) // a link might lead to any file of this machine
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil // the order is not worth failing for
	}
	return &source.File{Name: name, Data: data}
}

func besideContent(content string) string {
	return filepath.Join(content, "..", source.NavigationName)
}

// override sets what the command line says in the place of what site.yaml says.
func (g *Generator) override(config *site.Config) error {
	config.Theme = cmp.Or(g.options.Theme, config.Theme)
	if g.options.BaseURL == "" {
		return nil
	}
	if err := config.SetBaseURL(g.options.BaseURL); err != nil {
		return &UsageError{err.Error(), "write it as --base-url https://example.org/"}
	}
	return nil
}

// findingsOf gathers what reading and parsing found.
func findingsOf(config site.Config, folder *source.Folder, docs []*markdown.Document) []diag.Finding {
	findings := slices.Clone(config.Temper(folder.Findings))
	for _, doc := range docs {
		findings = append(findings, config.Temper(doc.Findings)...)
	}
	return findings
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

// MayBeRead tells whether a file or folder in the content, or beside it, would
// be read, by its name alone.
func MayBeRead(content, name string) bool {
	if filepath.Dir(name) == filepath.Dir(content) {
		return name == content || filepath.Base(name) == source.NavigationName
	}
	return source.MayBeRead(filepath.ToSlash(name))
}
