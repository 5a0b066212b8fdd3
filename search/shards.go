package search

import (
	"context"
	"slices"
)

// terms, each and synonyms make an inverted index a source.
func (x *inverted) terms() *lexicon        { return &x.lexicon }
func (x *inverted) synonyms() []synonymSet { return nil }
func (x *inverted) each(g *group, visit func(posting)) error {
	for _, p := range x.postings[x.byTerm[g.term]] {
		visit(p)
	}
	return nil
}

// shards packs the shards and the files that they name.
func (p *publisher) shards(ctx context.Context, x *inverted, cuts []int, first int, sets []synonymSet, lang language) ([]string, []fileHash, error) {
	a, err := newAnalyser(lang)
	if err != nil {
		return nil, nil, err
	}
	keys := make([]string, len(cuts))
	for i, from := range cuts {
		if i > 0 {
			keys[i] = shortest(fold(x.groups[from-1].term), fold(x.groups[from].term))
		}
	}
	// of returns the shard that a word lies in.
	of := func(word string) int {
		after, found := slices.BinarySearchFunc(keys, word, compare)
		if found {
			return after
		}
		return after - 1
	}
	prefixes, err := prefixEntries(ctx, x, keys, of, a)
	if err != nil {
		return nil, nil, err
	}
	synonyms := make([][]synonymSet, len(cuts))
	for _, set := range sets {
		var in []int
		for _, phrase := range set {
			if s := of(fold(phrase.Terms[0])); !slices.Contains(in, s) {
				in = append(in, s)
				synonyms[s] = append(synonyms[s], set)
			}
		}
	}
	elsewhere := make([][]strayWord, len(cuts))
	for i := range cuts {
		for _, g := range x.groups[cuts[i]:end(cuts, i, len(x.groups))] {
			for _, w := range g.words {
				if at := of(fold(w.text)); at != i {
					elsewhere[at] = append(elsewhere[at], strayWord{w.text, g.term})
				}
			}
		}
	}
	packed := make([][]byte, len(cuts))
	err = inParallel(len(cuts), func(i int) error {
		s, err := p.shard(ctx, x, cuts[i], end(cuts, i, len(x.groups)), first)
		if err != nil {
			return err
		}
		s.elsewhere, s.prefixes, s.synonyms = elsewhere[i], prefixes[i], synonyms[i]
		e := s.encode()
		packed[i], err = p.pack(ctx, e.data, e.columns...)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return keys, p.group(packed), nil
}

// end is where the run that begins at cuts[i] ends, in a list of so many.
func end(cuts []int, i, length int) int {
	if i+1 < len(cuts) {
		return cuts[i+1]
	}
	return length
}

// group names shards by the hash of their group.
func (p *publisher) group(packed [][]byte) []fileHash {
	var hashes []fileHash
	for group := range slices.Chunk(packed, shardGroup) {
		hash := hashOf(group...)
		for i, data := range group {
			p.files = append(p.files, File{numbered(hash, i), data})
		}
		hashes = append(hashes, hash)
	}
	return hashes
}

// shortest is the beginning of a word that is just long enough to come after
// another word.
func shortest(previous, word string) string {
	for at := range word {
		if at > 0 && compare(word[:at], previous) > 0 {
			return word[:at]
		}
	}
	return word
}

// shard makes one shard and packs the files it names.
func (p *publisher) shard(ctx context.Context, x *inverted, from, to, first int) (*shard, error) {
	n := to - from
	s := &shard{first: first, groups: x.groups[from:to], postings: make([][]posting, n), rest: make([][]tier, n), all: make([]fileHash, n)}
	var whole [][]int32
	for i := range n {
		cut := tiers(x.postings[from+i], first)
		s.postings[i] = cut[0]
		if len(cut) == 1 {
			whole = append(whole, x.places[from+i]...)
			continue
		}
		var err error
		if s.all[i], err = p.add(ctx, places(x.places[from+i])); err != nil {
			return nil, err
		}
		for _, postings := range cut[1:] {
			t := tier{}
			for _, posting := range postings {
				t.impact = max(t.impact, int(posting.impact))
				t.alone = max(t.alone, alone(posting))
				if posting.title > 0 && (t.title == 0 || int(posting.title) < t.title) {
					t.title = int(posting.title)
				}
			}
			var e encoder
			masked := len(s.groups[i].words) > 1
			e.postings([][]posting{postings}, func(int) bool { return masked })
			if t.hash, err = p.add(ctx, &e); err != nil {
				return nil, err
			}
			s.rest[i] = append(s.rest[i], t)
		}
	}
	var err error
	s.places, err = p.add(ctx, places(whole))
	return s, err
}

// places writes where terms stand in their pages: how often in each, then all
// distances, the low bytes first, which do not deflate, and then the rest.
func places(pages [][]int32) *encoder {
	e := &encoder{}
	for _, places := range pages {
		e.number(len(places))
	}
	var low, high encoder
	for _, places := range pages {
		last := int32(0)
		for _, at := range places {
			low.byte(int(at-last) & 255)
			high.number(int(at-last) >> 8)
			last = at
		}
	}
	e.column()
	e.bytes(low.data)
	e.column()
	e.bytes(high.data)
	return e
}

// prefixEntries finds the best pages for prefixes whose words lie in more than
// one shard, which are the beginnings of the shards' keys: a reader who has
// typed little gets results from one file.
func prefixEntries(ctx context.Context, x *inverted, keys []string, of func(string) int, a *analyser) ([][]prefixEntry, error) {
	var words []word
	seen := map[string]bool{}
	for _, key := range keys[1:] {
		runes := []rune(key)
		for n := 1; n < len(runes); n++ {
			prefix := string(runes[:n])
			if w := a.word(prefix); !seen[prefix] && w.text == prefix {
				words = append(words, w)
			}
			seen[prefix] = true
		}
	}
	all := make([]prefixEntry, len(words))
	err := inParallel(len(words), func(i int) (err error) {
		if err = ctx.Err(); err == nil {
			all[i], err = newPrefixEntry(x, words[i])
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	entries := make([][]prefixEntry, len(keys))
	for _, entry := range all {
		at := of(entry.prefix)
		entries[at] = append(entries[at], entry)
	}
	return entries, nil
}

// newPrefixEntry evaluates a prefix as a query of its own.
func newPrefixEntry(x *inverted, w word) (prefixEntry, error) {
	prefix := w.text
	s := slot{typed: typed{word: w}, times: 1, texts: []string{prefix}, prefix: true}
	e := &evaluation{request: request{slots: []slot{s}}, source: x, size: x.pages, title: make([]uint8, x.pages)}
	e.marks.terms = map[string]bool{}
	e.columns = []column{{make([]int32, x.pages), make([]uint8, x.pages)}}
	e.searched = []map[string]bool{{}}
	if _, err := e.fillExact(0); err != nil {
		return prefixEntry{}, err
	}
	if _, err := e.fillPrefix(0); err != nil {
		return prefixEntry{}, err
	}
	found := e.sum()
	best := bestMatches(found, prefixTop)
	entry := prefixEntry{prefix: prefix, total: len(found), words: x.completions(prefix, prefixWord)}
	in := make([]uint32, x.pages)
	for term := range e.searched[0] {
		for _, posting := range x.postings[x.byTerm[term]] {
			in[posting.doc] |= posting.in
		}
	}
	for _, m := range best {
		c := e.columns[0]
		entry.pages = append(entry.pages, prefixPage{int(m.doc), int(c.score[m.doc]), int(c.covered[m.doc]), int(e.title[m.doc]), int(in[m.doc])})
	}
	slices.SortFunc(entry.pages, func(a, b prefixPage) int { return a.doc - b.doc })
	return entry, nil
}
