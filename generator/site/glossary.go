package site

import (
	"github.com/open-stewardship/steward/generator/kind"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Glossary finds the terms of the site in running text. The zero Glossary
// holds none.
type Glossary struct {
	byFirst map[string][]phrase // by the first word in lower case, the longest first
}

type phrase struct {
	words []string // in lower case
	gaps  []string // what stands between them, "" for what joins words
	exact string   // for an abbreviation: the only way it is written
	term  *Page
}

// Use is a place in a text where a term is used.
type Use struct {
	Start, End int
	Term       *Page
}

func newGlossary(s *Site) Glossary {
	g := Glossary{byFirst: map[string][]phrase{}}
	for _, p := range s.Pages {
		if !kind.TraitsOf(p.Kind).DefinesTerm || p.Doc == nil || p.IsSection {
			continue
		}
		for _, name := range append([]string{p.Title}, p.Doc.Front.Aliases...) {
			g.add(name, p)
		}
	}
	for _, phrases := range g.byFirst {
		slices.SortStableFunc(phrases, longest)
	}
	return g
}

func longest(a, b phrase) int { return len(b.words) - len(a.words) }

func (g Glossary) add(name string, term *Page) {
	if i := strings.IndexByte(name, '('); i > 0 { // "Care Quality Commission (CQC)", but not "Review (of a year)"
		if inner := strings.Trim(name[i:], "() "); isAbbreviation(inner) {
			g.add(inner, term)
		}
		name = name[:i]
	}
	ph := phrase{term: term}
	if name = strings.TrimSpace(name); isAbbreviation(name) {
		name = strings.TrimSuffix(name, "s")
		ph.exact = name
	}
	spans := splitWords(name)
	for i, w := range spans {
		ph.words = append(ph.words, strings.ToLower(name[w.start:w.end]))
		if i > 0 {
			ph.gaps = append(ph.gaps, gap(name[spans[i-1].end:w.start]))
		}
	}
	if len(ph.words) == 0 {
		return
	}
	g.byFirst[ph.words[0]] = append(g.byFirst[ph.words[0]], ph)
}

// isAbbreviation tells whether a name is written in capitals only: CQC, N/A,
// R&D, OKRs.
func isAbbreviation(name string) bool {
	capitals := strings.TrimSuffix(name, "s")
	return utf8.RuneCountInString(capitals) <= 6 && !strings.ContainsAny(capitals, " -") &&
		strings.ToUpper(capitals) == capitals && strings.ToLower(capitals) != capitals
}

// gap is what stands between two words, without what only joins them: spaces,
// hyphens, a line's end.
func gap(between string) string {
	return strings.ReplaceAll(strings.Trim(between, " \t\r\n\u00a0-‑"), "&amp;", "&")
}

type span struct{ start, end int }

// escapeLength is the length of the escape that opens a text, or 0.
func escapeLength(text string) int {
	for _, escape := range []string{"&amp;", "&lt;", "&gt;", "&quot;"} {
		if strings.HasPrefix(text, escape) {
			return len(escape)
		}
	}
	return 0
}

// splitWords finds the words of a text: runs of letters and digits, but not
// the letters of an escape.
func splitWords(text string) []span {
	var words []span
	start, skip := -1, 0
	for i, r := range text {
		inside := i >= skip && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
		if inside && start < 0 {
			start = i
		} else if !inside && start >= 0 {
			words = append(words, span{start, i})
			start = -1
		}
		if r == '&' {
			skip = i + escapeLength(text[i:])
		}
	}
	if start >= 0 {
		words = append(words, span{start, len(text)})
	}
	return words
}

// Find gives the places where terms are used in a text, which may be escaped
// for HTML, in order and none inside another. The words of a term may be parted
// by spaces, hyphens or a line's end, and the last may have a plural s.
func (g Glossary) Find(text string) []Use {
	if len(g.byFirst) == 0 {
		return nil
	}
	var uses []Use
	words := splitWords(text)
	for i := 0; i < len(words); {
		taken := 1
		first := strings.ToLower(text[words[i].start:words[i].end])
		if ph, ok := g.longestAt(text, words[i:], first); ok {
			taken = len(ph.words)
			uses = append(uses, Use{words[i].start, words[i+taken-1].end, ph.term})
		}
		i += taken
	}
	return uses
}

func (g Glossary) longestAt(text string, words []span, first string) (phrase, bool) {
	for _, start := range []string{first, strings.TrimSuffix(first, "s")} {
		for _, ph := range g.byFirst[start] {
			if ph.matches(text, words) {
				return ph, true
			}
		}
	}
	return phrase{}, false
}

func (ph phrase) matches(text string, words []span) bool {
	if len(words) < len(ph.words) {
		return false
	}
	last := len(ph.words) - 1
	for i, want := range ph.words {
		got := strings.ToLower(text[words[i].start:words[i].end])
		if got != want && (i < last || got != want+"s") {
			return false
		}
		if i > 0 && gap(text[words[i-1].end:words[i].start]) != ph.gaps[i-1] {
			return false
		}
	}
	if ph.exact == "" {
		return true
	}
	got := strings.ReplaceAll(text[words[0].start:words[last].end], "&amp;", "&")
	return strings.TrimSuffix(got, "s") == ph.exact
}
