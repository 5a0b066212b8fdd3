package contenttest

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/site"
)

var update = flag.Bool("update", false, "write docs/reading.md anew")

const readingFile = "../docs/reading.md"

// reading is how hard a page is to read.
type reading struct {
	page      *site.Page
	words     int // of the whole page
	sentences int
	inside    int // words in sentences
	syllables int
}

// mean is the number of words in a sentence.
func (r reading) mean() float64 { return float64(r.inside) / float64(r.sentences) }

// grade is that of Flesch and Kincaid (J. P. Kincaid et al., 1975, Research
// Branch Report 8-75): years at school. Five more give an age.
func (r reading) grade() float64 {
	return 0.39*r.mean() + 11.8*float64(r.syllables)/float64(r.inside) - 15.59
}

var sentenceEnd = regexp.MustCompile(`[.!?…]["')\]]*(?: |$)`)

// readingOf measures a page. What does not end as a sentence does, such as the
// cell of a table, counts as words only.
func readingOf(p *site.Page) reading {
	r := reading{page: p, words: len(words(p))}
	for _, block := range blocks(p) {
		for {
			end := sentenceEnd.FindStringIndex(block)
			if end == nil {
				break
			}
			if inside := wordsOf(block[:end[1]]); len(inside) > 0 {
				r.sentences++
				r.inside += len(inside)
				for _, w := range inside {
					r.syllables += syllables(w)
				}
			}
			block = block[end[1]:]
		}
	}
	return r
}

// syllables counts runs of vowels, but for an e at the end that is not heard.
func syllables(word string) int {
	word = strings.ToLower(word)
	n, inVowel := 0, false
	for _, letter := range word {
		vowel := strings.ContainsRune("aeiouy", letter)
		if vowel && !inVowel {
			n++
		}
		inVowel = vowel
	}
	silent := strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") ||
		strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded")
	if silent {
		n--
	}
	return max(n, 1)
}

// readings measures all pages outside the glossary, the hardest first.
func readings(s *site.Site) []reading {
	var all []reading
	for _, p := range outside(s) {
		all = append(all, readingOf(p))
	}
	slices.SortStableFunc(all, func(a, b reading) int {
		return cmp.Or(cmp.Compare(tenths(b.grade()), tenths(a.grade())), cmp.Compare(a.page.Path, b.page.Path))
	})
	return all
}

func tenths(f float64) int { return int(f*10 + 0.5) }

func report(all []reading) []byte {
	var total reading
	for _, r := range all {
		total.words += r.words
		total.sentences += r.sentences
		total.inside += r.inside
		total.syllables += r.syllables
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "# How hard the handbook is to read\n\n")
	fmt.Fprintf(&out, "Every page of `content/` outside the glossary, the hardest first. The grade is Flesch and Kincaid's: years at school. Five more give the age at which the page reads with ease, so a grade of 6 or 7 is the age of 11 or 12 that the handbook aims for. What is no sentence, such as a cell of a form, counts as words only. Words that cannot be avoided, such as \"safeguarding\" and \"commissioning\", raise it.\n\n")
	fmt.Fprintf(&out, "A test writes this table and fails when it is out of date: `go test ./contenttest -run Reading -update`.\n\n")
	fmt.Fprintf(&out, "| Page | Words | Sentences | Words a sentence | Grade |\n| --- | ---: | ---: | ---: | ---: |\n")
	fmt.Fprintf(&out, "| **all %d pages** | %d | %d | %.1f | %.1f |\n", len(all), total.words, total.sentences, total.mean(), total.grade())
	for _, r := range all {
		fmt.Fprintf(&out, "| %s | %d | %d | %.1f | %.1f |\n", r.page.Path, r.words, r.sentences, r.mean(), r.grade())
	}
	return out.Bytes()
}

func TestReadingReportIsUpToDate(t *testing.T) {
	want := report(readings(handbook(t).Site))
	if *update {
		if err := os.WriteFile(readingFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(readingFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("docs/reading.md is out of date; run go test ./contenttest -run Reading -update")
	}
}

const (
	hardest     = 9.0  // grade: a page above it is for readers of 14 and over
	longestMean = 20.0 // words a sentence, of a whole page
)

func TestPagesAreEasyToRead(t *testing.T) {
	for _, r := range readings(handbook(t).Site) {
		if r.grade() > hardest || r.mean() > longestMean {
			t.Errorf("%s: grade %.1f, %.1f words a sentence", r.page.Path, r.grade(), r.mean())
		}
	}
}
