package search

import (
	"fmt"
	"math"
	"math/rand"
	"strings"
)

// awkwardTexts are texts that tokenizers differ over.
func awkwardTexts() []string {
	return []string{
		"Who decides what?", "don't can’t teams' team's TEAM'S O'Brien’s", "self-managing 24/7 e.g. 3.5% 1,000 a_b",
		"İstanbul ΣΊΣΥΦΟΣ Σ ΑΣ ǅ ﬁnance Ⱥ ß ẞ", "naïve café éen één financiële coöperatie zeeën", "日本語のテスト 中文 한국어",
		"नमस्ते हिन्दी عربى עברית ไทย", "a\u0301bc e\u0308 👩‍👩‍👧 🙂word", "'' ’ 'a' a'' ''a", "x²  ½ Ⅷ ١٢٣", "", " ", "-", "skies dying ties ss ies eed bled",
		"agreed plastered motoring conflated hopping falling filing failing happy sky relational conditional rational valenci digitizer " +
			"conformabli radicalli differentli vileli analogousli vietnamization predication operator feudalism decisiveness hopefulness " +
			"callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness revival " +
			"allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption homologou " +
			"communism activate angulariti homologous effective bowdlerize probate rate cease controll roll archeologi yy yyy ying",
		"lichamelijkheden mogelijkheid vrijheden katten bomen gekke lopende regering eigenaardig dankbaar leesbare haar maan brood vuur yoghurt bijen gemeenten",
	}
}

// madeWords are words, one a text, put together from endings that stemmers know.
func madeWords(n int, tag string) []string {
	r := rand.New(rand.NewSource(1))
	heads := strings.Fields("a b e car rel organ sens y yes ho ll tt manag happ t st o ie oe gem heid lop mogel eig ij zee è ch w x dd kk vrij")
	tails := strings.Fields("s es ed eed ing ies y ational tional enci izer bli alli ousli ization ator alism iveness fulness aliti iviti " +
		"biliti logi icate ative alize iciti ical ful ness al ance ence er ic able ant ement ment ent ion sion ou ism ate ize e ll ' ’s 's " +
		"heden heid en ene se end ig ing lijk baar bar aan een oot uur eig cheid")
	texts := make([]string, n)
	for i := range texts {
		word := heads[r.Intn(len(heads))]
		for range 1 + r.Intn(3) {
			word += tails[r.Intn(len(tails))]
		}
		texts[i] = word
	}
	return texts
}

// strayTexts are letters, marks, digits and signs of many scripts at random.
func strayTexts(n int) []string {
	r := rand.New(rand.NewSource(2))
	ranges := [][2]rune{
		{' ', '~'}, {' ', '~'}, {'a', 'z'}, {0xC0, 0x24F}, {0x300, 0x345}, {0x391, 0x3C9}, {0x410, 0x44F}, {0x5D0, 0x5EA}, {0x621, 0x64A},
		{0x660, 0x669}, {0x905, 0x939}, {0xE01, 0xE2E}, {0x10D0, 0x10F0}, {0x2010, 0x2027}, {0x3041, 0x3096}, {0x30A1, 0x30FE},
		{0x4E00, 0x4F00}, {0xAC00, 0xAD00}, {0x1F600, 0x1F640}, {0x1D400, 0x1D430}, {0xFF10, 0xFF5A},
	}
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		for range r.Intn(24) {
			in := ranges[r.Intn(len(ranges))]
			b.WriteRune(in[0] + r.Int31n(in[1]-in[0]+1))
			if r.Intn(6) == 0 {
				b.WriteString([]string{" ", "'s ", "’", "'"}[r.Intn(4)])
			}
		}
		texts[i] = b.String()
	}
	return texts
}

// madeDocuments is a corpus for tests and benchmarks: words of a made-up
// vocabulary by Zipf's law, log-normal lengths, the same each time.
func madeDocuments(n, words int) []Document {
	r := rand.New(rand.NewSource(int64(n)))
	vocabulary := madeVocabulary(r, 8000)
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(vocabulary)-1))
	phrase := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = vocabulary[zipf.Uint64()]
		}
		return strings.Join(list, " ")
	}
	kinds := []string{"page", "template", "checklist", "case-study"}
	docs := make([]Document, n)
	for i := range docs {
		d := Document{
			URL: fmt.Sprintf("/%s/%d/", kinds[i%len(kinds)], i), Title: phrase(2 + r.Intn(4)), Kind: kinds[i%len(kinds)],
			Section: "Section", Description: phrase(12), Topics: []string{vocabulary[r.Intn(12)]}, Audiences: []string{vocabulary[100+r.Intn(3)]},
		}
		d.Tags = d.Topics
		left := max(20, int(float64(words)*math.Exp(0.7*r.NormFloat64()-0.25)))
		for k := 0; left > 0; k++ {
			p := Passage{Text: phrase(min(left, 40+r.Intn(80)))}
			if k > 0 {
				p.Heading = phrase(3)
				p.Anchor = strings.ReplaceAll(p.Heading, " ", "-")
			}
			d.Passages = append(d.Passages, p)
			left -= 80
		}
		docs[i] = d
	}
	return docs
}

// madeVocabulary is common words of the field, then made ones.
func madeVocabulary(r *rand.Rand, n int) []string {
	words := strings.Fields("the of and to a in team care is for meeting that support with as people be on safeguarding management " +
		"medication dementia decisions roles supervision quality managing managers worker carers home domiciliary teams")
	starts := strings.Fields("b br c ch d f g gl h j k l m n p pr qu r s st t tr v w")
	middles := strings.Fields("a e i o u ai ea ou")
	ends := strings.Fields("b ck d g l ll m n nd p r rt s t st tion ment ing ed er ly")
	for len(words) < n {
		word := ""
		for range 1 + r.Intn(3) {
			word += starts[r.Intn(len(starts))] + middles[r.Intn(len(middles))]
		}
		words = append(words, word+ends[r.Intn(len(ends))])
	}
	return words
}
