package kind

import (
	"embed"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed outlines/*.md
var outlines embed.FS

// Scaffold gives a new page of this kind: front matter with the fields that
// must be there, those worth thinking of on commented lines, and the outline
// of a text. today is YYYY-MM-DD. The page passes Validate as it stands.
func (k Kind) Scaffold(title, today string) []byte {
	var required, offered strings.Builder
	required.WriteString("title: " + quoted(title) + "\n")
	for _, f := range k.Fields {
		start := strings.ReplaceAll(f.start, "$today", today)
		switch {
		case f.Name == "title":
		case f.Name == "kind":
			required.WriteString("kind: " + k.Slug + "\n")
		case start == "":
		case f.Required:
			required.WriteString(f.line(start))
		default:
			for line := range strings.Lines(f.line(start)) {
				offered.WriteString("# " + line)
			}
		}
	}
	body, err := outlines.ReadFile("outlines/" + k.Slug + ".md")
	if err != nil {
		panic("kind: " + err.Error()) // the outlines are part of the program
	}
	return fmt.Appendf(nil, "---\n%s\n# Take the # away to use one of these lines.\n%s---\n\n%s", &required, &offered, body)
}

// line writes the field with a value, and what else the value may be.
func (f Field) line(value string) string {
	if text, many := strings.CutSuffix(value, "\n"); many {
		return f.Name + ":\n  " + strings.ReplaceAll(text, "\n", "\n  ") + "\n"
	}
	line := f.Name + ": " + value
	if last := len(f.Choices) - 1; last > 0 {
		line += " # " + strings.Join(f.Choices[:last], ", ") + " or " + f.Choices[last]
	}
	return line + "\n"
}

// quoted writes a text as YAML on one line, in quotes where it needs them.
func quoted(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	var back any
	if yaml.Unmarshal([]byte("t: "+text), &back) == nil {
		if group, ok := back.(map[string]any); ok && group["t"] == text {
			return text
		}
	}
	return strconv.Quote(text)
}
