package search

import (
	"context"
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// bleveSource reads terms and postings from a bleve index.
type bleveSource struct {
	ctx    context.Context
	reader index.IndexReader
	meta   *meta
	lex    *lexicon
}

func (s *bleveSource) terms() *lexicon        { return s.lex }
func (s *bleveSource) synonyms() []synonymSet { return s.meta.Synonyms }

// A cursor walks through one field's postings of a term.
type cursor struct {
	reader index.TermFieldReader
	entry  index.TermFieldDoc
	doc    uint64 // math.MaxUint64 at the end
}

func (s *bleveSource) cursor(field, term string, norm bool) (*cursor, error) {
	reader, err := s.reader.TermFieldReader(s.ctx, []byte(term), field, norm, norm, false)
	if err != nil {
		return nil, err
	}
	c := &cursor{reader: reader}
	return c, c.next()
}

func (c *cursor) next() error {
	entry, err := c.reader.Next(&c.entry)
	if err != nil {
		return err
	}
	c.doc = math.MaxUint64
	if entry != nil {
		c.doc = entry.ID.Value()
	}
	return nil
}

// each puts the fields' postings of a term together.
func (s *bleveSource) each(g *group, visit func(posting)) error {
	var fields [fieldCount]*cursor
	for f, name := range fieldNames() {
		c, err := s.cursor(name, g.term, true)
		if err != nil {
			return err
		}
		defer c.reader.Close()
		fields[f] = c
	}
	masks, err := s.masks(g)
	if err != nil {
		return err
	}
	for {
		doc := uint64(math.MaxUint64)
		for _, c := range fields {
			doc = min(doc, c.doc)
		}
		if doc == math.MaxUint64 {
			return nil
		}
		var tf [fieldCount]int32
		var length [fieldCount]int
		for f, c := range fields {
			if c.doc == doc {
				tf[f] = int32(c.entry.Freq)
				length[f] = int(1/(c.entry.Norm*c.entry.Norm) + 0.5)
				if err := c.next(); err != nil {
					return err
				}
			}
		}
		p := posting{doc: uint32(doc), impact: uint8(impact(&tf, &length, &s.meta.Mean))}
		if tf[fieldTitle] > 0 {
			p.title = uint8(min(length[fieldTitle], 255))
			p.mask = 1
			if masks != nil {
				p.mask = masks[doc]
			}
		}
		visit(p)
	}
}

// masks tells which words of a group are in which page's title. It is nil
// where the group has one word.
func (s *bleveSource) masks(g *group) (map[uint64]uint32, error) {
	if len(g.words) < 2 {
		return nil, nil
	}
	masks := map[uint64]uint32{}
	for i, w := range g.words[:min(len(g.words), maskWords)] {
		err := s.walk(nameWords, w.text, func(doc uint64) { masks[doc] |= 1 << i })
		if err != nil {
			return nil, err
		}
	}
	return masks, nil
}

// walk calls visit for each page that has a term in a field.
func (s *bleveSource) walk(field, term string, visit func(doc uint64)) error {
	c, err := s.cursor(field, term, false)
	if err != nil {
		return err
	}
	defer c.reader.Close()
	for c.doc != math.MaxUint64 {
		visit(c.doc)
		if err := c.next(); err != nil {
			return err
		}
	}
	return nil
}
