package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/open-stewardship/steward/generator"
)

type exportCommand struct {
	Content string `default:"content" placeholder:"DIR" help:"The folder of Markdown (content)."`
	BaseURL string `name:"base-url" placeholder:"URL" help:"The address the site has, if not the one site.yaml names."`
	Drafts  bool   `help:"Export drafts too."`
	Format  string `required:"" enum:"opensearch,elasticsearch,solr" placeholder:"NAME" help:"For which program: opensearch, elasticsearch or solr."`
	Out     string `placeholder:"FILE" help:"Write into this file instead of standard output."`
}

// Run writes the pages of a site that has no errors.
func (c *exportCommand) Run(ctx context.Context, t terminal) error {
	result, err := generator.New(generator.Options{Content: c.Content, BaseURL: c.BaseURL, Drafts: c.Drafts}).Make(ctx)
	if err != nil {
		return err
	}
	show(t.err, withoutNotes(result.Findings))
	if result.Edition == nil {
		return errContent
	}
	write := func(w io.Writer) error { return result.Edition.ExportSearch(w, c.Format) }
	if c.Out == "" {
		return write(t.out)
	}
	if err := replaceFile(c.Out, write); err != nil {
		return err
	}
	t.say("wrote %s for %s to %s", counted(len(result.Site.Documents()), "page", "pages"), c.Format, c.Out)
	return nil
}

// replaceFile writes a file whole or leaves it as it was.
func replaceFile(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".steward-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	defer os.Remove(f.Name())
	err = write(f)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644) // as other files are, where temporary ones are private
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}
