package search

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A fragment is what a hit shows and is searched for the best passage: URL,
// title, kind, section, description and then anchor, heading and text of each
// passage. It is one JSON array: whole pages in bleve, and for the browser,
// which fetches no more text than it shows, each page in a few.
type fragment []string

const (
	fragmentHead  = 5
	fragmentText  = 3000 // bytes of text in a fragment for the browser, about, unless a page is very long
	fragmentsMost = 24   // of one page, so that a posting tells them apart with a bit each
)

func newFragment(d *Document, passages []Passage) fragment {
	f := fragment{d.URL, d.Title, d.Kind, d.Section, d.Description}
	for _, p := range passages {
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

// size is what a passage takes of a fragment.
func (p Passage) size() int { return len(p.Anchor) + len(p.Heading) + len(p.Text) }

// continues reports whether the passage at i goes on with the one before it,
// so that its heading is a repetition.
func continues(passages []Passage, i int) bool {
	return i > 0 && passages[i].Anchor == passages[i-1].Anchor && passages[i].Heading == passages[i-1].Heading
}

// shortPassages cuts passages that are too long for one fragment, behind a
// sentence or else a word. Each part keeps anchor and heading.
func shortPassages(passages []Passage) []Passage {
	var list []Passage
	for _, p := range passages {
		for text := p.Text; ; {
			cut := cutAt(text)
			list = append(list, Passage{p.Anchor, p.Heading, text[:cut]})
			if text = strings.TrimLeft(text[cut:], " "); text == "" {
				break
			}
		}
	}
	return list
}

// cutAt is where to cut a text so that the first part fits into a fragment. A
// text without spaces stays whole.
func cutAt(text string) int {
	if len(text) <= fragmentText {
		return len(text)
	}
	part := text[:fragmentText]
	if at := strings.LastIndex(part, ". "); at > fragmentText/2 {
		return at + 1
	}
	if at := strings.LastIndex(part, " "); at > 0 {
		return at
	}
	if at := strings.IndexByte(text[fragmentText:], ' '); at >= 0 {
		return fragmentText + at
	}
	return len(text)
}

// fragments divides a page's passages into runs of much the same size.
func fragments(passages []Passage) [][]Passage {
	total := 0
	for _, p := range passages {
		total += p.size()
	}
	count := min(fragmentsMost, total/fragmentText+1)
	var runs [][]Passage
	from, size := 0, 0
	for i, p := range passages {
		// A passage goes where its middle falls.
		if i > from && len(runs) < count-1 && (size+p.size()/2)*count > total*(len(runs)+1) {
			runs = append(runs, passages[from:i])
			from = i
		}
		size += p.size()
	}
	return append(runs, passages[from:])
}
