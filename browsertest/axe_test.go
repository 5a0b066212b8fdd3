//go:build browser

package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// axe is what makes axe-core look at the page as it is now. With no rules named
// it tries them all, and two that it leaves out unless asked: the size of what
// is to be tapped, and text at 7:1.
const axe = `axe.run(document, {
	resultTypes: ["violations"],
	rules: {"target-size": {enabled: true}, "color-contrast-enhanced": {enabled: true}},
	...(%s ? {runOnly: {type: "rule", values: %s}} : {}),
}).then(({violations, passes}) => ({
	Passes: passes.length,
	Violations: violations.map(({id, help, nodes}) => id + ": " + help + "\n"
		+ nodes.slice(0, 3).map((node) => "    " + node.html.slice(0, 160) + "\n    " + node.failureSummary.replaceAll("\n", "\n    ")).join("\n")),
}))`

// The rules that the colours of a page can break.
var colourRules = []string{"color-contrast", "color-contrast-enhanced", "link-in-text-block"}

// violations runs axe-core on the page: all rules, or only those named. The
// debugging protocol brings it in, so that the page need not allow it.
func violations(b *tab, rules ...string) []string {
	b.t.Helper()
	if !eval[bool](b, `"axe" in window`) {
		source, err := os.ReadFile(filepath.Join(house.root, "browsertest", "node_modules", "axe-core", "axe.min.js"))
		if err != nil {
			b.t.Fatalf("%v\nrun npm ci in browsertest first, or ./test, which does", err)
		}
		eval[bool](b, string(source)+"; true")
	}
	found := eval[struct {
		Passes     int
		Violations []string
	}](b, axe, rules, rules)
	if found.Passes == 0 {
		b.t.Error("axe-core had nothing to look at")
	}
	return found.Violations
}

// accessible reports what axe-core finds wrong with the page.
func accessible(b *tab, as string, rules ...string) {
	b.t.Helper()
	for _, violation := range violations(b, rules...) {
		b.t.Errorf("%s: %s", as, violation)
	}
}

// Every sort of page can be used by everybody, in light and dark.
func TestAccessible(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	b.seen.mayMiss(b.home + "nothing/here/")
	for _, p := range pagesOfEachKind() {
		b.scheme("light")
		b.visit(p.address)
		p.ready(b)
		accessible(b, p.name+" in light")
		b.scheme("dark")
		accessible(b, p.name+" in dark", colourRules...)
	}
}

// The list of results in the header is another part of a page that comes late.
func TestAccessibleWhileSearching(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	b.visit("about/")
	b.press("/")
	b.press("team me")
	b.wait(`document.querySelectorAll("header .hit").length > 0`)
	b.press(kb.ArrowDown)
	accessible(b, "results in the header in light")
	b.scheme("dark")
	accessible(b, "results in the header in dark", colourRules...)
}

// axe-core sees what it is to see: it is there, and so are the rules that it
// leaves out unless asked.
func TestAxeSeesFaults(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, madeUp)).address)
	b.visit(long)
	eval[bool](b, `(() => {
		document.querySelector(".meeting label").remove();
		document.querySelector("h1").style.color = "#777";
		document.querySelector(".statement .says").style.color = "#666";
		document.querySelector(".lead").innerHTML = '<button>1</button><button>2</button>';
		for (const button of document.querySelectorAll(".lead button")) button.style.cssText = "min-height: 0; height: 9px; width: 9px; padding: 0";
		return true;
	})()`)
	found := strings.Join(violations(b), "\n")
	for _, rule := range []string{"label: ", "color-contrast-enhanced: ", "target-size: "} {
		if !strings.Contains(found, rule) {
			t.Errorf("axe-core did not see the fault of %s it saw %s", rule, found)
		}
	}
}

// On a phone the menu is another one, and it is open or shut.
func TestAccessibleOnAPhone(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	b.size(360, 700, 1)
	for _, p := range []look{{name: "home"}, {name: "checklist", address: governance}} {
		b.visit(p.address)
		accessible(b, p.name)
		eval[bool](b, `document.querySelector("[data-menu]").open = true`)
		accessible(b, p.name+" with its menu open")
	}
}

// The colours of dark are the same whether the system or the reader chose them.
func TestDarkIsDarkEitherWay(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	colours := func() string {
		return fmt.Sprint(eval[[]string](b, `[...document.querySelectorAll("body, main, h1, a, button, input")].map((one) => {
			const style = getComputedStyle(one);
			return [style.color, style.backgroundColor, style.borderColor].join(" ");
		})`))
	}
	b.scheme("dark")
	b.visit("")
	bySystem := colours()

	b.scheme("light")
	b.visit("")
	light := colours()
	turn(b, "light")
	turn(b, "dark")
	byChoice := colours()
	if byChoice != bySystem {
		t.Errorf("dark by choice differs from dark by system:\n%s\n%s", byChoice, bySystem)
	}
	if light == bySystem {
		t.Error("dark looks like light")
	}
	accessible(b, "home, dark by choice")
}
