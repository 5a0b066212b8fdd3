package kind

import (
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	failed "github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// violations puts a failed keyword of the schema into words for the author.
// The words of the schema library are for programmers; none of them is used.
func (p place) violations(why jsonschema.ErrorKind) []Violation {
	switch why := why.(type) {
	case *failed.Required:
		return each(p.absent(why.Missing), p.missing)
	case *failed.AdditionalProperties:
		return each(why.Properties, p.unknown)
	case *failed.Enum:
		return p.one(Choice, p.choice, p.choose)
	case *failed.Type:
		if p.field.Choices != nil {
			return p.one(Choice, p.choice, p.choose)
		}
		return p.one(Mistyped, p.mistyped, p.retype)
	case *failed.MinLength:
		return p.one(Empty, func() string { return p.String() + " is empty" }, p.example)
	case *failed.Pattern, *failed.Format:
		return p.one(Malformed, p.malformed, p.repair)
	case *failed.UniqueItems:
		violations := p.one(Repeated, func() string { return p.repeated(why.Duplicates) }, func() string { return "take one of them out" })
		violations[0].Severity = Warning
		return violations
	}
	return p.one(Malformed, func() string { return p.String() + " cannot have this value" }, p.example)
}

func (p place) one(problem Problem, message, hint func() string) []Violation {
	return []Violation{{Pointer: pointer(p.location), Problem: problem, Severity: Error, Message: message(), Hint: hint()}}
}

func each(keys []string, say func(string) Violation) []Violation {
	violations := make([]Violation, len(keys))
	for i, key := range keys {
		violations[i] = say(key)
	}
	return violations
}

// absent leaves out of the missing fields those that are there misspelt,
// which unknown tells of.
func (p place) absent(missing []string) []string {
	group, _ := p.value.(map[string]any)
	return slices.DeleteFunc(slices.Clone(missing), func(name string) bool {
		for key := range group {
			if _, known := field(p.field.Fields, key); !known && p.meant(key) == name {
				return true
			}
		}
		return false
	})
}

// missing tells of a field that must be there. One that is there without a
// value is told of at its own place.
func (p place) missing(key string) Violation {
	below := p
	below.location = append(slices.Clone(p.location), key)
	below.field, _ = field(p.field.Fields, key)
	if group, ok := p.value.(map[string]any); ok {
		if _, there := group[key]; there {
			return Violation{Pointer: pointer(below.location), Problem: Empty, Severity: Error,
				Message: below.String() + " is empty", Hint: below.example()}
		}
	}
	hint := "add it, " + below.example()
	if p.top() {
		hint = "add a line, " + below.example()
	}
	return Violation{Pointer: pointer(p.location), Key: key, Problem: Missing, Severity: Error,
		Message: below.String() + " is missing", Hint: hint}
}

// unknown tells of a field that the schema does not have. It is an error if
// it looks like a slip of the finger; else somebody may want it there for
// another program.
func (p place) unknown(key string) Violation {
	v := Violation{Pointer: pointer(p.location), Key: key, Problem: Unknown, Severity: Warning,
		Message: fmt.Sprintf("unknown field `%s`", key),
		Hint:    "nothing reads it: take it out, or check how it is spelt"}
	if !p.top() {
		v.Message += " in " + p.String()
	}
	if owner, hint := p.owner(key); owner != "" {
		v.Message = fmt.Sprintf("`%s` is a field of a %s, not of a %s", key, owner, strings.ToLower(p.schema.Name))
		v.Hint = hint
		return v
	}
	if name := p.meant(key); name != "" {
		v.Severity = Error
		v.Hint = fmt.Sprintf("did you mean `%s`?", name)
	}
	return v
}

// meant gives the field that an unknown key is most likely a slip for. One
// that is there already was not meant again.
func (p place) meant(key string) string {
	group, _ := p.value.(map[string]any)
	var names []string
	for _, f := range p.field.Fields {
		if group[f.Name] == nil {
			names = append(names, f.Name)
		}
	}
	return Nearest(key, names)
}

// owner names the other kind of page that has a field, if there is one.
func (p place) owner(key string) (name, hint string) {
	if !p.top() || p.schema.Slug == "site" {
		return "", ""
	}
	for _, k := range All() {
		if _, ok := field(k.Fields, key); ok {
			return strings.ToLower(k.Name), fmt.Sprintf("write `kind: %s` if that is what the page is, or take the line out", k.Slug)
		}
	}
	if _, ok := field(loaded()["section"].Fields, key); ok {
		return "section", "write it in the folder's _index.md, or take the line out"
	}
	return "", ""
}

func (p place) malformed() string {
	text, _ := written(p.value)
	if p.field.Type == Day || p.field.Type == Moment {
		if matches(`^\d{4}-\d{2}-\d{2}$`, text) {
			return fmt.Sprintf("%s says %s, which is not in the calendar", p, shown(text))
		}
	}
	return fmt.Sprintf("%s must be %s, not %s", p, p.field.must, shown(text))
}

func (p place) choice() string {
	last := len(p.field.Choices) - 1
	return fmt.Sprintf("%s must be one of %s or %s, not %s", p, strings.Join(p.field.Choices[:last], ", "), p.field.Choices[last], shown(p.value))
}

func (p place) choose() string {
	word := strings.ToLower(strings.TrimSpace(fmt.Sprint(p.value)))
	choice := p.field.meant[word]
	if choice == "" {
		choice = Nearest(word, p.field.Choices)
	}
	if choice == "" {
		return p.example()
	}
	return "write " + p.typed(choice)
}

func (p place) repeated(at [2]int) string {
	list, _ := p.value.([]any)
	first, second := min(at[0], at[1]), max(at[0], at[1])
	if second >= len(list) {
		return p.String() + " says the same twice"
	}
	return fmt.Sprintf("%s says %s twice, in entries %d and %d", p, shown(list[first]), first+1, second+1)
}
