package search

import "strconv"

// An entry lists the files of a build. It is part of client.js.
type entry struct {
	pages     int
	first     int        // postings of a term in its shard at most
	shards    []string   // the key of each: it holds the words from there to the next key, folded
	hashes    []fileHash // of each shardGroup shards
	words     []keyed    // empty where there is one shard, which has all words
	facets    fileHash
	fragments []fragmentGroup
}

// shardGroup is how many shards share a hash: most of them change together,
// and every search reads the entry.
const shardGroup = 32

// A keyed file holds the words from key up to the next file's key.
type keyed struct {
	key  string // folded
	hash fileHash
}

// A fragmentGroup is a run of pages, in the order of their URLs.
type fragmentGroup struct {
	size int
	hash fileHash
}

// shardName is the file name of a shard.
func (x *entry) shardName(i int) string { return numbered(x.hashes[i/shardGroup], i%shardGroup) }

// numbered is the name of one of the files that share a hash.
func numbered(h fileHash, numbers ...int) string {
	name := h.name()
	for _, n := range numbers {
		name += "-" + strconv.Itoa(n)
	}
	return name + ".bin"
}

func (x *entry) encode() []byte {
	var e encoder
	e.number(x.pages)
	e.number(x.first)
	e.keys(x.shards)
	for _, h := range x.hashes {
		e.bytes(h[:])
	}
	keys := make([]string, len(x.words))
	for i, f := range x.words {
		keys[i] = f.key
	}
	e.keys(keys)
	for _, f := range x.words {
		e.bytes(f.hash[:])
	}
	e.bytes(x.facets[:])
	e.number(len(x.fragments))
	for _, g := range x.fragments {
		e.number(g.size)
	}
	for _, g := range x.fragments {
		e.bytes(g.hash[:])
	}
	return e.data
}

// keys writes words that rise.
func (e *encoder) keys(keys []string) {
	e.number(len(keys))
	last := ""
	for _, key := range keys {
		e.after(last, key)
		last = key
	}
}
