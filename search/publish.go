package search

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"
)

const (
	oneShard   = 128 << 10 // an index whose shards would hold no more bytes is one shard
	leastShard = 1 << 10   // bytes of a shard, at least
	wordsFile  = 8 << 10   // bytes of a word list unpacked, or else those of one letter
)

// publish makes the static files.
func publish(ctx context.Context, x *inverted, lang language, sets []synonymSet, inShards int) (*Static, error) {
	p := newPublisher()
	var e entry
	e.pages = x.pages
	var err error
	if e.fragments, err = p.fragments(ctx, x); err != nil {
		return nil, fmt.Errorf("packing pages for search: %w", err)
	}
	e.first = firstTier(x.groups, inShards)
	cuts := cutShards(x, e.first)
	if e.shards, e.hashes, err = p.shards(ctx, x, cuts, e.first, sets, lang); err != nil {
		return nil, fmt.Errorf("packing shards: %w", err)
	}
	if len(cuts) > 1 {
		if e.words, err = p.words(ctx, x); err != nil {
			return nil, err
		}
	}
	if e.facets, err = p.add(ctx, &encoder{data: encodeFacets(x)}); err != nil {
		return nil, err
	}
	slices.SortFunc(p.files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	p.files = slices.CompactFunc(p.files, func(a, b File) bool { return a.Name == b.Name })
	packed, err := p.pack(ctx, e.encode())
	if err != nil {
		return nil, err
	}
	modules, err := clientModules(lang, packed)
	if err != nil {
		return nil, err
	}
	return &Static{Files: p.files, modules: modules, entry: packed}, nil
}

// groupMean is how many pages share a hash in the entry, on average.
func groupMean(pages int) uint32 {
	if pages > 20_000 {
		return 512
	}
	return 128
}

// fragments packs the fragments of each page into files of their own. They are
// named by the hash of a group of pages, the page's number in it and their own,
// because the entry has no room for a hash a page. A group ends where the hash
// of a page's URL says so: a new page changes the names in its own group only.
func (p *publisher) fragments(ctx context.Context, x *inverted) ([]fragmentGroup, error) {
	var docs []*Document
	for _, part := range x.parts {
		for _, page := range part.pages {
			docs = append(docs, page.Document)
		}
	}
	packed, err := p.packAll(ctx, docs)
	if err != nil {
		return nil, err
	}
	var groups []fragmentGroup
	for from := 0; from < len(docs); {
		to := from + 1
		for to < len(docs) && !endsGroup(docs[to-1].URL, groupMean(len(docs))) {
			to++
		}
		g := fragmentGroup{to - from, hashOf(slices.Concat(packed[from:to]...)...)}
		for i, page := range packed[from:to] {
			for n, data := range page {
				p.files = append(p.files, File{numbered(g.hash, i, n), data})
			}
		}
		groups = append(groups, g)
		from = to
	}
	return groups, nil
}

func endsGroup(url string, mean uint32) bool {
	h := fnv.New32a()
	h.Write([]byte(url))
	return h.Sum32()%mean == 0
}

// packAll packs the fragments of all pages.
func (p *publisher) packAll(ctx context.Context, docs []*Document) ([][][]byte, error) {
	packed := make([][][]byte, len(docs))
	err := inParallel(len(docs), func(i int) (err error) {
		packed[i], err = p.packPage(ctx, docs[i])
		return err
	})
	return packed, err
}

// packPage packs the fragments of a page. Only the first has the description.
func (p *publisher) packPage(ctx context.Context, doc *Document) (packed [][]byte, err error) {
	head := *doc
	for _, run := range fragments(doc.Passages) {
		data, err := json.Marshal(newFragment(&head, run))
		if err == nil {
			data, err = p.fragment.pack(ctx, data)
		}
		if err != nil {
			return nil, err
		}
		packed = append(packed, data)
		head.Description = ""
	}
	return packed, nil
}

// cutShards returns where shards begin, as indices of groups.
func cutShards(x *inverted, first int) []int {
	cost := func(i int) int { // about the bytes that a group takes of a file
		g := x.groups[i]
		n := min(g.found, first)
		distance := bits.Len(uint(x.pages / n)) // bits
		return 6 + 4*len(g.words) + n*(6+distance)/8 + 12*len(tierSizes(g.found, first))
	}
	total := 0
	for i := range x.groups {
		total += cost(i)
	}
	cuts := []int{0}
	if total <= oneShard {
		return cuts
	}
	// A shard more costs about 3 bytes of the entry, which every search reads,
	// and a search reads one shard or two; this makes their sum least.
	target := max(leastShard, int(math.Sqrt(2*float64(total))))
	size := 0
	for i := range x.groups {
		more := cost(i)
		if size+more/2 > target && i > 0 && fold(x.groups[i-1].term) != fold(x.groups[i].term) {
			cuts = append(cuts, i)
			size = 0
		}
		size += more
	}
	return cuts
}

// words packs the word lists, for corrections: whole first letters, so that
// one file has all words a misspelt one may have meant.
func (p *publisher) words(ctx context.Context, x *inverted) ([]keyed, error) {
	var all []foldedWord
	for _, g := range x.groups {
		for _, w := range g.words {
			if letters(w.text) >= correctLength-1 {
				all = append(all, foldedWord{fold(w.text), w})
			}
		}
	}
	slices.SortFunc(all, func(a, b foldedWord) int { return cmp.Or(compare(a.folded, b.folded), compare(a.text, b.text)) })
	var files []keyed
	for from := 0; from < len(all); {
		to, size := from, 0
		for to < len(all) && (size < wordsFile || to > 0 && all[to].letter() == all[to-1].letter()) {
			size += len(all[to].text)
			to++
		}
		hash, err := p.add(ctx, wordList(all[from:to]))
		if err != nil {
			return nil, err
		}
		files = append(files, keyed{all[from].letter(), hash})
		from = to
	}
	return files, nil
}

// A foldedWord is a word and what it is sorted by.
type foldedWord struct {
	folded string
	groupWord
}

func (w foldedWord) letter() string {
	_, size := utf8.DecodeRuneInString(w.folded)
	return w.folded[:size]
}

// wordList writes words: of all what they share with the word before, then
// the rest of them, one a line, then how many pages have them.
func wordList(words []foldedWord) *encoder {
	e := &encoder{}
	e.number(len(words))
	var rest encoder
	last := ""
	for _, w := range words {
		units, n := shared(last, w.text)
		e.number(units)
		rest.data = append(rest.data, w.text[n:]+"\n"...)
		last = w.text
	}
	e.column()
	e.string(string(rest.data))
	e.column()
	for _, w := range words {
		e.number(w.found)
	}
	return e
}

// encodeFacets lists the pages of each kind, topic and audience.
func encodeFacets(x *inverted) []byte {
	var values [3]map[string][]int
	for i := range values {
		values[i] = map[string][]int{}
	}
	doc := 0
	for _, part := range x.parts {
		for _, page := range part.pages {
			for i, list := range [][]string{{page.Kind}, page.Topics, page.Audiences} {
				for _, v := range list {
					if v != "" && !slices.Contains(values[i][v], doc) {
						values[i][v] = append(values[i][v], doc)
					}
				}
			}
			doc++
		}
	}
	var e encoder
	for _, field := range values {
		e.number(len(field))
		for _, value := range sortedKeys(field) {
			e.string(value)
			e.number(len(field[value]))
			last := 0
			for _, doc := range field[value] {
				e.number(doc - last)
				last = doc
			}
		}
	}
	return e.data
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
