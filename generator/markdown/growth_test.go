package markdown

import (
	"strings"
	"testing"
	"time"

	"github.com/open-stewardship/steward/generator/source"
)

// TestShapesGrowWithTheirLength parses pages of random shapes, the same ones
// each time: four times the length may cost eight times as much at most, or so
// little that nobody notices.
func TestShapesGrowWithTheirLength(t *testing.T) {
	for seed := range uint64(shapes) {
		name, _ := shape(seed, 0)
		small, large := parseTime(seed, 20_000), parseTime(seed, 80_000)
		for try := 0; large > max(8*small, 300*time.Millisecond) && try < 5; try++ { // a busy machine is no fault of ours
			small, large = max(small, parseTime(seed, 20_000)), min(large, parseTime(seed, 80_000))
		}
		if large > max(8*small, 300*time.Millisecond) {
			t.Errorf("%s: 20 KB took %v, 80 KB %v", name, small, large)
		}
	}
}

func parseTime(seed uint64, size int) time.Duration {
	_, data := shape(seed, size)
	start := time.Now()
	Parse(&source.File{Path: "a.md", Name: "a.md", Data: data})
	return time.Since(start)
}

// TestCostlyTextIsShownAsTyped holds that a block which would take too long to
// parse loses no word, that its author is told the line, and that the blocks
// beside it are read as ever.
func TestCostlyTextIsShownAsTyped(t *testing.T) {
	for name, unit := range map[string]string{"emphasis": "*a _b ", "brackets": "[*_", "tildes": "~~~~a ", "tags": "<a b ", "links": "[a](b) "} {
		doc := Parse(&source.File{Path: "a.md", Name: "a.md", Data: []byte("# T\n\nSee *this*.\n\nx" + strings.Repeat(unit, 60_000) + "\n\nSee **that**.\n")})
		html := string(doc.Body.HTML)
		if !strings.Contains(html, "<em>this</em>") || !strings.Contains(html, "<strong>that</strong>") {
			t.Errorf("%s: the paragraphs beside it are not read", name)
		}
		if got, want := strings.Count(html, escape(strings.TrimSpace(unit))), 59_000; got < want {
			t.Errorf("%s: shown %d times, want all 60,000", name, got)
		}
		if len(doc.Findings) != 1 || doc.Findings[0].Rule != "length" || doc.Findings[0].Pos.Line != 5 || doc.Findings[0].Hint == "" {
			t.Errorf("%s: findings %v, want one of rule length at line 5", name, doc.Findings)
		}
	}
}

// TestReferencesCannotBlowUp holds that a long address used often does not
// make a page out of all proportion, and that what is not linked is shown.
func TestReferencesCannotBlowUp(t *testing.T) {
	data := []byte("[a]: https://a.b/" + strings.Repeat("x", 20_000) + "\n\n" + strings.Repeat("[a]\n\n", 50_000))
	doc := Parse(&source.File{Path: "a.md", Name: "a.md", Data: data})
	if got := len(doc.Body.HTML); got > 10*len(data) {
		t.Errorf("%d bytes became %d", len(data), got)
	}
	html := string(doc.Body.HTML)
	if linked, shown := strings.Count(html, ">a</a>"), strings.Count(html, "[a]"); linked == 0 || linked+shown != 50_000 {
		t.Errorf("%d linked and %d shown, want 50,000", linked, shown)
	}
	if len(doc.Findings) != 1 || doc.Findings[0].Rule != "length" {
		t.Errorf("findings %v, want one of rule length", doc.Findings)
	}
}

// TestManyDefinitions holds that definitions are all found, however many
// stand in one paragraph, and that the text below them stays.
func TestManyDefinitions(t *testing.T) {
	text := strings.Repeat("[x]: y 'a\nb'\n", 500) + "[last]: z.md\nText [last] [x].\n"
	doc := Parse(&source.File{Path: "a.md", Name: "a.md", Data: []byte(text)})
	if len(doc.Links) != 2 || doc.Links[0].Path != "z.md" || doc.Links[1].Path != "y" || !strings.Contains(string(doc.Body.HTML), "Text ") {
		t.Errorf("links %+v in %s", doc.Links, doc.Body.HTML)
	}
}

// TestManyNotes holds that more notes than can be looked through are refused.
func TestManyNotes(t *testing.T) {
	_, finding, found := costly([]byte(strings.Repeat("[^a]: b\n\n[^a]\n\n", 20_000)))
	if !found || finding.Hint == "" {
		t.Error("not refused")
	}
	if _, _, found := costly([]byte(strings.Repeat("[^a]: b\n\n[^a]\n\n", 2_000))); found {
		t.Error("a book's notes are refused")
	}
}
