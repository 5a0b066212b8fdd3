package search

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// A candidate is a word that a misspelt one may have meant.
type candidate struct {
	groupWord
	term  string
	edits int
}

// nearest finds the words of the index that are fewest edits away from one
// that has no hit: one edit, or two from correctTwice letters, the first
// letter the same. The most common come first; at most corrections terms.
func nearest(lex *lexicon, text string) []candidate {
	wanted := []rune(fold(text))
	if len(wanted) == 0 { // marks without letters
		return nil
	}
	most := 1
	if len(wanted) >= correctTwice {
		most = 2
	}
	first := string(wanted[0])
	var near []candidate
	from, to := lex.span(first)
	for _, g := range lex.groups[from:to] {
		for _, w := range g.words {
			folded := fold(w.text)
			if n := utf8.RuneCountInString(folded); n < len(wanted)-most || n > len(wanted)+most || folded[:len(first)] != first {
				continue
			}
			if edits := distance(wanted, []rune(folded)); edits <= most {
				near = append(near, candidate{w, g.term, edits})
			}
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(b.found, a.found), compare(a.text, b.text))
	})
	var best []candidate
	for _, c := range near {
		known := slices.ContainsFunc(best, func(b candidate) bool { return b.term == c.term })
		if c.edits == near[0].edits && !known && len(best) < corrections {
			best = append(best, c)
		}
	}
	return best
}

// distance counts the letters to insert, delete, change or swap with a
// neighbour to make b of a (optimal string alignment).
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
