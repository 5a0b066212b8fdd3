package search

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestShardsHoldTheIndex: what the shards decode to is what was encoded, and
// a query of either finds the same pages with the same scores.
func TestShardsHoldTheIndex(t *testing.T) {
	docs := madeDocuments(1200, 150) // enough for several shards
	opts := Options{inShards: 1}     // and for terms with more than one tier
	opts.Synonyms = []Synonyms{{"team care", []string{"support"}}}
	x, static := opened(t, docs, opts)
	src, err := readShards(static.Files, static.entry)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := analyse(context.Background(), byURL(docs), languageOf("en"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := invert(context.Background(), parts)
	if err != nil {
		t.Fatal(err)
	}
	if len(src.entry.shards) < 4 {
		t.Fatalf("only %d shards", len(src.entry.shards))
	}
	if !reflect.DeepEqual(src.groups, want.groups) {
		t.Fatal("the groups differ")
	}
	deep := false
	for i, g := range want.groups {
		deep = deep || g.found > src.entry.first+nextTier/100
		if !slices.Equal(src.postings[g.term], want.postings[i]) {
			t.Fatalf("the postings of %s differ", g.term)
		}
		for k, places := range want.places[i] {
			if !slices.Equal(src.places[g.term][k], places) {
				t.Fatalf("the places of %s differ: %v, want %v", g.term, src.places[g.term][k], places)
			}
		}
	}
	if !deep {
		t.Fatal("no term has a second tier")
	}

	a, err := newAnalyser(languageOf("en"))
	if err != nil {
		t.Fatal(err)
	}
	sorted := byURL(docs)
	for _, text := range []string{"team", "safegarding", "team care", "management of quality", "ma", "mana", "the", "support"} {
		_, matches, err := evaluate(parse(text, a), src, src.pages)
		if err != nil {
			t.Fatal(err)
		}
		matches = bestMatches(matches, len(matches))
		got, err := x.Search(Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if got.Total != len(matches) {
			t.Errorf("%q: bleve finds %d, the shards %d", text, got.Total, len(matches))
		}
		for i, h := range got.Hits {
			if m := matches[i]; h.URL != sorted[m.doc].URL || h.Score != m.score {
				t.Errorf("%q, place %d: bleve has %s %d, the shards %s %d", text, i, h.URL, h.Score, sorted[m.doc].URL, m.score)
			}
		}
	}
}

// TestStaticFilesAreAFunctionOfThePages: the order of the documents and the
// run make no difference to a single byte.
func TestStaticFilesAreAFunctionOfThePages(t *testing.T) {
	docs := madeDocuments(400, 60)
	_, once := opened(t, docs, Options{})
	backwards := slices.Clone(docs)
	slices.Reverse(backwards)
	_, again := opened(t, backwards, Options{})
	if !reflect.DeepEqual(once.Files, again.Files) || !bytes.Equal(once.entry, again.entry) {
		t.Error("the same documents give other files")
	}
	for _, f := range once.Files {
		if strings.HasSuffix(f.Name, ".gz") {
			t.Errorf("%s: hosts take .gz for something else", f.Name)
		}
	}
}

// TestSmallSitesAreOneShard: the whole index of a site the size of Open Stewardship is one file.
func TestSmallSitesAreOneShard(t *testing.T) {
	_, static := opened(t, madeDocuments(140, 640), Options{})
	src, err := readShards(static.Files, static.entry)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(src.entry.shards); n != 1 {
		t.Errorf("%d shards", n)
	}
}

// TestFlippedByte: damage to any one byte of any file is noticed.
func TestFlippedByte(t *testing.T) {
	docs, opts := handbook()
	_, static := opened(t, docs, opts)
	for _, f := range static.Files {
		for i := range f.Data {
			data := slices.Clone(f.Data)
			data[i] ^= 0x10
			if _, err := unpack(data); err == nil {
				t.Fatalf("byte %d of %s may be flipped", i, f.Name)
			}
		}
	}
}

func TestEveryNameIsReadable(t *testing.T) {
	if got := hashOf([]byte("a")).name(); len(got) != 8 || strings.ToLower(got) != got {
		t.Errorf("a name is %q", got)
	}
}

// FuzzShard: decoding never panics, and what decodes encodes to itself.
func FuzzShard(f *testing.F) {
	_, static := opened(f, madeDocuments(4, 8), Options{})
	src, err := readShards(static.Files, static.entry)
	if err != nil {
		f.Fatal(err)
	}
	data, err := src.file(src.entry.shardName(0))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte{1, 0, 1, 'a', 1, 0, 0, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := decodeShard(data, mostFirst)
		if err != nil {
			return
		}
		again, err := decodeShard(s.encode().data, mostFirst)
		if err != nil {
			t.Fatalf("what was decoded cannot be decoded again: %v", err)
		}
		if fmt.Sprint(s.groups) != fmt.Sprint(again.groups) || fmt.Sprint(s.postings) != fmt.Sprint(again.postings) {
			t.Error("decoding and encoding changes a shard")
		}
	})
}

func TestBuildTakesNoFolderThatIsThere(t *testing.T) {
	if _, err := Build(context.Background(), t.TempDir(), nil, Options{}); err == nil {
		t.Error("an existing folder was written to")
	}
	x, _ := opened(t, nil, Options{})
	if r, err := x.Search(Query{Text: "anything at all"}); err != nil || r.Total != 0 {
		t.Errorf("a site without pages: %v, %v", r, err)
	}
}
