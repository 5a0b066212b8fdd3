//go:build browser

package browsertest

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"testing"
)

// The code on paper leads to the page: its modules are read off the printed
// sheet and decoded here. A picture of the screen will not do: on a busy machine
// the browser takes one before it has painted all tiles of the page.
func TestQRCodeLeadsToThePage(t *testing.T) {
	b := open(t, serve(t, the(t, meeting)).address)
	for _, page := range []string{week, agreement} {
		b.visit(page)
		// All else keeps its place and leaves no ink, so that what is dark is the code.
		modules := eval[int](b, `(() => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync("* { visibility: hidden !important } .paper-qr, .paper-qr * { visibility: visible !important } @page { @bottom-right { content: none !important } }");
			document.adoptedStyleSheets.push(sheet);
			return document.querySelector(".paper-qr svg").viewBox.baseVal.width;
		})()`)
		got, err := decodeQR(darkModules(firstSheet(t, b.print(a4)), modules))
		if want := "https://paper.example/handbook/" + page; err != nil || got != want {
			t.Errorf("the code of %s says %q (%v), want %q", page, got, err, want)
		}
	}
}

// firstSheet gives what a printer of 300 dots an inch makes of the first sheet.
func firstSheet(t *testing.T, pdf []byte) image.Image {
	t.Helper()
	sheet, err := png.Decode(bytes.NewReader(output(t, pdf, "pdftoppm", "-png", "-r", "300", "-singlefile", "-")))
	if err != nil {
		t.Fatalf("reading a picture of a sheet: %v", err)
	}
	return sheet
}

// darkModules reads the modules of a code of so many modules a side, its quiet
// zone of four included. The code is all that is dark in the picture: there are
// dark modules along each of its edges.
func darkModules(picture image.Image, modules int) [][]bool {
	const quiet = 4
	isDark := func(x, y int) bool {
		r, _, _, _ := picture.At(x, y).RGBA()
		return r < 0x8000
	}
	var place image.Rectangle
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			if isDark(x, y) {
				place = place.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	side := modules - 2*quiet
	dark := make([][]bool, side)
	for y := range dark {
		dark[y] = make([]bool, side)
		for x := range dark[y] {
			dark[y][x] = isDark(place.Min.X+(2*x+1)*place.Dx()/(2*side), place.Min.Y+(2*y+1)*place.Dy()/(2*side))
		}
	}
	return dark
}

// blocks are the sizes of the blocks of data and how many words for correction
// follow each, by version, at level M (ISO/IEC 18004, table 9).
var blocks = map[int]struct {
	data       []int
	correction int
}{
	2: {[]int{28}, 16}, 3: {[]int{44}, 26}, 4: {[]int{32, 32}, 18}, 5: {[]int{43, 43}, 24}, 6: {[]int{27, 27, 27, 27}, 16},
}

// decodeQR gives the text of a code of version 2 to 6 at level M in bytes. It
// mends nothing: a code that a printer has not yet touched has no fault.
func decodeQR(dark [][]bool) (string, error) {
	size := len(dark)
	version := (size - 17) / 4
	layout, known := blocks[version]
	if !known || size != 17+4*version {
		return "", fmt.Errorf("a code of %d modules", size)
	}
	// Format information: two bits of level, three of mask, masked themselves.
	format := 0
	for _, x := range []int{0, 1, 2, 3, 4} {
		format = format<<1 | bit(dark[8][x])
	}
	if format ^= 0b10101; format>>3 != 0 {
		return "", fmt.Errorf("level %02b, want M", format>>3)
	}
	words := codewords(dark, version, format&7)

	// The words of the blocks are interleaved.
	data := make([][]byte, len(layout.data))
	at := 0
	for i := range layout.data[0] {
		for block := range data {
			if i < layout.data[block] {
				data[block] = append(data[block], words[at])
				at++
			}
		}
	}
	if want := at + layout.correction*len(data); want != len(words) {
		return "", fmt.Errorf("%d words, want %d", len(words), want)
	}
	all := bytes.Join(data, nil)
	if mode := all[0] >> 4; mode != 4 {
		return "", fmt.Errorf("mode %04b, want bytes", mode)
	}
	length := int(all[0]&15)<<4 | int(all[1]>>4)
	text := make([]byte, length)
	for i := range text {
		text[i] = all[i+1]<<4 | all[i+2]>>4
	}
	return string(text), nil
}

func bit(dark bool) int {
	if dark {
		return 1
	}
	return 0
}

// masks tell which modules are turned over (ISO/IEC 18004, table 10).
var masks = []func(y, x int) bool{
	func(y, x int) bool { return (y+x)%2 == 0 },
	func(y, _ int) bool { return y%2 == 0 },
	func(_, x int) bool { return x%3 == 0 },
	func(y, x int) bool { return (y+x)%3 == 0 },
	func(y, x int) bool { return (y/2+x/3)%2 == 0 },
	func(y, x int) bool { return y*x%2+y*x%3 == 0 },
	func(y, x int) bool { return (y*x%2+y*x%3)%2 == 0 },
	func(y, x int) bool { return ((y+x)%2+y*x%3)%2 == 0 },
}

// codewords reads the modules that hold data, two columns at a time from the
// right, upwards and downwards in turn.
func codewords(dark [][]bool, version, mask int) []byte {
	size := len(dark)
	centre := 4*version + 10 // of the one alignment pattern of versions 2 to 6
	isData := func(y, x int) bool {
		inFinder := y < 9 && (x < 9 || x >= size-8) || y >= size-8 && x < 9
		inAlignment := y >= centre-2 && y <= centre+2 && x >= centre-2 && x <= centre+2
		return !inFinder && !inAlignment && y != 6 && x != 6
	}
	var words []byte
	var word, bits int
	up := true
	for right := size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range size {
			y := i
			if up {
				y = size - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				if !isData(y, x) {
					continue
				}
				word = word<<1 | bit(dark[y][x] != masks[mask](y, x))
				if bits++; bits == 8 {
					words, word, bits = append(words, byte(word)), 0, 0
				}
			}
		}
		up = !up
	}
	return words
}
