//go:build browser

package browsertest

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// twentySite has a checklist of twenty statements.
var twentySite = sync.OnceValues(func() (site, error) {
	var statements []string
	for i := range 20 {
		statements = append(statements, fmt.Sprintf("Statement number %d is true of all of us in every week of the year.", i+1))
	}
	return teamSiteOf("twenty", statements)
})

// fewWords are three words to each of twenty statements.
func fewWords() map[int]string {
	all := map[int]string{}
	for i, three := range []string{"never on Sundays", "ask the cook", "only with Ben", "not any more", "since last spring", "when somebody rings", "in our van",
		"after the handover", "if rota allows", "most of us", "not at night", "we forget it", "needs new keys", "rather too late", "still very slow",
		"see the board", "two of three", "costs too much", "nobody told me", "works quite well"} {
		all[i] = three
	}
	return all
}

// fullPerson answers all of twenty statements, with words, a name and a role.
func fullPerson(i int) person {
	p := person{name: fmt.Sprintf("Asha %d", i+1), role: "Care workers", words: fewWords()}
	for s := range 20 {
		p.answers = append(p.answers, []string{"yes", "no", "na"}[(i+s*s)%3])
	}
	return p
}

// codePicture is what the screen shows of a code, as PNG.
func codePicture(b *tab) []byte { return pictureOf(b, ".ask-code svg") }

func pictureOf(b *tab, selector string) []byte {
	b.t.Helper()
	// A picture that is taken before the page was painted shows what was there before.
	eval[bool](b, `new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => next(true))))`)
	picture, err := chromedp.Run(b.ctx, chromedp.Screenshot(selector))
	if err != nil {
		b.t.Fatal(err)
	}
	return picture
}

// Twenty answers with three words each, a name and a role fit a code that a
// phone reads from another phone, and one that is printed.
func TestTwentyAnswersFitACode(t *testing.T) {
	h := serve(t, the(t, twentySite))
	b := openFillable(t, h.address)
	link := b.ask(week, "How was the last month for all of you?")

	phone := open(t, h.address)
	phone.size(360, 740, 2)
	phone.goTo(link)
	handedIn := phone.handIn(fullPerson(0))
	side := eval[int](phone, `document.querySelector(".ask-code svg").viewBox.baseVal.width - 8`)
	pixels := eval[float64](phone, `document.querySelector(".ask-code svg").getBoundingClientRect().width`) / float64(side+8)
	t.Logf("a link of %d letters, version %d, %d modules a side, %.1f CSS pixels a module at a width of 360", len(handedIn), (side-17)/4, side, pixels)
	if version := (side - 17) / 4; version > 17 || pixels < 3 {
		t.Errorf("version %d with %.1f pixels a module", version, pixels)
	}
	phone.wait(`document.querySelector(".ask-code svg").checkVisibility()`)
	b.step("gather")
	b.chooseFiles(map[string]string{"screen.png": latin1(codePicture(phone))})
	b.gathered("1 person")
	b.said("Asha 1 was added")

	t.Log("as a camera sees it from afar: smaller, turned, out of focus, in a dim room")
	picture := codePicture(phone)
	for _, seen := range []struct {
		pixels        float64 // a module
		turned, blur  float64 // degrees, pixels
		dark, glaring float64 // brightness of black and white, 0 to 1
	}{{3, 0, 0, 0, 1}, {3, 0, 0.5, 0, 1}, {4, 7, 0.5, 0, 1}, {5, 30, 1, 0.2, 0.7}, {6, 90, 1.5, 0.1, 0.5}} {
		if got := eval[string](b, seenByCamera, latin1(picture), seen.pixels*float64(side+8), seen.turned, seen.blur, seen.dark, seen.glaring); got != handedIn {
			t.Errorf("seen as %+v, the code says %q", seen, got)
		}
	}

	t.Log("the same on paper")
	sheet := output(t, phone.print(a4), "pdftoppm", "-png", "-r", "100", "-singlefile", "-")
	b.chooseFiles(map[string]string{"paper.png": latin1(sheet)})
	b.said("Asha 1 is here already")

	t.Log("a slip")
	b.step("ask")
	slips := b.printedPDF("slips")
	text := allText(readSheets(t, slips))
	says(t, "a slip", text, squeezed("How was the last month for all of you?"))
	if n := strings.Count(text, squeezed("tick the boxes")); n != 8 {
		t.Errorf("%d slips were printed", n)
	}
	got, err := decodedInBrowser(b, cropped(t, output(t, slips, "pdftoppm", "-png", "-r", "150", "-singlefile", "-")))
	if err != nil || got != link {
		t.Errorf("the slip's code says %q (%v), want %q", got, err, link)
	}
	b.step("gather")
	b.chooseFiles(map[string]string{"nothing.png": latin1(pngOf(t, image.NewGray(image.Rect(0, 0, 200, 200))))})
	b.said("No code was found")
}

// seenByCamera reads a picture as a camera would see it.
const seenByCamera = `(async (data, size, turned, blur, dark, glaring) => {
	const code = await createImageBitmap(new Blob([Uint8Array.from(data, (letter) => letter.charCodeAt(0))], { type: "image/png" }));
	const canvas = new OffscreenCanvas(900, 900), context = canvas.getContext("2d");
	context.fillStyle = "#888";
	context.fillRect(0, 0, 900, 900);
	context.translate(450, 450);
	context.rotate(turned * Math.PI / 180);
	context.filter = "blur(" + blur + "px)";
	context.imageSmoothingQuality = "high";
	context.drawImage(code, -size / 2, -size / 2, size, size);
	const picture = context.getImageData(0, 0, 900, 900);
	for (let i = 0; i < picture.data.length; i++) if ((i & 3) < 3) picture.data[i] = 255 * dark + picture.data[i] * (glaring - dark);
	context.putImageData(picture, 0, 0);
	const { openReader } = await import(document.querySelector("[data-scan]").dataset.scan);
	return await (await openReader()).read(canvas, 900, 900, "file") ?? "";
})(%s, %s, %s, %s, %s, %s)`

// cropped is the upper left quarter of a sheet, on which one slip stands.
func cropped(t *testing.T, sheet []byte) []byte {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(sheet))
	if err != nil {
		t.Fatal(err)
	}
	size := picture.Bounds()
	return pngOf(t, picture.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(image.Rect(0, 0, size.Dx()/2, size.Dy()/2)))
}

func pngOf(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// decodedInBrowser reads a code with the module that the page itself would load.
func decodedInBrowser(b *tab, picture []byte) (string, error) {
	b.t.Helper()
	text := eval[string](b, `(async (data) => {
		const { openReader } = await import(document.querySelector("[data-scan]").dataset.scan);
		const picture = await createImageBitmap(new Blob([Uint8Array.from(data, (letter) => letter.charCodeAt(0))], { type: "image/png" }));
		return await (await openReader()).read(picture, picture.width, picture.height, "file") ?? "";
	})(%s)`, latin1(picture))
	if text == "" {
		return "", fmt.Errorf("there is no code in the picture")
	}
	return text, nil
}

// Twelve people are gathered from pictures of their codes, and by a camera that
// sees one after the other, in far less than two minutes.
func TestTwelveAreGatheredByScanning(t *testing.T) {
	h := serve(t, the(t, twentySite))
	b := openFillable(t, h.address)
	link := b.ask(week, "")
	phone := open(t, h.address)
	phone.size(360, 740, 1)
	phone.goTo(link)
	pictures := map[string]string{}
	var codes [][]byte
	for i := range 12 {
		if i > 0 {
			phone.click("ask-person")
		}
		phone.handIn(fullPerson(i))
		codes = append(codes, codePicture(phone))
		pictures[fmt.Sprintf("%02d.png", i)] = latin1(codes[i])
	}
	b.step("gather")
	start := time.Now()
	b.chooseFiles(pictures)
	b.gathered("12 people")
	t.Logf("twelve pictures: %v", time.Since(start).Round(time.Millisecond))
	b.said("12 people were added")

	film := filepath.Join(t.TempDir(), "codes.y4m")
	if err := os.WriteFile(film, filmOf(t, codes), 0o644); err != nil {
		t.Fatal(err)
	}
	browser, quit, err := startBrowser(chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-file-for-fake-video-capture", film))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(quit)
	camera := openIn(t, browser, h.address)
	camera.goTo(strings.Replace(link, "ask/#", "ask/team/#", 1)) // it gathers the same round
	camera.wait(`document.querySelector("[data-team-camera]")?.checkVisibility()`)
	start = time.Now()
	camera.click("team-camera")
	for n := 1; n <= 12; n++ { // each has the patience of its own
		camera.wait(`parseInt(document.querySelector("[data-team-people]").textContent) >= %s`, n)
	}
	took := time.Since(start)
	t.Logf("twelve codes before the camera, a second each: %v", took.Round(time.Millisecond))
	if took > 2*time.Minute {
		t.Errorf("scanning twelve codes takes %v", took)
	}
	camera.click("team-camera-off")
	if eval[bool](camera, `document.querySelector("[data-team-video]").srcObject !== null`) {
		t.Error("the camera is still on")
	}
	for _, fault := range camera.faults() {
		t.Error(fault)
	}

	t.Log("no other page may use the camera")
	for _, page := range []string{"", week, "ask/"} {
		camera.visit(page)
		got := eval[string](camera, `navigator.mediaDevices.getUserMedia({ video: true }).then(() => "a picture", (fault) => fault.name)`)
		if got != "NotAllowedError" {
			t.Errorf("/%s gets %s from the camera", page, got)
		}
	}
}

// filmOf is a film in which each picture stands for a second: uncompressed
// YUV4MPEG2, 640 by 480, ten pictures a second.
func filmOf(t *testing.T, pictures [][]byte) []byte {
	t.Helper()
	const width, height, rate = 640, 480, 10
	var film bytes.Buffer
	fmt.Fprintf(&film, "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n", width, height, rate)
	for _, data := range pictures {
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		size := picture.Bounds()
		frame := bytes.Repeat([]byte{255}, width*height)
		frame = append(frame, bytes.Repeat([]byte{128}, width*height/2)...)
		left, top := (width-size.Dx())/2, (height-size.Dy())/2
		for y := range size.Dy() {
			for x := range size.Dx() {
				if r, _, _, _ := picture.At(size.Min.X+x, size.Min.Y+y).RGBA(); top+y >= 0 && top+y < height {
					frame[(top+y)*width+left+x] = byte(r >> 8)
				}
			}
		}
		for range rate {
			film.WriteString("FRAME\n")
			film.Write(frame)
		}
	}
	return film.Bytes()
}
