package search

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
)

// A bulkAction is the line before a page in a bulk request.
type bulkAction struct {
	Index bulkID `json:"index"`
}

type bulkID struct {
	ID string `json:"_id"`
}

// object is a JSON object of a cluster's own making; encoding sorts its keys.
type object = map[string]any

// elastic is the body that creates an index of OpenSearch or Elasticsearch.
func (x *exportedAnalysis) elastic() object {
	filters := object{"common": object{"type": "stop", "stopwords": x.common}}
	synonyms := []string{}
	if len(x.synonyms) > 0 {
		rules := []string{}
		for _, set := range x.synonyms {
			rules = append(rules, strings.Join(set, ", "))
		}
		filters["glossary"] = object{"type": "synonym_graph", "synonyms": rules}
		synonyms = []string{"glossary"}
	}
	names := map[string]string{en.PossessiveName: "possessive", lowercase.Name: "lowercase", porter.Name: "porter_stem", nl.SnowballStemmerName: "dutch"}
	switch x.module {
	case "english":
		filters["possessive"] = object{"type": "stemmer", "language": "possessive_english"}
	case "dutch":
		filters["dutch"] = object{"type": "snowball", "language": "Dutch"}
	}
	analyzer := func(searching, dropping bool) object {
		chain := []string{}
		for _, name := range x.before {
			chain = append(chain, names[name])
		}
		if searching {
			chain = append(chain, synonyms...)
		}
		if dropping && x.stop != "" {
			chain = append(chain, "common")
		}
		if x.stemmer != "" {
			chain = append(chain, names[x.stemmer])
		}
		return object{"type": "custom", "tokenizer": "words", "filter": chain}
	}
	similarity := object{}
	properties := object{
		"url": object{"type": "keyword"}, "kind": object{"type": "keyword"}, "topics": object{"type": "keyword"},
		"audiences": object{"type": "keyword"}, "section": object{"type": "keyword", "index": false, "doc_values": false},
		"anchors": object{"type": "keyword", "index": false, "doc_values": false},
	}
	for name, b := range similarities() {
		similarity[name] = object{"type": "BM25", "k1": saturation, "b": b}
		kind := "text"
		if name == fieldNames()[fieldTitle] {
			kind = "title"
		}
		properties[name] = object{"type": "text", "analyzer": kind, "search_analyzer": kind + "_search",
			"similarity": name, "position_increment_gap": placeGap}
	}
	return object{
		"settings": object{
			"index": object{"query": object{"default_field": weighted()}, "similarity": similarity},
			"analysis": object{
				"tokenizer": object{"words": object{"type": "pattern", "pattern": x.pattern, "group": 0}},
				"filter":    filters,
				"analyzer": object{"title": analyzer(false, false), "title_search": analyzer(true, false),
					"text": analyzer(false, true), "text_search": analyzer(true, true)},
			},
		},
		"mappings": object{"dynamic": "strict", "properties": properties},
	}
}
