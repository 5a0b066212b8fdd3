package search

import (
	"cmp"
	"slices"
)

const (
	mostFirst  = 8192      // postings of a term in its shard, at most
	leastFirst = 128       // and how many of the best stay there, however large the site
	inShards   = 4_000_000 // postings in all shards together, if leastFirst allows
	nextTier   = 2000      // postings in the first file of the rest
	moreTier   = 6000      // in each file after that
	prefixTop  = 32        // pages kept for a prefix that spans shards
	prefixWord = 8         // and words
)

// A shard is a run of the lexicon with the best postings of each term.
type shard struct {
	first    int // postings of a group here at most; see firstTier
	groups   []group
	postings [][]posting // of each group, by page
	rest     [][]tier    // of each group that has more
	places   fileHash    // file with the places of the groups that have no more
	all      []fileHash  // of each group that has more, the file with its places
	// Words that lie here by their letters, of terms that lie in another shard:
	// what begins with "day" is found here, although its term is "dai".
	elsewhere []strayWord
	prefixes  []prefixEntry
	synonyms  []synonymSet
}

// A strayWord is a word that its shard has no group for, and its term.
type strayWord struct{ text, term string }

// A tier is a file with more postings of a term.
type tier struct {
	hash   fileHash
	impact int // the greatest impact in it
	title  int // the fewest words of a title in it that has the term, or 0
	alone  int // the greatest score of alone in it
}

// A prefixEntry holds the best pages for a prefix that spans several shards,
// and the most common words that begin with it.
type prefixEntry struct {
	prefix string
	total  int // pages that match
	pages  []prefixPage
	words  []string
}

// A prefixPage is what a page gets for a prefix, as in a column.
type prefixPage struct{ doc, score, covered, title, in int }

// firstTier is how many postings of a term its shard holds, the best ones. A
// site of some thousand pages has all in its shards, so that a query of several
// words knows at once which pages have them all. In larger ones that would
// cost too much, and the rest lies in files of its own.
func firstTier(groups []group, inShards int) int {
	for first := mostFirst; first > leastFirst; first = first * 3 / 4 {
		total := 0
		for _, g := range groups {
			total += min(g.found, first)
		}
		if total <= inShards {
			return first
		}
	}
	return leastFirst
}

// tierSizes are the numbers of postings in the files of a term's rest, of
// which first are in the shard.
func tierSizes(found, first int) []int {
	var sizes []int
	for left, size := found-first, nextTier; left > 0; left, size = left-size, moreTier {
		sizes = append(sizes, min(left, size))
	}
	return sizes
}

// alone is 256 times what a posting is worth in a query of its term alone, weight left out.
func alone(p posting) int {
	covered := 0
	if p.title > 0 {
		covered = titleWord
	}
	return boost(int(p.impact)<<8, covered, 1, int(p.title))
}

// tiers cuts postings, the best for a query of the term alone first; each tier is by page.
func tiers(postings []posting, first int) [][]posting {
	if len(postings) <= first {
		return [][]posting{postings}
	}
	sorted := slices.Clone(postings)
	slices.SortStableFunc(sorted, func(a, b posting) int { return cmp.Compare(alone(b), alone(a)) })
	cut := [][]posting{sorted[:first]}
	sorted = sorted[first:]
	for _, n := range tierSizes(len(postings), first) {
		cut = append(cut, sorted[:n])
		sorted = sorted[n:]
	}
	for _, t := range cut {
		sortPostings(t)
	}
	return cut
}

// sortPostings orders postings by page.
func sortPostings(list []posting) {
	slices.SortFunc(list, func(a, b posting) int { return cmp.Compare(a.doc, b.doc) })
}

// postings writes runs of postings, a property at a time.
func (e *encoder) postings(runs [][]posting, masked func(run int) bool) {
	for _, run := range runs {
		last := 0
		for _, p := range run {
			e.number(int(p.doc) - last)
			last = int(p.doc)
		}
	}
	e.column()
	for _, run := range runs {
		for _, p := range run {
			e.byte(int(p.impact) - 1 | int(p.in)&7<<5) // in one byte they deflate to less than in two
		}
	}
	e.column()
	for _, run := range runs {
		for _, p := range run {
			e.number(int(p.in) >> 3)
		}
	}
	for _, run := range runs {
		for _, p := range run {
			e.byte(int(p.title))
		}
	}
	for i, run := range runs {
		for _, p := range run {
			if masked(i) && p.title > 0 {
				e.number(int(p.mask))
			}
		}
	}
}

// encode writes a shard.
func (s *shard) encode() *encoder {
	e := &encoder{}
	e.groups(s.groups)
	e.column()
	e.postings(s.postings, func(i int) bool { return len(s.groups[i].words) > 1 })
	e.bytes(s.places[:])
	for i, g := range s.groups {
		if g.found > s.first {
			e.bytes(s.all[i][:])
			for _, t := range s.rest[i] {
				e.bytes(t.hash[:])
				e.byte(t.impact)
				e.byte(t.title)
				e.number(t.alone)
			}
		}
	}
	e.number(len(s.elsewhere))
	for _, w := range s.elsewhere {
		e.string(w.text)
		e.after(w.text, w.term)
	}
	e.number(len(s.prefixes))
	for _, p := range s.prefixes {
		e.string(p.prefix)
		e.number(p.total)
		e.number(len(p.pages))
		last := 0
		for _, page := range p.pages {
			e.number(page.doc - last)
			last = page.doc
			e.number(page.score)
			e.byte(page.covered)
			e.byte(page.title)
			e.number(page.in)
		}
		e.number(len(p.words))
		for _, word := range p.words {
			e.after(p.prefix, word)
		}
	}
	e.number(len(s.synonyms))
	for _, set := range s.synonyms {
		e.number(len(set))
		for _, p := range set {
			e.string(p.Text)
			e.number(len(p.Terms))
			for _, term := range p.Terms {
				e.string(term)
			}
		}
	}
	return e
}
