package search

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// metaKey is where a bleve index keeps what a query needs beside postings.
const metaKey = "steward"

const metaVersion = 2 // since the lexicon is in the order of folded terms

// meta is what Build leaves in the index for Search.
type meta struct {
	Version  int                 `json:"version"`
	Language string              `json:"language"`
	Mean     [fieldCount]float64 `json:"mean"`
	Synonyms []synonymSet        `json:"synonyms"`
	Lexicon  []byte              `json:"lexicon"` // see encoder.groups
	Pages    int                 `json:"pages"`
}

// batchSize is how many pages go into bleve at a time. Each batch becomes a
// segment; so few segments are left alone, smaller ones would be merged.
const batchSize = 2500

// store writes the bleve index. Pages were analysed already: bleve is given
// the terms that its own analyzers would find.
func store(ctx context.Context, dir string, x *inverted, opts Options, sets []synonymSet) (err error) {
	m, err := newMapping(languageOf(opts.Language))
	if err != nil {
		return fmt.Errorf("making the index mapping: %w", err)
	}
	into, err := bleve.New(dir, m)
	if err != nil {
		return fmt.Errorf("making the search index %s: %w", dir, err)
	}
	defer func() {
		if closing := into.Close(); err == nil && closing != nil {
			err = fmt.Errorf("closing the search index: %w", closing)
		}
	}()
	batch := into.NewBatch()
	flush := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := into.Batch(batch); err != nil {
			return fmt.Errorf("writing the search index: %w", err)
		}
		batch = into.NewBatch()
		return ctx.Err() // if it ended meanwhile, words are missing from the batch
	}
	for p := range x.parts {
		terms := asBytes(x.parts[p].terms)
		words := asBytes(x.parts[p].words)
		for i := range x.parts[p].pages {
			if err := ctx.Err(); err != nil {
				return err
			}
			doc, err := bleveDocument(ctx, &x.parts[p].pages[i], terms, words)
			if err != nil {
				return err
			}
			if err := batch.IndexAdvanced(doc); err != nil {
				return err
			}
			if batch.Size() == batchSize {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	var lexicon encoder
	lexicon.groups(x.groups)
	data, err := json.Marshal(meta{metaVersion, opts.Language, x.mean, sets, lexicon.data, x.pages})
	if err != nil {
		return err
	}
	batch.SetInternal([]byte(metaKey), data)
	return flush()
}

func asBytes(texts []string) [][]byte {
	out := make([][]byte, len(texts))
	for i, text := range texts {
		out[i] = []byte(text)
	}
	return out
}

// bleveDocument is a page as bleve takes it.
func bleveDocument(ctx context.Context, p *page, terms, words [][]byte) (*document.Document, error) {
	doc := document.NewDocument(p.URL)
	var fields [fieldCount]*analysedField
	total := 0
	for i := range p.terms {
		for _, n := range p.terms[i].tf {
			if n > 0 {
				total++
			}
		}
	}
	freqs := make([]index.TokenFreq, total+len(p.titleWords))
	take := func(term []byte, n int) *index.TokenFreq {
		f := &freqs[0]
		freqs = freqs[1:]
		f.Term = term
		f.SetFrequency(n)
		return f
	}
	for f, name := range fieldNames() {
		size := 8
		if f == fieldBody {
			size = len(p.terms)
		}
		fields[f] = &analysedField{ended: ctx.Done(), name: name, length: p.length[f], freqs: make(index.TokenFrequencies, size)}
		doc.AddField(fields[f])
	}
	for i := range p.terms {
		t := &p.terms[i]
		for f, n := range t.tf {
			if n > 0 {
				fields[f].freqs[string(terms[t.term])] = take(terms[t.term], int(n))
			}
		}
	}
	titleWords := &analysedField{ended: ctx.Done(), name: nameWords, length: p.length[fieldTitle], freqs: index.TokenFrequencies{}}
	for _, w := range p.titleWords {
		titleWords.freqs[string(words[w])] = take(words[w], 1)
	}
	doc.AddField(titleWords)
	addKeywords(doc, nameKind, []string{p.Kind})
	addKeywords(doc, nameTopic, p.Topics)
	addKeywords(doc, nameAudience, p.Audiences)
	data, err := json.Marshal(newFragment(p.Document, p.Passages))
	if err != nil {
		return nil, err
	}
	doc.AddField(document.NewTextFieldWithIndexingOptions(namePage, nil, data, index.StoreField))
	return doc, nil
}

func addKeywords(doc *document.Document, name string, values []string) {
	for _, v := range values {
		if v != "" {
			doc.AddField(document.NewTextFieldWithIndexingOptions(name, nil, []byte(v), index.IndexField))
		}
	}
}

// An analysedField is a field whose terms are known. Once ended is closed it
// has none: bleve does not stop in the middle of a batch, but finds nothing
// more to do.
type analysedField struct {
	ended  <-chan struct{}
	name   string
	length int
	freqs  index.TokenFrequencies
}

func (f *analysedField) Name() string                        { return f.name }
func (f *analysedField) Value() []byte                       { return nil }
func (f *analysedField) ArrayPositions() []uint64            { return nil }
func (f *analysedField) EncodedFieldType() byte              { return 't' }
func (f *analysedField) Analyze()                            {}
func (f *analysedField) Options() index.FieldIndexingOptions { return index.IndexField }
func (f *analysedField) AnalyzedLength() int                 { return f.length }
func (f *analysedField) NumPlainTextBytes() uint64           { return 0 }
func (f *analysedField) Size() int                           { return 64 * len(f.freqs) }
func (f *analysedField) AnalyzedTokenFrequencies() index.TokenFrequencies {
	select {
	case <-f.ended:
		return nil
	default:
		return f.freqs
	}
}
