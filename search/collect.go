package search

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
)

// A docTerm is a term in one page.
type docTerm struct {
	term   int // index into part.terms
	tf     [fieldCount]int32
	in     uint32  // the page's fragments that have it under a heading or in one
	places []int32 // where the term stands, rising, over all fields
}

// A page is a document as analysed.
type page struct {
	*Document
	terms      []docTerm
	titleWords []int // indices into part.words, each once
	words      []int // indices into part.words, each once
	length     [fieldCount]int
}

// A part is a run of pages that one goroutine analysed, with its own vocabulary.
type part struct {
	pages []page
	terms []string
	words []string
	stems []int // of each word its term
}

// between fields, so that a phrase does not reach from one into the next
const placeGap = 16

// analyse analyses pages, in as many parts as there are processors.
func analyse(ctx context.Context, docs []*Document, lang language) ([]part, error) {
	workers := min(runtime.GOMAXPROCS(0), len(docs)/64+1)
	parts := make([]part, workers)
	errs := make([]error, workers)
	var wait sync.WaitGroup
	for i := range parts {
		wait.Go(func() {
			from, to := i*len(docs)/workers, (i+1)*len(docs)/workers
			parts[i], errs[i] = analysePart(ctx, docs[from:to], lang)
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return parts, nil
}

func analysePart(ctx context.Context, docs []*Document, lang language) (part, error) {
	a, err := newAnalyser(lang)
	if err != nil {
		return part{}, err
	}
	c := collector{analyser: a, termID: map[string]int{}, wordID: map[string]int{}, known: map[string]knownToken{}}
	for _, doc := range docs {
		if err := ctx.Err(); err != nil {
			return part{}, err
		}
		c.part.pages = append(c.part.pages, c.collect(doc))
	}
	return c.part, nil
}

// A collector turns documents into pages and gathers their vocabulary.
type collector struct {
	*analyser
	part   part
	termID map[string]int
	wordID map[string]int
	known  map[string]knownToken // by how it is written

	slot     []int // of each term, its place in terms, from 1
	wordSeen []int // of each word, the page it was last seen on, from 1
	inTitle  []int // likewise, in a title
	at       int32
	fragment uint32 // the one at hand, as a bit
	// of the page at hand, kept from page to page for the sake of their room
	terms  []docTerm
	stands []standing
}

// A standing is a place where one of the terms of the page at hand stands.
type standing struct{ slot, place int32 }

func (c *collector) collect(doc *Document) page {
	p := page{Document: doc}
	c.at, c.terms, c.stands = 0, c.terms[:0], c.stands[:0]
	c.field(&p, fieldTitle, doc.Title)
	c.field(&p, fieldDescription, doc.Description)
	at := 0
	for n, run := range fragments(doc.Passages) {
		c.fragment = 1 << n
		for _, passage := range run {
			if continues(doc.Passages, at) {
				c.at -= placeGap // a phrase may reach over the cut
			} else {
				c.field(&p, fieldHeadings, passage.Heading)
			}
			c.field(&p, fieldBody, passage.Text)
			at++
		}
	}
	c.fragment = 0
	for _, tag := range doc.Tags {
		c.field(&p, fieldTags, tag)
	}
	for _, t := range c.terms {
		c.slot[t.term] = 0
	}
	p.terms = slices.Clone(c.terms)
	p.place(c.stands)
	return p
}

// place gives each term its places, all of the page in one allocation.
func (p *page) place(stands []standing) {
	counts := make([]int, len(p.terms))
	for _, s := range stands {
		counts[s.slot]++
	}
	all := make([]int32, len(stands))
	for i, n := range counts {
		p.terms[i].places, all = all[:0:n], all[n:]
	}
	for _, s := range stands {
		t := &p.terms[s.slot]
		t.places = append(t.places, s.place)
	}
}

func (c *collector) field(p *page, field int, text string) {
	number := len(c.part.pages) + 1
	for at := 0; ; {
		start, end := c.scanner.next(text, at)
		if start < 0 {
			break
		}
		at = end
		token := c.token(text[start:end])
		if token.word < 0 {
			continue
		}
		place := c.at
		c.at++
		if token.common && field != fieldTitle {
			continue
		}
		word := token.word
		if c.wordSeen[word] != number {
			c.wordSeen[word] = number
			p.words = append(p.words, word)
		}
		if field == fieldTitle && c.inTitle[word] != number {
			c.inTitle[word] = number
			p.titleWords = append(p.titleWords, word)
		}
		term := c.part.stems[word]
		if c.slot[term] == 0 {
			c.terms = append(c.terms, docTerm{term: term})
			c.slot[term] = len(c.terms)
		}
		slot := c.slot[term] - 1
		d := &c.terms[slot]
		d.tf[field]++
		d.in |= c.fragment
		if field != fieldTags { // which no reader sees, so no phrase is looked for there
			c.stands = append(c.stands, standing{int32(slot), place})
		}
		p.length[field]++
	}
	c.at += placeGap
}

// A knownToken is a token's word, as an index of part.words, or -1 if nothing is left of it.
type knownToken struct {
	word   int
	common bool
}

func (c *collector) token(raw string) knownToken {
	k, ok := c.known[raw]
	if !ok {
		w := c.word(raw)
		k = knownToken{-1, w.common}
		if w.text != "" {
			k.word = c.intern(w)
		}
		c.known[raw] = k
	}
	return k
}

// intern gives a word its number, and its term one.
func (c *collector) intern(w word) int {
	id, ok := c.wordID[w.text]
	if ok {
		return id
	}
	term, ok := c.termID[w.term]
	if !ok {
		term = len(c.part.terms)
		c.termID[w.term] = term
		c.part.terms = append(c.part.terms, w.term)
		c.slot = append(c.slot, 0)
	}
	id = len(c.part.words)
	c.wordID[w.text] = id
	c.part.words = append(c.part.words, w.text)
	c.part.stems = append(c.part.stems, term)
	c.wordSeen = append(c.wordSeen, 0)
	c.inTitle = append(c.inTitle, 0)
	return id
}

// means are the mean lengths of the fields, over the pages that have them.
func means(parts []part) [fieldCount]float64 {
	var sum, count [fieldCount]int
	for _, part := range parts {
		for _, page := range part.pages {
			for f, n := range page.length {
				if n > 0 {
					sum[f] += n
					count[f]++
				}
			}
		}
	}
	var mean [fieldCount]float64
	for f := range mean {
		mean[f] = 1
		if count[f] > 0 {
			mean[f] = float64(sum[f]) / float64(count[f])
		}
	}
	return mean
}

// byURL returns the documents in the order of their URLs, which numbers them
// and breaks ties. Their passages are cut to fit into fragments.
func byURL(docs []Document) []*Document {
	sorted := make([]*Document, len(docs))
	for i, d := range docs {
		d.Passages = shortPassages(d.Passages)
		sorted[i] = &d
	}
	slices.SortFunc(sorted, func(a, b *Document) int { return cmp.Compare(a.URL, b.URL) })
	return sorted
}
