package search

import (
	"cmp"
	"slices"
)

// A source is where the evaluation of a query gets its terms and postings:
// a bleve index, or the shards.
type source interface {
	// terms is the lexicon.
	terms() *lexicon
	// each calls visit for every posting of a group.
	each(g *group, visit func(posting)) error
	// synonyms are the sets of phrases that mean the same.
	synonyms() []synonymSet
}

// A column is what one slot of a query gives each page.
type column struct {
	score   []int32
	covered []uint8 // the slot's word in the title, in quarters
}

// A match is a page that a query found.
type match struct {
	doc   uint32
	score int
}

// An evaluation is a query at work: see doc.go for what is computed.
type evaluation struct {
	request
	source
	size      int // document numbers are below this
	columns   []column
	title     []uint8 // words in a page's title, known where a term of the query stands in it
	marks     marks
	searched  []map[string]bool // the terms that were searched for each slot
	corrected []correction
	used      []SynonymUsed
}

// A correction is a word without a hit and the words tried for it.
type correction struct {
	slot  int
	words []candidate
}

// evaluate scores all pages that may match, without filters, phrases and exclusions.
func evaluate(r request, src source, size int) (*evaluation, []match, error) {
	e := &evaluation{request: r, source: src, size: size, title: make([]uint8, size)}
	e.marks.terms = map[string]bool{}
	spans := findSpans(r, src.synonyms())
	for i := range e.slots {
		e.searched = append(e.searched, map[string]bool{})
		e.columns = append(e.columns, column{make([]int32, size), make([]uint8, size)})
		if err := e.fill(i, spans); err != nil {
			return nil, nil, err
		}
	}
	for _, s := range spans {
		if err := e.fillSpan(s); err != nil {
			return nil, nil, err
		}
	}
	return e, e.sum(), nil
}

// fill searches for one slot's word, for words it may become, and else for words it may have meant.
func (e *evaluation) fill(i int, spans []span) error {
	s := e.slots[i]
	found, err := e.fillExact(i)
	if err != nil {
		return err
	}
	if s.prefix {
		completed, err := e.fillPrefix(i)
		if err != nil {
			return err
		}
		found = found || completed
	}
	for _, sp := range spans {
		found = found || sp.from <= i && i <= sp.to
	}
	if found || s.required || s.common || letters(s.text) < correctLength {
		return nil
	}
	words := nearest(e.terms(), s.text)
	if len(words) > 0 {
		e.corrected = append(e.corrected, correction{i, words})
	}
	for _, c := range words {
		g := e.terms().find(c.term)
		e.marks.terms[c.term] = true
		if err := e.add(i, g, weight(e.terms().pages, g.found), g.mask(c.text)); err != nil {
			return err
		}
	}
	return nil
}

func (e *evaluation) fillExact(i int) (found bool, err error) {
	s := e.slots[i]
	e.marks.terms[s.term] = true
	g := e.terms().find(s.term)
	if g == nil {
		return false, nil
	}
	mask := uint32(0)
	for _, text := range s.texts {
		mask |= g.mask(text)
	}
	if s.prefix {
		completed, _ := g.completes(fold(s.text))
		mask |= completed
	}
	return true, e.add(i, g, weight(e.terms().pages, g.found), mask)
}

// fillPrefix searches for words that begin with the slot's.
func (e *evaluation) fillPrefix(i int) (found bool, err error) {
	s, lex := e.slots[i], e.terms()
	prefix := fold(s.text)
	e.marks.prefix = prefix
	limit := knownLimit(lex, s.typed)
	from, to := lex.span(prefix)
	for k := from; k < to; k++ {
		g := &lex.groups[k]
		mask, any := g.completes(prefix)
		if !any {
			continue
		}
		found = true
		if err := e.addPrefix(i, g, mask, limit); err != nil {
			return found, err
		}
	}
	return found, nil
}

// knownLimit is the most that longer words may weigh: less than a word that is itself in the index.
func knownLimit(lex *lexicon, w typed) int {
	if g := lex.find(w.term); g != nil {
		for _, known := range g.words {
			if known.text == w.text {
				return shareOf(weight(lex.pages, g.found), knownShare)
			}
		}
	}
	return 1 << 30
}

// addPrefix adds a group of which some words, by mask, begin with what was typed.
func (e *evaluation) addPrefix(i int, g *group, mask uint32, limit int) error {
	pages := e.terms().pages
	e.searched[i][g.term] = true
	share := shareOf(min(weight(pages, g.found), limit), prefixShare)
	if g.term == e.slots[i].term {
		share = 0 // it has been added as the word itself
	}
	return e.each(g, func(p posting) {
		score, covered := share*int(p.impact), uint8(0)
		if p.title > 0 {
			covered = titleStem
			if p.mask&mask != 0 {
				covered = titleWord
				score = max(score, titleScore(g, p.mask&mask, e.slots[i].text, pages, limit))
			}
		}
		e.put(i, p, score, covered)
	})
}

// titleScore is what the rarest of the words in a title gives that begin with what was typed.
func titleScore(g *group, mask uint32, text string, pages, limit int) int {
	best := 0
	for i, w := range g.words {
		if i < maskWords && mask&(1<<i) != 0 && w.text != text {
			best = max(best, min(weight(pages, w.found), limit)*titleImpact)
		}
	}
	return best
}

// add adds a group's postings to a slot; mask says which of its words were meant.
func (e *evaluation) add(i int, g *group, weight int, mask uint32) error {
	e.searched[i][g.term] = true
	return e.each(g, func(p posting) {
		covered := uint8(0)
		if p.title > 0 {
			covered = titleStem
			if p.mask&mask != 0 {
				covered = titleWord
			}
		}
		e.put(i, p, weight*int(p.impact), covered)
	})
}

func (e *evaluation) put(i int, p posting, score int, covered uint8) {
	c := e.columns[i]
	c.score[p.doc] = max(c.score[p.doc], int32(score))
	c.covered[p.doc] = max(c.covered[p.doc], covered)
	if p.title > 0 {
		e.title[p.doc] = p.title
	}
}

// sum adds the columns up.
func (e *evaluation) sum() []match {
	var found []match
	for doc := range e.size {
		score, slots, covered := 0, 0, 0
		missing := false
		for i, c := range e.columns {
			if c.score[doc] > 0 {
				slots++
				score += int(c.score[doc]) * e.slots[i].times
				covered += int(c.covered[doc])
			} else if e.slots[i].required {
				missing = true
			}
		}
		if slots == 0 || missing {
			continue
		}
		score = boost(score, covered, len(e.slots), int(e.title[doc]))
		if slots == len(e.slots) && slots <= everyWordMax {
			score += everyWord
		}
		found = append(found, match{uint32(doc), score})
	}
	return found
}

// bestMatches are the n best matches, the best first; ties go by document
// number. It leaves m alone.
func bestMatches(m []match, n int) []match {
	better := func(a, b match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc))
	}
	best := make([]match, 0, n+1)
	for _, found := range m {
		if len(best) == n && better(found, best[n-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, found, better)
		best = slices.Insert(best, at, found)
		best = best[:min(n, len(best))]
	}
	return best
}
