package markdown

import (
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// rightToLeft are the scripts that are written from right to left.
var rightToLeft = []*unicode.RangeTable{unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam,
	unicode.Samaritan, unicode.Mandaic}

// direction gives the attribute by which a block that holds right-to-left
// writing finds its own direction, whatever that of the page is.
func (w *writer) direction(n ast.Node) string {
	if n.Lines() == nil {
		return ""
	}
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		for _, r := range string(line.Value(w.src)) {
			if r >= 0x590 && unicode.In(r, rightToLeft...) {
				return ` dir="auto"`
			}
		}
	}
	return ""
}
