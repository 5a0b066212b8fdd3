package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// element is an element of a part, or with no name a text.
type element struct {
	name     string // without its name space: no two that we write differ by that alone
	attrs    map[string]string
	children []*element
	text     string
}

// opened reads a .docx file: each part by its name, and the names in order.
func opened(t *testing.T, data []byte) (parts map[string]string, names []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("not a zip file: %v", err)
	}
	parts = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := parts[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		parts[f.Name] = string(content)
		names = append(names, f.Name)
	}
	return parts, names
}

// tree reads a part's XML.
func tree(t *testing.T, name, text string) *element {
	t.Helper()
	root := &element{}
	stack := []*element{root}
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%s is not well formed: %v", name, err)
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				if _, twice := e.attrs[a.Name.Local]; twice {
					t.Errorf("%s: <%s> has %s twice", name, e.name, a.Name.Local)
				}
				e.attrs[a.Name.Local] = a.Value
			}
			top.children = append(top.children, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.children = append(top.children, &element{text: string(token)})
		}
	}
	for _, c := range root.children {
		if c.name != "" {
			return c
		}
	}
	t.Fatalf("%s is empty", name)
	return nil
}

// all gives every element of a name, outermost first.
func (e *element) all(name string) []*element {
	var found []*element
	for _, c := range e.children {
		if c.name == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// first gives the first element of a name, or an empty one.
func (e *element) first(name string) *element {
	if found := e.all(name); len(found) > 0 {
		return found[0]
	}
	return &element{}
}

func (e *element) val(name string) string { return e.first(name).attrs["val"] }

// said is the text in an element, with line breaks and tabs.
func (e *element) said() string {
	var b strings.Builder
	switch e.name {
	case "br":
		b.WriteString(" / ")
	case "tab":
		b.WriteString(" ")
	}
	b.WriteString(e.text)
	for _, c := range e.children {
		b.WriteString(c.said())
	}
	return b.String()
}

// outline writes a body as a person might describe it, a line a paragraph, so
// that a test shows what the document is like.
func outline(body *element, targets map[string]string) string {
	var b strings.Builder
	var walk func(e *element, indent string)
	walk = func(e *element, indent string) {
		switch e.name {
		case "p":
			fmt.Fprintf(&b, "%s%s\n", indent, paragraphLine(e, targets))
			return
		case "tbl":
			var widths []string
			for _, c := range e.all("gridCol") {
				widths = append(widths, c.attrs["w"])
			}
			fmt.Fprintf(&b, "%stable %s %q of %s\n", indent, e.val("tblStyle"), e.val("tblCaption"), strings.Join(widths, " "))
			indent += "  "
		case "tr":
			fmt.Fprintf(&b, "%srow%s\n", indent, rowNotes(e))
			indent += "  "
		case "tc":
			fmt.Fprintf(&b, "%scell%s\n", indent, note("over", e.val("gridSpan")))
			indent += "  "
		}
		for _, c := range e.children {
			walk(c, indent)
		}
	}
	walk(body, "")
	return b.String()
}

func note(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + " " + value
}

func rowNotes(row *element) string {
	notes := ""
	for _, name := range []string{"cantSplit", "tblHeader"} {
		if len(row.all(name)) > 0 {
			notes += " " + name
		}
	}
	return notes + note("height", row.val("trHeight"))
}

// paragraphLine is a paragraph in one line: its style, how it stands, and its
// text, with what is special about a piece of it in angle brackets.
func paragraphLine(p *element, targets map[string]string) string {
	props := p.first("pPr")
	head := props.val("pStyle")
	if head == "" {
		head = "Normal"
	}
	head += note("list", props.val("numId")) + note("level", props.val("ilvl")) + note("left", props.first("ind").attrs["left"]) +
		note("above", props.first("spacing").attrs["before"]) + note("at", props.val("jc"))
	for _, name := range []string{"keepNext", "pBdr"} {
		if len(props.all(name)) > 0 {
			head += " " + name
		}
	}
	var text strings.Builder
	for _, c := range p.children {
		text.WriteString(pieceText(c, targets))
	}
	return head + ": " + text.String()
}

func pieceText(e *element, targets map[string]string) string {
	switch e.name {
	case "pPr", "bookmarkEnd":
		return ""
	case "bookmarkStart":
		return "<mark " + e.attrs["name"] + ">"
	case "r":
		look := ""
		for _, c := range e.first("rPr").children {
			look += " " + strings.TrimSpace(c.name+" "+c.attrs["val"])
		}
		if look == "" {
			return e.said()
		}
		return "<" + strings.TrimSpace(look) + ": " + e.said() + ">"
	case "hyperlink":
		target := targets[e.attrs["id"]]
		if anchor := e.attrs["anchor"]; anchor != "" {
			target = "#" + anchor
		}
		return "<link " + target + ": " + e.said() + ">"
	case "sdt":
		return controlText(e)
	}
	return e.said()
}

func controlText(e *element) string {
	kind := "text"
	switch {
	case len(e.all("checkbox")) > 0:
		kind = "tick " + e.val("checked")
	case len(e.all("date")) > 0:
		kind = "date"
	case len(e.all("dataBinding")) > 0:
		path := e.first("dataBinding").attrs["xpath"]
		kind = "tied to " + path[strings.LastIndexByte(path, ':')+1:]
	case e.first("text").attrs["multiLine"] == "1":
		kind = "lines"
	}
	return fmt.Sprintf("<%s %q: %s>", kind, e.val("alias"), e.first("sdtContent").said())
}
