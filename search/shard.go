package search

import (
	"cmp"
	"slices"
)

const (
	firstTier = 128  // postings of a term in its shard, the best
	nextTier  = 2000 // in the first file of the rest
	moreTier  = 6000 // in each file after that
	prefixTop = 32   // pages kept for a prefix that spans shards
)

// A shard is a run of the lexicon with the best postings of each term.
type shard struct {
	groups   []group
	postings [][]posting // of each group at most firstTier, by page
	rest     [][]tier    // of each group that has more
	places   fileHash    // file with the places of the groups that have no more
	all      []fileHash  // of each group that has more, the file with its places
	prefixes []prefixEntry
	synonyms []synonymSet
}

// A tier is a file with more postings of a term.
type tier struct {
	hash   fileHash
	impact int // the greatest impact in it
	title  int // the fewest words of a title in it that has the term, or 0
	alone  int // the greatest score of alone in it
}

// A prefixEntry holds the best pages for a prefix that spans several shards.
type prefixEntry struct {
	prefix string
	total  int // pages that match
	pages  []prefixPage
}

// A prefixPage is what a page gets for a prefix, as in a column.
type prefixPage struct{ doc, score, covered, title int }

// tierSizes are the numbers of postings in the files of a term's rest.
func tierSizes(found int) []int {
	var sizes []int
	for left, size := found-firstTier, nextTier; left > 0; left, size = left-size, moreTier {
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
func tiers(postings []posting) [][]posting {
	if len(postings) <= firstTier {
		return [][]posting{postings}
	}
	sorted := slices.Clone(postings)
	slices.SortStableFunc(sorted, func(a, b posting) int { return cmp.Compare(alone(b), alone(a)) })
	cut := [][]posting{sorted[:firstTier]}
	sorted = sorted[firstTier:]
	for _, n := range tierSizes(len(postings)) {
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

// postings writes runs of postings in columns, which deflate better than rows.
func (e *encoder) postings(runs [][]posting, masked func(run int) bool) {
	for _, run := range runs {
		last := 0
		for _, p := range run {
			e.number(int(p.doc) - last)
			last = int(p.doc)
		}
	}
	for _, run := range runs {
		for _, p := range run {
			e.byte(int(p.impact))
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
func (s *shard) encode() []byte {
	var e encoder
	e.groups(s.groups)
	e.postings(s.postings, func(i int) bool { return len(s.groups[i].words) > 1 })
	e.bytes(s.places[:])
	for i, g := range s.groups {
		if g.found > firstTier {
			e.bytes(s.all[i][:])
			for _, t := range s.rest[i] {
				e.bytes(t.hash[:])
				e.byte(t.impact)
				e.byte(t.title)
				e.number(t.alone)
			}
		}
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
	return e.data
}
