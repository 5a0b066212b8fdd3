package main

import (
	"context"
	"fmt"
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
		return &generator.UsageError{Message: fmt.Sprintf("there is no kind of page called %q", c.Kind),
			Hint: "the kinds are: " + strings.Join(kindNames(), ", ")}
	}
	slug := site.Slugify(c.Title)
	if slug == "" {
		return &generator.UsageError{Message: "a title needs at least one letter or digit", Hint: `steward new page "Team meetings"`}
	}
	if err := freeName(slug); err != nil {
		return err
	}
	result, err := generator.New(generator.Options{Content: c.Content}).Make(ctx)
	if err != nil {
		return err
	}
	name := filepath.Join(c.Content, filepath.FromSlash(home(result.Site, k.Slug)), slug+".md")
	if err := createPage(name, string(k.Scaffold(c.Title, time.Now().Format(time.DateOnly)))); err != nil {
		return err
	}
	fmt.Fprintln(t.out, filepath.ToSlash(name))
	return nil
}

// freeName tells why a page cannot have a slug.
func freeName(slug string) error {
	if slug == "" || markdown.IsFolderPage(slug+".md") || slices.Contains(site.Reserved, slug) {
		return &generator.UsageError{Message: "a page cannot be called " + slug + ": the site needs that address for itself", Hint: "choose another title; you can change it in the page afterwards"}
	}
	return nil
}

func kindNames() []string {
	var names []string
	for _, known := range kind.All() {
		names = append(names, known.Slug)
	}
	return names
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
