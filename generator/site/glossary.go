package site

import (
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
		if p.Kind != "term" || p.Doc == nil || p.IsSection {
			continue
		}
		for _, name := range append([]string{p.Title}, p.Doc.Front.Aliases...) {
			g.add(name, p)
		}
	}
	for _, phrases := range g.byFirst {
		slices.SortStableFunc(phrases, func(a, b phrase) int { return len(b.words) - len(a.words) })
	}
	return g
}

func (g Glossary) add(name string, term *Page) {
	if i := strings.IndexByte(name, '('); i > 0 { // "Care Quality Commission (CQC)"
		g.add(strings.Trim(name[i:], "() "), term)
		name = name[:i]
	}
	var words []string
	for _, w := range splitWords(name) {
		words = append(words, strings.ToLower(name[w.start:w.end]))
	}
	if len(words) == 0 {
		return
	}
	ph := phrase{words: words, term: term}
	if len(words) == 1 && utf8.RuneCountInString(words[0]) <= 5 && strings.ToUpper(name) == name {
		ph.exact = strings.TrimSpace(name)
	}
	g.byFirst[words[0]] = append(g.byFirst[words[0]], ph)
}

type span struct{ start, end int }

// splitWords finds the words of a text: runs of letters and digits.
func splitWords(text string) []span {
	var words []span
	start := -1
	for i, r := range text {
		inside := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
		if inside && start < 0 {
			start = i
		} else if !inside && start >= 0 {
			words = append(words, span{start, i})
			start = -1
		}
	}
	if start >= 0 {
		words = append(words, span{start, len(text)})
	}
	return words
}

// Find gives the places in a text where terms are used, in order, none inside
// another. The words of a term may be parted by spaces, hyphens or a line's
// end, and the last may have a plural s.
func (g Glossary) Find(text string) []Use {
	if len(g.byFirst) == 0 {
		return nil
	}
	var uses []Use
	words := splitWords(text)
	for i := 0; i < len(words); {
		taken := 1
		first := strings.ToLower(text[words[i].start:words[i].end])
		candidates := g.byFirst[first]
		if singular := strings.TrimSuffix(first, "s"); len(candidates) == 0 && singular != first {
			candidates = g.byFirst[singular]
		}
		for _, ph := range candidates {
			if ph.matches(text, words[i:]) {
				taken = len(ph.words)
				uses = append(uses, Use{words[i].start, words[i+taken-1].end, ph.term})
				break
			}
		}
		i += taken
	}
	return uses
}

func (ph phrase) matches(text string, words []span) bool {
	if len(words) < len(ph.words) {
		return false
	}
	for i, want := range ph.words {
		got := text[words[i].start:words[i].end]
		if ph.exact != "" && strings.TrimSuffix(got, "s") != ph.exact {
			return false
		}
		got = strings.ToLower(got)
		if got != want && (i < len(ph.words)-1 || got != want+"s") {
			return false
		}
		if i > 0 {
			gap := text[words[i-1].end:words[i].start]
			if strings.Trim(gap, " \n-‑") != "" {
				return false
			}
		}
	}
	return true
}
