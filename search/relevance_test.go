package search

import (
	"bufio"
	"encoding/json"
	"flag"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var collection = flag.String("collection", "", "folder of a test collection: docs.jsonl, queries.jsonl and qrels.tsv")

// BenchmarkRelevance scores a test collection's queries, as nDCG@10 with the
// grade as gain and log2(rank + 1) as discount (Järvelin and Kekäläinen,
// "Cumulated gain-based evaluation of IR techniques", 2002):
//
//	go test ./search -run - -bench Relevance -collection DIR
//
// docs.jsonl has id, title and text, queries.jsonl id and text, and qrels.tsv
// a heading and then query, document and grade. Without -collection it uses a
// corpus made here, where each page is looked for by its title.
func BenchmarkRelevance(b *testing.B) {
	docs, queries := madeDocuments(400, 120), []judged(nil)
	if *collection != "" {
		docs, queries = readCollection(b, *collection)
	} else {
		for _, d := range docs {
			queries = append(queries, judged{d.Title, map[string]int{d.URL: 1}})
		}
	}
	x, _ := opened(b, docs, Options{})
	for b.Loop() {
		sum, first := 0.0, 0
		for _, q := range queries {
			r, err := x.Search(Query{Text: q.text})
			if err != nil {
				b.Fatal(err)
			}
			var got []int
			for _, h := range r.Hits {
				got = append(got, q.grades[h.URL])
			}
			if len(got) > 0 && got[0] > 0 {
				first++
			}
			best := slices.Sorted(maps.Values(q.grades))
			slices.Reverse(best)
			sum += gain(got) / gain(best[:min(10, len(best))])
		}
		b.ReportMetric(sum/float64(len(queries)), "nDCG@10")
		b.ReportMetric(float64(first)/float64(len(queries)), "success@1")
	}
}

// A judged query has grades for the pages that answer it.
type judged struct {
	text   string
	grades map[string]int
}

func gain(grades []int) float64 {
	sum := 0.0
	for i, g := range grades {
		sum += float64(g) / math.Log2(float64(i+2))
	}
	return sum
}

func readCollection(b *testing.B, dir string) ([]Document, []judged) {
	b.Helper()
	var docs []Document
	eachLine(b, filepath.Join(dir, "docs.jsonl"), func(line string) {
		var d struct{ ID, Title, Text string }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			b.Fatal(err)
		}
		docs = append(docs, Document{URL: "/" + d.ID + "/", Title: d.Title, Passages: []Passage{{Text: d.Text}}})
	})
	grades := map[string]map[string]int{}
	eachLine(b, filepath.Join(dir, "qrels.tsv"), func(line string) {
		if f := strings.Fields(line); len(f) == 3 {
			if n, err := strconv.Atoi(f[2]); err == nil && n > 0 {
				if grades[f[0]] == nil {
					grades[f[0]] = map[string]int{}
				}
				grades[f[0]]["/"+f[1]+"/"] = n
			}
		}
	})
	var queries []judged
	eachLine(b, filepath.Join(dir, "queries.jsonl"), func(line string) {
		var q struct{ ID, Text string }
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			b.Fatal(err)
		}
		if grades[q.ID] == nil {
			return
		}
		words := strings.Fields(strings.ReplaceAll(q.Text, `"`, " "))
		for i, w := range words {
			words[i] = strings.TrimLeft(w, "-") // which a search box would take for an exclusion
		}
		queries = append(queries, judged{strings.Join(words, " "), grades[q.ID]})
	})
	return docs, queries
}

func eachLine(b *testing.B, name string, visit func(string)) {
	b.Helper()
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		visit(lines.Text())
	}
	if err := lines.Err(); err != nil {
		b.Fatal(err)
	}
}
