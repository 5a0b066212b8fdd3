package markdown

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/open-stewardship/steward/generator/diag"
)

// reportControls warns of control characters and of what Unicode calls no
// characters. Nobody sees them, XML and with it Word and feeds cannot hold
// them, and they come from a program that copied more than text.
func (w *writer) reportControls() {
	data := string(w.doc.File.Data)
	for at := 0; at < len(data); {
		i := strings.IndexFunc(data[at:], isUnseen)
		if i < 0 {
			break
		}
		at += i
		r, size := utf8.DecodeRuneInString(data[at:])
		w.reportControl(w.shift+at, r)
		at += size
	}
	for _, text := range []string{w.doc.Front.Title, w.doc.Front.Description} { // written \u0001 there
		if i := strings.IndexFunc(text, isUnseen); i >= 0 && !strings.Contains(data, text) {
			r, _ := utf8.DecodeRuneInString(text[i:])
			w.reportControl(w.shift, r)
		}
	}
}

func (w *writer) reportControl(at int, r rune) {
	w.report(at, diag.Warning, "character", fmt.Sprintf("the character U+%04X cannot be seen and is left out of Word files and feeds", r), "delete it; if words are missing, type them again")
}

// isUnseen tells a character that is no text from one that is.
func isUnseen(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r", r) || r&0xFFFE == 0xFFFE
}
