package kind

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// fieldTable is the table of all fields of the front matter, made of the
// schemas: those that all kinds have, and then those of some.
func fieldTable() string {
	type row struct {
		Field
		of   []string // kinds that have it
		must []string // kinds that must have it
	}
	var rows []row
	for _, k := range All() {
		for _, f := range k.Fields {
			i := slices.IndexFunc(rows, func(r row) bool { return r.Name == f.Name })
			if i < 0 {
				rows = append(rows, row{Field: f})
				i = len(rows) - 1
			}
			rows[i].of = append(rows[i].of, strings.ToLower(k.Name))
			if f.Required {
				rows[i].must = append(rows[i].must, strings.ToLower(k.Name))
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return len(b.of) - len(a.of) })
	kinds := func(names []string) string {
		switch {
		case len(names) == len(All()):
			return "all"
		case len(names) > len(All())/2:
			var left []string
			for _, k := range All() {
				if name := strings.ToLower(k.Name); !slices.Contains(names, name) {
					left = append(left, name)
				}
			}
			return "all but " + strings.Join(left, ", ")
		}
		return strings.Join(names, ", ")
	}
	var b strings.Builder
	b.WriteString("| Field | What goes there | For example | In | Must be there |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range rows {
		example := ""
		if r.Example != "" {
			example = "`" + strings.ReplaceAll(r.Example, "|", `\|`) + "`"
		}
		b.WriteString("| `" + r.Name + "` | " + strings.ReplaceAll(r.Description, "|", `\|`) + " | " + example + " | " + kinds(r.of) + " | " + kinds(r.must) + " |\n")
	}
	return b.String()
}

// The guide for contributors says of each field what its schema says.
func TestTheGuideNamesAllFields(t *testing.T) {
	const name, from, to = "../../CONTRIBUTING.md", "<!-- fields: made from generator/kind/schemas, go test ./generator/kind -update -->\n", "<!-- end of fields -->\n"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(data), from)
	table, after, ok2 := strings.Cut(rest, to)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no place for the table", name)
	}
	want := fieldTable()
	if table == want {
		return
	}
	if !*update {
		t.Fatalf("the table in CONTRIBUTING.md is not what the schemas say; run: go test ./generator/kind -update")
	}
	if err := os.WriteFile(name, []byte(before+from+want+to+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
