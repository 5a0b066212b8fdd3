package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// wordPattern says what a word is, for bleve's tokenizer and for the browser,
// which has the same pattern in browser/words.js. Scripts that put spaces
// between words give runs of letters, marks and digits, with apostrophes
// inside; of the other scripts each letter is a word of its own.
const wordPattern = `[` + runClass + `]+(?:['’][` + runClass + `]+)*|\p{Lo}`

const runClass = `\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{M}\p{N}\p{Latin}\p{Arabic}\p{Hebrew}\p{Hangul}\p{Devanagari}\p{Bengali}` +
	`\p{Gurmukhi}\p{Gujarati}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Georgian}\p{Ethiopic}`

// runTables are the tables of runClass.
func runTables() []*unicode.RangeTable {
	return []*unicode.RangeTable{
		unicode.Lu, unicode.Ll, unicode.Lt, unicode.Lm, unicode.M, unicode.N, unicode.Latin, unicode.Arabic,
		unicode.Hebrew, unicode.Hangul, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
		unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Georgian, unicode.Ethiopic,
	}
}

// A scanner cuts text into words as wordPattern does, without the cost of a
// regular expression.
type scanner struct{ tables []*unicode.RangeTable }

func newScanner() *scanner { return &scanner{runTables()} }

func (s *scanner) inRun(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.In(r, s.tables...)
}

// next finds the first word at or after from. It returns start < 0 when there is none.
func (s *scanner) next(text string, from int) (start, end int) {
	for at := from; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case s.inRun(r):
			return at, s.runEnd(text, at)
		case r >= utf8.RuneSelf && unicode.Is(unicode.Lo, r):
			return at, at + size
		}
		at += size
	}
	return -1, -1
}

func (s *scanner) runEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if s.inRun(r) {
			at += size
			continue
		}
		if r != '\'' && r != '’' {
			break
		}
		after, _ := utf8.DecodeRuneInString(text[at+size:])
		if at+size >= len(text) || !s.inRun(after) {
			break
		}
		at += size
	}
	return at
}

// fold takes the accents off a word. Folded words order the dictionary and
// are what prefixes and misspelt words are compared by.
func fold(word string) string {
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Mn, r) {
					return -1
				}
				return r
			}, norm.NFD.String(word))
		}
	}
	return word
}

// compare orders words by UTF-16 code units, as JavaScript does.
func compare(a, b string) int {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			high := x >= 0x10000
			if high != (y >= 0x10000) && (x >= 0xE000 && y >= 0xE000) {
				if high {
					return -1
				}
				return 1
			}
			return int(x) - int(y)
		}
		a, b = a[n:], b[m:]
	}
	return len(a) - len(b)
}
