package kind

import (
	"fmt"
	"strconv"
	"strings"
)

// place is a value that does not fit, with the field it stands in.
type place struct {
	schema   *schema
	location []string // keys and indexes from the top to the value
	field    Field
	value    any
}

// locate finds the value and the field at a location.
func (s *schema) locate(values map[string]any, location []string) place {
	p := place{schema: s, location: location, field: s.fieldAt(location), value: values}
	for _, token := range location {
		switch value := p.value.(type) {
		case map[string]any:
			p.value = value[token]
		case []any:
			if i, err := strconv.Atoi(token); err == nil && i < len(value) {
				p.value = value[i]
			}
		}
	}
	return p
}

// fieldAt gives the field at a location, the zero Field if there is none.
func (s *schema) fieldAt(location []string) Field {
	f := Field{Type: Group, Fields: s.Fields}
	for _, token := range location {
		if f.Items != nil {
			f = *f.Items
			continue
		}
		f, _ = field(f.Fields, token)
	}
	return f
}

// top tells whether the place is the whole of the values.
func (p place) top() bool { return len(p.location) == 0 }

// String names the place in a sentence: `title` in entry 1 of `sources`.
func (p place) String() string { return named(p.location) }

func named(location []string) string {
	if len(location) == 0 {
		return "the front matter"
	}
	last, above := location[len(location)-1], location[:len(location)-1]
	i, err := strconv.Atoi(last)
	switch {
	case err == nil && len(above) > 0:
		return fmt.Sprintf("entry %d of %s", i+1, named(above))
	case len(above) > 0:
		return fmt.Sprintf("`%s` in %s", last, named(above))
	}
	return "`" + last + "`"
}

// typed writes what to type at the place to give it a value: an entry of a
// list is the value alone.
func (p place) typed(value string) string {
	if p.field.Name == "" {
		return "`" + value + "`"
	}
	return "`" + p.field.Name + ": " + value + "`"
}

// example is a hint that shows a value the field may have.
func (p place) example() string {
	if p.field.Example == "" {
		if len(p.location) > 1 && p.field.Name == "" {
			above := p
			above.location = p.location[:len(p.location)-1]
			above.field = p.schema.fieldAt(above.location)
			return above.example()
		}
		return p.field.Description
	}
	return "for example " + p.typed(p.field.Example)
}

// shown writes a value for a message, cut to a length that can be read.
func shown(value any) string {
	text := fmt.Sprint(value)
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:57]) + "..."
	}
	return "`" + strings.ReplaceAll(text, "\n", " ") + "`"
}
