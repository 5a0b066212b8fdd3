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
	shard, err := decodeShard(data, s.entry.first)
	if err != nil {
		return err
	}
	whole := 0 // postings of the groups that lie here whole
	for _, g := range shard.groups {
		if g.found <= s.entry.first {
			whole += g.found
		}
	}
	few, err := s.readPlaces(shard.places, whole)
	if err != nil {
		return err
	}
	for i, g := range shard.groups {
		s.postings[g.term] = shard.postings[i]
		if g.found <= s.entry.first {
			s.places[g.term], few = few[:g.found], few[g.found:]
			continue
		}
		if s.postings[g.term], err = s.readRest(g, shard.postings[i], shard.rest[i]); err != nil {
			return err
		}
		if s.places[g.term], err = s.readPlaces(shard.all[i], g.found); err != nil {
			return err
		}
	}
	s.groups = append(s.groups, shard.groups...)
	s.sets = append(s.sets, shard.synonyms...)
	return nil
}

// readRest adds the postings of a term's other files.
func (s *shardSource) readRest(g group, postings []posting, rest []tier) ([]posting, error) {
	for i, n := range tierSizes(g.found, s.entry.first) {
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

// readPlaces reads where terms stand, in each of so many pages.
func (s *shardSource) readPlaces(hash fileHash, pages int) ([][]int32, error) {
	data, err := s.file(hash.name() + ".bin")
	if err != nil {
		return nil, err
	}
	d := &decoder{data: data}
	all := make([][]int32, pages)
	total := 0
	for i := range all {
		n := d.count()
		all[i] = make([]int32, n)
		total += n
	}
	low := d.bytes(total)
	for _, list := range all {
		last := 0
		for i := range list {
			last += int(low[0]) + d.number()<<8
			low = low[1:]
			list[i] = int32(last)
		}
	}
	return all, d.err()
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
