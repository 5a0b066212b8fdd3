package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/proposal"
	"github.com/open-stewardship/steward/generator/site"
)

type fromIssueCommand struct {
	Issue   string `arg:"" help:"The file with the text of the issue, or - for standard input."`
	Content string `default:"content" placeholder:"DIR" help:"The folder of Markdown (content)."`
	Forms   string `default:".github/ISSUE_TEMPLATE" placeholder:"DIR" help:"The folder of the issue forms (.github/ISSUE_TEMPLATE)."`
}

// maxIssue is more than the text of an issue can be long, in bytes: GitHub takes
// 65,536 characters.
const maxIssue = 4 * 65536

// Run writes the page that somebody proposed by filling in an issue form, and
// prints its path. It never overwrites: a page of that name gets a number.
func (c *fromIssueCommand) Run(ctx context.Context, t terminal) error {
	text, err := c.read(t)
	if err != nil {
		return err
	}
	forms, err := proposal.ReadForms(os.DirFS(c.Forms))
	if err != nil {
		return err
	}
	form, answers, ok := answered(forms, text)
	if !ok {
		return &generator.UsageError{Message: "this is not the text of an issue that was made with a form in " + c.Forms,
			Hint: "the forms that propose a page have a kind of page among their labels"}
	}
	slug := strings.TrimLeft(site.Slugify(answers["title"]), "_") // names that start with it are not published
	if slug == "" {
		return &generator.UsageError{Message: "the issue gives no title for the page", Hint: "fill in the first field of the form"}
	}
	result, err := generator.New(generator.Options{Content: c.Content}).Make(ctx)
	if err != nil {
		return err
	}
	names := proposal.Names{Topics: map[string]string{}, Audiences: map[string]string{}}
	for _, topic := range result.Site.Config.Topics {
		names.Topics[topic.Title] = topic.Slug
	}
	for _, audience := range result.Site.Config.Audiences {
		names.Audiences[audience.Title] = audience.Slug
	}
	page, err := form.Page(answers, names, time.Now().Format(time.DateOnly))
	if err != nil {
		return err
	}
	dir := filepath.Join(c.Content, filepath.FromSlash(home(result.Site, form.Kind.Slug)))
	name, err := writeNew(dir, slug, page)
	if err != nil {
		return err
	}
	fmt.Fprintln(t.out, filepath.ToSlash(name))
	return nil
}

// read reads the text of the issue.
func (c *fromIssueCommand) read(t terminal) (string, error) {
	in := t.in
	if c.Issue != "-" {
		f, err := os.Open(c.Issue)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxIssue+1))
	if err != nil {
		return "", fmt.Errorf("reading the issue: %w", err)
	}
	if len(data) > maxIssue {
		return "", &generator.UsageError{Message: "the text is longer than an issue can be", Hint: "send it as a pull request"}
	}
	return strings.ToValidUTF8(string(data), "\uFFFD"), nil
}

// answered finds the form that a text answers.
func answered(forms []proposal.Form, text string) (proposal.Form, map[string]string, bool) {
	for _, form := range forms {
		if answers, ok := form.Answers(text); ok {
			return form, answers, true
		}
	}
	return proposal.Form{}, nil, false
}

// writeNew writes a new page called slug, or slug-2 and so on if there is one.
func writeNew(dir, slug string, page []byte) (string, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	if slug == "index" || slug == "readme" {
		slug += "-page"
	}
	for n := 1; ; n++ {
		name := filepath.Join(dir, slug+".md")
		if n > 1 {
			name = filepath.Join(dir, fmt.Sprintf("%s-%d.md", slug, n))
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.Write(page)
		return name, errors.Join(err, f.Close())
	}
}
