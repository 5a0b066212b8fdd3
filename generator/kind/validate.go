package kind

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Problem is the way in which a value does not fit.
type Problem string

const (
	Missing   Problem = "missing"   // a field that must be there is not
	Empty     Problem = "empty"     // it is there, with nothing in it
	Unknown   Problem = "unknown"   // no such field
	Mistyped  Problem = "mistyped"  // a number where text is due, say
	Malformed Problem = "malformed" // the right type in a form that does not fit
	Choice    Problem = "choice"    // none of the values to choose from
	Repeated  Problem = "repeated"  // the same entry twice in a list
)

// Severity says whether a page can be published with the violation.
type Severity string

const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Violation is one way in which values do not fit their schema.
type Violation struct {
	Pointer  string // JSON pointer to the value, "/sources/0/title"; to the group around Key if there is a Key
	Key      string // of the field that is missing or unknown, else ""
	Problem  Problem
	Severity Severity
	Message  string // what is wrong
	Hint     string // what to type instead
}

// Validate checks the front matter of a page of this kind. The values are
// those of YAML: map[string]any, []any, string, bool, numbers and nil, with
// dates left as the text they were. A field without a value counts as not
// there. Violations come sorted by pointer and key, one a value.
func (k Kind) Validate(values map[string]any) []Violation {
	return loaded()[k.Slug].validate(values)
}

// ValidateSection checks the front matter of a folder's _index.md.
func ValidateSection(values map[string]any) []Violation {
	return loaded()["section"].validate(values)
}

// ValidateSite checks the values of a site.yaml.
func ValidateSite(values map[string]any) []Violation {
	return loaded()["site"].validate(values)
}

func (s *schema) validate(values map[string]any) []Violation {
	err := s.compiled.Validate(withoutEmpty(values))
	var failure *jsonschema.ValidationError
	if !errors.As(err, &failure) {
		return nil
	}
	var found []Violation
	for _, leaf := range leaves(failure, nil) {
		at := s.locate(values, leaf.InstanceLocation)
		found = append(found, at.violations(leaf.ErrorKind)...)
	}
	slices.SortFunc(found, func(a, b Violation) int {
		return cmp.Or(cmp.Compare(a.Pointer, b.Pointer), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(found, func(a, b Violation) bool { return a.Pointer == b.Pointer && a.Key == b.Key })
}

// withoutEmpty copies a value, leaving out fields that have nothing in them.
func withoutEmpty(value any) any {
	switch value := value.(type) {
	case map[string]any:
		full := make(map[string]any, len(value))
		for key, v := range value {
			if v != nil {
				full[key] = withoutEmpty(v)
			}
		}
		return full
	case []any:
		full := make([]any, len(value))
		for i, v := range value {
			full[i] = withoutEmpty(v)
		}
		return full
	}
	return value
}

// leaves gives the failures that have no further cause.
func leaves(failure *jsonschema.ValidationError, found []*jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(failure.Causes) == 0 {
		return append(found, failure)
	}
	for _, cause := range failure.Causes {
		found = leaves(cause, found)
	}
	return found
}

// pointer writes a location as a JSON pointer (RFC 6901).
func pointer(location []string) string {

	var b strings.Builder
	for _, token := range location {
		b.WriteString("/" + pointerEscaper.Replace(token))
	}
	return b.String()
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1") // RFC 6901
