package search

import (
	"encoding/json"
	"fmt"
)

// A fragment is what a hit shows and is searched for the best passage: URL,
// title, kind, section, description and then anchor, heading and text of each
// passage. It is stored as one JSON array, in bleve and for the browser.
type fragment []string

const fragmentHead = 5

func newFragment(d *Document) fragment {
	f := fragment{d.URL, d.Title, d.Kind, d.Section, d.Description}
	for _, p := range d.Passages {
		f = append(f, p.Anchor, p.Heading, p.Text)
	}
	return f
}

func parseFragment(data []byte) (fragment, error) {
	var f fragment
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("reading a stored page: %w", err)
	}
	if len(f) < fragmentHead || (len(f)-fragmentHead)%3 != 0 {
		return nil, fmt.Errorf("reading a stored page: %w", errDamaged)
	}
	return f, nil
}

// passages are the passages of a fragment.
func (f fragment) passages() []Passage {
	var list []Passage
	for rest := f[fragmentHead:]; len(rest) > 0; rest = rest[3:] {
		list = append(list, Passage{rest[0], rest[1], rest[2]})
	}
	return list
}
