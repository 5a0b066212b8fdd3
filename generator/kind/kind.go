// Package kind says what sorts of page there are and what each one's front
// matter may hold.
//
// In go values as YAML gives them; out come violations, in words for the
// person who wrote the values. What a kind holds stands in one JSON Schema
// each, in schemas/, with every field written once in schemas/common.yaml;
// from there come the checks, and the fields that the words of a violation
// and the start of a new page are made of. A form or a guide can be made of
// the same fields. The package also tells which name a mistyped one stands
// for. It knows nothing of files, of lines and columns, or of other pages.
package kind

import (
	"cmp"
	"slices"
)

// Traits are what a kind of page can do.
type Traits struct {
	// FilledIn pages have placeholders and empty cells to write in, a Word
	// document and a QR code.
	FilledIn bool `yaml:"filled_in"`
	// Form pages are answered: each task is a statement with Yes, No and N/A. They
	// may gather the statements of other pages.
	Form bool `yaml:"form"`
	// Discussed statements are there to be talked about, not to be ticked.
	Discussed bool `yaml:"discussed"`
	// DefinesTerm pages explain a word, which leads to them wherever it is used.
	DefinesTerm bool `yaml:"defines_term"`
	// Told pages tell of something that has a place, a time and an outcome.
	Told bool `yaml:"told"`
	// Pack is the place of the kind in a meeting pack, from 1; 0 for none.
	Pack int `yaml:"pack"`
}

// Kind is a kind of page.
type Kind struct {
	Traits
	Slug        string  // case-study
	Name        string  // Case study
	Plural      string  // Case studies
	Description string  // one sentence for somebody who chooses among kinds
	Fields      []Field // of the front matter, those to think of first at the front

	order int // among the kinds, from 1; 0 for what is no kind of page
}

// Type is the form of a field's value.
type Type string

const (
	Text   Type = "text"
	Number Type = "number" // a whole number
	YesNo  Type = "yes-no" // true or false
	Day    Type = "day"    // YYYY-MM-DD
	Moment Type = "moment" // a day, with or without a time of day
	List   Type = "list"   // of what Items says
	Group  Type = "group"  // of Fields
)

// Field is a field of the front matter, or what a list is made of.
type Field struct {
	Name        string // as it is typed; "" for what a list is made of
	Title       string // for a label
	Description string // one or two sentences
	Example     string // a value as it is typed behind the name and a colon, on one line
	Required    bool
	Type        Type
	Choices     []string // the values it may have; nil for any of its type
	Items       *Field   // of a list
	Fields      []Field  // of a group

	must    string            // completes "must be"
	pattern string            // what a text must match
	meant   map[string]string // words for choices
	start   string            // value in a new page
	lax     bool              // a number will do for text
}

// All gives every kind, in the order in which readers see them.
func All() []Kind {
	var kinds []Kind
	for _, s := range loaded() {
		if s.order > 0 {
			kinds = append(kinds, s.Kind)
		}
	}
	slices.SortFunc(kinds, func(a, b Kind) int { return cmp.Compare(a.order, b.order) })
	return kinds
}

// Plain is the kind of a page that is of no other.
const Plain = "page"

// Lookup gives the kind with a slug, or false if there is none.
func Lookup(slug string) (Kind, bool) {
	s, ok := loaded()[slug]
	if !ok || s.order == 0 {
		return Kind{}, false
	}
	return s.Kind, true
}

// TraitsOf gives the traits of the kind with a slug; one that does not exist
// has none.
func TraitsOf(slug string) Traits {
	k, _ := Lookup(slug)
	return k.Traits
}

// field gives the field a name belongs to.
func field(fields []Field, name string) (Field, bool) {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return fields[i], true
}
