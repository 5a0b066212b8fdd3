package diag

import (
	"slices"
	"testing"
)

func TestPosString(t *testing.T) {
	for want, pos := range map[string]Pos{
		"a.md":     {File: "a.md"},
		"a.md:3":   {File: "a.md", Line: 3},
		"a.md:3:7": {File: "a.md", Line: 3, Col: 7},
	} {
		if pos.String() != want {
			t.Errorf("got %q, want %q", pos, want)
		}
	}
}

func TestSortGoesByPlaceAndDropsRepeats(t *testing.T) {
	at := func(file string, line, col int, rule string) Finding {
		return Finding{Pos: Pos{file, line, col}, Severity: Warning, Rule: rule, Message: "m"}
	}
	want := []Finding{at("a", 0, 0, "x"), at("a", 2, 1, "x"), at("a", 2, 9, "a"), at("a", 2, 9, "b"), at("a", 10, 1, "x"), at("b", 1, 1, "x")}
	got := Sort([]Finding{want[5], want[3], want[4], want[1], want[3], want[0], want[2], want[0]})
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	// Of one message, two findings with other hints are both kept, wherever they stand.
	hinted := Finding{Pos: Pos{"a", 1, 1}, Hint: "h"}
	plain := Finding{Pos: Pos{"a", 1, 1}}
	if got := Sort([]Finding{hinted, plain, hinted}); len(got) != 2 {
		t.Errorf("a repeat is kept: %v", got)
	}
	if Count(want, Warning) != 6 || Count(want, Error) != 0 {
		t.Errorf("counted %d warnings", Count(want, Warning))
	}
}
