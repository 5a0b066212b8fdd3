package search

import (
	"embed"
	"encoding/base64"
	"fmt"
	"io/fs"
	"testing/fstest"
)

// An entry lists the files of a build. It is part of client.js.
type entry struct {
	pages     int
	shards    []string   // the key of each: it holds the words from there to the next key, folded
	hashes    []fileHash // of each shardGroup shards
	words     []keyed    // empty where there is one shard, which has all words
	facets    fileHash
	fragments []fragmentGroup
}

// shardGroup is how many shards share a hash: most of them change together,
// and every search reads the entry.
const shardGroup = 16

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

func numbered(h fileHash, i int) string { return fmt.Sprintf("%s-%d.bin", h.name(), i) }

func (x *entry) encode() []byte {
	var e encoder
	e.number(x.pages)
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

func (d *decoder) keys() []string {
	keys := make([]string, d.count())
	last := ""
	for i := range keys {
		last = d.after(last)
		keys[i] = last
	}
	return keys
}

func decodeEntry(data []byte) (*entry, error) {
	d := &decoder{data: data}
	x := &entry{pages: d.number(), shards: d.keys()}
	x.hashes = make([]fileHash, (len(x.shards)+shardGroup-1)/shardGroup)
	for i := range x.hashes {
		x.hashes[i] = d.hash()
	}
	for _, key := range d.keys() {
		x.words = append(x.words, keyed{key: key})
	}
	for i := range x.words {
		x.words[i].hash = d.hash()
	}
	x.facets = d.hash()
	x.fragments = make([]fragmentGroup, d.count())
	for i := range x.fragments {
		x.fragments[i].size = d.number()
	}
	for i := range x.fragments {
		x.fragments[i].hash = d.hash()
	}
	return x, d.err()
}

//go:embed browser/*.js
var browser embed.FS

// clientModules are the browser's modules with the generated ones among them.
func clientModules(lang language, entry []byte) (fs.FS, error) {
	modules := fstest.MapFS{}
	names, err := fs.Glob(browser, "browser/*.js")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := browser.ReadFile(name)
		if err != nil {
			return nil, err
		}
		modules[name[len("browser/"):]] = &fstest.MapFile{Data: data, Mode: 0o444}
	}
	modules["entry.js"] = &fstest.MapFile{Mode: 0o444, Data: fmt.Appendf(nil,
		"// Generated: the files of this build.\nexport default %q;\n", base64.StdEncoding.EncodeToString(entry))}
	modules["language.js"] = &fstest.MapFile{Mode: 0o444, Data: fmt.Appendf(nil,
		"// Generated: the language of this site.\nexport * from \"./%s.js\";\n", lang.module)}
	return modules, nil
}
