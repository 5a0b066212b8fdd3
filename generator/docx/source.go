package docx

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Source is the page that a document is made from. It goes along in the file,
// with the text of the document as it was when it was made, so that what is
// changed in Word can be brought back into the page: package importer reads it.
type Source struct {
	Path string // of the page in the content folder: templates/role.md
	Text string // all of the file
}

const (
	sourceNS = "https://github.com/open-stewardship/steward/source"
	sourceID = "{0D2B7C1A-5E44-4C38-8B6B-2C0C4B6E9F52}"
)

// data is the custom XML part with the page, "" if XML cannot hold its text.
func (s *Source) data(w *writer) string {
	if s == nil || s.Path == "" || !fits(s.Text) {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<page xmlns="%s" path="%s" sum="%s"><text>%s</text><links>`, sourceNS, escape(s.Path), sum(s.Text),
		strings.ReplaceAll(escaper.Replace(s.Text), "\r", "&#13;")) // a parser takes a bare one for \n
	for _, l := range w.links {
		fmt.Fprintf(&b, `<link id="%s" target="%s"/>`, l.id, escape(l.target))
	}
	b.WriteString(`</links><w:document ` + namespaces + `><w:body>` + w.out.String() + `</w:body></w:document>` + numbering(w.counts) + `</page>`)
	return b.String()
}

// fits tells whether XML can hold a text as it is (XML 1.0, production 2).
func fits(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r&0xFFFE == 0xFFFE
	})
}

// sum is a check on a text: FNV-1a, 32 bits, over its UTF-16 units, which a
// browser can work out as well.
func sum(text string) string {
	hash := uint32(0x811c9dc5)
	for _, unit := range utf16.Encode([]rune(text)) {
		hash = (hash ^ uint32(unit)) * 0x01000193
	}
	return fmt.Sprintf("%08x", hash)
}
