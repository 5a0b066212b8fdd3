package preview

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/open-stewardship/steward/generator/render"
)

func TestAddresses(t *testing.T) {
	s := serveFiles(t, with(soundSite, "content/guide/plan.pdf", "%PDF-1.7 plan",
		"content/guide/moved.md", "---\ntitle: Moved\ndescription: Moved.\nredirect_from: [/old/place/]\n---\n\nHere now.\n"))
	tests := []struct {
		address  string
		status   int
		location string
		kind     string
		body     string
	}{
		{"/", 200, "", "text/html; charset=utf-8", "Welcome."},
		{"/guide/roles/", 200, "", "text/html; charset=utf-8", "Who does what."},
		{"/guide/roles", 301, "/guide/roles/", "", ""},
		{"/guide/roles?a=b", 301, "/guide/roles/?a=b", "", ""},
		{"/guide/plan.pdf", 200, "", "application/pdf", "%PDF-1.7 plan"},
		{"/old/place/", 301, "/guide/moved/", "", ""},
		{"/old/place", 301, "/guide/moved/", "", ""},
		{"/sitemap.xml", 200, "", "application/xml", "<urlset"},
		{"/robots.txt", 200, "", "text/plain; charset=utf-8", "User-agent"},
		{"/nowhere/", 404, "", "text/html; charset=utf-8", "<h1>Page not found"},
		{"/guide//", 404, "", "text/html; charset=utf-8", "<h1>Page not found"},
		{"/_headers", 404, "", "text/html; charset=utf-8", "<h1>Page not found"},
		{"/search/client.js", 404, "", "text/html; charset=utf-8", ""},
		{"/_steward/reload.js", 200, "", "text/javascript; charset=utf-8", "EventSource"},
		{"/_steward/overlay.css", 200, "", "text/css; charset=utf-8", ".steward"},
		{"/_steward/faults.html", 404, "", "text/plain; charset=utf-8", ""},
	}
	for _, test := range tests {
		got := s.get(test.address)
		if got.status != test.status || got.header.Get("Location") != test.location || got.header.Get("Content-Type") != test.kind ||
			!strings.Contains(got.body, test.body) {
			t.Errorf("GET %s: status %d, location %q, type %q; wanted %d, %q, %q and %q in:\n%.300s", test.address, got.status,
				got.header.Get("Location"), got.header.Get("Content-Type"), test.status, test.location, test.kind, test.body, got.body)
		}
		head := s.ask(http.MethodHead, test.address)
		if head.status != test.status || head.body != "" || head.header.Get("Content-Length") != got.header.Get("Content-Length") {
			t.Errorf("HEAD %s: status %d, %d bytes, length %s; GET has length %s", test.address, head.status, len(head.body),
				head.header.Get("Content-Length"), got.header.Get("Content-Length"))
		}
		if got := s.ask(http.MethodPost, test.address); got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: status %d, allowed %q", test.address, got.status, got.header.Get("Allow"))
		}
	}
	if got := s.ask(http.MethodGet, "/guide/plan.pdf", "Range", "bytes=1-3"); got.status != http.StatusPartialContent || got.body != "PDF" {
		t.Errorf("a part of a file: status %d, %q", got.status, got.body)
	}
}

func TestABasePathIsPartOfEveryAddress(t *testing.T) {
	s := serveFiles(t, soundSite, func(o *Options) { o.Generator.BaseURL = "https://example.org/handbook/" })
	if !strings.HasSuffix(s.url, "/handbook/") {
		t.Errorf("the address is %s", s.url)
	}
	s.shows("/handbook/", "Welcome.")
	s.shows("/handbook/guide/roles/", "Who does what.")
	for from, to := range map[string]string{"/": "/handbook/", "/handbook": "/handbook/", "/handbook/guide": "/handbook/guide/"} {
		if got := s.get(from); got.status != http.StatusMovedPermanently || got.header.Get("Location") != to {
			t.Errorf("GET %s: status %d to %q, wanted 301 to %s", from, got.status, got.header.Get("Location"), to)
		}
	}
	for _, address := range []string{"/guide/roles/", "/handbookguide/", "/other"} {
		if got := s.get(address); got.status != http.StatusNotFound || !strings.Contains(got.body, "<h1>Page not found") {
			t.Errorf("GET %s: status %d", address, got.status)
		}
	}
	if got := s.get("/handbook/" + bundle(t, s.get("/handbook/").body, "/handbook/")); got.status != http.StatusOK {
		t.Errorf("the style sheet has status %d", got.status)
	}
}

// bundle gives the path, below the base path, of the style sheet of a page.
func bundle(t *testing.T, page, base string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `href="`+base+"assets/main.")
	if !ok {
		t.Fatalf("the page has no style sheet:\n%s", page)
	}
	name, _, _ := strings.Cut(rest, `"`)
	return "assets/main." + name
}

func TestHeadersAreThoseOfThePublishedSite(t *testing.T) {
	s := serveFiles(t, soundSite)
	got := s.get("/guide/roles/")
	if got.header.Get("Content-Security-Policy") != render.ContentSecurityPolicy || got.header.Get("X-Content-Type-Options") != "nosniff" ||
		got.header.Get("Referrer-Policy") == "" || got.header.Get("Permissions-Policy") == "" {
		t.Errorf("a page has %v", got.header)
	}
	if kept := got.header.Get("Cache-Control"); kept != "no-store" {
		t.Errorf("a page has Cache-Control %q", kept)
	}
	if kept := s.get("/guide/roles").header.Get("Cache-Control"); kept != "no-store" {
		t.Errorf("a redirect has Cache-Control %q", kept)
	}
	if kept := s.get("/" + bundle(t, got.body, "/")).header.Get("Cache-Control"); !strings.Contains(kept, "immutable") {
		t.Errorf("a bundle has Cache-Control %q", kept)
	}
}

func TestPagesLoadTheScriptThatReloadsThem(t *testing.T) {
	s := serveFiles(t, soundSite)
	_, state := s.listen()
	script := `<script src="/_steward/reload.js" data-watch="edition" data-seen="` + state.Edition + `" defer></script>`
	for _, address := range []string{"/", "/guide/roles/", "/nowhere/"} {
		if got := s.get(address).body; !strings.Contains(got, script+"\n</body>") || strings.Count(got, "reload.js") != 1 {
			t.Errorf("GET %s: %q does not stand once before the end of\n%s", address, script, got)
		}
	}
	if got := s.get("/sitemap.xml").body; strings.Contains(got, "reload.js") {
		t.Errorf("the sitemap has the script:\n%s", got)
	}
	if got := string(withScript([]byte("<p>No end"), watchMoment, "x.1")); !strings.HasPrefix(got, "<p>No end<script") {
		t.Errorf("a page without an end becomes %s", got)
	}
}

func TestTextIsCompressedForThoseWhoTakeIt(t *testing.T) {
	s := serveFiles(t, soundSite)
	plain := s.get("/guide/roles/")
	for accept, wanted := range map[string]string{"gzip, deflate, br": "br", "gzip": "gzip", "br;q=0, gzip;q=0.5": "gzip", "identity": "", "gzip;q=0": ""} {
		got := s.ask(http.MethodGet, "/guide/roles/", "Accept-Encoding", accept)
		if got.header.Get("Content-Encoding") != wanted || got.header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: %v", accept, got.header)
			continue
		}
		if body := decompressed(t, wanted, got.body); body != plain.body {
			t.Errorf("Accept-Encoding %q: another page\n%s", accept, body)
		}
	}
}

func decompressed(t *testing.T, encoding, body string) string {
	t.Helper()
	var r io.Reader = strings.NewReader(body)
	switch encoding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		unzip, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = unzip
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNothingOutsideTheSiteCanBeHad(t *testing.T) {
	s := serveFiles(t, with(soundSite, "secret.txt", "the secret", "content/_private/secret.txt", "the secret",
		"content/.env", "the secret", "public/secret.txt", "the secret"))
	root, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/guide/../../secret.txt", "/guide/..%5c..%5csecret.txt",
		"//secret.txt", "/_private/secret.txt", "/.env", "/public/secret.txt", "/secret.txt", "/secret.txt%00.html", "/_steward/../secret.txt",
		"/_steward/preview.go", "/assets/../../secret.txt", "/search/../../secret.txt", s.path("secret.txt"), "http://" + root.Host + "/../secret.txt"} {
		connection, err := net.Dial("tcp", root.Host)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(connection, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", target)
		got, err := http.ReadResponse(bufio.NewReader(connection), nil)
		if err != nil {
			t.Fatalf("GET %s: %v", target, err)
		}
		body, err := io.ReadAll(got.Body)
		if err != nil {
			t.Fatal(err)
		}
		connection.Close()
		if got.StatusCode < 300 || strings.Contains(string(body), "the secret") {
			t.Errorf("GET %s: status %d\n%s", target, got.StatusCode, body)
		}
		if to := got.Header.Get("Location"); strings.HasPrefix(to, "//") {
			t.Errorf("GET %s leads to another host: %s", target, to)
		}
	}
}

func TestOnlyNamesOfThisComputerAreAnswered(t *testing.T) {
	s := serveFiles(t, soundSite)
	for host, wanted := range map[string]int{
		"localhost": 200, "localhost:1313": 200, "LOCALHOST.": 200, "127.0.0.1": 200, "127.0.0.1:80": 200, "[::1]:1313": 200, "[::1]": 200,
		"evil.example": 403, "evil.example:1313": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example": 403, "192.168.0.1": 403,
	} {
		if got := s.ask(http.MethodGet, "/", "Host", host); got.status != wanted {
			t.Errorf("Host %s: status %d, wanted %d", host, got.status, wanted)
		}
	}
	loopback, everywhere := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1313}, &net.TCPAddr{IP: net.IPv6unspecified, Port: 1313}
	if !allowedHosts("my-desk:1313", loopback).allow("My-Desk:1313") {
		t.Error("the name that was given is not allowed")
	}
	if !allowedHosts("0.0.0.0:1313", everywhere).allow("wiki.example") {
		t.Error("a server for all networks does not answer to its name")
	}
}

func TestAStyleSheetOutlivesItsEdition(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	old := bundle(t, s.get("/").body, "/")
	s.write("theme/css/main.css", "body { color: teal }")
	events.untilAnswer(s, "/", func(r response) bool { return bundle(t, r.body, "/") != old })
	if got := s.get("/" + old); got.status != http.StatusOK {
		t.Errorf("the style sheet of a page that is loading has status %d", got.status)
	}
}
