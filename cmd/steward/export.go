package main

import (
	"context"
	"errors"
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

// replaceFile writes a file whole or leaves it as it was. Links are followed, a
// file that is there keeps its mode, and what is no file, such as a pipe, is
// written to as it is.
func replaceFile(name string, write func(io.Writer) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("writing %s: %w", name, err)
		}
	}()
	target := name
	if real, err := filepath.EvalSymlinks(name); err == nil {
		target = real
	}
	there, statErr := os.Stat(target)
	if statErr == nil && !there.Mode().IsRegular() {
		f, err := os.OpenFile(target, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(write(f), f.Close())
	}
	temporary := filepath.Join(filepath.Dir(target), fmt.Sprintf(".steward-%d", os.Getpid()))
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer os.Remove(temporary)
	if err := errors.Join(write(f), f.Close()); err != nil {
		return err
	}
	if statErr == nil {
		if err := os.Chmod(temporary, there.Mode().Perm()); err != nil {
			return err
		}
	}
	return os.Rename(temporary, target)
}
