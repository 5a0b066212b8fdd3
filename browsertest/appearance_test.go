//go:build browser

package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// turn presses the button that is shown, with the keyboard, until the page is
// as somebody wants it: system, light or dark.
func turn(b *tab, want string) {
	b.t.Helper()
	for range 3 {
		b.focus("[data-appearance] button")
		b.press(kb.Enter)
		if eval[string](b, `document.documentElement.dataset.theme ?? "system"`) == want {
			return
		}
	}
	b.t.Fatalf("three turns of the switch do not lead to %s", want)
}

// What somebody chose holds on the next page and after a reload, and is there
// before anything is painted.
func TestAppearanceIsRemembered(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	// What is noted when the first element of the body is there, and when the
	// document has been read.
	b.before(`new MutationObserver((_, observer) => {
		if (!document.body) return;
		observer.disconnect();
		window.themeAtBody = document.documentElement.dataset.theme ?? "system";
		window.paintedBefore = performance.getEntriesByType("paint").length;
	}).observe(document, {childList: true, subtree: true});
	addEventListener("DOMContentLoaded", () => { window.themeWhenRead = document.documentElement.dataset.theme ?? "system"; });`)
	b.scheme("light")
	b.visit("")
	for _, step := range []struct{ choose, paper string }{
		{"dark", "rgb(21, 27, 26)"},
		{"system", "rgb(251, 248, 241)"},
		{"light", "rgb(251, 248, 241)"},
	} {
		turn(b, step.choose)
		for _, address := range []string{"", "glossary/"} {
			b.visit(address)
			got := eval[struct {
				ThemeAtBody, ThemeWhenRead, Paper string
				PaintedBefore                     int
			}](b, `({ThemeAtBody: themeAtBody, ThemeWhenRead: themeWhenRead, PaintedBefore: paintedBefore,
				Paper: getComputedStyle(document.body).backgroundColor})`)
			if got.ThemeAtBody != step.choose || got.ThemeWhenRead != step.choose || got.PaintedBefore > 0 || got.Paper != step.paper {
				t.Errorf("%s was chosen; /%s: %+v", step.choose, address, got)
			}
		}
		label := eval[string](b, `[...document.querySelectorAll("[data-appearance] button")].find((button) => button.checkVisibility()).ariaLabel`)
		if want := map[string]string{"dark": "dark", "light": "light", "system": "as your system"}[step.choose]; label != "Appearance: "+want {
			t.Errorf("%s was chosen, and the switch says %q", step.choose, label)
		}
	}
	b.scheme("dark")
	if paper := eval[string](b, `getComputedStyle(document.body).backgroundColor`); paper != "rgb(251, 248, 241)" {
		t.Errorf("light was chosen, and where the system is dark the page is %s", paper)
	}
}

// The other choice stands in the menu on a phone.
func TestAppearanceOnAPhone(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	b.size(360, 700, 1)
	b.visit("glossary/")
	b.focus("[data-menu] summary")
	b.press(kb.Enter)
	b.wait(`document.querySelector("[data-menu]").open`)
	turn(b, "dark")
	b.press(kb.Escape)
	b.wait(`!document.querySelector("[data-menu]").open && document.activeElement.matches("[data-menu] summary")`)
}

// Nothing moves for those who ask for that.
func TestReducedMotion(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	moving := func(preference string) []string {
		b.media("", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: preference})
		b.visit("case-studies/buurtzorg/")
		return eval[[]string](b, `[...document.querySelectorAll("*")].flatMap((one) => {
			const {scrollBehavior, transitionDuration, animationName} = getComputedStyle(one);
			const still = scrollBehavior === "auto" && /^(0s(, )?)+$/.test(transitionDuration) && animationName === "none";
			return still ? [] : [one.tagName + " " + scrollBehavior + " " + transitionDuration + " " + animationName];
		})`)
	}
	if got := moving("reduce"); len(got) > 0 {
		t.Errorf("motion for those who asked for none: %q", got)
	}
	if got := moving("no-preference"); len(got) == 0 {
		t.Error("nothing moves for the others either: this test would see nothing")
	}
}
