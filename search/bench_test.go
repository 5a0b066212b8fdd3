package search

import (
	"context"
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
)

var pages = flag.Int("pages", 1000, "pages of the benchmarks' corpus, 500 words each")

// BenchmarkBuild is all that search adds to a build; compare with BenchmarkBleveBuilder.
func BenchmarkBuild(b *testing.B) {
	docs := madeDocuments(*pages, 500)
	for b.Loop() {
		static, err := Build(context.Background(), filepath.Join(b.TempDir(), "index.bleve"), docs, Options{})
		if err != nil {
			b.Fatal(err)
		}
		bytes := 0
		for _, f := range static.Files {
			bytes += len(f.Data)
		}
		b.ReportMetric(float64(bytes)/float64(*pages), "B/page")
		b.ReportMetric(float64(len(static.Files)), "files")
	}
}

// BenchmarkBleveBuilder is what bleve's own builder takes for the same text, on one core.
func BenchmarkBleveBuilder(b *testing.B) {
	docs := madeDocuments(*pages, 500)
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = "en"
	field := bleve.NewTextFieldMapping()
	field.Store, field.IncludeTermVectors, field.IncludeInAll, field.DocValues = false, false, false, false
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.DefaultMapping.AddFieldMappingsAt("title", field)
	m.DefaultMapping.AddFieldMappingsAt("body", field)
	for b.Loop() {
		dir := b.TempDir()
		into, err := bleve.NewBuilder(filepath.Join(dir, "index.bleve"), m, map[string]any{"buildPathPrefix": dir})
		if err != nil {
			b.Fatal(err)
		}
		for i := range docs {
			var body strings.Builder
			for _, p := range docs[i].Passages {
				body.WriteString(p.Heading + "\n" + p.Text + "\n")
			}
			if err := into.Index(docs[i].URL, map[string]string{"title": docs[i].Title, "body": body.String()}); err != nil {
				b.Fatal(err)
			}
		}
		if err := into.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	x, _ := opened(b, madeDocuments(*pages, 500), Options{})
	for _, text := range []string{"care", "team meeting", "safegarding", "mana", "quality of care in the home"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Search(Query{Text: text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
