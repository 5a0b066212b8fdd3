package render

import (
	"fmt"
	"html/template"
	"strings"

	"rsc.io/qr"
)

// quietZone is how many light modules the standard asks for around a code
// (ISO/IEC 18004).
const quietZone = 4

// qrCode draws a QR code of a text as an SVG picture: one path of dark modules,
// in the colour of the text around it.
func qrCode(text string) (template.HTML, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", fmt.Errorf("making the QR code of %s: %w", text, err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			start := x
			for x+1 < code.Size && code.Black(x+1, y) {
				x++
			}
			fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", start+quietZone, y+quietZone, x+1-start, x+1-start)
		}
	}
	size := code.Size + 2*quietZone
	return template.HTML(fmt.Sprintf(`<svg class="qr" viewBox="0 0 %d %d" role="img" aria-label="QR code of this page's address" shape-rendering="crispEdges">`+
		`<path fill="currentColor" d="%s"/></svg>`, size, size, path.String())), nil
}
