//go:build browser

package browsertest

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// searched gives the addresses that steward search finds in a site.
func searched(t *testing.T, s site, query string, most int) []string {
	t.Helper()
	var result struct {
		Query string
		Hits  []struct{ URL string }
	}
	index := filepath.Join(s.dir, "search", "index.bleve")
	answer := output(t, nil, house.steward, "search", "--json", "-n", fmt.Sprint(most), "--index", index, query)
	if err := json.Unmarshal(answer, &result); err != nil {
		t.Fatalf("steward search --json %q: %v", query, err)
	}
	var urls []string
	for _, hit := range result.Hits {
		urls = append(urls, hit.URL)
	}
	if result.Query != query || len(urls) == 0 {
		t.Fatalf("steward search finds %d pages for %q, and calls it %q", len(urls), query, result.Query)
	}
	return urls
}

// shownHits is an expression for the addresses of the pages found, as the search
// page shows them.
const shownHits = `[...document.querySelectorAll("[data-results] .hits .hit-title")].map((title) => title.pathname)`

// The search page is used with the keyboard alone, and shows the order of
// steward search.
func TestSearchPageByKeyboard(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ query, page string }{
		{"Buurtzorg", "case-studies/buurtzorg/"},
		{"time and task", "recommendations/end-time-and-task/"},
		{"advice process", "building-blocks/advice-process/"},
	} {
		t.Run(test.query, func(t *testing.T) {
			s := the(t, openStewardship)
			want := searched(t, s, test.query, 10)
			place := slices.Index(want, s.base+test.page)
			if place < 0 {
				t.Fatalf("steward search does not find %s: %q", test.page, want)
			}

			b := open(t, serve(t, s).address)
			b.visit("search/")
			b.press("/")
			b.wait(`document.activeElement === document.querySelector("main input[type=search]")`)
			b.press(test.query)
			b.wait(`JSON.stringify(`+shownHits+`.slice(0, 10)) === JSON.stringify(%s)`, want)
			b.wait(`/^\d+ pages? found|^Showing/.test(document.querySelector("main form [role=status]").textContent)`)

			b.press(kb.Enter)
			b.wait(`document.activeElement === document.querySelector(".hits .hit-title")`)
			for range place {
				b.press(kb.ArrowDown)
			}
			b.wait(`document.activeElement.pathname === %s`, s.base+test.page)
			b.press(kb.Enter)
			b.at(test.page)

			b.back()
			b.wait(`document.querySelector("main input[type=search]")?.value === %s && `+shownHits+`.length > 0`, test.query)
		})
	}
}

// The search in the header opens on "/", and is used like any combobox.
func TestSearchInTheHeader(t *testing.T) {
	t.Parallel()
	s := the(t, handbook)
	h := serve(t, s)
	b := open(t, h.address)
	const options = `[...document.querySelectorAll("header [role=option]")]`
	b.visit("glossary/")
	b.press("/")
	b.wait(`document.activeElement === document.querySelector("header input[role=combobox]")`)
	b.press("buurtzorg")

	want := searched(t, s, "buurtzorg", 6)
	b.wait(`JSON.stringify(`+options+`.filter((one) => one.matches(".hit")).map((one) => one.pathname)) === JSON.stringify(%s)`, want)
	b.wait(`document.activeElement.ariaExpanded === "true" && /\d+ pages? found/.test(document.querySelector("header [role=status]").textContent)`)

	active := func() string {
		return eval[string](b, `document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.pathname ?? ""`)
	}
	if got := active(); got != "" {
		t.Errorf("%s is chosen before any key was pressed", got)
	}
	hit := eval[int](b, options+`.findIndex((one) => one.matches(".hit"))`)
	for range hit + 2 {
		b.press(kb.ArrowDown)
	}
	if got := active(); got != want[1] {
		t.Errorf("Down leads to %q, not to the second page found, %s", got, want[1])
	}
	b.press(kb.ArrowUp)
	if got := active(); got != want[0] {
		t.Errorf("Up leads to %q, not back to the first page found, %s", got, want[0])
	}
	if chosen := eval[int](b, options+`.filter((one) => one.ariaSelected === "true").length`); chosen != 1 {
		t.Errorf("%d options are marked as chosen", chosen)
	}

	b.press(kb.Escape)
	b.wait(`document.activeElement.ariaExpanded === "false" && ` + options + `.every((one) => !one.checkVisibility())`)
	if got := eval[string](b, `document.activeElement.value`); got != "buurtzorg" {
		t.Errorf("Escape leaves %q in the box", got)
	}
	b.press(kb.ArrowDown)
	b.wait(`document.activeElement.ariaExpanded === "true"`)
	b.press(kb.Escape)
	b.press(kb.Enter)
	b.at("search/?q=buurtzorg")
	b.wait(shownHits + `.length > 0`)
}

// Enter on a chosen result opens its page, at the heading that was found.
func TestOpeningAResultInTheHeader(t *testing.T) {
	t.Parallel()
	s := the(t, openStewardship)
	b := open(t, serve(t, s).address)
	b.visit("about/")
	b.press("/")
	b.press("conflict")
	b.wait(`document.querySelectorAll("header .hit").length > 0`)
	first := eval[int](b, `[...document.querySelectorAll("header [role=option]")].findIndex((one) => one.matches(".hit"))`)
	address := eval[string](b, `document.querySelector("header .hit").href`)
	for range first + 1 {
		b.press(kb.ArrowDown)
	}
	b.press(kb.Enter)
	b.wait(`document.readyState === "complete" && location.href === %s`, address)
}

// What is not found is said, with a way on; a slip of the fingers is mended.
func TestSearchSaysWhatItUnderstood(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	status := `document.querySelector("main form [role=status]").textContent`
	b.visit("search/?q=xyzzyqwrtp")
	b.wait(status + `.startsWith("Nothing found")`)
	b.wait(`document.querySelector(".search-says a[href$='search/']") !== null`)
	b.visit("search/?q=buurtzrog")
	b.wait(status + `.includes("Showing results for buurtzorg")`)
	b.wait(shownHits + `.includes("/case-studies/buurtzorg/")`)
}

// What arrives after a failure does not hide that it failed.
func TestSearchThatFailsHalfWaySaysSo(t *testing.T) {
	t.Parallel()
	b := openUnwatched(t, serve(t, the(t, openStewardship)).address)
	// The text of the second page fails first, that of the others comes after it.
	b.before(`(() => {
		const { fetch } = globalThis;
		let texts = 0;
		globalThis.fetch = async (address, options) => {
			const text = /-\d+-\d+\.bin$/.test(address) && ++texts;
			if (text === 2) return new Response("", { status: 503 });
			const response = await fetch(address, options);
			if (text) await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
			return response;
		};
	})()`)
	b.visit("search/?q=meeting")
	b.wait(`document.querySelector(".search-fault button") !== null`)
	// Once another search is through, the late texts of this one are too.
	eval[int](b, `(async () => (await (await (await import("/search/client.js?again")).open()).search("meeting", { limit: 20 })).total)()`)
	if eval[int](b, shownHits+`.length`) > 0 {
		t.Error("half a result is shown with the fault")
	}
}

// On a poor connection the first pages found are shown while others are still
// on their way.
func TestSearchShowsWhatHasArrived(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	// The text of all pages but the first two waits until the test lets it go.
	b.before(`(() => {
		const { fetch } = globalThis, goOn = new Promise((resolve) => { globalThis.goOn = resolve; });
		let texts = 0;
		globalThis.fetch = async (address, options) => {
			if (/-\d+-\d+\.bin$/.test(address) && ++texts > 2) await goOn;
			return fetch(address, options);
		};
	})()`)
	b.visit("search/?q=meeting")
	b.wait(shownHits + `.length === 2`)
	early := eval[[]string](b, shownHits)
	b.focus(".hits .hit-title")
	eval[bool](b, `goOn() ?? true`)
	b.wait(shownHits + `.length > 2 && document.querySelector("main form [role=status]").textContent !== ""`)
	if whole := eval[[]string](b, shownHits); !slices.Equal(early, whole[:2]) {
		t.Errorf("first %q were shown, in the end %q", early, whole[:2])
	}
	if !eval[bool](b, `document.activeElement === document.querySelector(".hits .hit-title")`) {
		t.Error("the pages that came later took the focus from the first one")
	}
}

// Where the filters leave nothing, that is said of them, and they can be taken off.
func TestSearchWithinFiltersFindsNothing(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, handbook)).address)
	b.visit("search/?q=buurtzorg&kind=term&topic=nothing-such")
	b.wait(`document.querySelector(".search-says")?.textContent.includes("No page within the filters has “buurtzorg”.")`)
	b.focus(".search-says a")
	b.press(kb.Enter)
	b.at("search/?q=buurtzorg")
	b.wait(shownHits + `.includes("/handbook/case-studies/buurtzorg/")`)
}

// The words that complete one question do not stay beside another one that failed.
func TestFailedSearchSuggestsNothing(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, the(t, openStewardship)).address)
	const completions = `document.querySelectorAll(".completions [role=option]").length`
	b.visit("search/")
	b.focus("main input[type=search]")
	b.press("conf")
	b.wait(completions + ` > 0`)
	eval[bool](b, `(window.fetch = () => Promise.reject(new Error("The line is dead")), true)`)
	b.press(" wellbeing")
	b.wait(`document.querySelector(".search-fault")`)
	b.wait(completions + ` === 0 && document.querySelector("main input[type=search]").ariaExpanded === "false"`)
}
