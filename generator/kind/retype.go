package kind

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// due says what a value of a type is, to follow the words "must be".
func due(t Type) string {
	switch t {
	case Text:
		return "text"
	case Number:
		return "a whole number"
	case YesNo:
		return "true or false"
	case List:
		return "a list"
	case Group:
		return "a group of fields"
	}
	return "a day written as year-month-day"
}

func (p place) mistyped() string {
	message := fmt.Sprintf("%s must be %s", p, due(p.field.Type))
	switch value := p.value.(type) {
	case nil:
		return p.String() + " is empty"
	case string:
		if p.field.Type == Number {
			return message + ", not the text " + shown(value)
		}
		return message + ", not " + shown(value)
	case bool:
		return message + ", not " + shown(value)
	case []any:
		return message + ", not a list"
	case map[string]any:
		return message + ", not a group of fields"
	}
	if p.field.Type == Number {
		return message + ", not " + shown(p.value)
	}
	return message + ", not the number " + shown(p.value)
}

// retype is a hint how to write the value as one of the type that is due.
func (p place) retype() string {
	text, scalar := written(p.value)
	if !scalar || text == "" {
		return p.example()
	}
	word := strings.ToLower(strings.TrimSpace(text))
	switch p.field.Type {
	case Text:
		return "put it in quotes: " + p.typed(strconv.Quote(text))
	case Number:
		if _, err := strconv.Atoi(word); err == nil {
			return "take the quotes away: " + p.typed(word)
		}
	case YesNo:
		switch word {
		case "yes", "y", "on", "true":
			return "write " + p.typed("true")
		case "no", "n", "off", "false":
			return "write " + p.typed("false")
		}
	case List:
		if p.field.Items.Type == Text {
			return "write it as a list: " + p.typed(p.field.Items.listed(text))
		}
	}
	return p.example()
}

// written gives a value as its author may have typed it, and false for lists
// and groups.
func written(value any) (string, bool) {
	switch value := value.(type) {
	case float64:
		return strconv.FormatFloat(value, 'g', -1, 64), true
	case nil, []any, map[string]any:
		return "", false
	}
	return fmt.Sprint(value), true
}

// listed writes words between commas as a YAML list of f on one line.
func (f Field) listed(text string) string {
	list := yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		if f.pattern != "" && !matches(f.pattern, word) && matches(f.pattern, hyphenated(word)) {
			word = hyphenated(word)
		}
		var item yaml.Node
		item.SetString(word)
		list.Content = append(list.Content, &item)
	}
	line, err := yaml.Marshal(&list)
	if err != nil {
		return "[" + text + "]"
	}
	return strings.TrimSpace(string(line))
}

// repair is a hint that writes the value in the form that is due, where
// that can be told from the value.
func (p place) repair() string {
	text := strings.TrimSpace(fmt.Sprint(p.value))
	if p.field.Type == Day || p.field.Type == Moment {
		if day := guessDay(text); day != "" {
			return "write " + p.typed(day)
		}
		return p.example()
	}
	for _, form := range []string{strings.ReplaceAll(text, "_", "-"), "/" + text, "https://" + text, hyphenated(text)} {
		if p.field.pattern != "" && matches(p.field.pattern, form) {
			return "write " + p.typed(form)
		}
	}
	return p.example()
}

func matches(pattern, text string) bool {
	ok, err := regexp.MatchString(pattern, text)
	return ok && err == nil
}

// hyphenated writes words as a slug.
func hyphenated(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return strings.Join(words, "-")
}
