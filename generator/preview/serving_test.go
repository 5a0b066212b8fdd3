package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/open-stewardship/steward/generator"
)

// patienceOfTests is how long a test waits for what must come.
const patienceOfTests = time.Minute

// site is a served site in a folder of its own.
type site struct {
	t      testing.TB
	dir    string // holds content/ and what lies beside it
	url    string // of the home page
	client *http.Client
	stop   context.CancelFunc
	ended  chan error
}

// soundSite is a small site that has nothing wrong with it.
var soundSite = map[string]string{
	"content/site.yaml":       "title: Handbook\ndescription: A handbook.\n",
	"content/_index.md":       page("Home", "Welcome."),
	"content/guide/_index.md": page("Guide", "All of it."),
	"content/guide/roles.md":  page("Roles", "Who does what."),
}

// with adds files to a site, given as names and texts in turn.
func with(site map[string]string, more ...string) map[string]string {
	files := maps.Clone(site)
	for i := 0; i < len(more); i += 2 {
		files[more[i]] = more[i+1]
	}
	return files
}

func page(title, text string) string {
	return "---\ntitle: " + title + "\ndescription: About " + title + ".\n---\n\n" + text + "\n"
}

// serveFiles serves a site of files until the test ends.
func serveFiles(t testing.TB, files map[string]string, change ...func(*Options)) *site {
	t.Helper()
	s := &site{t: t, dir: t.TempDir(), client: &http.Client{Timeout: patienceOfTests, Transport: &http.Transport{DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, ended: make(chan error, 1)}
	for name, text := range files {
		s.write(name, text)
	}
	listening := make(chan string, 1)
	options := Options{Addr: "127.0.0.1:0", Listening: func(url string) { listening <- url },
		Generator: generator.Options{Content: s.path("content"), Out: s.path("public"), NoSearch: true}}
	for _, set := range change {
		set(&options)
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	go func() { s.ended <- Serve(ctx, options) }()
	select {
	case s.url = <-listening:
	case err := <-s.ended:
		t.Fatalf("Serve ended: %v", err)
	case <-time.After(patienceOfTests):
		t.Fatal("Serve does not listen")
	}
	t.Cleanup(func() {
		if err := s.end(); err != nil {
			t.Errorf("Serve: %v", err)
		}
		s.client.CloseIdleConnections()
	})
	return s
}

// end stops the server and gives what Serve returned. It may be called twice.
func (s *site) end() error {
	s.stop()
	select {
	case err := <-s.ended:
		s.ended <- nil
		return err
	case <-time.After(patienceOfTests):
		return fmt.Errorf("it does not end")
	}
}

func (s *site) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *site) write(name, text string) {
	s.t.Helper()
	s.must(os.MkdirAll(filepath.Dir(s.path(name)), 0o755))
	s.must(os.WriteFile(s.path(name), []byte(text), 0o644))
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// response is an answer as a test looks at it.
type response struct {
	status int
	header http.Header
	body   string
}

// get asks for an address, which may start at the server's root.
func (s *site) get(address string) response { return s.ask(http.MethodGet, address) }

// ask sends a request with headers, given as names and values in turn. The name
// Host sets the host.
func (s *site) ask(method, address string, headers ...string) response {
	s.t.Helper()
	root, err := url.Parse(s.url)
	s.must(err)
	target, err := root.Parse(address)
	s.must(err)
	r, err := http.NewRequest(method, target.String(), nil)
	s.must(err)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	got, err := s.client.Do(r)
	s.must(err)
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	s.must(err)
	return response{got.StatusCode, got.Header, string(body)}
}

// shows fails the test unless an address gives a page with a text on it.
func (s *site) shows(address, text string) {
	s.t.Helper()
	if got := s.get(address); got.status != http.StatusOK || !strings.Contains(got.body, text) {
		s.t.Errorf("GET %s: status %d, wanted 200 and %q in:\n%s", address, got.status, text, got.body)
	}
}

// listener reads the event stream as a page does.
type listener struct {
	t     testing.TB
	lines *bufio.Scanner
	body  io.Closer
}

// listen opens the event stream and reads the state at present.
func (s *site) listen() (*listener, news) {
	s.t.Helper()
	root, err := url.Parse(s.url)
	s.must(err)
	got, err := s.client.Get(root.Scheme + "://" + root.Host + "/_steward/events")
	s.must(err)
	l := &listener{s.t, bufio.NewScanner(got.Body), got.Body}
	s.t.Cleanup(func() { got.Body.Close() })
	return l, l.next()
}

// next waits for the next state.
func (l *listener) next() news {
	l.t.Helper()
	for l.lines.Scan() {
		if data, ok := strings.CutPrefix(l.lines.Text(), "data: "); ok {
			var n news
			if err := json.Unmarshal([]byte(data), &n); err != nil {
				l.t.Fatal(err)
			}
			return n
		}
	}
	l.t.Fatalf("the event stream ended: %v", l.lines.Err())
	return news{}
}

// until waits for a state.
func (l *listener) until(what string, wanted func(news) bool) news {
	l.t.Helper()
	for {
		got := l.next()
		if wanted(got) {
			return got
		}
		l.t.Logf("while waiting for %s: %+v", what, got)
	}
}

// untilShows waits for an edition in which an address gives a page with a text
// on it.
func (l *listener) untilShows(s *site, address, text string) {
	l.t.Helper()
	l.untilAnswer(s, address, func(r response) bool { return r.status == http.StatusOK && strings.Contains(r.body, text) })
}

// untilAnswer waits for an edition in which an address is answered as wanted.
func (l *listener) untilAnswer(s *site, address string, wanted func(response) bool) {
	l.t.Helper()
	for !wanted(s.get(address)) {
		l.next()
	}
}

// faulty is for until: something is wrong.
func faulty(n news) bool { return len(n.Faults) > 0 }
