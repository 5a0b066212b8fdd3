package search

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/elastic/go-elasticsearch/v8/typedapi/indices/create"
	"github.com/elastic/go-elasticsearch/v8/typedapi/types"
	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/vanng822/go-solr/solr"
)

func exportedDocuments() ([]Document, Options) {
	docs := []Document{
		{URL: "/b/", Title: "Line\nbreak <b> & \u2028", Kind: "page", Passages: []Passage{{Text: "Lead."}, {"part", "A part", "Nurses' text."}}},
		{URL: "/a/", Title: "Agenda", Kind: "template", Section: "Templates", Topics: []string{"meetings"}, Audiences: []string{"teams"}, Tags: []string{"Meetings"}},
	}
	return docs, Options{Synonyms: []Synonyms{{Term: "Appraisal", Aliases: []string{"Yearly Review, the", "APPRAISAL"}}}}
}

// exported are the lines of an export, each of them JSON.
func exported(t *testing.T, format string, docs []Document, opts Options) []string {
	t.Helper()
	var out bytes.Buffer
	if err := Export(&out, format, docs, opts); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(out.String(), "\n") {
		t.Fatal("a bulk body ends with a line break")
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			t.Fatalf("not JSON: %s", line)
		}
	}
	return lines
}

// TestElasticsearchExport reads an export with the types of Elasticsearch's own client.
func TestElasticsearchExport(t *testing.T) {
	for _, language := range []string{"en", "nl", "cy"} {
		docs, opts := exportedDocuments()
		opts.Language = language
		lines := exported(t, "elasticsearch", docs, opts)
		request, err := create.NewRequest().FromJSON(lines[0])
		if err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		checkAnalysers(t, request)
		title, ok := request.Mappings.Properties["title"].(*types.TextProperty)
		if !ok || *title.Similarity != "title" || request.Settings.Index.Similarity["title"] == nil {
			t.Errorf("the title is mapped as %#v", request.Mappings.Properties["title"])
		}
		if !strings.Contains(string(again), `"title^4"`) {
			t.Errorf("the client loses the weights: %s", again)
		}
		for i := 1; i < len(lines); i += 2 {
			var action map[string]types.IndexOperation
			if err := json.Unmarshal([]byte(lines[i]), &action); err != nil || *action["index"].Id_ == "" {
				t.Errorf("action %s: %v", lines[i], err)
			}
			var page map[string]any
			if err := json.Unmarshal([]byte(lines[i+1]), &page); err != nil {
				t.Error(err)
			}
			for field := range page {
				if request.Mappings.Properties[field] == nil {
					t.Errorf("%s is not in the mapping, which is strict", field)
				}
			}
		}
		if !strings.Contains(lines[1], `"/a/"`) {
			t.Errorf("pages are not by URL: %s", lines[1])
		}
	}
}

// checkAnalysers: what a field or an analyzer names is defined, or known to every cluster.
func checkAnalysers(t *testing.T, request *create.Request) {
	t.Helper()
	analysis := request.Settings.Analysis
	for name, analyzer := range analysis.Analyzer {
		custom, ok := analyzer.(*types.CustomAnalyzer)
		if !ok {
			t.Fatalf("analyzer %s is %#v", name, analyzer)
		}
		for _, filter := range custom.Filter {
			if analysis.Filter[filter] == nil && filter != "lowercase" && filter != "porter_stem" {
				t.Errorf("analyzer %s has a filter %s that is nowhere defined", name, filter)
			}
		}
		if analysis.Tokenizer[custom.Tokenizer] == nil {
			t.Errorf("analyzer %s has no tokenizer", name)
		}
	}
	for name, property := range request.Mappings.Properties {
		if text, ok := property.(*types.TextProperty); ok && (analysis.Analyzer[*text.Analyzer] == nil || analysis.Analyzer[*text.SearchAnalyzer] == nil) {
			t.Errorf("field %s has an analyzer that is nowhere defined", name)
		}
	}
	if words, ok := analysis.Tokenizer["words"].(*types.PatternTokenizer); !ok || *words.Group != 0 || *words.Pattern != javaPattern() {
		t.Errorf("the tokenizer is %#v", analysis.Tokenizer["words"])
	}
	if glossary, ok := analysis.Filter["glossary"].(*types.SynonymGraphTokenFilter); !ok || !slices.Equal(glossary.Synonyms, []string{"appraisal, yearly review the"}) {
		t.Errorf("the synonyms are %#v", analysis.Filter["glossary"])
	}
}

// TestOpenSearchExport builds requests of an export with OpenSearch's own client.
func TestOpenSearchExport(t *testing.T) {
	docs, opts := exportedDocuments()
	lines := exported(t, "opensearch", docs, opts)
	body := strings.Join(lines[1:], "\n") + "\n"
	requests := []interface{ GetRequest() (*http.Request, error) }{
		opensearchapi.IndicesCreateReq{Index: "pages", Body: strings.NewReader(lines[0])},
		opensearchapi.BulkReq{Index: "pages", Body: strings.NewReader(body)},
	}
	for i, want := range []string{"PUT /pages " + lines[0], "POST /pages/_bulk " + body} {
		request, err := requests[i].GetRequest()
		if err != nil {
			t.Fatal(err)
		}
		sent, err := io.ReadAll(request.Body)
		if err != nil {
			t.Fatal(err)
		}
		if got := request.Method + " " + request.URL.Path + " " + string(sent); got != want {
			t.Errorf("the client sends %.200s, want %.200s", got, want)
		}
	}
	if !slices.Equal(lines, exported(t, "elasticsearch", docs, opts)) {
		t.Error("Elasticsearch, which has the same interface, is given something else")
	}
	slices.Reverse(docs)
	if !slices.Equal(lines, exported(t, "opensearch", docs, opts)) {
		t.Error("the order of the documents makes a difference")
	}
}

// TestSolrExport sends an export's pages with a client of Solr, and checks that the schema has what they need.
func TestSolrExport(t *testing.T) {
	docs, opts := exportedDocuments()
	lines := exported(t, "solr", docs, opts)
	if at := strings.Index(lines[0], `"add-field":`); at < strings.Index(lines[0], `"add-field-type":`) {
		t.Error("fields are added before their types")
	}
	var schema struct {
		Types  []struct{ Name string } `json:"add-field-type"`
		Fields []struct {
			Name, Type  string
			MultiValued bool
		} `json:"add-field"`
	}
	if err := json.Unmarshal([]byte(lines[0]), &schema); err != nil {
		t.Fatal(err)
	}
	several := map[string]bool{}
	for _, field := range schema.Fields {
		several[field.Name] = field.MultiValued
		known := func(own struct{ Name string }) bool { return own.Name == field.Type }
		if field.Type != "string" && !slices.ContainsFunc(schema.Types, known) {
			t.Errorf("field %s is of a type %s that is not added", field.Name, field.Type)
		}
	}
	var pages []solr.Document
	for _, line := range lines[4:] {
		var page solr.Document
		if err := json.Unmarshal([]byte(line), &page); err != nil {
			t.Fatal(err)
		}
		for field, value := range page {
			_, list := value.([]any)
			if many, known := several[field]; field != "id" && (!known || many != list) {
				t.Errorf("field %s is not in the schema, or not as %v", field, value)
			}
		}
		pages = append(pages, page)
	}
	var path string
	var sent []solr.Document
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path = r.URL.Path
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
			t.Error(err)
		}
		io.WriteString(w, `{"responseHeader":{"status":0,"QTime":1}}`)
	}))
	defer server.Close()
	client, err := solr.NewSolrInterface(server.URL+"/solr", "pages")
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Update(pages, nil)
	if err != nil || !answer.Success || !reflect.DeepEqual(sent, pages) || !strings.HasPrefix(path, "/solr/pages/update") {
		t.Errorf("the client sends %v to %s: %v", sent, path, err)
	}
	if want := `{"appraisal":["appraisal","yearly review the"],"yearly review the":["appraisal","yearly review the"]}`; lines[3] != want {
		t.Errorf("synonyms are %s, want %s", lines[3], want)
	}
}

func TestExportRefusesOtherFormats(t *testing.T) {
	if err := Export(io.Discard, "sphinx", nil, Options{}); err == nil || !strings.Contains(err.Error(), "opensearch") {
		t.Errorf("%v", err)
	}
}

// TestJavaPattern: scripts have the names that Java gives them, categories keep theirs.
func TestJavaPattern(t *testing.T) {
	if strings.Contains(javaPattern(), `\p{Latin}`) || !strings.Contains(javaPattern(), `\p{IsLatin}`) || !strings.Contains(javaPattern(), `\p{Lu}`) {
		t.Error(javaPattern())
	}
	if back := regexp.MustCompile(`\\p\{Is`).ReplaceAllString(javaPattern(), `\p{`); back != wordPattern {
		t.Errorf("%s is not the pattern of words", back)
	}
}
