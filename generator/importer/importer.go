package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dop251/goja"
)

// Importer reads Word documents. It is not safe for concurrent use.
type Importer struct {
	vm                                 *goja.Runtime
	word, page, slug, name, difference goja.Callable
}

// Page is what became of a document.
type Page struct {
	Title       string `json:"title"` // "" if there is none in it
	Description string `json:"description"`
	Form        bool   `json:"form"` // it is mostly statements to answer
	Slug        string `json:"slug"`
	Body        string `json:"body"` // Markdown without front matter

	Left  []string `json:"left"`  // what is not in the page, each as a phrase
	Notes []string `json:"notes"` // what is in it but not as it was

	Origin *Origin `json:"page"` // nil for a document that this site did not make
}

// Origin is the page that a document was made from.
type Origin struct {
	Path   string   `json:"path"` // in the content folder
	Before string   `json:"before"`
	After  string   `json:"after"` // with what was changed in Word; Before, byte for byte, if nothing was
	Lost   []string `json:"lost"`  // what was changed in Word where the page cannot take it
}

// Front is the front matter of a new page.
type Front struct {
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Kind        string   `json:"kind"` // "" where the folder says it
	Topics      []string `json:"topics,omitempty"`
	Audiences   []string `json:"audiences,omitempty"`
	Date        string   `json:"date"` // YYYY-MM-DD
}

// longest is how long a document may take.
const longest = 60 * time.Second

// New makes an importer of the bundle of Modules: a classic script that puts
// what Entry exports into the global object steward.
func New(script []byte) (*Importer, error) {
	vm := goja.New()
	vm.SetMaxCallStackSize(2000)
	if _, err := vm.RunScript(Entry, string(script)); err != nil {
		return nil, fmt.Errorf("starting the importer: %w", err)
	}
	door, err := vm.RunString(`({
		word: (file, now) => { try { return JSON.stringify(steward.importWord(JSON.parse(file), now)) }
			catch (e) { if (e instanceof steward.Refused) return JSON.stringify({refused: e.message}); throw e } },
		page: (front, body) => steward.pageText(JSON.parse(front), body),
		slug: steward.slugOf, name: steward.titleOfFile, difference: steward.difference,
	})`)
	if err != nil {
		return nil, fmt.Errorf("starting the importer: %w", err)
	}
	i := &Importer{vm: vm}
	for name, to := range map[string]*goja.Callable{"word": &i.word, "page": &i.page,
		"slug": &i.slug, "name": &i.name, "difference": &i.difference} {
		call, ok := goja.AssertFunction(door.ToObject(vm).Get(name))
		if !ok {
			return nil, fmt.Errorf("starting the importer: it has no %s", name)
		}
		*to = call
	}
	return i, nil
}

// Word reads a .docx file. now gives the page that it was made from as it is
// now, and false where that is not known; it may be nil. A file that is not
// read is a *Refused.
func (i *Importer) Word(ctx context.Context, data []byte, now func(path string) (string, bool)) (*Page, error) {
	file, err := unzip(data)
	if err != nil {
		return nil, err
	}
	page, err := i.read(ctx, file, goja.Undefined())
	if err != nil || page.Origin == nil || now == nil {
		return page, err
	}
	if text, ok := now(page.Origin.Path); ok && text != page.Origin.Before {
		return i.read(ctx, file, i.vm.ToValue(text))
	}
	return page, nil
}

func (i *Importer) read(ctx context.Context, file *wordFile, now goja.Value) (*Page, error) {
	input, err := json.Marshal(file)
	if err != nil {
		return nil, fmt.Errorf("reading a Word document: %w", err)
	}
	ctx, stop := context.WithTimeout(ctx, longest)
	defer stop()
	defer context.AfterFunc(ctx, func() { i.vm.Interrupt(ctx.Err()) })()
	output, err := i.word(goja.Undefined(), i.vm.ToValue(string(input)), now)
	i.vm.ClearInterrupt()
	switch overflow := (*goja.StackOverflowError)(nil); {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, &Refused{"this document takes too long to read: save parts of it as documents of their own"}
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &overflow):
		return nil, &Refused{"this document is nested too deeply"}
	case err != nil:
		return nil, fmt.Errorf("reading a Word document: %w", err)
	}
	var answer struct {
		Page
		Refused string `json:"refused"`
	}
	if err := json.Unmarshal([]byte(output.String()), &answer); err != nil {
		return nil, fmt.Errorf("reading a Word document: %w", err)
	}
	if answer.Refused != "" {
		return nil, &Refused{answer.Refused}
	}
	return &answer.Page, nil
}

// Text is the file of a new page.
func (i *Importer) Text(front Front, body string) (string, error) {
	input, err := json.Marshal(front)
	if err != nil {
		return "", fmt.Errorf("writing the page %q: %w", front.Title, err)
	}
	return i.text(i.page, string(input), body)
}

// Slug is the last part of the address of a page with a title, "" if there is
// neither a letter nor a digit in it.
func (i *Importer) Slug(title string) (string, error) { return i.text(i.slug, title) }

// TitleOfFile is a title for a document that has none, from its file's name.
func (i *Importer) TitleOfFile(name string) (string, error) { return i.text(i.name, name) }

// Difference shows what changed from one text to another, line by line.
func (i *Importer) Difference(before, after string) (string, error) {
	return i.text(i.difference, before, after)
}

// text calls a function that gives a text for texts.
func (i *Importer) text(call goja.Callable, texts ...string) (string, error) {
	values := make([]goja.Value, len(texts))
	for n, text := range texts {
		values[n] = i.vm.ToValue(text)
	}
	result, err := call(goja.Undefined(), values...)
	if err != nil {
		return "", fmt.Errorf("running the importer: %w", err)
	}
	return result.String(), nil
}
