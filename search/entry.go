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
	shards    []keyed
	words     []keyed // empty where there is one shard, which has all words
	facets    fileHash
	fragments []fragmentGroup
}

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

// name is the file name of the group's i-th page.
func (g fragmentGroup) name(i int) string { return fmt.Sprintf("%s-%d.bin", g.hash.name(), i) }

func (x *entry) encode() []byte {
	var e encoder
	e.number(x.pages)
	for _, list := range [][]keyed{x.shards, x.words} {
		e.number(len(list))
		last := ""
		for _, f := range list {
			e.after(last, f.key)
			last = f.key
		}
		for _, f := range list {
			e.bytes(f.hash[:])
		}
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

func decodeEntry(data []byte) (*entry, error) {
	d := &decoder{data: data}
	x := &entry{pages: d.number()}
	for _, list := range []*[]keyed{&x.shards, &x.words} {
		*list = make([]keyed, d.count())
		last := ""
		for i := range *list {
			last = d.after(last)
			(*list)[i].key = last
		}
		for i := range *list {
			(*list)[i].hash = d.hash()
		}
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
