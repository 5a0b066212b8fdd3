//go:build browser

package browsertest

import "testing"

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
