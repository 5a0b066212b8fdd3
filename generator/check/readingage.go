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
// and whether there is text enough to tell. It is the grade of Flesch and
// Kincaid (J. P. Kincaid et al., 1975, Research Branch Report 8-75) and five
// years before school. What is no sentence, such as a cell of a table, does
// not count.
func readingAge(blocks []string) (age int, ok bool) {
	var ends, words, parts int
	for _, block := range blocks {
		for _, sentence := range sentences(block) {
			if !strings.ContainsAny(sentence[len(sentence)-min(len(sentence), 4):], ".!?…") {
				continue
			}
			ends++
			for _, w := range wordsOf(sentence) {
				words++
				parts += syllables(w)
			}
		}
	}
	if words < fewestFor {
		return 0, false
	}
	grade := 0.39*float64(words)/float64(ends) + 11.8*float64(parts)/float64(words) - 15.59
	return int(grade + 5.5), true
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
