package contenttest

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/open-stewardship/steward/generator/check"
	"github.com/open-stewardship/steward/generator/site"
)

var update = flag.Bool("update", false, "write docs/reading.md anew")

const readingFile = "../docs/reading.md"

// reading is how hard a page is to read.
type reading struct {
	check.Reading
	page *site.Page
	all  int // words of the whole page, also those in no sentence
}

func readingOf(p *site.Page) reading {
	return reading{Reading: check.ReadingOf(blocks(p)), page: p, all: len(words(p))}
}

// readings measures all pages outside the glossary, the hardest first.
func readings(s *site.Site) []reading {
	var all []reading
	for _, p := range outside(s) {
		all = append(all, readingOf(p))
	}
	slices.SortStableFunc(all, func(a, b reading) int {
		return cmp.Or(cmp.Compare(tenths(b.Grade()), tenths(a.Grade())), cmp.Compare(a.page.Path, b.page.Path))
	})
	return all
}

func tenths(f float64) int { return int(f*10 + 0.5) }

func report(all []reading) []byte {
	var total reading
	for _, r := range all {
		total.Reading = total.Plus(r.Reading)
		total.all += r.all
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "# How hard the handbook is to read\n\n")
	fmt.Fprintf(&out, "Every page of `content/` outside the glossary, the hardest first. The grade is Flesch and Kincaid's: years at school. Five more give the age at which the page reads with ease, so a grade of 6 or 7 is the age of 11 or 12 that the handbook aims for. What is no sentence, such as a cell of a form, counts as words only. Words that cannot be avoided, such as \"safeguarding\" and \"commissioning\", raise it.\n\n")
	fmt.Fprintf(&out, "A test writes this table and fails when it is out of date: `go test ./contenttest -run Reading -update`.\n\n")
	fmt.Fprintf(&out, "| Page | Words | Sentences | Words a sentence | Grade |\n| --- | ---: | ---: | ---: | ---: |\n")
	fmt.Fprintf(&out, "| **all %d pages** | %d | %d | %.1f | %.1f |\n", len(all), total.all, total.Sentences, total.Mean(), total.Grade())
	for _, r := range all {
		fmt.Fprintf(&out, "| %s | %d | %d | %.1f | %.1f |\n", r.page.Path, r.all, r.Sentences, r.Mean(), r.Grade())
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
		if r.Grade() > hardest || r.Mean() > longestMean {
			t.Errorf("%s: grade %.1f, %.1f words a sentence", r.page.Path, r.Grade(), r.Mean())
		}
	}
}
