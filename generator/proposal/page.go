package proposal

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/open-stewardship/steward/generator/kind"
)

// Names are the slugs of a site's topics and audiences by their titles.
type Names struct{ Topics, Audiences map[string]string }

// Page writes the page that answers propose, dated today (YYYY-MM-DD).
func (f Form) Page(answers map[string]string, names Names, today string) ([]byte, error) {
	front := &yaml.Node{Kind: yaml.MappingNode}
	add := func(name string, value any) error {
		node := &yaml.Node{}
		if err := node.Encode(value); err != nil {
			return err
		}
		if node.Kind == yaml.SequenceNode && len(node.Content) > 0 && node.Content[0].Kind == yaml.ScalarNode {
			node.Style = yaml.FlowStyle
		}
		front.Content = append(front.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, node)
		return nil
	}
	for _, field := range f.Kind.Fields {
		value := f.value(field, answers[field.Name], names)
		switch field.Name {
		case "kind":
			value = f.Kind.Slug
		case "date":
			value = day(today)
		}
		if value == nil && field.Required && field.Type == kind.Day { // when it was last checked
			value = day(today)
		}
		if value == nil {
			continue
		}
		if err := add(field.Name, value); err != nil {
			return nil, fmt.Errorf("writing %s: %w", field.Name, err)
		}
	}
	page := bytes.NewBufferString("---\n")
	encoder := yaml.NewEncoder(page)
	encoder.SetIndent(2)
	if err := errors.Join(encoder.Encode(front), encoder.Close()); err != nil {
		return nil, fmt.Errorf("writing the front matter: %w", err)
	}
	page.WriteString("---\n\n" + f.text(answers))
	return page.Bytes(), nil
}

// day is written without quotes.
type day string

func (d day) MarshalYAML() (any, error) {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: string(d)}, nil
}

// value makes the value of a field, nil for none.
func (f Form) value(field kind.Field, answer string, names Names) any {
	if answer == "" {
		return nil
	}
	switch {
	case field.Name == "topics":
		return slugs(answer, names.Topics)
	case field.Name == "audiences":
		return slugs(answer, names.Audiences)
	case field.Name == "sources":
		return sources(answer)
	case field.Type == kind.List:
		return list(answer)
	case field.Type == kind.Day || field.Type == kind.Moment:
		return day(line(answer))
	case len(field.Choices) > 0:
		return strings.ToLower(line(answer))
	}
	return line(answer)
}

// line is a text on one line, without what cannot be seen.
func line(answer string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, answer)), " ")
}

// list are the parts of an answer, one a line or parted by commas.
func list(answer string) []string {
	var items []string
	for item := range strings.FieldsFuncSeq(answer, func(r rune) bool { return r == ',' || r == '\n' }) {
		if item = line(strings.TrimLeft(item, "-* ")); item != "" && !slices.Contains(items, item) {
			items = append(items, item)
		}
	}
	return items
}

// slugs are those of titles that were chosen from a list. What was not in the
// list is no topic.
func slugs(answer string, bySlug map[string]string) any {
	var chosen []string
	for _, title := range list(answer) {
		if slug, ok := bySlug[title]; ok {
			chosen = append(chosen, slug)
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	return chosen
}

// A source as the front matter has it.
type source struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	URL   string `yaml:"url,omitempty"`
}

// sources are one a line: a title and perhaps an address.
func sources(answer string) []source {
	var all []source
	for text := range strings.Lines(answer) {
		s := source{ID: fmt.Sprintf("source-%d", len(all)+1)}
		var words []string
		for _, word := range strings.Fields(line(strings.TrimLeft(text, "-* "))) {
			address := strings.Trim(word, "<>(),;")
			if u, err := url.Parse(address); err == nil && s.URL == "" && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
				s.URL = address
				continue
			}
			words = append(words, word)
		}
		if s.Title = strings.Trim(strings.Join(words, " "), " ,;:–-"); s.Title == "" {
			s.Title = s.URL
		}
		if s.Title != "" {
			all = append(all, s)
		}
	}
	return all
}

// text is the page's text: what was written, and statements to answer.
func (f Form) text(answers map[string]string) string {
	var b strings.Builder
	if text := visible(answers["text"]); text != "" {
		b.WriteString(levelled(text) + "\n")
	}
	if cited := sources(answers["sources"]); len(cited) > 0 {
		b.WriteString("\nThis page rests on the works that are named below.")
		for _, source := range cited {
			b.WriteString("[^" + source.ID + "]")
		}
		b.WriteString("\n")
	}
	if statements := visible(answers["statements"]); statements != "" {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		for text := range strings.Lines(statements) {
			if text = strings.TrimRightFunc(text, unicode.IsSpace); text != "" {
				b.WriteString(statement(text) + "\n")
			}
		}
	}
	return b.String()
}

// levelled moves the headings of a text so that the highest are of level 2, as
// they are below a page's title.
func levelled(text string) string {
	lines := strings.Split(text, "\n")
	levels := make([]int, len(lines)) // of the heading on each line; 0 for none
	highest, fence := 0, ""
	for i, line := range lines {
		trimmed := strings.TrimLeft(line, " ")
		switch {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) {
				fence = ""
			}
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			fence = trimmed[:3]
		default:
			level := len(line) - len(strings.TrimLeft(line, "#"))
			if level > 0 && level <= 6 && strings.HasPrefix(line[level:], " ") {
				levels[i] = level
				if highest == 0 || level < highest {
					highest = level
				}
			}
		}
	}
	for i, level := range levels {
		if level > 0 {
			lines[i] = strings.Repeat("#", min(level-highest+2, 6)) + lines[i][level:]
		}
	}
	return strings.Join(lines, "\n")
}

// statement makes a line of an answer a statement, or an action if it is
// indented.
func statement(text string) string {
	words := strings.TrimLeft(text, " \t")
	indented := len(words) < len(text)
	for _, mark := range []string{"- [ ] ", "- [x] ", "* [ ] ", "[ ] ", "- ", "* ", "• ", "☐ ", "☐"} {
		if rest, ok := strings.CutPrefix(words, mark); ok {
			words = rest
			break
		}
	}
	if indented {
		return "  - " + words
	}
	return "- [ ] " + words
}

// visible leaves out control characters, which no page needs, and blank lines
// at both ends.
func visible(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	lines := strings.Split(text, "\n")
	for i := range lines {
		if strings.TrimSpace(lines[i]) == "" {
			lines[i] = ""
		}
	}
	first := slices.IndexFunc(lines, func(l string) bool { return l != "" })
	if first < 0 {
		return ""
	}
	return strings.TrimRight(strings.Join(lines[first:], "\n"), "\n \t")
}
