package generator

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/assets"
	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/themes"
)

// overlayName is the folder beside the content that holds a site's own theme
// files.
const overlayName = "theme"

// overlayFolder is where a site's own theme files lie, or would.
func overlayFolder(content string) string { return filepath.Join(content, "..", overlayName) }

// A bundledTheme is a theme with the site's own files laid over it, and the
// bundles made of it.
type bundledTheme struct {
	hash     string              // of all its files and their names
	files    fs.FS               // nil if there is no such theme
	named    func(string) string // a file as its author would type it
	bundles  *assets.Set         // nil if the theme cannot be used
	findings []diag.Finding
}

// bundle opens and bundles the theme while its caller does something else; the
// function it returns waits for the end of that. A theme whose files are those
// of the edition before is not bundled again.
func (g *Generator) bundle(config site.Config) func() (bundledTheme, error) {
	type outcome struct {
		theme bundledTheme
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		theme, err := g.openTheme(config)
		if err == nil && theme.files != nil {
			err = theme.bundle(g.theme)
		}
		done <- outcome{theme, err}
	}()
	return func() (bundledTheme, error) {
		o := <-done
		if o.err == nil {
			g.theme = o.theme
		}
		return o.theme, o.err
	}
}

// openTheme opens the theme. If it was site.yaml that named one that does not
// exist, the fault is one of the content.
func (g *Generator) openTheme(config site.Config) (bundledTheme, error) {
	if !slices.Contains(themes.Names(), config.Theme) {
		message, hint := fmt.Sprintf("there is no theme called %q", config.Theme), "the themes are: "+strings.Join(themes.Names(), ", ")
		if g.options.Theme != "" {
			return bundledTheme{}, &UsageError{message, hint}
		}
		return bundledTheme{findings: []diag.Finding{{Pos: config.At["/theme"], Severity: diag.Error, Rule: "theme", Message: message, Hint: hint}}}, nil
	}
	dir := overlayFolder(config.Folder)
	var overlay fs.FS
	if info, err := os.Stat(dir); config.Found && err == nil && info.IsDir() {
		root, err := os.OpenRoot(dir) // a link must not lead out of it: it would be published
		if err != nil {
			return bundledTheme{}, fmt.Errorf("opening the site's own theme files: %w", err)
		}
		overlay = root.FS()
	}
	files, unused, err := themes.Open(config.Theme, overlay)
	if err != nil {
		return bundledTheme{}, err
	}
	theme := bundledTheme{files: files, named: func(p string) string {
		if overlay != nil {
			if _, err := fs.Stat(overlay, p); err == nil {
				return filepath.ToSlash(filepath.Join(dir, p))
			}
		}
		return "themes/" + config.Theme + "/" + p
	}}
	for _, file := range unused {
		hint := "remove it, or give it the name of the file it is to replace"
		if file.Suggestion != "" {
			hint = fmt.Sprintf("did you mean %s?", file.Suggestion)
		}
		theme.findings = append(theme.findings, diag.Finding{Pos: diag.Pos{File: filepath.ToSlash(filepath.Join(dir, file.Path))},
			Severity: diag.Warning, Rule: "theme", Message: "the theme has no file of this name, so it replaces nothing", Hint: hint})
	}
	theme.hash, err = hashFiles(files)
	return theme, err
}

// bundle makes the bundles of an opened theme, or takes them from before.
func (t *bundledTheme) bundle(before bundledTheme) error {
	if before.hash == t.hash && before.bundles != nil {
		t.bundles, t.findings = before.bundles, before.findings
		return nil
	}
	bundles, findings, err := assets.Bundle(t.files, t.named)
	if err != nil {
		return fmt.Errorf("bundling the theme: %w", err)
	}
	t.findings = append(t.findings, findings...)
	if diag.Count(findings, diag.Error) == 0 {
		t.bundles = bundles
	}
	return nil
}

// hashFiles hashes all files of a file system and their names.
func hashFiles(fsys fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(fsys, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		addToHash(sum, p, string(data))
		return err
	})
	if err != nil {
		return "", fmt.Errorf("reading the theme: %w", err)
	}
	return hexKey(sum), nil
}

// addToHash adds texts to a hash so that no two lists of them look alike.
func addToHash(sum hash.Hash, texts ...string) {
	for _, text := range texts {
		fmt.Fprintf(sum, "%d:", len(text))
		io.WriteString(sum, text)
	}
}

// hexKey is a hash as the key of what was hashed.
func hexKey(sum hash.Hash) string { return fmt.Sprintf("%x", sum.Sum(nil)[:16]) }

// isMissing tells whether an error is that something is not there.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
