package search

import (
	"slices"
	"strings"
	"testing"
)

// TestFragmentsHoldThePage: nothing is lost or moved, no page has more
// fragments than a posting can tell apart, and only a passage that cannot be
// cut makes a fragment much longer than it should be.
func TestFragmentsHoldThePage(t *testing.T) {
	sentence := strings.Repeat("a word and another. ", 400) // 8,000 bytes
	pages := map[string][]Passage{
		"none":      nil,
		"empty":     {{}, {"a", "A", ""}},
		"short":     {{"", "", "one"}, {"a", "A", "two"}},
		"sections":  slices.Repeat([]Passage{{"s", "Section", sentence[:900]}, {"t", "Other", sentence[:1200]}}, 9),
		"one long":  {{"", "", sentence}},
		"very long": slices.Repeat([]Passage{{"s", "Section", sentence}, {"t", "Other", sentence}}, 40),
		"no spaces": {{"", "", strings.Repeat("語", 4000)}},
		"letters":   {{"", "", strings.Repeat("é", 1499) + " " + strings.Repeat("é", 1499) + " x"}},
	}
	for name, passages := range pages {
		short := shortPassages(passages)
		runs := fragments(short)
		if len(runs) == 0 || len(runs) > fragmentsMost {
			t.Errorf("%s: %d fragments", name, len(runs))
		}
		if !slices.Equal(slices.Concat(runs...), short) {
			t.Errorf("%s: the fragments hold other passages", name)
		}
		said := func(list []Passage) string {
			var all strings.Builder
			for i, p := range list {
				if !continues(list, i) {
					all.WriteString(p.Heading)
				}
				all.WriteString(p.Text)
			}
			return strings.ReplaceAll(all.String(), " ", "")
		}
		if name != "sections" && name != "very long" && said(short) != said(passages) { // there equal sections follow each other
			t.Errorf("%s: cutting changes the text", name)
		}
		for _, p := range short {
			if len(p.Text) > fragmentText && strings.Contains(p.Text, " ") {
				t.Errorf("%s: a passage of %d bytes", name, len(p.Text))
			}
		}
	}
	if runs := fragments(shortPassages(pages["one long"])); len(runs) != 3 {
		t.Errorf("8,000 bytes make %d fragments", len(runs))
	}
}

// TestSearchOverACut: a phrase is found where a long passage was cut inside it,
// and its heading counts once.
func TestSearchOverACut(t *testing.T) {
	text := strings.Repeat("filler words ", 229) + "alphabet thebetaofthisalphabet gamma"
	cut := cutAt(text)
	if !strings.HasSuffix(text[:cut], "alphabet") {
		t.Fatalf("the text is cut behind %q", text[cut-20:cut])
	}
	x, _ := opened(t, []Document{{URL: "/long/", Title: "Long", Passages: []Passage{{"h", "Heading", text}}}}, Options{})
	for query, want := range map[string]int{`"alphabet thebetaofthisalphabet"`: 1, `"thebetaofthisalphabet gamma"`: 1, `"words thebetaofthisalphabet"`: 0, `"gamma heading"`: 0} {
		r, err := x.Search(Query{Text: query})
		if err != nil {
			t.Fatal(err)
		}
		if r.Total != want {
			t.Errorf("%s finds %d pages, want %d", query, r.Total, want)
		}
	}
}
