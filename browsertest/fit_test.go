//go:build browser

package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// wide tells which elements reach beyond the window, but for those in a box that
// scrolls by itself.
const wide = `(() => {
	const width = document.scrollingElement.clientWidth;
	const scrolls = (one) => one && one !== document.body && one !== document.documentElement
		&& (/auto|scroll|hidden/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
	const beyond = [...document.querySelectorAll("body *")].filter((one) => {
		const {right, width: own, height} = one.getBoundingClientRect();
		return own > 1 && height > 1 && right > width + 0.5 && one.checkVisibility() && !scrolls(one.parentElement);
	});
	return {
		Scrolls: document.scrollingElement.scrollWidth - innerWidth,
		Beyond: beyond.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)),
	};
})()`

// Nobody has to scroll sideways: not on the smallest phone, and not on a desk
// at 400 % zoom (WCAG 1.4.10), where a window of 1280 by 1024 has 320 by 256.
func TestNoSidewaysScrolling(t *testing.T) {
	t.Parallel()
	crowded := []look{{name: "crowded", address: "crowded/"}, {name: "long", address: long}}
	for _, test := range []struct {
		site  func() (site, error)
		pages []look
	}{{openStewardship, pagesOfEachKind()}, {madeUp, crowded}} {
		b := open(t, serve(t, the(t, test.site)).address)
		b.seen.mayMiss(b.home + "nothing/here/")
		for _, p := range test.pages {
			b.size(320, 640, 1)
			b.visit(p.address)
			p.ready(b)
			for _, zoom := range []float64{1, 4} {
				if zoom == 4 {
					b.size(320, 256, zoom)
				}
				got := eval[struct {
					Scrolls float64
					Beyond  []string
				}](b, wide)
				if got.Scrolls > 0 || len(got.Beyond) > 0 {
					t.Errorf("%s at 320 px and a zoom of %v: %v px too wide: %q", p.name, zoom, got.Scrolls, got.Beyond)
				}
			}
		}
	}
}

// focused tells of the element that has the focus whether it is to be seen and
// marked. A box is marked by its label's ring.
const focused = `(() => {
	const one = document.activeElement;
	const own = [one, one.closest("label"), one.closest(".blank")].filter(Boolean);
	const spots = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
	const pieces = [...one.getClientRects()]; // a link may run over two lines
	return {
		Name: one === document.body ? "" : one.outerHTML.slice(0, 160),
		Seen: pieces.some(({left, top, width, height}) => spots.some(([x, y]) => {
			const hit = document.elementFromPoint(left + width * x, top + height * y);
			return own.some((each) => each.contains(hit));
		})),
		// The parts of a date are marked by the browser.
		Marked: one.type === "date" || own.some((each) => {
			const {outlineStyle, outlineWidth} = getComputedStyle(each);
			return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
		}),
	};
})()`

// Whoever goes through a page with the keyboard sees where they are: nothing
// lies over what has the focus (WCAG 2.4.11), and it has a ring (2.4.7).
func TestFocusIsSeen(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	b.media("", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})
	b.size(360, 640, 1)
	for _, address := range []string{"", governance} {
		b.visit(address)
		stops := 0
		for range 250 {
			b.press(kb.Tab)
			on := eval[struct {
				Name         string
				Seen, Marked bool
			}](b, focused)
			if on.Name == "" { // once through the page
				break
			}
			stops++
			if !on.Seen || !on.Marked {
				t.Errorf("/%s: focus seen: %v, marked: %v: %s", address, on.Seen, on.Marked, on.Name)
			}
		}
		if stops < 20 {
			t.Errorf("/%s: Tab stops only %d times", address, stops)
		}
	}
}
