//go:build browser

package browsertest

import (
	"bytes"
	"compress/gzip"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// A host serves a finished site as Netlify does: index.html of a folder,
// 404.html for what is not there, and the headers of _headers. It compresses
// text with gzip at level 9, which is less than what a real host does.
type host struct {
	site
	address string // of the home page
	rules   []headerRule
	alter   func(name string, data []byte) []byte // nil if nothing is to be altered
}

type headerRule struct {
	path   string
	fields [][2]string
}

// serve serves a site until the test ends.
func serve(t testing.TB, s site) *host { return serveAltered(t, s, nil) }

// serveAltered serves a site whose files are altered on their way out.
func serveAltered(t testing.TB, s site, alter func(name string, data []byte) []byte) *host {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	h := &host{site: s, rules: headerRules(string(text)), alter: alter}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	h.address = server.URL + s.base
	return h
}

// headerRules reads _headers: a path at the start of a line, its fields
// indented beneath.
func headerRules(text string) []headerRule {
	var rules []headerRule
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		name, value, isField := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case strings.TrimSpace(line) == "":
		case !strings.HasPrefix(line, " "):
			rules = append(rules, headerRule{path: line})
		case isField && len(rules) > 0:
			last := &rules[len(rules)-1]
			last.fields = append(last.fields, [2]string{name, value})
		}
	}
	return rules
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, rule := range h.rules {
		prefix, many := strings.CutSuffix(rule.path, "*")
		if r.URL.Path == rule.path || many && strings.HasPrefix(r.URL.Path, prefix) {
			for _, field := range rule.fields {
				w.Header().Set(field[0], field[1])
			}
		}
	}
	name, status := h.find(r.URL.Path)
	data, err := os.ReadFile(filepath.Join(h.dir, filepath.FromSlash(name)))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if h.alter != nil {
		data = h.alter(name, data)
	}
	kind := contentType(name)
	w.Header().Set("Content-Type", kind)
	if strings.HasPrefix(kind, "text/") || strings.Contains(kind, "json") || strings.Contains(kind, "xml") {
		w.Header().Set("Content-Encoding", "gzip")
		data = gzipped(data)
	}
	w.WriteHeader(status)
	w.Write(data)
}

// find gives the file for an address; what lies outside the site's path or is
// not there is 404.html.
func (h *host) find(address string) (name string, status int) {
	below, inside := strings.CutPrefix(address, h.base)
	if !inside {
		return "404.html", http.StatusNotFound
	}
	name = path.Join("/", below)[1:]
	if below == "" || strings.HasSuffix(below, "/") {
		name = path.Join(name, "index.html")
	}
	if info, err := os.Stat(filepath.Join(h.dir, filepath.FromSlash(name))); err != nil || info.IsDir() {
		return "404.html", http.StatusNotFound
	}
	return name, http.StatusOK
}

func contentType(name string) string {
	switch path.Ext(name) { // what systems do not agree on
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(data)
	w.Close()
	return b.Bytes()
}
