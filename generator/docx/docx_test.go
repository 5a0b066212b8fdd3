package docx

import (
	"archive/zip"
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the tests get into testdata")

// written makes a document and checks that it is sound.
func written(t *testing.T, doc Document) (body string, parts map[string]string) {
	t.Helper()
	data, err := Write(doc)
	if err != nil {
		t.Fatal(err)
	}
	document, targets := sound(t, data)
	parts, _ = opened(t, data)
	return outline(document.first("body"), targets), parts
}

// body gives the outline of a document made of HTML alone.
func body(t *testing.T, html string) string {
	t.Helper()
	outline, _ := written(t, Document{Parts: []Part{{HTML: html}}})
	return outline
}

// TestHTML holds what becomes of HTML: each file in testdata has the HTML and
// the outline of the body that it gives.
func TestHTML(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := body(t, string(archive.Files[0].Data))
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "outline", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// checklist is a document that has everything, with n statements.
func checklist(n int) Document {
	doc := Document{
		Title: "Governance & implementation", Description: "Seven statements to talk through.", Author: "Open Stewardship",
		Language: "en-GB", Licence: "CC BY 4.0", LicenceURL: "https://creativecommons.org/licenses/by/4.0/",
		Address: "example.org/checklists/governance/", Revised: "22 November 2026", Caveat: "Inspiration, not a blueprint.",
		Fields: []Field{{Name: "Team"}, {"Date", Day}, {Name: "Facilitator"}},
		Parts: []Part{{HTML: `<p>For <span class="blank">team name</span>.</p>`},
			{Heading: "Who decides", Fields: []Field{{"Notes from the meeting", Notes}, {"We look at this again on", Day}}}},
		Sources: []string{"The toolkit.", "RSA (2019). Radical home care."},
	}
	for i := range n {
		s := Statement{Number: i + 1, Text: "Statement <em>number</em> " + strconv.Itoa(i+1) + " is true of us.",
			Actions: []string{"Ask the team.", "Read <a href=\"https://example.org/why/\">why</a>."}}
		if i == 0 {
			s.More = "Stewardship, not control"
		}
		doc.Parts[1].Statements = append(doc.Parts[1].Statements, s)
	}
	return doc
}

func TestChecklist(t *testing.T) {
	got, _ := written(t, checklist(2))
	const want = `Title: Governance & implementation
Subtitle: Seven statements to talk through.
Revised: Revised 22 November 2026
table FormTable "About this meeting" of 4819 4819
  row cantSplit height 680
    cell
      FieldLabel: Team
      FieldText: <text "Team": ______>
    cell
      FieldLabel: Date
      FieldText: <date "Date": ______>
  row cantSplit height 680
    cell over 2
      FieldLabel: Facilitator
      FieldText: <text "Facilitator": ______>
Normal above 200: For <tied to blank[1] "team name": [team name]>.
table FormTable "Who decides" of 5103 1984 850 850 851
  row cantSplit tblHeader
    cell over 2
      FormHeading keepNext: Who decides
    cell
      FormHeading at center keepNext: Yes
    cell
      FormHeading at center keepNext: No
    cell
      FormHeading at center keepNext: N/A
  row cantSplit
    cell over 2
      Statement left 380 keepNext: <b: 1> Statement <i: number> 1 is true of us.
      Action list 1 level 0 left 760 keepNext: Ask the team.
      Action list 1 level 0 left 760 keepNext: Read <link https://example.org/why/: why>.
      StatementSource left 380 keepNext: From: Stewardship, not control
    cell
      Answer keepNext: <tick 0 "Statement 1: Yes": ☐>
    cell
      Answer keepNext: <tick 0 "Statement 1: No": ☐>
    cell
      Answer keepNext: <tick 0 "Statement 1: N/A": ☐>
  row cantSplit height 1020
    cell
      FieldLabel: Action
      FieldText: <lines "Statement 1: action": ______>
    cell
      FieldLabel: Who
      FieldText: <text "Statement 1: who": ______>
    cell over 3
      FieldLabel: By when
      FieldText: <date "Statement 1: by when": ______>
  row cantSplit
    cell over 2
      Statement left 380 keepNext: <b: 2> Statement <i: number> 2 is true of us.
      Action list 1 level 0 left 760 keepNext: Ask the team.
      Action list 1 level 0 left 760 keepNext: Read <link https://example.org/why/: why>.
    cell
      Answer keepNext: <tick 0 "Statement 2: Yes": ☐>
    cell
      Answer keepNext: <tick 0 "Statement 2: No": ☐>
    cell
      Answer keepNext: <tick 0 "Statement 2: N/A": ☐>
  row cantSplit height 1020
    cell
      FieldLabel: Action
      FieldText: <lines "Statement 2: action": ______>
    cell
      FieldLabel: Who
      FieldText: <text "Statement 2: who": ______>
    cell over 3
      FieldLabel: By when
      FieldText: <date "Statement 2: by when": ______>
BetweenTables: 
table FormTable "What we take from this meeting" of 4819 4819
  row cantSplit height 2835
    cell over 2
      FieldLabel: Notes from the meeting
      FieldText: <lines "Notes from the meeting": ______>
  row cantSplit height 680
    cell over 2
      FieldLabel: We look at this again on
      FieldText: <date "We look at this again on": ______>
EndHeading: Sources
Source list 3 level 0 left 380: The toolkit.
Source list 3 level 0 left 380: RSA (2019). Radical home care.
EndHeading: About this document
Note keepNext: Inspiration, not a blueprint.
Note: By Open Stewardship. Licence: <link https://creativecommons.org/licenses/by/4.0/: CC BY 4.0>. You will find the newest version at <link https://example.org/checklists/governance/: example.org/checklists/governance/>.
`
	if diff := cmp.Diff(want, strings.ReplaceAll(got, "\u2003", "_")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestFieldsInRows: two in a row, notes in a row of their own wherever they stand.
func TestFieldsInRows(t *testing.T) {
	got, _ := written(t, Document{Fields: []Field{{"Team", Line}, {"Why", Notes}, {"Day", Day}, {"Who", Line}}})
	const want = `table FormTable "About this meeting" of 4819 4819
  row cantSplit height 680
    cell over 2
      FieldLabel: Team
      FieldText: <text "Team": ______>
  row cantSplit height 2835
    cell over 2
      FieldLabel: Why
      FieldText: <lines "Why": ______>
  row cantSplit height 680
    cell
      FieldLabel: Day
      FieldText: <date "Day": ______>
    cell
      FieldLabel: Who
      FieldText: <text "Who": ______>
BetweenTables: 
`
	if diff := cmp.Diff(want, strings.ReplaceAll(got, "\u2003", "_")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSameBytesEachTime(t *testing.T) {
	doc := checklist(9)
	first, err := Write(doc)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := Write(doc)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("the same document gave other bytes")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Modified.Year() != 1980 {
			t.Errorf("%s bears the date %v", f.Name, f.Modified)
		}
	}
}

func TestPropertiesAndFooter(t *testing.T) {
	_, parts := written(t, checklist(1))
	for part, wanted := range map[string][]string{
		"docProps/core.xml": {"<dc:title>Governance &amp; implementation</dc:title>", "<dc:creator>Open Stewardship</dc:creator>",
			"<dc:description>Seven statements to talk through.</dc:description>", "<dc:language>en-GB</dc:language>",
			"<dc:identifier>example.org/checklists/governance/</dc:identifier>"},
		"docProps/custom.xml": {`pid="2" name="Licence"><vt:lpwstr>CC BY 4.0</vt:lpwstr>`,
			`name="Licence address"><vt:lpwstr>https://creativecommons.org/licenses/by/4.0/</vt:lpwstr>`},
		"word/styles.xml":   {`<w:lang w:val="en-GB"`},
		"word/document.xml": {`<w:pgSz w:w="11906" w:h="16838"/>`, `w:left="1134"`},
	} {
		for _, want := range wanted {
			if !strings.Contains(parts[part], want) {
				t.Errorf("%s lacks %s", part, want)
			}
		}
	}
	footer := tree(t, "word/footer.xml", parts["word/footer.xml"])
	if got, want := footer.said(), "example.org/checklists/governance/ Page 1 of 1"; got != want {
		t.Errorf("the footer says %q", got)
	}
	for i, want := range []string{" PAGE ", " NUMPAGES "} {
		if fields := footer.all("fldSimple"); len(fields) != 2 || fields[i].attrs["instr"] != want {
			t.Errorf("the footer has no field%s", want)
		}
	}
}

func TestOneNameOneValue(t *testing.T) {
	blank := func(name string) string { return `<p><span class="blank">` + name + `</span></p>` }
	got, parts := written(t, Document{Parts: []Part{{HTML: blank("team name") + blank("date") + blank("team  name") + blank("Team name")}}})
	const want = `Normal: <tied to blank[1] "team name": [team name]>
Normal: <tied to blank[2] "date": [date]>
Normal: <tied to blank[1] "team name": [team name]>
Normal: <tied to blank[3] "Team name": [Team name]>
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	data := tree(t, "customXml/item1.xml", parts["customXml/item1.xml"])
	if n := len(data.all("blank")); n != 3 {
		t.Errorf("%d values for three names", n)
	}
}

// TestEmptyDocument: whatever is left out leaves no mark.
func TestEmptyDocument(t *testing.T) {
	got, parts := written(t, Document{})
	if got != "" {
		t.Errorf("a document of nothing says %q", got)
	}
	if _, has := parts["word/glossary/document.xml"]; has {
		t.Error("a document with no controls has a glossary")
	}
	got, _ = written(t, Document{Title: "T", Fields: []Field{{Name: " "}}, Sources: []string{""}, Parts: []Part{{HTML: "<p> </p><div></div>"}}})
	if got != "Title: T\n" {
		t.Errorf("a document of a title says %q", got)
	}
}

// TestRoomAbove: the code knows what stands in the styles.
func TestRoomAbove(t *testing.T) {
	for _, style := range tree(t, "styles.xml", styles).all("style") {
		id := style.attrs["styleId"]
		room := number(style.first("spacing").attrs["before"])
		if known, ok := roomAbove[id]; ok && known != room {
			t.Errorf("%s has %d twips above it, not %d", id, room, known)
		}
	}
}

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]string{"cy": "cy", "de-AT": "de-AT", "": "en-GB", "en_GB": "en-GB", `"><w:`: "en-GB", "-": "en-GB"} {
		if got := languageTag(tag); got != want {
			t.Errorf("languageTag(%q) = %q, want %q", tag, got, want)
		}
	}
}
