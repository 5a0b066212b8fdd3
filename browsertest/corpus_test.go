//go:build browser

package browsertest

import (
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
)

// corpusWords are words of the field; the rest of a corpus's vocabulary is made up.
const corpusWords = "the of and to a in team care is for meeting that support with as people be on safeguarding management medication dementia " +
	"decisions roles supervision quality managers worker carers home domiciliary infection control pressure falls hydration whistleblowing"

// writeCorpus writes so many pages of about 600 words into a folder, the same
// ones each time: words by Zipf's law, lengths log-normal, headings and lists.
// It gives the vocabulary, the most frequent words first.
func writeCorpus(dir string, pages int) ([]string, error) {
	r := rand.New(rand.NewSource(1))
	words := vocabulary(r, 20_000)
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(words)-1))
	say := func(n int) string {
		said := make([]string, n)
		for i := range said {
			said[i] = words[zipf.Uint64()]
		}
		return strings.Join(said, " ")
	}
	for i := range pages {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: %s\ndescription: %s.\n---\n\n", say(3+r.Intn(3)), say(9))
		for left := int(600 * math.Exp(0.6*r.NormFloat64()-0.2)); left > 0; left -= 150 {
			fmt.Fprintf(&b, "%s. %s.\n\n- %s\n- %s\n\n## %s\n\n", say(60), say(50), say(12), say(12), say(4))
		}
		name := filepath.Join(dir, fmt.Sprintf("section-%d", i%6), fmt.Sprintf("page-%d.md", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			return nil, err
		}
	}
	return words, nil
}

// vocabulary gives so many words, those of the field first.
func vocabulary(r *rand.Rand, n int) []string {
	words := strings.Fields(corpusWords)
	starts := strings.Fields("b br c ch cl d f fl g gl h j k l m n p pr qu r s sh st str t th tr v w")
	middles := strings.Fields("a e i o u ai ea ee ou oa")
	ends := strings.Fields("b ck d ft g l ll m n nd p r rt s st t tion ment ness ing ed er ly able")
	for len(words) < n {
		word := ""
		for range 1 + r.Intn(3) {
			word += starts[r.Intn(len(starts))] + middles[r.Intn(len(middles))]
		}
		words = append(words, word+ends[r.Intn(len(ends))])
	}
	return words
}
