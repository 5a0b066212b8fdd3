package search

import (
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
)

// A solrPage is a page under Solr's unique key.
type solrPage struct {
	ID string `json:"id"`
	exportedPage
}

// A solrSchema is commands for Solr's schema, which runs them in their order.
type solrSchema struct {
	AddFieldType []object `json:"add-field-type"`
	AddField     []object `json:"add-field"`
}

// solrSchema adds the field types and fields to a schema that has the unique
// key id and the type string, as Solr's own default has.
func (x *exportedAnalysis) solrSchema() solrSchema {
	types, fields := []object{}, []object{}
	b := similarities()
	for _, name := range fieldNames() {
		types = append(types, object{
			"name": "steward_" + name, "class": "solr.TextField", "positionIncrementGap": fmt.Sprint(placeGap),
			"indexAnalyzer": x.solrAnalyzer(name, false), "queryAnalyzer": x.solrAnalyzer(name, true),
			"similarity": object{"class": "solr.BM25SimilarityFactory", "k1": fmt.Sprint(saturation), "b": fmt.Sprint(b[name])},
		})
		several := name != fieldNames()[fieldTitle] && name != fieldNames()[fieldDescription]
		fields = append(fields, object{"name": name, "type": "steward_" + name, "stored": true, "multiValued": several})
	}
	for _, name := range []string{"url", "kind", "section", "topics", "audiences", "anchors"} {
		several := slices.Contains([]string{"topics", "audiences", "anchors"}, name)
		shown := name == "section" || name == "anchors"
		fields = append(fields, object{"name": name, "type": "string", "stored": true, "indexed": !shown, "docValues": !shown, "multiValued": several})
	}
	return solrSchema{types, fields}
}

func (x *exportedAnalysis) solrAnalyzer(field string, searching bool) object {
	filters := map[string]object{
		en.PossessiveName:      {"class": "solr.EnglishPossessiveFilterFactory"},
		lowercase.Name:         {"class": "solr.LowerCaseFilterFactory"},
		porter.Name:            {"class": "solr.PorterStemFilterFactory"},
		nl.SnowballStemmerName: {"class": "solr.SnowballPorterFilterFactory", "language": "Dutch"},
	}
	var chain []object
	for _, name := range x.before {
		chain = append(chain, filters[name])
	}
	if searching {
		chain = append(chain, object{"class": "solr.ManagedSynonymGraphFilterFactory", "managed": "glossary"})
	}
	if field != fieldNames()[fieldTitle] {
		chain = append(chain, object{"class": "solr.ManagedStopFilterFactory", "managed": "common"})
	}
	if x.stemmer != "" {
		chain = append(chain, filters[x.stemmer])
	}
	return object{
		"tokenizer": object{"class": "solr.PatternTokenizerFactory", "pattern": x.pattern, "group": "0"},
		"filters":   chain,
	}
}

// solrHandler is the command that adds a request handler which searches with our weights.
func (x *exportedAnalysis) solrHandler() object {
	return object{"add-requesthandler": object{
		"name": "/pages", "class": "solr.SearchHandler",
		"defaults": object{"defType": "edismax", "qf": strings.Join(weighted(), " "), "fl": "url,title,kind,section,description,score"},
	}}
}

// solrSynonyms tells of each phrase all that it may be replaced by, itself among them.
func (x *exportedAnalysis) solrSynonyms() map[string][]string {
	all := map[string][]string{}
	for _, set := range x.synonyms {
		for _, phrase := range set {
			for _, also := range set {
				if !slices.Contains(all[phrase], also) {
					all[phrase] = append(all[phrase], also)
				}
			}
		}
	}
	return all
}
