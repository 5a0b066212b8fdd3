package contenttest

import (
	"regexp"
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/site"
)

var (
	// What holds digits and is no figure, in the order in which it is taken out.
	noFigures = []*regexp.Regexp{
		regexp.MustCompile(`\]\([^)]*\)`), // the address of a link
		regexp.MustCompile("`[^`]*`"),
		regexp.MustCompile(`\[\^[^\]]*\]`),
		regexp.MustCompile(`(?m)^\s*\d+[.)] `), // the number of a list item
		regexp.MustCompile(`\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b`),
		regexp.MustCompile(`\b(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?s?\b`), // years
		regexp.MustCompile(`\b\d+(?:st|nd|rd|th)\b`),                     // ordinals
		regexp.MustCompile(`\b[A-Za-z]+\d+\b`),                           // names such as NG21
	}
	figure = regexp.MustCompile(`(?i)\d|£|%|\bper ?cent\b|\b(?:thir|four|fif|six|seven|eigh|nine)teen\b|` +
		`\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty\b|\b(?:hundred|thousand|million|billion|dozen)s?\b`)
	cited = regexp.MustCompile(`\[\^[^\]]+\]`)
)

// passages cuts a page's Markdown into paragraphs, list items and table rows,
// each with its offset in the file.
func passages(p *site.Page) map[int]string {
	data := string(p.Doc.File.Data)
	start := strings.Index(data[3:], "\n---") + 3 + len("\n---")
	found := map[int]string{}
	from := -1
	item := regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)]) `)
	for at, line := range linesFrom(data, start) {
		switch {
		case strings.TrimSpace(line) == "":
			from = -1
		case from < 0 || strings.HasPrefix(line, "|") || item.MatchString(line):
			from = at
			found[from] = line
		default:
			found[from] += "\n" + line
		}
	}
	return found
}

// linesFrom walks the lines of a text with their offsets.
func linesFrom(text string, start int) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for at := start; at < len(text); {
			line, _, _ := strings.Cut(text[at:], "\n")
			if !yield(at, line) {
				return
			}
			at += len(line) + 1
		}
	}
}

func figuresIn(text string) []string {
	for _, no := range noFigures {
		text = no.ReplaceAllString(text, " ")
	}
	return figure.FindAllString(text, -1)
}

// Whoever repeats a figure from a story, a recommendation or the evidence must be able to
// say where it comes from.
func TestEveryFigureIsTraceable(t *testing.T) {
	s := handbook(t).Site
	for _, name := range []string{"case-studies", "recommendations", "evidence"} {
		for _, p := range pagesIn(s, name) {
			for at, text := range passages(p) {
				if found := figuresIn(text); len(found) > 0 && !cited.MatchString(text) {
					t.Errorf("%s: the figures %q have no source in their paragraph: %s", p.Doc.Pos(at), found, text)
				}
			}
		}
	}
}

func TestWhatCountsAsAFigure(t *testing.T) {
	for text, want := range map[string]bool{
		"It had 850 teams.":                true,
		"Costs fell by 31%.":               true,
		"It asked for £2 million.":         true,
		"About ten thousand people.":       true,
		"Forty per cent left.":             true,
		"Over thirteen weeks":              true,
		"Seven of them met.":               false, // too small to be quoted as a statistic
		"It began in 2014, or in 2016/17.": false,
		"It closed on 31 January 2019.":    false,
		"the 21st century":                 false,
		"1. Read it aloud.":                false,
		"[the list](page-12.md#part-3)":    false,
		"NICE guideline NG21":              false,
		"In the 1990s it began.[^rsa2]":    false,
	} {
		if got := len(figuresIn(text)) > 0; got != want {
			t.Errorf("%q: figure %t, want %t", text, got, want)
		}
	}
}
