package search

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
)

// Index is a built index, open for reading.
type Index struct {
	bleve     bleve.Index
	meta      *meta
	lex       *lexicon
	analysers sync.Pool // of *analyser
}

// Open opens the index in the folder dir. It only reads and never waits for a
// lock. An index that is missing, damaged or not made by Build gives an error
// that says so.
func Open(dir string) (*Index, error) {
	if _, err := os.Stat(filepath.Join(dir, "index_meta.json")); err != nil {
		if os.IsNotExist(err) {
			return nil, fmt.Errorf("there is no search index in %s: build the site first", dir)
		}
		return nil, fmt.Errorf("opening the search index: %w", err)
	}
	opened, err := openBleve(dir)
	if err != nil {
		return nil, fmt.Errorf("the search index in %s cannot be read, build the site again: %w", dir, err)
	}
	x := &Index{bleve: opened}
	if err := x.readMeta(); err != nil {
		opened.Close()
		return nil, fmt.Errorf("the search index in %s cannot be read, build the site again: %w", dir, err)
	}
	return x, nil
}

// openBleve opens a bleve index; what bleve does with damaged files may be to panic.
func openBleve(dir string) (opened bleve.Index, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errDamaged, r)
		}
	}()
	return bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "1s"})
}

func (x *Index) readMeta() error {
	data, err := x.bleve.GetInternal([]byte(metaKey))
	if err != nil {
		return err
	}
	if data == nil {
		return fmt.Errorf("it was not made by Steward")
	}
	x.meta = &meta{}
	if err := json.Unmarshal(data, x.meta); err != nil {
		return errDamaged
	}
	if x.meta.Version != metaVersion {
		return fmt.Errorf("it was made by another version of Steward")
	}
	d := decoder{data: x.meta.Lexicon}
	x.lex = &lexicon{pages: x.meta.Pages, groups: d.groups()}
	if err := d.err(); err != nil {
		return err
	}
	x.lex.number()
	_, err = newAnalyser(languageOf(x.meta.Language))
	return err
}

// Close lets go of the index's files.
func (x *Index) Close() error { return x.bleve.Close() }

// Search finds pages. It may be called from several goroutines at once.
func (x *Index) Search(q Query) (result *Result, err error) {
	started := time.Now()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("searching: the index is damaged, build the site again: %v", r)
		}
	}()
	if q.Limit <= 0 {
		q.Limit = 10
	}
	a, err := x.analyser()
	if err != nil {
		return nil, err
	}
	defer x.analysers.Put(a)
	ranked := &rankedQuery{request: parse(q.Text, a), Index: x, filters: q.Filters, wantFacets: q.Facets}
	offset := max(q.Offset, 0)
	ask := bleve.NewSearchRequestOptions(ranked, offset+q.Limit, 0, false) // the best page tells the correction
	ask.SortBy([]string{"-_score", "_id"})
	found, err := x.bleve.Search(ask)
	if err != nil {
		return nil, fmt.Errorf("searching for %q: %w", q.Text, err)
	}
	result = &Result{Query: q.Text, Total: int(found.Total), Hits: []Hit{}, Facets: ranked.facets}
	if e := ranked.evaluation; e != nil {
		result.Synonyms = e.used
		best := -1
		if len(found.Hits) > 0 {
			best = int(found.Hits[0].IndexInternalID.Value())
		}
		if result.Correction, err = e.correctionFor(q.Text, best); err != nil {
			return nil, err
		}
	}
	for _, hit := range found.Hits[min(offset, len(found.Hits)):] {
		h, err := x.hit(hit.ID, int(hit.Score), ranked.evaluation, a)
		if err != nil {
			return nil, err
		}
		result.Hits = append(result.Hits, h)
	}
	result.TookMS = time.Since(started).Milliseconds()
	return result, nil
}

func (x *Index) analyser() (*analyser, error) {
	if a, ok := x.analysers.Get().(*analyser); ok {
		return a, nil
	}
	return newAnalyser(languageOf(x.meta.Language))
}

// hit makes a hit of a page's stored text.
func (x *Index) hit(url string, score int, e *evaluation, a *analyser) (Hit, error) {
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return Hit{}, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return Hit{}, err
	}
	defer reader.Close()
	f, err := fragmentOf(reader, url)
	if err != nil {
		return Hit{}, err
	}
	return newHit(f, score, e, a), nil
}
