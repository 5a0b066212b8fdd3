package docx

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean drops what XML or Word cannot hold, or what would be invisible: control
// characters and bytes that are not UTF-8.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r == 0x2028, r == 0x2029: // ends of lines and paragraphs
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r), r&0xFFFE == 0xFFFE:
			return -1
		}
		return r
	}, s)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes text safe inside an element and inside a quoted attribute.
func escape(s string) string { return escaper.Replace(clean(s)) }

// words gives text as it stands in one line.
func words(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// short cuts text to at most n characters. It counts them as Word does, one
// beyond the first plane as two.
func short(s string, n int) string {
	length := 0
	for i, r := range s {
		length++
		if r > 0xFFFF {
			length++
		}
		if length > n {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}
