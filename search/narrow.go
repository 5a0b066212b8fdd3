package search

import (
	"fmt"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// drop takes out pages that have an excluded word or lack a phrase.
func (q *rankedQuery) drop(src *bleveSource, found []match) ([]match, error) {
	gone := map[uint32]bool{}
	for _, term := range q.exclude {
		if g := src.lex.find(term); g != nil {
			if err := src.each(g, func(p posting) { gone[p.doc] = true }); err != nil {
				return nil, err
			}
		}
	}
	found = slices.DeleteFunc(found, func(m match) bool { return gone[m.doc] })
	if len(q.phrases) == 0 && len(q.excluded) == 0 {
		return found, nil
	}
	a, err := newAnalyser(languageOf(q.meta.Language))
	if err != nil {
		return nil, err
	}
	kept := found[:0]
	for _, m := range found {
		places, err := q.places(src.reader, m.doc, a)
		if err != nil {
			return nil, err
		}
		has := func(p []phraseWord) bool { return stands(p, places) }
		lacks := func(p []phraseWord) bool { return !stands(p, places) }
		if !slices.ContainsFunc(q.phrases, lacks) && !slices.ContainsFunc(q.excluded, has) {
			kept = append(kept, m)
		}
	}
	return kept, nil
}

// places finds where the terms of the query's phrases stand in a page, by
// analysing its stored text again: bleve keeps no positions, they would
// double its size.
func (q *rankedQuery) places(reader index.IndexReader, doc uint32, a *analyser) (map[string][]int32, error) {
	f, err := storedFragment(reader, doc)
	if err != nil {
		return nil, err
	}
	places := map[string][]int32{}
	at := int32(0)
	field := func(text string) {
		a.tokens(text, func(t token) {
			places[t.term] = append(places[t.term], at)
			at++
		})
		at += placeGap
	}
	field(f[1])
	field(f[4])
	passages := f.passages()
	for i, p := range passages {
		if continues(passages, i) {
			at -= placeGap // as in collect
		} else {
			field(p.Heading)
		}
		field(p.Text)
	}
	return places, nil
}

// stands reports whether the words of a phrase stand together anywhere.
func stands(phrase []phraseWord, places map[string][]int32) bool {
	if len(phrase) == 0 {
		return true
	}
	for _, at := range places[phrase[0].term] {
		start := at - int32(phrase[0].place)
		missing := func(w phraseWord) bool {
			_, ok := slices.BinarySearch(places[w.term], start+int32(w.place))
			return !ok
		}
		if !slices.ContainsFunc(phrase[1:], missing) {
			return true
		}
	}
	return false
}

// storedFragment reads what is stored of a page.
func storedFragment(reader index.IndexReader, doc uint32) (fragment, error) {
	id, err := reader.ExternalID(index.NewIndexInternalID(nil, uint64(doc)))
	if err != nil {
		return nil, fmt.Errorf("reading a page's address: %w", err)
	}
	return fragmentOf(reader, id)
}

func fragmentOf(reader index.IndexReader, url string) (fragment, error) {
	d, err := reader.Document(url)
	if err != nil {
		return nil, fmt.Errorf("reading the stored page %s: %w", url, err)
	}
	if d == nil {
		return nil, fmt.Errorf("reading the stored page %s: %w", url, errDamaged)
	}
	var data []byte
	d.VisitFields(func(f index.Field) {
		if f.Name() == namePage {
			data = f.Value()
		}
	})
	return parseFragment(data)
}

// filter keeps the pages that pass the filters, and counts facets if they are wanted.
func (q *rankedQuery) filter(src *bleveSource, found []match) ([]match, error) {
	fields := []struct {
		name   string
		wanted []string
	}{{nameKind, q.filters.Kinds}, {nameTopic, q.filters.Topics}, {nameAudience, q.filters.Audiences}}
	pass := make([]map[uint32]bool, len(fields))
	for i, f := range fields {
		if len(f.wanted) == 0 {
			continue
		}
		pass[i] = map[uint32]bool{}
		for _, value := range f.wanted {
			if err := src.walk(f.name, value, func(doc uint64) { pass[i][uint32(doc)] = true }); err != nil {
				return nil, err
			}
		}
	}
	passes := func(doc uint32, but int) bool {
		for i, set := range pass {
			if i != but && set != nil && !set[doc] {
				return false
			}
		}
		return true
	}
	if q.wantFacets {
		counts := make([]map[string]int, len(fields))
		for i, f := range fields {
			in := make(map[uint32]bool, len(found))
			for _, m := range found {
				if passes(m.doc, i) {
					in[m.doc] = true
				}
			}
			var err error
			if counts[i], err = countValues(src, f.name, in); err != nil {
				return nil, err
			}
		}
		q.facets = &Facets{counts[0], counts[1], counts[2]}
	}
	return slices.DeleteFunc(found, func(m match) bool { return !passes(m.doc, -1) }), nil
}

// countValues counts the pages of a set by a field's values.
func countValues(src *bleveSource, field string, in map[uint32]bool) (map[string]int, error) {
	counts := map[string]int{}
	dict, err := src.reader.FieldDict(field)
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return counts, err
		}
		value := entry.Term
		err = src.walk(field, value, func(doc uint64) {
			if in[uint32(doc)] {
				counts[value]++
			}
		})
		if err != nil {
			return nil, err
		}
	}
}
