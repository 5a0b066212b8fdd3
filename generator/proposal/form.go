// Package proposal turns the answers of a GitHub issue form into a page.
//
// In come the forms of a repository, as they stand in .github/ISSUE_TEMPLATE,
// and the text of an issue that somebody made by filling one in; out comes the
// page, its front matter in the order of its kind's schema. A form's fields have
// the names of the front matter's, or are text and statements, which make the
// page's text. The text is a stranger's: it is data for a page, which
// goes through the same checks as any other.
//
// The formats are GitHub's: docs.github.com, "Syntax for GitHub's form schema",
// and the text that GitHub makes of an answered form: each field's label as a
// heading of level 3, a blank line and the answer, "_No response_" for none.
package proposal

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/open-stewardship/steward/generator/kind"
)

// A Form is what people fill in to propose a page.
type Form struct {
	File   string
	Kind   kind.Kind // the first label of its issues that is a kind of page
	Fields []Field
}

// A Field asks for one thing.
type Field struct {
	ID    string // name of the front matter's field; "text" or "statements" for the page's text
	Label string
}

// ReadForms reads the forms in a folder that propose a page, in the order of
// their file names.
func ReadForms(folder fs.FS) ([]Form, error) {
	names, err := fs.Glob(folder, "*.y*ml")
	if err != nil {
		return nil, err
	}
	var forms []Form
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		form, ok, err := readForm(data)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		if form.File = path.Base(name); ok {
			forms = append(forms, form)
		}
	}
	return forms, nil
}

// readForm reads a form and tells whether it proposes a page.
func readForm(data []byte) (Form, bool, error) {
	var file struct {
		Labels []string
		Body   []struct {
			ID         string
			Attributes struct{ Label string }
		}
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		return Form{}, false, err
	}
	at := slices.IndexFunc(file.Labels, func(label string) bool { _, ok := kind.Lookup(label); return ok })
	if at < 0 {
		return Form{}, false, nil
	}
	form := Form{}
	form.Kind, _ = kind.Lookup(file.Labels[at])
	for _, field := range file.Body {
		if field.ID != "" {
			form.Fields = append(form.Fields, Field{field.ID, strings.TrimSpace(field.Attributes.Label)})
		}
	}
	return form, true, nil
}

// noResponse is what GitHub writes for a field that was left empty.
const noResponse = "_No response_"

// Answers reads the text of an issue that was made with the form: what was
// answered to each field, by its id. It is false if the text is not of this
// form.
func (f Form) Answers(text string) (map[string]string, bool) {
	text = "\n" + strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	answers := map[string]string{}
	for i, field := range f.Fields {
		_, rest, ok := strings.Cut(text, "\n### "+field.Label+"\n")
		if !ok {
			return nil, false
		}
		answer := rest
		if i+1 < len(f.Fields) { // an answer may hold headings of its own
			if answer, _, ok = strings.Cut(rest, "\n### "+f.Fields[i+1].Label+"\n"); !ok {
				return nil, false
			}
			text = strings.TrimPrefix(rest, answer)
		}
		if answer = strings.TrimSpace(answer); answer != noResponse {
			answers[field.ID] = answer
		}
	}
	return answers, true
}
