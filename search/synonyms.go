package search

import (
	"cmp"
	"slices"
)

// A synonymSet is phrases that mean the same.
type synonymSet []synonymPhrase

// A synonymPhrase is one of them, as written and as terms.
type synonymPhrase struct {
	Text  string
	Terms []string
}

// synonymSets analyses the glossary.
func synonymSets(list []Synonyms, a *analyser) []synonymSet {
	var sets []synonymSet
	for _, s := range list {
		var set synonymSet
		for _, text := range append([]string{s.Term}, s.Aliases...) {
			p := synonymPhrase{text, a.terms(text)}
			same := func(o synonymPhrase) bool { return slices.Equal(o.Terms, p.Terms) }
			if len(p.Terms) > 0 && !slices.ContainsFunc(set, same) {
				set = append(set, p)
			}
		}
		if len(set) > 1 {
			sets = append(sets, set)
		}
	}
	return sets
}

// A span is a run of slots that a synonym stands for.
type span struct {
	from, to int // slots, both included
	words    string
	also     synonymPhrase
}

// findSpans finds the synonyms of a query's words.
func findSpans(r request, sets []synonymSet) []span {
	var spans []span
	for _, set := range sets {
		for _, p := range set {
			from := findTerms(r.slots, p.Terms)
			if from < 0 {
				continue
			}
			to := from + len(p.Terms) - 1
			for _, also := range set {
				known := func(s span) bool { return s.from == from && s.to == to && slices.Equal(s.also.Terms, also.Terms) }
				if !slices.Equal(also.Terms, p.Terms) && !slices.ContainsFunc(spans, known) {
					spans = append(spans, span{from, to, p.Text, also})
				}
			}
		}
	}
	// The shorter first: the browser meets the sets in another order.
	slices.SortStableFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.to-a.from, b.to-b.from), cmp.Compare(a.from, b.from),
			slices.CompareFunc(a.also.Terms, b.also.Terms, compare))
	})
	return spans
}

// findTerms finds terms in a row of slots that are not part of a phrase.
func findTerms(slots []slot, terms []string) int {
next:
	for i := 0; i+len(terms) <= len(slots); i++ {
		for k, term := range terms {
			if s := slots[i+k]; s.term != term || s.required {
				continue next
			}
		}
		return i
	}
	return -1
}

// fillSpan gives pages with all words of a synonym its score, where that is
// more than they have for the words of the query.
func (e *evaluation) fillSpan(s span) error {
	sum, count := make([]int32, e.size), make([]uint8, e.size)
	inTitle := make([]uint8, e.size)
	lex := e.terms()
	for _, term := range s.also.Terms {
		g := lex.find(term)
		if g == nil {
			return nil
		}
		share := shareOf(weight(lex.pages, g.found), synonymShare)
		err := e.each(g, func(p posting) {
			sum[p.doc] += int32(share * int(p.impact))
			count[p.doc]++
			if p.title > 0 {
				inTitle[p.doc]++
				e.title[p.doc] = p.title
			}
		})
		if err != nil {
			return err
		}
	}
	for _, term := range s.also.Terms {
		e.marks.terms[term] = true
		e.searched[s.from][term] = true
	}
	e.used = append(e.used, SynonymUsed{s.words, s.also.Text})
	n := uint8(len(s.also.Terms))
	for doc := range e.size {
		if count[doc] < n {
			continue
		}
		has := int32(0)
		for i := s.from; i <= s.to; i++ {
			has += e.columns[i].score[doc]
		}
		better := sum[doc] > has
		for i := s.from; i <= s.to; i++ {
			c := e.columns[i]
			if better {
				c.score[doc] = 1
			}
			if inTitle[doc] == n {
				c.covered[doc] = max(c.covered[doc], titleSynonym)
			}
		}
		if better {
			e.columns[s.from].score[doc] = sum[doc] - int32(s.to-s.from)
		}
	}
	return nil
}
