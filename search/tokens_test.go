package search

import (
	"regexp"
	"slices"
	"testing"
)

// FuzzWords holds the scanner to the pattern that bleve's tokenizer has.
func FuzzWords(f *testing.F) {
	for _, text := range awkwardTexts() {
		f.Add(text)
	}
	pattern := regexp.MustCompile(wordPattern)
	f.Fuzz(func(t *testing.T, text string) {
		var got []string
		s := newScanner()
		for at := 0; ; {
			start, end := s.next(text, at)
			if start < 0 {
				break
			}
			got = append(got, text[start:end])
			at = end
		}
		if want := pattern.FindAllString(text, -1); !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, by the pattern into %q", text, got, want)
		}
	})
}

// TestAnalyserAgreesWithBleve holds the terms that are put into bleve to those
// that bleve's own analyzers of the mapping find.
func TestAnalyserAgreesWithBleve(t *testing.T) {
	for _, tag := range []string{"en", "nl", "de"} {
		lang := languageOf(tag)
		m, err := newMapping(lang)
		if err != nil {
			t.Fatal(err)
		}
		a, err := newAnalyser(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range append(awkwardTexts(), madeWords(2000, tag)...) {
			if regexp.MustCompile(`İ`).MatchString(text) {
				continue // which bleve's to_lower garbles
			}
			var want []string
			for _, token := range m.AnalyzerNamed(lang.module).Analyze([]byte(text)) {
				want = append(want, string(token.Term))
			}
			if got := a.terms(text); !slices.Equal(got, want) {
				t.Errorf("%s: the terms of %q are %q, by bleve %q", tag, text, got, want)
			}
		}
	}
}

func TestCompareOrdersAsJavaScript(t *testing.T) {
	words := []string{"", "a", "ab", "b", "é", "日", "🙂", "\uffee"} // 🙂 is d83d de42 in UTF-16
	for i := range words {
		for k := range words {
			if got := compare(words[i], words[k]); (got < 0) != (i < k) || (got > 0) != (i > k) {
				t.Errorf("compare(%q, %q) = %d", words[i], words[k], got)
			}
		}
	}
}
