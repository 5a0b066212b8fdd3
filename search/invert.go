package search

import (
	"context"
	"slices"
)

// A posting says that a page has a term.
type posting struct {
	doc    uint32
	impact uint8
	title  uint8  // words in the page's title if the term is there, at most 255, or 0
	mask   uint32 // which words of the term's group are in the title
	in     uint32 // which fragments of the page have the term in text or headings; known to the shards alone
}

// An inverted index is a lexicon with postings, in the order of its groups.
type inverted struct {
	lexicon
	mean     [fieldCount]float64
	parts    []part
	groupOf  [][]int     // of each part's terms, the group
	postings [][]posting // of each group, by page
	places   [][][]int32 // of each group and posting, where the term stands
}

// invert turns pages with terms into terms with pages.
func invert(ctx context.Context, parts []part) (*inverted, error) {
	x := &inverted{mean: means(parts), parts: parts}
	masks, err := x.number(ctx)
	if err != nil {
		return nil, err
	}
	x.allocate()
	doc := 0
	for p, part := range parts {
		inTitle := map[int]uint32{}
		for _, page := range part.pages {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			clear(inTitle)
			for _, w := range page.titleWords {
				inTitle[part.stems[w]] |= masks[p][w]
			}
			title := uint8(min(page.length[fieldTitle], 255))
			for i := range page.terms {
				t := &page.terms[i]
				g := x.groupOf[p][t.term]
				entry := posting{doc: uint32(doc), impact: uint8(impact(&t.tf, &page.length, &x.mean)), in: t.in}
				if t.tf[fieldTitle] > 0 {
					entry.title, entry.mask = title, inTitle[t.term]
				}
				x.postings[g] = append(x.postings[g], entry)
				x.places[g] = append(x.places[g], t.places)
			}
			doc++
		}
	}
	return x, nil
}

// number merges the parts' vocabularies into groups and returns, for each
// part and word, the word's mask in its group.
func (x *inverted) number(ctx context.Context) ([][]uint32, error) {
	found := map[string]map[string]int{} // term -> word -> pages
	perTerm := map[string]int{}
	for _, part := range x.parts {
		x.pages += len(part.pages)
		words, terms := make([]int, len(part.words)), make([]int, len(part.terms))
		for _, page := range part.pages {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			for _, w := range page.words {
				words[w]++
			}
			for i := range page.terms {
				terms[page.terms[i].term]++
			}
		}
		for t, n := range terms {
			perTerm[part.terms[t]] += n
		}
		for w, n := range words {
			if n == 0 {
				continue // a common word that is in no title
			}
			term := part.terms[part.stems[w]]
			if found[term] == nil {
				found[term] = map[string]int{}
			}
			found[term][part.words[w]] += n
		}
	}
	for term, words := range found {
		g := group{term: term, found: perTerm[term]}
		for text, n := range words {
			g.words = append(g.words, groupWord{text, n})
		}
		sortWords(g.words)
		g.extent()
		x.groups = append(x.groups, g)
	}
	slices.SortFunc(x.groups, compareGroups)
	x.lexicon.number()

	masks := make([][]uint32, len(x.parts))
	for p, part := range x.parts {
		of := make([]int, len(part.terms))
		for t, term := range part.terms {
			of[t] = x.byTerm[term] // terms of no page are not asked for
		}
		x.groupOf = append(x.groupOf, of)
		masks[p] = make([]uint32, len(part.words))
		for w, text := range part.words {
			masks[p][w] = x.groups[of[part.stems[w]]].mask(text)
		}
	}
	return masks, ctx.Err()
}

// allocate makes room for the postings, all at once.
func (x *inverted) allocate() {
	total := 0
	for _, g := range x.groups {
		total += g.found
	}
	all, places := make([]posting, total), make([][]int32, total)
	x.postings, x.places = make([][]posting, len(x.groups)), make([][][]int32, len(x.groups))
	for i, g := range x.groups {
		x.postings[i], all = all[:0:g.found], all[g.found:]
		x.places[i], places = places[:0:g.found], places[g.found:]
	}
}
