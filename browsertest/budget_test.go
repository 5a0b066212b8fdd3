//go:build browser

package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// Budgets in bytes on the wire, compressed and with the headers of the answers.
const (
	pageBudget   = 50 << 10 // a page and everything it needs
	styleBudget  = 15 << 10
	scriptBudget = 15 << 10 // before search is touched
	readerBudget = 30 << 10 // what reads Word documents, on the page for them alone
)

// A page comes quickly over a poor connection, and brings no search before
// somebody wants to search.
func TestBudgets(t *testing.T) {
	t.Parallel()
	h := serve(t, the(t, openStewardship))
	b := open(t, h.address)
	call(b, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	b.seen.mayMiss(b.home + "nothing/here/")
	for _, p := range append(pagesOfEachKind(), look{name: "pack", address: "pack/"}, look{name: "give", address: "give/"}, look{name: "ask", address: "ask/"}) {
		if p.until != "" { // it has been searched on
			continue
		}
		before := len(b.seen.asked(0))
		b.visit(p.address)
		b.wait(`document.readyState === "complete" && document.querySelector("[data-appearance] button") !== null`)
		if p.name == "give" {
			b.wait(`document.documentElement.dataset.give === "ready"`)
		}
		var page, style, scripts, reader int
		for _, r := range loaded(b, before) {
			if r.url == h.address+"give/import.js" {
				reader += r.bytes
				continue
			}
			page += r.bytes
			switch r.kind {
			case network.ResourceTypeStylesheet:
				style += r.bytes
			case network.ResourceTypeScript:
				scripts += r.bytes
			}
			if name := strings.TrimPrefix(r.url, h.address); strings.HasPrefix(name, "search/") && r.kind != network.ResourceTypeDocument {
				t.Errorf("%s asks for %s before anybody searches", p.name, name)
			}
		}
		if page > pageBudget || style > styleBudget || scripts > scriptBudget {
			t.Errorf("%s: %d bytes, %d of style and %d of scripts; want %d, %d and %d at most",
				p.name, page, style, scripts, pageBudget, styleBudget, scriptBudget)
		}
		if reader > readerBudget || (reader > 0) != (p.name == "give") {
			t.Errorf("%s: what reads Word documents takes %d bytes", p.name, reader)
		}
		if page <= style+scripts || style == 0 || scripts == 0 {
			t.Errorf("%s: no style, no scripts or no text was seen: this test measures nothing", p.name)
		}
		t.Logf("%-14s %6d bytes, style %6d, scripts %6d", p.name, page, style, scripts)
	}
}

// loaded gives the requests of a page that is there since a number of them,
// when all have been answered.
func loaded(b *tab, since int) []request {
	b.t.Helper()
	b.wait(`performance.getEntriesByType("resource").every((one) => one.responseEnd > 0)`)
	eval[bool](b, `true`) // what the browser said before this answer has been taken
	return b.seen.asked(since)
}

// The search comes when its box gets the focus, once, and from the site itself.
func TestSearchLoadsWhenTouched(t *testing.T) {
	t.Parallel()
	h := serve(t, the(t, openStewardship))
	b := open(t, h.address)
	b.visit("about/")
	before := len(loaded(b, 0))
	// The browser asks for the icon in its own time, and no page can tell when.
	icon := eval[string](b, `document.querySelector("link[rel=icon]").href`)
	b.press("/")
	b.press("team")
	b.wait(`document.querySelectorAll("header .hit").length > 0`)
	times, total := map[string]int{}, 0
	for _, r := range b.seen.asked(before) {
		if r.url == icon {
			continue
		}
		times[r.url]++
		total += r.bytes
		if !strings.HasPrefix(r.url, h.address+"search/") {
			t.Errorf("searching asks for %s, which does not lie under /search/", r.url)
		}
	}
	if times[h.address+"search/client.js"] != 1 {
		t.Errorf("the client was asked for %d times", times[h.address+"search/client.js"])
	}
	for url, n := range times {
		if n > 1 {
			t.Errorf("%s was asked for %d times", url, n)
		}
	}
	t.Logf("a first search for four letters: %d requests, %d bytes", len(times), total)
}
