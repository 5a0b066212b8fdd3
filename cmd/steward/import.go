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
	"github.com/open-stewardship/steward/generator/importer"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

type importCommand struct {
	Files   []string `arg:"" name:"file" help:"Word documents (.docx)."`
	Content string   `default:"content" placeholder:"DIR" help:"The folder of Markdown (content)."`
	Kind    string   `placeholder:"KIND" help:"The kind of the new pages, such as template or checklist (what each document looks like)."`
	Title   string   `help:"The title of the new page (that of the document)."`
	Print   bool     `help:"Print the pages and write nothing."`
	Update  bool     `help:"Bring what was changed in a Word document of this site into its page."`
}

// intake brings documents into a content folder, one after the other.
type intake struct {
	*importCommand
	terminal
	importer *importer.Importer
	site     *site.Site
}

// Run makes a page of each document and prints its path. A page that is there
// already stays as it is. A document that cannot be read holds no other back.
func (c *importCommand) Run(ctx context.Context, t terminal) error {
	if c.Title != "" && len(c.Files) > 1 {
		return &generator.UsageError{Message: "one title cannot be that of several documents", Hint: "import them one by one, or leave --title out"}
	}
	if _, ok := kind.Lookup(c.Kind); c.Kind != "" && !ok {
		return &generator.UsageError{Message: fmt.Sprintf("there is no kind of page called %q", c.Kind), Hint: "the kinds are: " + strings.Join(kindNames(), ", ")}
	}
	reader, err := generator.NewImporter()
	if err != nil {
		return err
	}
	result, err := generator.New(generator.Options{Content: c.Content}).Make(ctx)
	if err != nil {
		return err
	}
	in := intake{c, t, reader, result.Site}
	var worst error
	for _, file := range c.Files {
		err := in.one(ctx, file)
		if errors.Is(err, context.Canceled) {
			return err
		}
		if err == nil {
			continue
		}
		var refused *importer.Refused
		if errors.As(err, &refused) {
			t.say("%s: %s", filepath.ToSlash(file), refused.Reason)
			err = errContent
		}
		if worst != nil && !errors.Is(worst, errContent) {
			t.exitCode(worst) // it shows it
			worst = nil
		}
		if worst == nil || !errors.Is(err, errContent) {
			worst = err
		}
	}
	return worst
}

// one imports a document.
func (in *intake) one(ctx context.Context, file string) error {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &generator.UsageError{Message: "there is no file " + filepath.ToSlash(file), Hint: "check its name, and put it in quotes if there is a space in it"}
	} else if err != nil {
		return err
	}
	page, err := in.importer.Word(ctx, data, in.now)
	if err != nil {
		return err
	}
	if page.Origin != nil && in.Title == "" && in.Kind == "" {
		return in.changed(file, page.Origin)
	}
	return in.added(file, page)
}

// now gives a page of the content folder as it is.
func (in *intake) now(path string) (string, bool) {
	if p, ok := in.site.PageOf(path); ok && p.Doc != nil {
		return string(p.Doc.File.Data), true
	}
	return "", false
}

// changed shows what was changed in a document of this site since it was made,
// and writes it into its page if that was asked for.
func (in *intake) changed(file string, origin *importer.Origin) error {
	name := filepath.Join(in.Content, filepath.FromSlash(origin.Path))
	if in.Print {
		fmt.Fprint(in.out, origin.After)
		in.lost(file, origin)
		return nil
	}
	if origin.Before == origin.After {
		in.say("%s: no change to %s", filepath.ToSlash(file), filepath.ToSlash(name))
		in.lost(file, origin)
		return nil
	}
	difference, err := in.importer.Difference(origin.Before, origin.After)
	if err != nil {
		return err
	}
	if !in.Update {
		in.say("%s: changed in Word; --update writes this into %s", filepath.ToSlash(file), filepath.ToSlash(name))
		fmt.Fprintln(in.out, difference)
		in.lost(file, origin)
		return nil
	}
	if now, ok := in.now(origin.Path); !ok || now != origin.Before {
		return &generator.UsageError{Message: fmt.Sprintf("%s was made from %s, which is not there", filepath.ToSlash(file), filepath.ToSlash(name)),
			Hint: "--kind template makes a new page of it"}
	}
	err = replaceFile(name, func(w io.Writer) error {
		_, err := io.WriteString(w, origin.After)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(in.out, filepath.ToSlash(name))
	in.say("%s: %s has what was changed in Word\n%s", filepath.ToSlash(file), filepath.ToSlash(name), difference)
	in.lost(file, origin)
	return nil
}

func (in *intake) lost(file string, origin *importer.Origin) {
	for _, text := range origin.Lost {
		in.say("%s: left out, because it is no part of this page: %s", filepath.ToSlash(file), text)
	}
}

// added writes a new page.
func (in *intake) added(file string, page *importer.Page) error {
	front := importer.Front{Title: in.Title, Description: page.Description, Kind: in.Kind, Date: time.Now().Format(time.DateOnly)}
	if front.Title == "" {
		front.Title = page.Title
	}
	untitled := front.Title == ""
	var err error
	if untitled {
		if front.Title, err = in.importer.TitleOfFile(filepath.Base(file)); err != nil {
			return err
		}
	}
	if front.Kind == "" {
		front.Kind = filledIn(page.Form)
	}
	slug, err := in.importer.Slug(front.Title)
	if err == nil {
		err = freeName(slug)
	}
	if err != nil {
		return err
	}
	folder := home(in.site, front.Kind)
	name := filepath.Join(in.Content, filepath.FromSlash(folder), slug+".md")
	if folder != "." {
		front.Kind = "" // the folder says it
	}
	text, err := in.importer.Text(front, page.Body)
	if err != nil {
		return err
	}
	if in.Print {
		fmt.Fprint(in.out, text)
	} else if err := createPage(name, text); err != nil {
		return err
	} else {
		fmt.Fprintln(in.out, filepath.ToSlash(name))
	}
	in.tell(file, page, untitled)
	return nil
}

// filledIn is the first kind of page that is filled in, and answered as a form
// or not.
func filledIn(form bool) string {
	for _, k := range kind.All() {
		if k.FilledIn && k.Form == form {
			return k.Slug
		}
	}
	return kind.Plain
}

// tell says what became of a document.
func (in *intake) tell(file string, page *importer.Page, untitled bool) {
	if untitled {
		in.say("%s: there is no title in it, so this one is from the file's name", filepath.ToSlash(file))
	}
	for _, what := range page.Left {
		in.say("%s: left out: %s", filepath.ToSlash(file), what)
	}
	for _, what := range page.Notes {
		in.say("%s: %s", filepath.ToSlash(file), what)
	}
}

// createPage writes a page that is not there yet.
func createPage(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &generator.UsageError{Message: filepath.ToSlash(name) + " is there already", Hint: "choose another title, or edit that page"}
	} else if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}
