package render

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
)

// asks tells whether each person of a team can answer a page alone, so that the
// answers can be counted: it has statements to answer with Yes, No or N/A, or
// a table with a column of choices.
func asks(p *site.Page) bool {
	if p.Doc == nil || p.IsSection {
		return false
	}
	traits := kind.TraitsOf(p.Kind)
	if traits.Form {
		return statementCount(p) > 0
	}
	if !traits.FilledIn {
		return false
	}
	for _, cell := range p.Doc.Cells {
		if len(choicesOf(cell)) > 0 {
			return true
		}
	}
	return false
}

// statementCount is the number of statements of a checklist, with those that it
// gathers from other pages.
func statementCount(p *site.Page) int {
	count := 0
	add := func(lists []markdown.TaskList) {
		for _, list := range lists {
			count += len(list.Items)
		}
	}
	add(p.Doc.Lists)
	for _, t := range p.Include {
		if t.Page != nil && t.Page.Doc != nil && t.Page != p {
			add(t.Page.Doc.Lists)
		}
	}
	return count
}

// askGroups lists the pages that a team can be asked about, by kind.
func (r *Renderer) askGroups() []Group {
	return r.groupsByKind(kind.All(), asks)
}

var (
	rangeOfNumbers = regexp.MustCompile(`(?:^|[^\p{L}\p{N}])(\d{1,3}) ?(?:to|–|-) ?(\d{1,3})(?:$|[^\p{L}\p{N}])`)
	namedByNumber  = regexp.MustCompile(`^row \d+$`)
)

// mostChoices is how many choices of one line can be told apart at a glance.
const mostChoices = 11

// choicesOf gives the choices for an empty cell, as the heading of its column
// names them: a range of numbers ("Score 1 to 5"), or words with strokes
// between them, after a colon or beginning with Yes ("How often: never /
// sometimes / often", "Yes / No / Not sure"). It gives none for other cells,
// nor for one whose row says nothing to answer.
func choicesOf(cell markdown.Cell) []string {
	if namedByNumber.MatchString(cell.Row) {
		return nil
	}
	if m := rangeOfNumbers.FindStringSubmatch(cell.Column); m != nil {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		if from >= to || to-from >= mostChoices {
			return nil
		}
		var choices []string
		for n := from; n <= to; n++ {
			choices = append(choices, strconv.Itoa(n))
		}
		return choices
	}
	_, words, afterColon := strings.Cut(cell.Column, ": ")
	if !afterColon {
		words = cell.Column
	}
	choices := strings.Split(words, "/")
	for i := range choices {
		choices[i] = strings.TrimSpace(choices[i])
		if choices[i] == "" {
			return nil
		}
	}
	if len(choices) < 2 || len(choices) > mostChoices || !afterColon && !strings.EqualFold(choices[0], "yes") {
		return nil
	}
	return choices
}
