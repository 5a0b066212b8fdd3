package search

import (
	"cmp"
	"slices"
	"strings"
)

// A lexicon is all terms of an index with the words they stand for, without postings.
type lexicon struct {
	pages  int
	groups []group // in the order of their folded terms
	byTerm map[string]int
	reach  []string // of each group, the greatest last of it and those before
	least  []string // of each group, the least first of it and those after
}

// A group is a term with the words that have it as their stem.
type group struct {
	term  string
	found int // pages that have the term
	words []groupWord
	first string // the least of the folded term and words
	last  string // the greatest
}

// A groupWord is a word as it stands in the text.
type groupWord struct {
	text  string
	found int // pages that have the word
}

// maskWords is how many words of a group a posting can tell apart in a title.
const maskWords = 31

// extent works out first and last.
func (g *group) extent() {
	g.first = fold(g.term)
	g.last = g.first
	for _, w := range g.words {
		if folded := fold(w.text); compare(folded, g.first) < 0 {
			g.first = folded
		} else if compare(folded, g.last) > 0 {
			g.last = folded
		}
	}
}

func compareGroups(a, b group) int {
	return cmp.Or(compare(fold(a.term), fold(b.term)), compare(a.term, b.term))
}

// sortWords puts the most common word first.
func sortWords(words []groupWord) {
	slices.SortFunc(words, func(a, b groupWord) int {
		return cmp.Or(cmp.Compare(b.found, a.found), compare(a.text, b.text))
	})
}

// find returns the group of a term, or nil.
func (l *lexicon) find(term string) *group {
	if i, ok := l.byTerm[term]; ok {
		return &l.groups[i]
	}
	return nil
}

// number makes find work.
func (l *lexicon) number() {
	l.byTerm = make(map[string]int, len(l.groups))
	l.reach = make([]string, len(l.groups))
	for i, g := range l.groups {
		l.byTerm[g.term] = i
		l.reach[i] = g.last
		if i > 0 && compare(l.reach[i-1], g.last) > 0 {
			l.reach[i] = l.reach[i-1]
		}
	}
	l.least = make([]string, len(l.groups))
	for i, g := range slices.Backward(l.groups) {
		l.least[i] = g.first
		if i+1 < len(l.groups) && compare(l.least[i+1], g.first) < 0 {
			l.least[i] = l.least[i+1]
		}
	}
}

// completes reports whether a word of the group begins with a folded prefix,
// and which do, as a mask.
func (g *group) completes(prefix string) (mask uint32, any bool) {
	for i, w := range g.words {
		if strings.HasPrefix(fold(w.text), prefix) {
			any = true
			if i < maskWords {
				mask |= 1 << i
			}
		}
	}
	return mask, any
}

// completions are the words that begin with a folded prefix, the most common first.
func (l *lexicon) completions(prefix string, most int) []string {
	var words []groupWord
	from, to := l.span(prefix)
	for _, g := range l.groups[from:to] {
		for _, w := range g.words {
			if strings.HasPrefix(fold(w.text), prefix) {
				words = append(words, w)
			}
		}
	}
	sortWords(words)
	var texts []string
	for _, w := range words[:min(most, len(words))] {
		texts = append(texts, w.text)
	}
	return texts
}

// mask tells which word of the group a word is, or 0.
func (g *group) mask(word string) uint32 {
	for i, w := range g.words {
		if i < maskWords && w.text == word {
			return 1 << i
		}
	}
	return 0
}

// span is the run of groups, from first to before the second, that may have
// words that begin with a folded prefix.
func (l *lexicon) span(prefix string) (from, to int) {
	from, _ = slices.BinarySearchFunc(l.reach, prefix, compare)
	to, _ = slices.BinarySearchFunc(l.least, prefix, func(least, prefix string) int {
		if compare(least, prefix) < 0 || strings.HasPrefix(least, prefix) {
			return -1
		}
		return 1
	})
	return from, max(from, to)
}
