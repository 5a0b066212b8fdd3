//go:build slow

package docx

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// converted lets LibreOffice Writer open a document and write it as another
// kind of file, and gives that file's path.
func converted(t *testing.T, doc Document, kind string) string {
	t.Helper()
	data, err := Write(doc)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	source := filepath.Join(dir, "document.docx")
	if err := os.WriteFile(source, data, 0o644); err != nil {
		t.Fatal(err)
	}
	runs(t, "soffice", "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--convert-to", kind, "--outdir", dir, source)
	return filepath.Join(dir, "document."+kind)
}

func runs(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// pages gives the text of each page of a document as LibreOffice prints it.
func pages(t *testing.T, doc Document) []string {
	t.Helper()
	text := runs(t, "pdftotext", "-layout", converted(t, doc, "pdf"), "-")
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

var statementOn = regexp.MustCompile(`(?m)^ *(\d+) +Statement number \d+ is true`)

// TestPrintedChecklist: 25 statements over several pages, each with the
// headings above, the address and page number below, and no statement parted
// from the room to write what was agreed.
func TestPrintedChecklist(t *testing.T) {
	for lines := range 4 { // above the table, so that pages end in other places
		t.Run(fmt.Sprint(lines), func(t *testing.T) {
			doc := checklist(25)
			doc.Parts[0].HTML += strings.Repeat("<p>One more line.</p>", 2*lines)
			printedWhole(t, pages(t, doc))
		})
	}
}

func printedWhole(t *testing.T, printed []string) {
	t.Helper()
	if len(printed) < 3 || len(printed) > 9 {
		t.Fatalf("%d pages", len(printed))
	}
	next := 1
	for i, page := range printed {
		if foot := regexp.MustCompile(fmt.Sprintf(`example\.org/checklists/governance/ +Page %d of %d\b`, i+1, len(printed))); !foot.MatchString(page) {
			t.Errorf("page %d has another foot: %s", i+1, page)
		}
		found := statementOn.FindAllStringSubmatch(page, -1)
		if len(found) == 0 {
			continue
		}
		if !regexp.MustCompile(`Who decides +Yes +No +N/A`).MatchString(page) {
			t.Errorf("page %d lacks the headings", i+1)
		}
		for _, statement := range found {
			if statement[1] != fmt.Sprint(next) {
				t.Errorf("statement %s on page %d, where %d was due", statement[1], i+1, next)
			}
			next++
		}
		if rows := len(regexp.MustCompile(`Action +Who +By when`).FindAllString(page, -1)); rows != len(found) {
			t.Errorf("page %d has %d statements and %d rows for what was agreed", i+1, len(found), rows)
		}
		if boxes := strings.Count(page, "☐"); boxes != 3*len(found) {
			t.Errorf("page %d has %d boxes for %d statements", i+1, boxes, len(found))
		}
	}
	if next != 26 {
		t.Errorf("%d statements of 25", next-1)
	}
}

// TestReadBack: LibreOffice sees the boxes, the fields, the tables with their
// headings, the outline and the properties as what they are.
func TestReadBack(t *testing.T) {
	doc := checklist(2)
	doc.Parts[0].HTML += `<h2>How to run it</h2><ol><li>One</li></ol><p>Between</p><ol><li>One again</li></ol>
		<ul><li><input type="checkbox">To do</li></ul>
		<table><thead><tr><th>Who</th><th>What</th></tr></thead><tbody><tr><td>Us</td><td><span class="blank">task</span></td></tr></tbody></table>`
	flat, err := os.ReadFile(converted(t, doc, "fodt"))
	if err != nil {
		t.Fatal(err)
	}
	document := tree(t, "document.fodt", string(flat))
	count := map[string]int{}
	for _, control := range document.all("content-control") {
		switch {
		case control.attrs["checkbox"] == "true":
			count["boxes"]++
		case control.attrs["date"] == "true":
			count["dates"]++
		default:
			count["fields"]++
		}
	}
	count["fields"] += len(document.all("text-input")) // what Writer made of them before version 7.5
	count["tables"] = len(document.all("table"))
	count["repeated headings"] = len(document.all("table-header-rows"))
	for name, want := range map[string]int{"boxes": 7, "dates": 4, "fields": 9, "tables": 4, "repeated headings": 2} {
		if count[name] != want {
			t.Errorf("%d %s, want %d", count[name], name, want)
		}
	}
	var outline []string
	for _, h := range document.all("h") {
		outline = append(outline, h.attrs["outline-level"]+" "+h.said())
	}
	if got := strings.Join(outline, "; "); got != "1 How to run it; 1 Sources; 1 About this document" {
		t.Errorf("the outline is %q", got)
	}
	meta := document.first("meta")
	for name, want := range map[string]string{"title": doc.Title, "initial-creator": doc.Author, "language": "en-GB", "description": doc.Description} {
		if got := meta.first(name).said(); got != want {
			t.Errorf("the %s is %q, want %q", name, got, want)
		}
	}
}
