package check

import (
	"fmt"

	"github.com/open-stewardship/steward/generator/diag"
)

// longest is how many words a sentence may have. The Plain English Campaign
// asks for 15 to 20 on average.
const longest = 30

// longSentences finds sentences that a tired reader loses the thread of.
func longSentences(c *checker) {
	for _, p := range c.site.Documents() {
		r := newReader(p.Doc)
		for _, block := range r.blocks {
			for _, sentence := range sentences(block) {
				words := wordsOf(sentence)
				if len(words) == 0 {
					continue
				}
				at := r.find(words)
				if len(words) > longest {
					c.report(at, diag.Note, fmt.Sprintf("this sentence has %d words", len(words)), "make two of it: up to 20 words are easy to read")
				}
			}
		}
	}
}
