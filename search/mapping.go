package search

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/regexp"
	"github.com/blevesearch/bleve/v2/mapping"
)

// Names of the fields of the bleve index.
const (
	nameWords    = "title_words" // the words of a title, without stemming
	namePage     = "page"        // what a hit shows, stored only
	nameKind     = "kind"
	nameTopic    = "topic"
	nameAudience = "audience"
)

// fieldNames are the names of the searched fields, in the order of fieldTitle and the rest.
func fieldNames() [fieldCount]string {
	return [fieldCount]string{"title", "headings", "tags", "description", "body"}
}

// newMapping is the index mapping. It uses only what bleve registers itself,
// so that any bleve program opens the index and its own queries work on it.
func newMapping(lang language) (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomTokenizer("words", map[string]any{"type": regexp.Name, "regexp": wordPattern}); err != nil {
		return nil, err
	}
	var stem, stop []string
	if lang.stemmer != "" {
		stem = []string{lang.stemmer}
	}
	if lang.stop != "" {
		stop = []string{lang.stop}
	}
	chains := map[string][][]string{
		"words":     {lang.before},
		"title":     {lang.before, stem},
		lang.module: {lang.before, stop, stem},
	}
	for name, chain := range chains {
		filters := []any{}
		for _, names := range chain {
			for _, filter := range names {
				filters = append(filters, filter)
			}
		}
		config := map[string]any{"type": custom.Name, "tokenizer": "words", "token_filters": filters}
		if err := m.AddCustomAnalyzer(name, config); err != nil {
			return nil, err
		}
	}
	page := bleve.NewDocumentStaticMapping()
	text := func(name, analyzer string) {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = analyzer, false, false, false, false
		page.AddFieldMappingsAt(name, f)
	}
	for i, name := range fieldNames() {
		if i == fieldTitle {
			text(name, "title")
		} else {
			text(name, lang.module)
		}
	}
	text(nameWords, "words")
	for _, name := range []string{nameKind, nameTopic, nameAudience} {
		text(name, keyword.Name)
	}
	stored := bleve.NewTextFieldMapping()
	stored.Index, stored.Store, stored.IncludeInAll, stored.IncludeTermVectors, stored.DocValues = false, true, false, false, false
	page.AddFieldMappingsAt(namePage, stored)
	m.DefaultMapping = page
	m.DefaultAnalyzer = lang.module
	m.DefaultField = fieldNames()[fieldBody]
	return m, m.Validate()
}
