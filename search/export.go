package search

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/registry"
)

// Export writes pages for a search cluster, in a format of "opensearch",
// "elasticsearch" or "solr": JSON, one value a line. The first lines set the
// index up with the analysis, the synonyms and the weights of fields that Build
// uses; the rest are the pages, by URL, as the cluster takes them in bulk.
//
//	opensearch, elasticsearch
//	  1         PUT  /NAME                                settings and mapping
//	  2 to end  POST /NAME/_bulk                          an action and a page in turn
//	solr
//	  1         POST /NAME/schema                         field types and fields
//	  2         POST /NAME/config                         the request handler /pages, with the weights
//	  3         PUT  /NAME/schema/analysis/stopwords/common
//	  4         PUT  /NAME/schema/analysis/synonyms/glossary
//	  5 to end  POST /NAME/update/json/docs?commit=true   a page each
//
// A page has the fields of [Document]; headings, anchors and body have an entry
// for each of its passages. A cluster's own BM25 scores each field by itself
// and adds up, where ours adds up first, so the order of hits is alike but not
// the same. The same documents give the same bytes, whatever their order.
func Export(w io.Writer, format string, docs []Document, opts Options) error {
	a, err := exportedAnalysisOf(opts)
	if err != nil {
		return fmt.Errorf("exporting the analysis: %w", err)
	}
	out := bufio.NewWriter(w)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	write := func(values ...any) {
		for _, v := range values {
			if err == nil {
				err = lines.Encode(v)
			}
		}
	}
	sorted := slices.Clone(docs)
	slices.SortFunc(sorted, func(a, b Document) int { return cmp.Compare(a.URL, b.URL) })
	switch format {
	case "opensearch", "elasticsearch":
		write(a.elastic())
		for i := range sorted {
			write(bulkAction{bulkID{sorted[i].URL}}, newExportedPage(&sorted[i]))
		}
	case "solr":
		write(a.solrSchema(), a.solrHandler(), a.common, a.solrSynonyms())
		for i := range sorted {
			write(solrPage{sorted[i].URL, newExportedPage(&sorted[i])})
		}
	default:
		return fmt.Errorf("there is no export format %q: choose opensearch, elasticsearch or solr", format)
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("writing the export: %w", err)
	}
	return nil
}

// An exportedPage is a document as a cluster stores it.
type exportedPage struct {
	URL         string   `json:"url"`
	Title       string   `json:"title"`
	Kind        string   `json:"kind"`
	Section     string   `json:"section"`
	Description string   `json:"description"`
	Topics      []string `json:"topics,omitempty"`
	Audiences   []string `json:"audiences,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	Headings    []string `json:"headings,omitempty"`
	Anchors     []string `json:"anchors,omitempty"`
	Body        []string `json:"body,omitempty"`
}

func newExportedPage(d *Document) exportedPage {
	p := exportedPage{URL: d.URL, Title: d.Title, Kind: d.Kind, Section: d.Section, Description: d.Description,
		Topics: d.Topics, Audiences: d.Audiences, Tags: d.Tags}
	for _, passage := range d.Passages {
		p.Headings = append(p.Headings, passage.Heading)
		p.Anchors = append(p.Anchors, passage.Anchor)
		p.Body = append(p.Body, passage.Text)
	}
	return p
}

// An exportedAnalysis is what a cluster must know to cut and weigh words as we do.
type exportedAnalysis struct {
	language
	pattern  string     // wordPattern as Java writes it
	common   []string   // stop words
	synonyms [][]string // phrases that mean the same, as words in lower case with spaces between
}

func exportedAnalysisOf(opts Options) (*exportedAnalysis, error) {
	x := &exportedAnalysis{language: languageOf(opts.Language), pattern: javaPattern(), common: []string{}}
	if x.stop != "" {
		words, err := registry.NewCache().TokenMapNamed(x.stop)
		if err != nil {
			return nil, err
		}
		x.common = slices.Sorted(maps.Keys(words))
	}
	a, err := newAnalyser(x.language)
	if err != nil {
		return nil, err
	}
	for _, set := range synonymSets(opts.Synonyms, a) {
		var phrases []string
		for _, p := range set {
			var words []string
			a.tokens(p.Text, func(t token) { words = append(words, t.text) })
			phrases = append(phrases, strings.Join(words, " "))
		}
		x.synonyms = append(x.synonyms, phrases)
	}
	slices.SortFunc(x.synonyms, slices.Compare)
	return x, nil
}

// javaPattern is wordPattern with the names of scripts as Java has them.
func javaPattern() string {
	return regexp.MustCompile(`\\p\{([A-Z][a-z]{2,})\}`).ReplaceAllString(wordPattern, `\p{Is$1}`)
}

// weighted lists the searched fields with their weights, as in title^4.
func weighted() []string {
	var fields []string
	weights := fieldWeights()
	for i, name := range fieldNames() {
		fields = append(fields, fmt.Sprintf("%s^%g", name, weights[i]))
	}
	return fields
}

// similarities are BM25's b of each searched field.
func similarities() map[string]float64 {
	b := map[string]float64{}
	lengths := fieldLengths()
	for i, name := range fieldNames() {
		b[name] = lengths[i]
	}
	return b
}
