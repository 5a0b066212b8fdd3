package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
)

type newCommand struct {
	Kind    string `arg:"" help:"The kind of page: page, recommendation, case-study, template, checklist, term or resource."`
	Title   string `arg:"" help:"The title of the page, in quotes."`
	Content string `default:"content" placeholder:"DIR" help:"The folder of Markdown (content)."`
}

// Run writes a new page with everything its kind asks for, and prints its path.
func (c *newCommand) Run(ctx context.Context, t terminal) error {
	k, ok := kind.Lookup(c.Kind)
	if !ok {
		var kinds []string
		for _, known := range kind.All() {
			kinds = append(kinds, known.Slug)
		}
		return &generator.UsageError{Message: fmt.Sprintf("there is no kind of page called %q", c.Kind),
			Hint: "the kinds are: " + strings.Join(kinds, ", ")}
	}
	slug := site.Slugify(c.Title)
	if slug == "" {
		return &generator.UsageError{Message: "a title needs at least one letter or digit", Hint: `steward new page "Team meetings"`}
	}
	if markdown.IsFolderPage(slug+".md") || slices.Contains(site.Reserved, slug) {
		return &generator.UsageError{Message: "a page cannot be called " + c.Title + ": the site needs that address for itself", Hint: "choose another title; you can change it in the page afterwards"}
	}
	result, err := generator.New(generator.Options{Content: c.Content}).Make(ctx)
	if err != nil {
		return err
	}
	name := filepath.Join(c.Content, filepath.FromSlash(home(result.Site, k.Slug)), slug+".md")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &generator.UsageError{Message: filepath.ToSlash(name) + " is there already", Hint: "choose another title, or edit that page"}
	} else if err != nil {
		return err
	}
	_, err = file.Write(k.Scaffold(c.Title, time.Now().Format(time.DateOnly)))
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	fmt.Fprintln(t.out, filepath.ToSlash(name))
	return nil
}

// home is the folder where pages of a kind live: the first whose own page says
// so with default_kind, else the top.
func home(s *site.Site, kind string) string {
	for _, p := range s.Documents() {
		if p.IsSection && p.Doc.Front.DefaultKind == kind {
			return path.Dir(p.Path)
		}
	}
	return "."
}
