package check

import (
	"fmt"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
)

// The oldest reading age that is no bar, the fewest words to judge it by, and
// the age from which one is as good as another.
const (
	oldest    = 13
	fewestFor = 100
	adult     = 18
)

// readingAges finds pages that are hard to read as a whole.
func readingAges(c *checker) {
	if !c.english() {
		return
	}
	for _, p := range c.site.Documents() {
		if age, ok := readingAge(newReader(p.Doc).blocks); ok && age > oldest {
			c.report(diag.Pos{File: p.Doc.File.Name}, diag.Note, fmt.Sprintf("this page is written for readers of %d and over", min(age, adult)),
				"use shorter sentences and everyday words; a reading age of 11 or 12 suits most people")
		}
	}
}

func (c *checker) english() bool {
	return strings.HasPrefix(strings.ToLower(c.site.Language), "en")
}

// readingAge gives the age at which a text can be read with ease, in years,
// and whether there is text enough to tell. It is the grade and the five years
// before school.
func readingAge(blocks []string) (age int, ok bool) {
	r := ReadingOf(blocks)
	if r.Words < fewestFor {
		return 0, false
	}
	return int(r.Grade() + 5.5), true
}

// Reading is how hard a text is to read. What is no sentence, such as the cell
// of a table, does not count.
type Reading struct {
	Sentences int
	Words     int // in those sentences
	Syllables int // in those words
}

// ReadingOf measures a text, given as the text of its paragraphs, list items
// and cells.
func ReadingOf(blocks []string) Reading {
	var r Reading
	for _, block := range blocks {
		for _, sentence := range sentences(block) {
			words := wordsOf(sentence)
			if len(words) == 0 || !strings.ContainsAny(sentence[len(sentence)-min(len(sentence), 4):], ".!?…") {
				continue
			}
			r.Sentences++
			r.Words += len(words)
			for _, w := range words {
				r.Syllables += syllables(w)
			}
		}
	}
	return r
}

// Plus is the reading of two texts as one.
func (r Reading) Plus(other Reading) Reading {
	return Reading{r.Sentences + other.Sentences, r.Words + other.Words, r.Syllables + other.Syllables}
}

// Mean is the number of words in a sentence, 0 if there is no sentence.
func (r Reading) Mean() float64 {
	return float64(r.Words) / float64(max(r.Sentences, 1))
}

// Grade is that of Flesch and Kincaid (J. P. Kincaid et al., 1975, Research
// Branch Report 8-75): years at school in the United States, 0 if there is no
// sentence. Five more give an age.
func (r Reading) Grade() float64 {
	if r.Sentences == 0 {
		return 0
	}
	return 0.39*r.Mean() + 11.8*float64(r.Syllables)/float64(r.Words) - 15.59
}

// syllables counts runs of vowels, but for a silent e at the end.
func syllables(word string) int {
	word = strings.ToLower(word)
	n, inVowel := 0, false
	for _, r := range word {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !inVowel {
			n++
		}
		inVowel = vowel
	}
	if n > 1 && (strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") || strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded")) {
		n--
	}
	return max(n, 1)
}
