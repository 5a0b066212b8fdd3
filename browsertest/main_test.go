//go:build browser

// Package browsertest tries what can only be tried in a real browser.
//
// In come the steward command, built once, and folders of content: Open
// Stewardship itself and small ones made up here. Each is built into a finished
// site, served by a static host that sends what _headers says, and used as
// people do: by keyboard, on paper, in the dark, at 400 % zoom, without
// scripts. A console error, an exception, a breach of the content security
// policy, a request that fails or leads to somebody else: each fails the test
// in which it happened. The tests know the command line and the finished files,
// and nothing of how they are made.
//
//	main_test.go      the command and the browser, once for all tests
//	content_test.go   folders of content made up for the tests
//	host_test.go      a static host
//	tab_test.go       a tab: what to do in it and what to wait for
//	watch_test.go     what went wrong in a tab
//	sheet_test.go     a PDF as sheets of words
//	form_test.go      what must be true of a checklist on paper
//
// go test -tags browser ./browsertest -run Pictures -pictures DIR keeps pictures
// and PDF files to look at.
package browsertest

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

var pictures = flag.String("pictures", "", "a folder to keep pictures and PDF files of pages in")

// house is what all tests share. TestMain fills it before the first test;
// after that nobody changes it.
var house struct {
	root    string // of the repository
	work    string // a folder for what the tests make
	steward string // the command
	browser context.Context
}

func TestMain(m *testing.M) {
	flag.Parse()
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "browsertest:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	if house.root, err = filepath.Abs(".."); err != nil {
		return 0, err
	}
	if house.work, err = os.MkdirTemp("", "browsertest"); err != nil {
		return 0, err
	}
	defer os.RemoveAll(house.work)

	house.steward = filepath.Join(house.work, "steward")
	build := exec.Command("go", "build", "-o", house.steward, "./cmd/steward")
	build.Dir = house.root
	if out, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("building the command: %w\n%s", err, out)
	}

	browser, quit, err := startBrowser()
	if err != nil {
		return 0, err
	}
	defer quit()
	house.browser = browser
	return m.Run(), nil
}

// startBrowser starts a Chromium, with more options than the usual ones if
// need be.
func startBrowser(more ...chromedp.ExecAllocatorOption) (browser context.Context, quit func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // Chromium refuses to start with one as root
		chromedp.DisableGPU,
		chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(options, more...)...)
	browser, cancel := chromedp.NewContext(allocator)
	quit = func() {
		cancel()
		stop()
	}
	if err := chromedp.Do(browser); err != nil {
		quit()
		return nil, nil, fmt.Errorf("starting Chromium: %w", err)
	}
	return browser, quit, nil
}

// A site is a finished site in a folder.
type site struct {
	dir  string
	base string // the path it is made for
}

// The sites that several tests use are built when the first one asks.
var (
	openStewardship = sync.OnceValues(func() (site, error) {
		return build("open", filepath.Join(house.root, "content"), "/")
	})
	handbook = sync.OnceValues(func() (site, error) {
		return build("handbook", filepath.Join(house.root, "content"), "/handbook/", "--base-url", "https://example.org/handbook/")
	})
	madeUp = sync.OnceValues(func() (site, error) {
		content := filepath.Join(house.work, "made-up-content")
		if err := writeContent(content, madeUpContent()); err != nil {
			return site{}, err
		}
		return build("made-up", content, "/", "--base-url", "https://paper.example/")
	})
)

// build runs steward build for a folder of content.
func build(name, content, base string, flags ...string) (site, error) {
	s := site{dir: filepath.Join(house.work, name), base: base}
	command := exec.Command(house.steward, append([]string{"build", "--content", content, "--out", s.dir}, flags...)...)
	if out, err := command.CombinedOutput(); err != nil {
		return s, fmt.Errorf("building %s: %w\n%s", content, err, out)
	}
	return s, nil
}

// the gives one of the shared sites.
func the(t *testing.T, shared func() (site, error)) site {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// output runs a program and gives what it prints.
func output(t testing.TB, stdin []byte, name string, args ...string) []byte {
	t.Helper()
	command := exec.Command(name, args...)
	var out, complaints bytes.Buffer
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(stdin), &out, &complaints
	if err := command.Run(); err != nil {
		t.Fatalf("%s %q: %v\n%s", filepath.Base(name), args, err, complaints.Bytes())
	}
	return out.Bytes()
}
