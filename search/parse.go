package search

import "strings"

// A request is a query as understood.
type request struct {
	slots    []slot
	phrases  [][]phraseWord // words that must stand together, at these distances
	exclude  []string       // terms that a page must not have
	excluded [][]phraseWord // phrases that it must not have
	words    []typed        // all words that are searched, for corrections and synonyms
}

// A slot is one word of a query and what is searched for it.
type slot struct {
	typed
	times    int      // how often the query says it
	texts    []string // the words it says it with, of one stem
	required bool     // it is part of a phrase
	prefix   bool     // it may be unfinished
}

// A typed word is a word of the query and where it stands there, in bytes.
type typed struct {
	word
	start, end int
}

// A phraseWord is a term of a phrase and its place in it.
type phraseWord struct {
	term  string
	place int
}

// parse cuts a query into words, phrases and exclusions.
func parse(text string, a *analyser) request {
	var r request
	for at := 0; at < len(text); {
		from, minus, quoted, end := clause(text, at)
		piece := text[from:end]
		var words []typed
		a.tokens(piece, func(t token) {
			words = append(words, typed{t.word, from + t.start, from + t.end})
		})
		switch {
		case minus && quoted && len(words) > 1:
			if p := phrase(words); len(p) > 0 { // one of common words excludes nothing
				r.excluded = append(r.excluded, p)
			}
		case minus:
			for _, w := range words {
				r.exclude = append(r.exclude, w.term)
			}
		case quoted:
			r.phrases = append(r.phrases, phrase(words))
			r.add(words, true)
		default:
			r.add(words, false)
		}
		at = end
		if quoted {
			at++ // past the closing quote
		}
	}
	r.dropCommon()
	if n := len(r.slots) - 1; n >= 0 {
		// Only a word at the very end may be unfinished.
		last := r.words[len(r.words)-1]
		for i := range r.slots {
			s := &r.slots[i]
			s.prefix = s.start == last.start && last.end == len(text) && !s.required &&
				(len(r.slots) == 1 || letters(s.text) >= prefixLetters)
		}
	}
	return r
}

// clause finds what begins at or after at: a phrase, a word with a minus
// before it, or all up to the next of these.
func clause(text string, at int) (from int, minus, quoted bool, end int) {
	between := func(i int) bool { return i < 0 || strings.IndexByte(" \t\n\"", text[i]) >= 0 }
	for i := at; i < len(text); i++ {
		open := i
		if between(i-1) && text[i] == '-' && i+1 < len(text) && text[i+1] != ' ' && text[i+1] != '-' {
			open++
		}
		isPhrase := text[open] == '"' && strings.IndexByte(text[open+1:], '"') >= 0
		if isPhrase || open > i {
			if i > at {
				return at, false, false, i
			}
			if isPhrase {
				return open + 1, open > i, true, open + 1 + strings.IndexByte(text[open+1:], '"')
			}
			return open, true, false, wordEnd(text, open)
		}
	}
	return at, false, false, len(text)
}

// wordEnd is where white space ends a word.
func wordEnd(text string, from int) int {
	if n := strings.IndexAny(text[from:], " \t\n"); n >= 0 {
		return from + n
	}
	return len(text)
}

func phrase(words []typed) []phraseWord {
	var p []phraseWord
	for i, w := range words {
		if !w.common {
			p = append(p, phraseWord{w.term, i})
		}
	}
	return p
}

// add puts words into slots, each term once.
func (r *request) add(words []typed, required bool) {
	r.words = append(r.words, words...)
next:
	for _, w := range words {
		for i := range r.slots {
			if s := &r.slots[i]; s.term == w.term {
				s.times++
				s.required = s.required || required && !w.common
				s.typed = w // the last may be unfinished
				s.texts = append(s.texts, w.text)
				continue next
			}
		}
		r.slots = append(r.slots, slot{typed: w, times: 1, texts: []string{w.text}, required: required && !w.common})
	}
}

// dropCommon takes common words out, unless the query has no other.
func (r *request) dropCommon() {
	var kept []slot
	for _, s := range r.slots {
		if !s.common {
			kept = append(kept, s)
		}
	}
	if len(kept) > 0 {
		r.slots = kept
	}
}
