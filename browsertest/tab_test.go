//go:build browser

package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a tab waits for something to become true.
const patience = 15 * time.Second

// A tab is a fresh tab of its own browser profile. Each of its methods fails
// the test if it cannot do what it is asked for.
type tab struct {
	t    testing.TB
	ctx  context.Context
	home string // address of the home page
	seen *watch
}

// open opens a tab that will look at the site with the given home page.
func open(t testing.TB, home string) *tab {
	t.Helper()
	b := openUnwatched(t, home)
	t.Cleanup(func() {
		for _, fault := range b.faults() {
			t.Error(fault)
		}
	})
	return b
}

// openUnwatched opens a tab in which things may go wrong.
func openUnwatched(t testing.TB, home string) *tab { return openIn(t, house.browser, home) }

// openIn opens a tab in a browser.
func openIn(t testing.TB, browser context.Context, home string) *tab {
	t.Helper()
	seen := newWatch(home)
	ctx, done := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(seen.take))
	t.Cleanup(done)
	if err := chromedp.Do(ctx); err != nil { // the tab ends with the context of its first step
		t.Fatal(err)
	}
	b := &tab{t: t, ctx: ctx, home: home, seen: seen}
	b.size(1280, 900, 1)
	call(b, audits.Enable, cdp.Empty{})
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return b
}

// faults gives what has gone wrong so far. What the browser said before it
// answers this question is among it.
func (b *tab) faults() []string {
	eval[bool](b, `true`)
	return b.seen.faults()
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, 2*patience)
	defer done()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// call sends a command of the debugging protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, 2*patience)
	defer done()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// eval gives the value of an expression in the page; of a promise, what it
// resolves to. Arguments stand in the expression as %s and become literals.
func eval[T any](b *tab, expression string, args ...any) T {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, 2*patience)
	defer done()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script(expression, args...), chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// script puts values into an expression as literals of JavaScript.
func script(expression string, args ...any) string {
	literals := make([]any, len(args))
	for i, arg := range args {
		text, _ := json.Marshal(arg)
		literals[i] = string(text)
	}
	if len(literals) == 0 {
		return expression
	}
	return fmt.Sprintf(expression, literals...)
}

// visit goes to an address below the home page and waits until it has loaded.
func (b *tab) visit(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.home + strings.TrimPrefix(address, "/")))
}

// press presses keys one after the other: text, or the names of package kb.
// Chromium makes the letter of the press of its key, so that a page that takes
// the key for itself gets no letter, as with a real keyboard.
func (b *tab) press(keys string) {
	b.t.Helper()
	for _, r := range keys {
		key, known := kb.Keys[r]
		if !known { // no key of this keyboard makes it
			call(b, input.InsertText, input.InsertTextParams{Text: string(r)})
			continue
		}
		for _, event := range kb.Encode(r) {
			switch event.Type {
			case input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeRawKeyDown:
				if event.Text = key.Text; event.Text != "" {
					event.Type = input.DispatchKeyEventTypeKeyDown
				}
			case input.DispatchKeyEventTypeChar:
				continue
			}
			call(b, input.DispatchKeyEvent, *event)
		}
	}
}

// focus puts the focus where a tap would.
func (b *tab) focus(selector string) {
	b.t.Helper()
	eval[bool](b, `[...document.querySelectorAll(%s)].find((one) => one.checkVisibility()).focus() ?? true`, selector)
}

// back goes to the page before, as the browser's button does.
func (b *tab) back() {
	b.t.Helper()
	eval[bool](b, `history.back() ?? true`)
}

// wait waits until an expression is true in the page, or in the one that takes
// its place.
func (b *tab) wait(expression string, args ...any) {
	b.t.Helper()
	ctx, done := context.WithTimeout(b.ctx, patience)
	defer done()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	condition := "!!(" + script(expression, args...) + ")"
	for {
		// A page that has just been left may not answer any more.
		once, answered := context.WithTimeout(ctx, time.Second)
		is, err := chromedp.Run(once, chromedp.Evaluate[bool](condition))
		answered()
		if err == nil && is {
			return
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			b.t.Fatalf("never true: %s (%v)\nat %s\nwith the focus on %s\nshowing %.2000s", condition, err, eval[string](b, `location.href`),
				eval[string](b, `document.activeElement?.outerHTML.slice(0, 200) ?? ""`), eval[string](b, `document.body.innerText`))
		}
	}
}

// at waits until the tab has loaded an address below the home page.
func (b *tab) at(address string) {
	b.t.Helper()
	b.wait(`document.readyState === "complete" && location.href === %s`, b.home+strings.TrimPrefix(address, "/"))
}

// media sets what the page's media queries find; a medium of "" is the screen.
func (b *tab) media(medium string, features ...*emulation.MediaFeature) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium, Features: features})
}

// scheme makes the system prefer light or dark.
func (b *tab) scheme(name string) {
	b.t.Helper()
	b.media("", &emulation.MediaFeature{Name: "prefers-color-scheme", Value: name})
}

// size sets the size of the window in CSS pixels. On a screen of 1280 pixels a
// zoom of 4 leaves 320 of them.
func (b *tab) size(width, height int64, zoom float64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height, chromedp.EmulateScale(zoom)))
}

// before runs a script in each page before any of its own.
func (b *tab) before(source string) {
	b.t.Helper()
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})
}
