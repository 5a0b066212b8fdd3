package importer

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/importer/sample"
)

// wordNS is the namespace of the text of a document.
const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// document makes a .docx file of the inside of its body.
func document(t testing.TB, body string, more ...txtar.File) []byte {
	t.Helper()
	data, err := sample.Pack(&txtar.Archive{Files: append([]txtar.File{
		{Name: "word/document.xml", Data: []byte(`<w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`)}}, more...)})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func paragraph(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

// bomb is a file of which each part unpacks to a great deal.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 200 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What no honest document holds is refused, with the reason in words.
func TestHostileFilesAreRefused(t *testing.T) {
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 5000) + strings.Repeat("</w:sdtContent></w:sdt>", 5000)
	entities := `<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>` +
		`<w:document ` + wordNS + `><w:body>` + paragraph("&b;&c;") + `</w:body></w:document>`
	named := func(name, text string) []byte {
		data, err := sample.Pack(&txtar.Archive{Files: []txtar.File{{Name: name, Data: []byte(text)}}})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	sound := document(t, paragraph("Text."))
	many := &txtar.Archive{}
	for n := range 5001 {
		many.Files = append(many.Files, txtar.File{Name: fmt.Sprintf("word/media/image%d.png", n)})
	}
	crowd, err := sample.Pack(many)
	if err != nil {
		t.Fatal(err)
	}
	i := newImporter(t)
	for _, test := range []struct {
		name, reason string
		data         []byte
	}{
		{"nothing", "is empty", nil},
		{"a PDF", "is a PDF", []byte("%PDF-1.7\n")},
		{"an old Word file", "old Word file", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")},
		{"RTF", "RTF", []byte(`{\rtf1 text}`)},
		{"a web page", "not a Word document", []byte("<html>text</html>")},
		{"half a file", "damaged", sound[:len(sound)/2]},
		{"a spreadsheet", "it has no text", named("xl/workbook.xml", "<workbook/>")},
		{"another root", "its main part holds something else", named("word/document.xml", `<html/>`)},
		{"no XML", "damaged", named("word/document.xml", "text & text")},
		{"XML cut short", "ends in the middle", named("word/document.xml", `<w:document `+wordNS+`><w:body>`)},
		{"entities", "defines entities", named("word/document.xml", entities)},
		{"nested", "nested more than", document(t, deep)},
		{"a bomb", "too large", bomb(t)},
		{"many parts", "more than 5,000 parts", crowd},
		{"one part twice", "twice", func() []byte {
			data, err := sample.Pack(&txtar.Archive{Files: []txtar.File{{Name: "word/document.xml", Data: []byte("<a/>")}, {Name: "word/document.xml", Data: []byte("<b/>")}}})
			if err != nil {
				t.Fatal(err)
			}
			return data
		}()},
		{"damaged within", "cannot be unpacked", spoilt(t, sound)},
	} {
		page, err := i.Word(context.Background(), test.data, nil)
		var refused *Refused
		if !errors.As(err, &refused) || !strings.Contains(refused.Reason, test.reason) {
			t.Errorf("%s: %v %+v, want a reason with %q", test.name, err, page, test.reason)
		}
	}
}

// spoilt gives a file with a byte of its first part changed.
func spoilt(t *testing.T, data []byte) []byte {
	t.Helper()
	out := bytes.Clone(data)
	start := 30 + int(binary.LittleEndian.Uint16(out[26:])) + int(binary.LittleEndian.Uint16(out[28:]))
	for n := range 12 {
		out[start+n] ^= 0xff
	}
	return out
}

// Links that lead into its author's machine, macros and pictures from elsewhere
// do not get into the page, and are told.
func TestWhatIsNotFollowed(t *testing.T) {
	const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="a" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>` +
		`<Relationship Id="b" Type="x/hyperlink" Target="file:///c:/secret.docx" TargetMode="External"/>` +
		`<Relationship Id="c" Type="x/hyperlink" Target="https://example.org/a)b" TargetMode="External"/></Relationships>`
	link := func(id, text string) string {
		return `<w:p><w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="` + id + `"><w:r><w:t>` + text + `</w:t></w:r></w:hyperlink></w:p>`
	}
	data := document(t, paragraph("A title")+link("a", "one")+link("b", "two")+link("c", "three")+
		`<w:p><w:r><w:instrText>INCLUDETEXT "c:\\secret.docx"</w:instrText></w:r></w:p>`+
		paragraph("&lt;script&gt;alert(1)&lt;/script&gt; {{team}} [a](javascript:b)"),
		txtar.File{Name: "word/_rels/document.xml.rels", Data: []byte(relations)},
		txtar.File{Name: "word/vbaProject.bin", Data: []byte("program")})
	page, err := newImporter(t).Word(context.Background(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	const want = "one\n\ntwo\n\n[three](<https://example.org/a)b>)\n\n\\<script>alert(1)\\</script> {{team}} \\[a](javascript:b)\n"
	if page.Body != want {
		t.Errorf("the page is\n%s\nwant\n%s", page.Body, want)
	}
	if left := strings.Join(page.Left, "; "); !strings.Contains(left, "2 links") || !strings.Contains(left, "macro") {
		t.Errorf("left out: %s", left)
	}
}

// A document that would take for ever is given up when its caller does.
func TestReadingStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	i := newImporter(t)
	if _, err := i.Word(ctx, document(t, strings.Repeat(paragraph("Text."), 20000)), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped import gives %v", err)
	}
	if page, err := i.Word(context.Background(), document(t, paragraph("Once more, with feeling and more.")), nil); err != nil || !strings.Contains(page.Title+page.Description+page.Body, "feeling") {
		t.Errorf("after that: %v %v", page, err)
	}
}

// Samples with pieces taken out, doubled and moved end as a page or with a
// reason. (Under go test -fuzz the engine runs too slowly to find anything.)
func TestSpoiltSamples(t *testing.T) {
	names, err := sample.Files()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	i := newImporter(t)
	pages := 0
	for n := range 40 {
		data, err := sample.Word(names[n%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		var spoilt string
		data, err = sample.Repack(data, "word/document.xml", func(text string) string {
			for range 1 + r.IntN(3) {
				text = mutated(r, text)
			}
			spoilt = text
			return text
		})
		if err != nil {
			t.Fatal(err)
		}
		page, err := i.Word(context.Background(), data, nil)
		var refused *Refused
		switch {
		case errors.As(err, &refused):
		case err != nil:
			t.Errorf("%v\n%s", err, spoilt)
		case strings.ContainsAny(page.Title, "\n\r") || strings.Contains(page.Body, "undefined"):
			t.Errorf("the page is %q\n%s", page.Title, page.Body)
		default:
			pages++
		}
	}
	if pages < 5 {
		t.Errorf("only %d spoilt documents could be read: this test tries little", pages)
	}
}

// mutated takes an element out of XML, doubles it, or puts it elsewhere.
func mutated(r *rand.Rand, text string) string {
	tags := opening.FindAllStringSubmatchIndex(text, -1)
	if len(tags) == 0 {
		return text
	}
	tag := tags[r.IntN(len(tags))]
	end := strings.Index(text[tag[0]:], "</w:"+text[tag[2]:tag[3]]+">")
	if end < 0 {
		return text
	}
	end += tag[0] + len("</w:>") + tag[3] - tag[2]
	element := text[tag[0]:end]
	switch r.IntN(4) {
	case 0:
		return text[:tag[0]] + text[end:]
	case 1:
		return text[:end] + element + text[end:]
	case 2:
		return text[:r.IntN(len(text))] // cut short
	}
	at := tags[r.IntN(len(tags))][0]
	return text[:at] + element + text[at:]
}

var opening = regexp.MustCompile(`<w:(p|r|t|tbl|tr|tc|sdt|pPr|numPr|ins|hyperlink)[ >]`)
