//go:build browser

package browsertest

import (
	"encoding/xml"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A paper is a size of paper, in mm.
type paper struct {
	name          string
	width, height float64
}

var (
	a4     = paper{"a4", 210, 297}
	letter = paper{"letter", 215.9, 279.4}
	papers = []paper{a4, letter}
)

const (
	mmPerInch  = 25.4
	mmPerPoint = mmPerInch / 72
)

// A sheet is a printed page, read back.
type sheet struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []word  `xml:"word"`
	text   string  // in the order in which it was printed, without white space
}

// A word stands on a sheet; its edges are in mm from the top left corner.
type word struct {
	Left   float64 `xml:"xMin,attr"`
	Top    float64 `xml:"yMin,attr"`
	Right  float64 `xml:"xMax,attr"`
	Bottom float64 `xml:"yMax,attr"`
	Text   string  `xml:",chardata"`
}

// print gives what a printer would get, as PDF. The paper's size is the
// printer's unless the page asks for another one.
func (b *tab) print(p paper) []byte {
	b.t.Helper()
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(
		chromedp.PDFPaper(chromedp.PaperSize{Width: p.width / mmPerInch, Height: p.height / mmPerInch}),
		chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		b.t.Fatal(err)
	}
	return pdf
}

// readSheets reads a PDF back with poppler's pdftotext.
func readSheets(t testing.TB, pdf []byte) []sheet {
	t.Helper()
	var document struct {
		Pages []sheet `xml:"body>doc>page"`
	}
	decoder := xml.NewDecoder(strings.NewReader(string(output(t, pdf, "pdftotext", "-bbox", "-", "-"))))
	decoder.Entity, decoder.Strict = xml.HTMLEntity, false
	if err := decoder.Decode(&document); err != nil {
		t.Fatalf("reading the words of a PDF: %v", err)
	}
	texts := strings.Split(string(output(t, pdf, "pdftotext", "-raw", "-", "-")), "\f")
	for i := range document.Pages {
		page := &document.Pages[i]
		page.Width, page.Height = page.Width*mmPerPoint, page.Height*mmPerPoint
		for j := range page.Words {
			w := &page.Words[j]
			w.Left, w.Right = w.Left*mmPerPoint, w.Right*mmPerPoint
			w.Top, w.Bottom = w.Top*mmPerPoint, w.Bottom*mmPerPoint
		}
		page.text = squeezed(texts[i])
	}
	return document.Pages
}

// squeezed is a text without white space, which a PDF does not have.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

// lines gives the words that stand on one line with the first of them.
func (s sheet) lines() [][]word {
	var lines [][]word
next:
	for _, w := range s.Words {
		for i, line := range lines {
			if math.Abs((line[0].Top+line[0].Bottom)-(w.Top+w.Bottom)) < 3 {
				lines[i] = append(line, w)
				continue next
			}
		}
		lines = append(lines, []word{w})
	}
	return lines
}
