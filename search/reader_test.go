package search

import "fmt"

// A shardSource reads all shards of a build, as the browser reads those it
// needs. It proves the format and is what the tests compare with.
type shardSource struct {
	lexicon
	files    map[string][]byte
	entry    *entry
	postings map[string][]posting // of each term
	places   map[string][][]int32
	sets     []synonymSet
}

// readShards decodes every shard and tier that an entry leads to.
func readShards(files []File, packedEntry []byte) (*shardSource, error) {
	s := &shardSource{files: map[string][]byte{}, postings: map[string][]posting{}, places: map[string][][]int32{}}
	for _, f := range files {
		s.files[f.Name] = f.Data
	}
	data, err := unpack(packedEntry)
	if err != nil {
		return nil, fmt.Errorf("reading the entry: %w", err)
	}
	if s.entry, err = decodeEntry(data); err != nil {
		return nil, fmt.Errorf("reading the entry: %w", err)
	}
	s.pages = s.entry.pages
	for i := range s.entry.shards {
		if err := s.readShard(s.entry.shardName(i)); err != nil {
			return nil, fmt.Errorf("reading shard %d: %w", i, err)
		}
	}
	s.number()
	return s, nil
}

// file unpacks a file.
func (s *shardSource) file(name string) ([]byte, error) {
	stored, ok := s.files[name]
	if !ok {
		return nil, fmt.Errorf("there is no file %s", name)
	}
	data, err := unpack(stored)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

func (s *shardSource) readShard(name string) error {
	data, err := s.file(name)
	if err != nil {
		return err
	}
	shard, err := decodeShard(data)
	if err != nil {
		return err
	}
	data, err = s.file(shard.places.name() + ".bin")
	if err != nil {
		return err
	}
	few := &decoder{data: data}
	for i, g := range shard.groups {
		postings := shard.postings[i]
		places := few
		if g.found > firstTier {
			if postings, err = s.readRest(g, postings, shard.rest[i]); err != nil {
				return err
			}
			if data, err = s.file(shard.all[i].name() + ".bin"); err != nil {
				return err
			}
			places = &decoder{data: data}
		}
		s.postings[g.term] = postings
		s.places[g.term] = places.places(len(postings))
		if places != few && places.err() != nil {
			return places.err()
		}
	}
	s.groups = append(s.groups, shard.groups...)
	s.sets = append(s.sets, shard.synonyms...)
	return few.err()
}

// readRest adds the postings of a term's other files.
func (s *shardSource) readRest(g group, postings []posting, rest []tier) ([]posting, error) {
	for i, n := range tierSizes(g.found) {
		data, err := s.file(rest[i].hash.name() + ".bin")
		if err != nil {
			return nil, err
		}
		d := &decoder{data: data}
		more := d.postings([]int{n}, func(int) bool { return len(g.words) > 1 })
		if err := d.err(); err != nil {
			return nil, err
		}
		postings = append(postings, more[0]...)
	}
	sortPostings(postings)
	return postings, nil
}

// places reads where a term stands in each of its pages.
func (d *decoder) places(pages int) [][]int32 {
	all := make([][]int32, 0, min(pages, len(d.data)))
	for range pages {
		list := make([]int32, d.count())
		last := 0
		for i := range list {
			last += d.number()
			list[i] = int32(last)
		}
		all = append(all, list)
	}
	return all
}

// terms, each and synonyms make it a source.
func (s *shardSource) terms() *lexicon        { return &s.lexicon }
func (s *shardSource) synonyms() []synonymSet { return s.sets }
func (s *shardSource) each(g *group, visit func(posting)) error {
	for _, p := range s.postings[g.term] {
		visit(p)
	}
	return nil
}
