package search

import (
	"context"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// A rankedQuery is a query for bleve that scores as doc.go says. It belongs to one search.
type rankedQuery struct {
	request
	*Index
	filters    Filters
	wantFacets bool

	// what the search found out beside the pages
	evaluation *evaluation
	facets     *Facets
}

var _ query.Query = (*rankedQuery)(nil)

// Searcher implements query.Query.
func (q *rankedQuery) Searcher(ctx context.Context, reader index.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher, error) {
	src := &bleveSource{ctx, reader, q.meta, q.lex}
	size, err := numbers(reader)
	if err != nil {
		return nil, err
	}
	e, found, err := evaluate(q.request, src, size)
	if err != nil {
		return nil, err
	}
	q.evaluation = e
	if found, err = q.drop(src, found); err != nil {
		return nil, err
	}
	if found, err = q.filter(src, found); err != nil {
		return nil, err
	}
	return &rankedSearcher{found: found}, nil
}

// numbers is one more than the greatest document number.
func numbers(reader index.IndexReader) (int, error) {
	count, err := reader.DocCount() // pages are never deleted, so numbers have no gaps
	return int(count), err
}

// A rankedSearcher hands pages that are already scored to bleve's collector.
type rankedSearcher struct {
	found []match // by document number
}

// Next implements search.Searcher.
func (s *rankedSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if len(s.found) == 0 {
		return nil, nil
	}
	m := ctx.DocumentMatchPool.Get()
	m.IndexInternalID = index.NewIndexInternalID(m.IndexInternalID, uint64(s.found[0].doc))
	m.Score = float64(s.found[0].score)
	s.found = s.found[1:]
	return m, nil
}

// Advance implements search.Searcher.
func (s *rankedSearcher) Advance(ctx *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	for len(s.found) > 0 && uint64(s.found[0].doc) < id.Value() {
		s.found = s.found[1:]
	}
	return s.Next(ctx)
}

// The rest of search.Searcher.
func (s *rankedSearcher) Close() error               { return nil }
func (s *rankedSearcher) Weight() float64            { return 1 }
func (s *rankedSearcher) SetQueryNorm(float64)       {}
func (s *rankedSearcher) Count() uint64              { return uint64(len(s.found)) }
func (s *rankedSearcher) Min() int                   { return 0 }
func (s *rankedSearcher) Size() int                  { return 16 * len(s.found) }
func (s *rankedSearcher) DocumentMatchPoolSize() int { return 1 }
