package search

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Lengths of an excerpt, in UTF-16 code units.
const (
	excerptLength = 220
	excerptLead   = 60  // at most this much before the first matched word
	excerptReach  = 160 // matched words within this count together
)

// marks are what of a page's text is marked.
type marks struct {
	terms  map[string]bool
	prefix string // folded; words that begin with it are marked
}

// key names the term of a matched token; unmatched tokens have none.
func (m *marks) key(t token) string {
	if m.terms[t.term] {
		return t.term
	}
	if m.prefix != "" && strings.HasPrefix(fold(t.text), m.prefix) {
		return m.prefix + "*"
	}
	return ""
}

// A matched token is at a place counted in code units.
type matched struct {
	start, end int
	key        string
}

// find finds the matched tokens of a text.
func (m *marks) find(text string, a *analyser) []matched {
	var list []matched
	units, at := 0, 0
	count := func(to int) int {
		for at < to {
			r, size := utf8.DecodeRuneInString(text[at:])
			units += utf16.RuneLen(r)
			at += size
		}
		return units
	}
	a.tokens(text, func(t token) {
		if key := m.key(t); key != "" {
			start := count(t.start)
			list = append(list, matched{start, count(t.end), key})
		}
	})
	return list
}

// newHit makes a hit of a whole page.
func newHit(page fragment, score int, e *evaluation, a *analyser) Hit {
	m := &e.marks
	h := Hit{URL: page[0], Title: page[1], Kind: page[2], Section: page[3], Score: score}
	for _, t := range m.find(h.Title, a) {
		h.TitleMarks = append(h.TitleMarks, Mark{t.start, t.end})
	}
	best, text := 0, page[4]
	var tokens []matched
	first := 0
	at, passages := e.bestFragment(page.passages(), a)
	if at > 0 {
		text = ""
	}
	for _, p := range passages {
		if text == "" {
			text = p.Text // shown where nothing matches
		}
		heading := map[string]bool{}
		for _, t := range m.find(p.Heading, a) {
			heading[t.key] = true
		}
		list := m.find(p.Text, a)
		keys, from := window(list, heading)
		if keys > best && p.Text != "" {
			best, text, tokens, first = keys, p.Text, list, from
			h.Anchor, h.Heading = p.Anchor, p.Heading
		}
	}
	if best == 0 {
		tokens = m.find(text, a)
	}
	h.cut(text, tokens, first)
	return h
}

// bestFragment finds the fragment that has something for most slots of the
// query, the first of them. The browser knows from the postings which it is,
// so that it fetches no other.
func (e *evaluation) bestFragment(passages []Passage, a *analyser) (best int, run []Passage) {
	runs := fragments(passages)
	most, at := 0, 0
	for n, run := range runs {
		found := make([]bool, len(e.searched))
		look := func(t token) {
			for slot, terms := range e.searched {
				found[slot] = found[slot] || !t.common && terms[t.term]
			}
		}
		for _, p := range run {
			if !continues(passages, at) {
				a.tokens(p.Heading, look)
			}
			a.tokens(p.Text, look)
			at++
		}
		slots := 0
		for _, is := range found {
			if is {
				slots++
			}
		}
		if slots > most {
			most, best = slots, n
		}
	}
	return best, runs[best]
}

// window finds where most different terms stand close together: how many,
// those of the heading included, and the token it begins with.
func window(list []matched, heading map[string]bool) (best, from int) {
	best = len(heading)
	for i, first := range list {
		keys := map[string]bool{}
		for _, t := range list[i:] {
			if t.end > first.start+excerptReach {
				break
			}
			keys[t.key] = true
		}
		n := len(heading)
		for key := range keys {
			if !heading[key] {
				n++
			}
		}
		if n > best || best == len(heading) && i == 0 {
			best, from = n, i
		}
	}
	return best, from
}

// cut sets the excerpt to the part of a passage around a token.
func (h *Hit) cut(text string, tokens []matched, first int) {
	units := utf16.Encode([]rune(text))
	from := 0
	if len(tokens) > 0 && tokens[first].start > excerptLead {
		start := tokens[first].start
		from = start - excerptLead
		if space := slices.Index(units[from:start], ' '); space >= 0 {
			from += space + 1
		}
		from = whole16(units, from)
	}
	to := len(units)
	if to > from+excerptLength {
		to = from + excerptLength
		for to > from+excerptReach && units[to] != ' ' {
			to--
		}
		if units[to] != ' ' {
			to = whole16(units, from+excerptLength)
		}
	}
	shift := -from
	if from > 0 {
		h.Excerpt = "…"
		shift++
	}
	h.Excerpt += string(utf16.Decode(units[from:to]))
	if to < len(units) {
		h.Excerpt += "…"
	}
	for _, t := range tokens {
		if t.start >= from && t.end <= to {
			h.ExcerptMarks = append(h.ExcerptMarks, Mark{t.start + shift, t.end + shift})
		}
	}
}

// whole16 moves a place out of the middle of a surrogate pair.
func whole16(units []uint16, at int) int {
	if units[at] >= 0xDC00 && units[at] < 0xE000 {
		return at + 1
	}
	return at
}

// correctionFor is the query with misspelt words put right, or empty. Of the
// words tried it takes the first that the best page has.
func (e *evaluation) correctionFor(text string, best int) (string, error) {
	for i := len(e.corrected) - 1; i >= 0; i-- {
		c := e.corrected[i]
		chosen := c.words[0]
		for k := len(c.words) - 1; k >= 0; k-- {
			has := false
			err := e.each(e.terms().find(c.words[k].term), func(p posting) { has = has || int(p.doc) == best })
			if err != nil {
				return "", err
			}
			if has {
				chosen = c.words[k]
			}
		}
		s := e.slots[c.slot]
		text = text[:s.start] + chosen.text + text[s.end:]
	}
	if len(e.corrected) == 0 {
		return "", nil
	}
	return text, nil
}
