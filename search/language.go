package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/registry"
)

// A language says which of bleve's token filters an index is made with. The
// browser has the same in browser/english.js, dutch.js and plain.js.
type language struct {
	module  string   // of the browser, without .js
	before  []string // filters that make a word of a token
	stop    string   // filter of common words, or empty
	stemmer string   // filter that makes a term of a word, or empty
}

// languageOf picks the language for a BCP 47 tag.
func languageOf(tag string) language {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch primary {
	case "", "en":
		return language{"english", []string{en.PossessiveName, lowercase.Name}, en.StopName, porter.Name}
	case "nl":
		return language{"dutch", []string{lowercase.Name}, nl.StopName, nl.SnowballStemmerName}
	default:
		return language{"plain", []string{lowercase.Name}, "", ""}
	}
}

// An analyser cuts text into words and terms as the bleve analyzers of the
// index mapping do. A word is what stands in the text, in lower case; a term
// is its stem. It remembers words and is for one goroutine.
type analyser struct {
	scanner *scanner
	before  []analysis.TokenFilter
	stop    analysis.TokenFilter
	stemmer analysis.TokenFilter
	seen    map[string]word
}

// A word is a token after the filters of its language.
type word struct {
	text   string // empty when nothing is left of the token
	term   string
	common bool // a stop word: only titles are searched for it
}

func newAnalyser(lang language) (*analyser, error) {
	cache := registry.NewCache()
	a := &analyser{scanner: newScanner(), seen: map[string]word{}}
	for _, name := range lang.before {
		if name == lowercase.Name {
			continue // the last of them; see lower
		}
		filter, err := cache.TokenFilterNamed(name)
		if err != nil {
			return nil, err
		}
		a.before = append(a.before, filter)
	}
	var err error
	if lang.stop != "" {
		if a.stop, err = cache.TokenFilterNamed(lang.stop); err != nil {
			return nil, err
		}
	}
	if lang.stemmer != "" {
		a.stemmer, err = cache.TokenFilterNamed(lang.stemmer)
	}
	return a, err
}

// A token is a word at its place in a text, in bytes.
type token struct {
	word
	start, end int
}

// tokens calls visit for each word of text.
func (a *analyser) tokens(text string, visit func(token)) {
	for at := 0; ; {
		start, end := a.scanner.next(text, at)
		if start < 0 {
			return
		}
		if w := a.word(text[start:end]); w.text != "" {
			visit(token{w, start, end})
		}
		at = end
	}
}

// word runs the filters over one token.
func (a *analyser) word(raw string) word {
	if w, ok := a.seen[raw]; ok {
		return w
	}
	var w word
	if text := lower(through(a.before, raw)); text != "" {
		w = word{text: text, term: text}
		if a.stop != nil {
			w.common = through([]analysis.TokenFilter{a.stop}, text) == ""
		}
		if a.stemmer != nil {
			w.term = through([]analysis.TokenFilter{a.stemmer}, text)
		}
	}
	if len(a.seen) < 1<<17 {
		a.seen[strings.Clone(raw)] = w
	}
	return w
}

// lower does what bleve's to_lower filter is to do. The filter itself garbles
// words with a capital that takes more bytes than the small letter, such as İ.
func lower(text string) string {
	small := strings.Map(unicode.ToLower, text)
	if strings.HasSuffix(text, "Σ") {
		small = strings.TrimSuffix(small, "σ") + "ς"
	}
	return small
}

func through(filters []analysis.TokenFilter, text string) string {
	stream := analysis.TokenStream{{Term: []byte(text), Position: 1, End: len(text)}}
	for _, filter := range filters {
		stream = filter.Filter(stream)
	}
	if len(stream) == 0 {
		return ""
	}
	return string(stream[0].Term)
}

// terms are the terms of a text that are not common.
func (a *analyser) terms(text string) []string {
	var terms []string
	a.tokens(text, func(t token) {
		if !t.common {
			terms = append(terms, t.term)
		}
	})
	return terms
}

// letters counts the letters of a word.
func letters(word string) int { return utf8.RuneCountInString(word) }
