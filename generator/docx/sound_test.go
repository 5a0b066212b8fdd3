package docx

import (
	"path"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// sound checks what Word checks before it opens a file, and gives the tree of
// the main part and the addresses that its links lead to.
func sound(t *testing.T, data []byte) (document *element, targets map[string]string) {
	t.Helper()
	parts, names := opened(t, data)
	trees := map[string]*element{}
	for name, text := range parts {
		trees[name] = tree(t, name, text)
	}
	if names[0] != "[Content_Types].xml" {
		t.Errorf("the file opens with %s", names[0])
	}
	typesCoverParts(t, trees)
	relationsResolve(t, trees)
	for _, name := range []string{"word/document.xml", "word/glossary/document.xml"} {
		if trees[name] != nil {
			namesResolve(t, trees, name)
			tablesAreWhole(t, trees[name])
		}
	}
	numbersDiffer(t, trees["word/document.xml"])
	controlsResolve(t, trees)
	targets = map[string]string{}
	for _, r := range trees["word/_rels/document.xml.rels"].all("Relationship") {
		targets[r.attrs["Id"]] = r.attrs["Target"]
	}
	return trees["word/document.xml"], targets
}

func typesCoverParts(t *testing.T, trees map[string]*element) {
	t.Helper()
	types := trees["[Content_Types].xml"]
	known := map[string]bool{}
	for _, o := range types.all("Override") {
		name := strings.TrimPrefix(o.attrs["PartName"], "/")
		known[name] = true
		if trees[name] == nil {
			t.Errorf("a content type for %s, which is not there", name)
		}
	}
	for name := range trees {
		bare := strings.HasSuffix(name, ".rels") || strings.HasPrefix(name, "customXml/item1") || name == "[Content_Types].xml"
		if known[name] == bare {
			t.Errorf("%s: has a content type of its own: %v", name, known[name])
		}
	}
}

// relationsResolve: each relation leads to a part or an address, and each part
// is reached by one.
func relationsResolve(t *testing.T, trees map[string]*element) {
	t.Helper()
	reached := map[string]bool{}
	for name, root := range trees {
		folder, isRels := strings.CutSuffix(path.Dir(name), "_rels")
		if !isRels {
			continue
		}
		ids := map[string]bool{}
		for _, r := range root.all("Relationship") {
			id, target := r.attrs["Id"], r.attrs["Target"]
			if id == "" || ids[id] {
				t.Errorf("%s: the id %q is missing or there twice", name, id)
			}
			ids[id] = true
			if r.attrs["TargetMode"] == "External" {
				scheme, _, _ := strings.Cut(target, ":")
				if scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel" {
					t.Errorf("%s leads to %q", name, target)
				}
				continue
			}
			target = path.Join(folder, target)
			reached[target] = true
			if trees[target] == nil {
				t.Errorf("%s leads to %s, which is not there", name, target)
			}
		}
		for _, e := range everything(trees[folder+strings.TrimSuffix(path.Base(name), ".rels")]) {
			if id := e.attrs["id"]; (e.name == "hyperlink" || e.name == "footerReference") && id != "" && !ids[id] {
				t.Errorf("<%s> leads to %q, which %s has not", e.name, id, name)
			}
		}
	}
	for name := range trees {
		if !reached[name] && !strings.HasSuffix(name, ".rels") && name != "[Content_Types].xml" {
			t.Errorf("nothing leads to %s", name)
		}
	}
}

// everything gives all elements of a tree, if there is one.
func everything(e *element) []*element {
	if e == nil {
		return nil
	}
	found := []*element{e}
	for _, c := range e.children {
		found = append(found, everything(c)...)
	}
	return found
}

// namesResolve: every style, list and bookmark that a part names is there.
func namesResolve(t *testing.T, trees map[string]*element, name string) {
	t.Helper()
	styles := map[string]bool{}
	for _, s := range trees[path.Dir(name)+"/styles.xml"].all("style") {
		styles[s.attrs["styleId"]] = true
	}
	lists := map[string]bool{}
	for _, n := range trees["word/numbering.xml"].all("num") {
		lists[n.attrs["numId"]] = true
	}
	marks := map[string]bool{}
	for _, m := range trees[name].all("bookmarkStart") {
		marks[m.attrs["name"]] = true
	}
	for _, e := range everything(trees[name]) {
		value := e.attrs["val"]
		switch {
		case (e.name == "pStyle" || e.name == "rStyle" || e.name == "tblStyle") && !styles[value]:
			t.Errorf("%s: there is no style %q", name, value)
		case e.name == "numId" && !lists[value]:
			t.Errorf("%s: there is no list %q", name, value)
		case e.name == "hyperlink" && e.attrs["anchor"] != "" && !marks[e.attrs["anchor"]]:
			t.Errorf("%s: there is no bookmark %q", name, e.attrs["anchor"])
		}
	}
}

// tablesAreWhole: each row fills the grid, each cell ends with a paragraph, no
// two tables touch, and a body ends with a paragraph before its page.
func tablesAreWhole(t *testing.T, root *element) {
	t.Helper()
	for _, table := range root.all("tbl") {
		columns := len(table.all("gridCol"))
		for _, row := range table.all("tr") {
			width := 0
			for _, c := range row.all("tc") {
				width += max(number(c.val("gridSpan")), 1)
			}
			if width != columns || columns > mostColumns {
				t.Errorf("a row over %d columns of %d", width, columns)
			}
		}
	}
	for _, e := range everything(root) {
		if e.name != "tc" && e.name != "body" && e.name != "docPartBody" {
			continue
		}
		last := ""
		for _, c := range e.children {
			if c.name == "tbl" && last == "tbl" {
				t.Error("a table right behind another")
			}
			if c.name != "sectPr" {
				last = c.name
			}
		}
		if last != "p" && len(e.children) > 1 {
			t.Errorf("<%s> ends with %q", e.name, last)
		}
	}
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// numbersDiffer: ids of controls and bookmarks are given out once and are in
// the range that Word reads.
func numbersDiffer(t *testing.T, document *element) {
	t.Helper()
	seen := map[string]bool{}
	for _, e := range everything(document) {
		id := ""
		switch e.name {
		case "sdtPr":
			id = e.val("id")
		case "bookmarkStart":
			id = e.attrs["id"]
			if seen["name "+e.attrs["name"]] || len(e.attrs["name"]) > 40 {
				t.Errorf("the bookmark %q is there twice or too long", e.attrs["name"])
			}
			seen["name "+e.attrs["name"]] = true
		default:
			continue
		}
		if n, err := strconv.ParseInt(id, 10, 32); err != nil || n <= 0 || seen[e.name+id] {
			t.Errorf("<%s> has the id %q, which is no good or taken", e.name, id)
		}
		seen[e.name+id] = true
	}
}

// controlsResolve: titles and tags are as long as Word takes them, and what an
// empty control shows and is tied to is there.
func controlsResolve(t *testing.T, trees map[string]*element) {
	t.Helper()
	shown := map[string]bool{}
	if glossary := trees["word/glossary/document.xml"]; glossary != nil {
		guids := map[string]bool{}
		for _, p := range glossary.all("docPart") {
			if p.first("docPartPr").attrs == nil {
				continue // a reference
			}
			shown[p.first("docPartPr").val("name")] = true
			if guid := p.val("guid"); guids[guid] {
				t.Errorf("two parts of the glossary are %s", guid)
			} else {
				guids[guid] = true
			}
		}
	}
	var values []*element
	if data := trees["customXml/item1.xml"]; data != nil {
		values = data.all("blank")
	}
	for _, control := range trees["word/document.xml"].all("sdtPr") {
		for _, name := range []string{"alias", "tag"} {
			if n := len(utf16.Encode([]rune(control.val(name)))); n == 0 || n > 64 {
				t.Errorf("a control's %s has %d characters", name, n)
			}
		}
		if placeholder := control.val("docPart"); placeholder != "" && !shown[placeholder] {
			t.Errorf("the glossary has no %q", placeholder)
		}
		tie := control.first("dataBinding").attrs["xpath"]
		if tie == "" {
			continue
		}
		i := number(strings.TrimSuffix(tie[strings.LastIndexByte(tie, '[')+1:], "]"))
		if i < 1 || i > len(values) {
			t.Errorf("a control is tied to %s, of %d", tie, len(values))
		}
	}
}
