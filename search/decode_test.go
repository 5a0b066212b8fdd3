package search

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
)

// What follows reads in Go what is written for the browser alone.

// unpackLimit is more than any file of an index unpacks to.
const unpackLimit = 64 << 20

// unpack undoes pack and checks it.
func unpack(stored []byte) ([]byte, error) {
	end := len(stored) - 4
	if end < 0 || binary.LittleEndian.Uint32(stored[end:]) != crc32.ChecksumIEEE(stored[:end]) {
		return nil, errDamaged
	}
	data, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(stored[:end])), unpackLimit))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	return data, nil
}

// decodeEntry reads what entry.encode wrote.
func decodeEntry(data []byte) (*entry, error) {
	d := &decoder{data: data}
	x := &entry{pages: d.number(), first: d.number(), shards: d.keys()}
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

func (d *decoder) keys() []string {
	keys := make([]string, d.count())
	last := ""
	for i := range keys {
		last = d.after(last)
		keys[i] = last
	}
	return keys
}

// decodeShard reads what shard.encode wrote.
func decodeShard(data []byte, first int) (*shard, error) {
	d := &decoder{data: data}
	s := &shard{first: first, groups: d.groups()}
	counts := make([]int, len(s.groups))
	for i, g := range s.groups {
		counts[i] = min(g.found, first)
	}
	s.postings = d.postings(counts, func(i int) bool { return len(s.groups[i].words) > 1 })
	s.places = d.hash()
	s.rest, s.all = make([][]tier, len(s.groups)), make([]fileHash, len(s.groups))
	for i, g := range s.groups {
		if g.found <= first {
			continue
		}
		s.all[i] = d.hash()
		for left, size := g.found-first, nextTier; left > 0 && !d.damaged; left, size = left-size, moreTier {
			s.rest[i] = append(s.rest[i], tier{d.hash(), d.byte(), d.byte(), d.number()})
		}
	}
	s.elsewhere = make([]strayWord, d.count())
	for i := range s.elsewhere {
		w := &s.elsewhere[i]
		w.text = d.string()
		w.term = d.after(w.text)
	}
	s.prefixes = make([]prefixEntry, d.count())
	for i := range s.prefixes {
		p := &s.prefixes[i]
		p.prefix, p.total = d.string(), d.number()
		p.pages = make([]prefixPage, d.count())
		last := 0
		for k := range p.pages {
			last += d.number()
			p.pages[k] = prefixPage{last, d.number(), d.byte(), d.byte(), d.number()}
		}
		p.words = make([]string, d.count())
		for k := range p.words {
			p.words[k] = d.after(p.prefix)
		}
	}
	s.synonyms = make([]synonymSet, d.count())
	for i := range s.synonyms {
		set := make(synonymSet, d.count())
		for k := range set {
			set[k].Text = d.string()
			set[k].Terms = make([]string, d.count())
			for t := range set[k].Terms {
				set[k].Terms[t] = d.string()
			}
		}
		s.synonyms[i] = set
	}
	return s, d.err()
}

func (d *decoder) hash() (h fileHash) {
	copy(h[:], d.bytes(len(h)))
	return h
}

// postings reads what encoder.postings wrote: counts are those of the runs.
func (d *decoder) postings(counts []int, masked func(run int) bool) [][]posting {
	runs := make([][]posting, len(counts))
	for i, n := range counts {
		if n > len(d.data) {
			d.fail()
			return runs
		}
		runs[i] = make([]posting, n)
		last := 0
		for k := range runs[i] {
			last += d.number()
			runs[i][k].doc = uint32(last)
		}
	}
	for _, run := range runs {
		for k := range run {
			b := d.byte()
			run[k].impact, run[k].in = uint8(b&31)+1, uint32(b>>5)
		}
	}
	for _, run := range runs {
		for k := range run {
			run[k].in |= uint32(d.number()) << 3
		}
	}
	for _, run := range runs {
		for k := range run {
			run[k].title = uint8(d.byte())
		}
	}
	for i, run := range runs {
		for k := range run {
			if run[k].title > 0 {
				run[k].mask = 1
				if masked(i) {
					run[k].mask = uint32(d.number())
				}
			}
		}
	}
	return runs
}

func (d *decoder) byte() int {
	if len(d.data) == 0 {
		d.fail()
		return 0
	}
	b := d.data[0]
	d.data = d.data[1:]
	return int(b)
}
