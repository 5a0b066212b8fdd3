package preview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// loadedSite is a site of some size, with a search.
func loadedSite(t testing.TB, pages int) *site {
	files := map[string]string{"content/site.yaml": "title: Handbook\ndescription: A handbook.\n"}
	text := strings.Repeat("Some words about care, and a [link](page-1.md).\n\n", 40)
	for i := range pages {
		files[fmt.Sprintf("content/page-%d.md", i)] = page(fmt.Sprintf("Page %d", i), text)
	}
	return serveFiles(t, files, func(o *Options) { o.Generator.NoSearch = false })
}

// askMany sends n requests from several clients at once, each for the address that
// at gives, and counts the answers other than 200 and what went wrong.
func (s *site) askMany(n int, at func(i int) string) (failed int64, first string) {
	s.client.Transport.(*http.Transport).MaxIdleConnsPerHost = 16
	var next, wrong atomic.Int64
	var once sync.Once
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				got, err := s.client.Get(s.url + at(i))
				status := 0
				if err == nil {
					status = got.StatusCode
					_, err = io.Copy(io.Discard, got.Body)
					got.Body.Close()
				}
				if err != nil || status != http.StatusOK {
					wrong.Add(1)
					once.Do(func() { first = fmt.Sprintf("%s: status %d, %v", at(i), status, err) })
				}
			}
		})
	}
	wg.Wait()
	return wrong.Load(), first
}

func aPage(i int) string { return fmt.Sprintf("page-%d/", i%200) }
func aSearch(i int) string {
	return "search/?q=" + url.QueryEscape(fmt.Sprintf("words care page %d", i%200))
}

// BenchmarkRequests measures how many requests a second are answered.
func BenchmarkRequests(b *testing.B) {
	for name, at := range map[string]func(int) string{"pages": aPage, "searches": aSearch} {
		b.Run(name, func(b *testing.B) {
			s := loadedSite(b, 200)
			s.get(aSearch(0))
			b.ResetTimer()
			if failed, first := s.askMany(b.N, at); failed > 0 {
				b.Errorf("%d requests failed, the first: %s", failed, first)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
}

// heap gives the bytes in use once what is no longer needed has gone.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// holdsUp asks and edits in turns and holds the memory at the end to that after
// the first turns.
func holdsUp(t *testing.T, turns, requests int) {
	s := loadedSite(t, 200)
	var before uint64
	for turn := range turns {
		mark := fmt.Sprintf("Edit %d.", turn)
		s.write("content/page-0.md", page("Page 0", mark))
		for !strings.Contains(s.get("/page-0/").body, mark) { // waits for the edition that is being made
		}
		for _, at := range []func(int) string{aPage, aSearch} {
			if failed, first := s.askMany(requests, at); failed > 0 {
				t.Fatalf("%d of %d requests failed, the first: %s", failed, requests, first)
			}
		}
		if turn == turns/2 { // caches are filled by then
			before = heap()
		}
	}
	after := heap()
	t.Logf("%d edits, %d requests: %d MB in use half way, %d MB at the end", turns, 2*turns*requests, before>>20, after>>20)
	if after > before+before/4+8<<20 {
		t.Errorf("memory grew from %d to %d bytes in the second half", before, after)
	}
}

func TestMemoryStaysFlat(t *testing.T) { holdsUp(t, 10, 40) }

func TestManyListeners(t *testing.T) {
	s := serveFiles(t, soundSite)
	const listeners = 2000
	root, err := url.Parse(s.url)
	s.must(err)
	var wg sync.WaitGroup
	streams := make([]*bufio.Reader, listeners)
	for i := range listeners {
		conn, err := net.Dial("tcp", root.Host)
		s.must(err)
		defer conn.Close()
		fmt.Fprintf(conn, "GET /_steward/events HTTP/1.1\r\nHost: %s\r\n\r\n", root.Host)
		streams[i] = bufio.NewReader(conn)
	}
	untilData := func(in *bufio.Reader) error {
		for {
			line, err := in.ReadString('\n')
			if err != nil || strings.HasPrefix(line, "data: ") {
				return err
			}
		}
	}
	hear := func(what string) {
		t.Helper()
		errs := make([]error, listeners)
		for i, in := range streams {
			wg.Go(func() { errs[i] = untilData(in) })
		}
		wg.Wait()
		for i, err := range errs {
			if err != nil {
				t.Fatalf("listener %d does not hear of %s: %v", i, what, err)
			}
		}
	}
	hear("the beginning")
	s.write(edited, page("Roles", "For all of you."))
	hear("an edit")
	s.shows("/", "Welcome.")
}

// pipes is a network without buffers: what nobody reads is not sent.
type pipes struct {
	conns chan net.Conn
	ended context.Context
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.ended.Done():
		return nil, net.ErrClosed
	}
}
func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// Clients that stop half way are let go, whatever half they are in.
func TestSlowAndVanishedClientsAreLetGo(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	defer end()
	answered := make(chan bool, 10)
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { answered <- true }()
		io.Copy(io.Discard, r.Body)
		w.Write(make([]byte, 1<<20))
	})
	const short = 50 * time.Millisecond
	web := newServer(ended, handler, timeouts{short, short, short, short})
	listener := pipes{make(chan net.Conn), ended}
	go web.Serve(listener)
	for name, sent := range map[string]string{
		"half a request line":    "GET / HT",
		"half a header":          "GET / HTTP/1.1\r\nHost: localhost\r\nAcc",
		"half a body":            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf",
		"nothing at all":         "",
		"an answer not taken":    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"a header without end":   "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 400_000),
		"two requests, one half": "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\nGET /",
	} {
		client, server := net.Pipe()
		listener.conns <- server
		go io.WriteString(client, sent)
		if strings.HasSuffix(sent, "localhost\r\n\r\n") {
			<-answered // without one byte being taken
			client.Close()
			continue
		}
		client.SetDeadline(time.Now().Add(patienceOfTests))
		if _, err := io.Copy(io.Discard, client); err != nil {
			t.Errorf("%s: the server keeps the connection: %v", name, err)
		}
	}
}

// A page that has gone without a word is noticed, and one that is there gets
// signs of life.
func TestListenersThatVanishAreForgotten(t *testing.T) {
	shows := newState("test")
	h := newHandler(shows, nil, nil)
	h.beat, h.longestWrite = time.Millisecond, 50*time.Millisecond
	gone := make(chan bool)
	ended, end := context.WithCancel(t.Context())
	defer end()
	web := newServer(ended, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.serveEvents(w, r)
		close(gone)
	}), timeouts{time.Minute, time.Millisecond, time.Minute, time.Minute})
	listener := pipes{make(chan net.Conn), ended}
	go web.Serve(listener)
	client, server := net.Pipe()
	listener.conns <- server
	client.SetDeadline(time.Now().Add(patienceOfTests))
	go io.WriteString(client, "GET /_steward/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
	in := bufio.NewScanner(client)
	signs := 0
	for signs < 50 && in.Scan() {
		if in.Text() == ": still here" {
			signs++
		}
	}
	if signs < 50 {
		t.Fatalf("%d signs of life: %v", signs, in.Err())
	}
	select {
	case <-gone: // nobody reads any more
	case <-time.After(patienceOfTests):
		t.Error("the server writes to nobody")
	}
}

func TestHugeAndHostileRequests(t *testing.T) {
	s := loadedSite(t, 5)
	s.write("secret.txt", "a secret")
	for name, query := range map[string]string{
		"one word": strings.Repeat("x", 100_000), "words": strings.Repeat("care ", 20_000), "different words": manyWords(100_000),
		"quotes": strings.Repeat(`"`, 100_000), "phrases": strings.Repeat(`"some words" `, 8_000), "minuses": strings.Repeat("-a ", 33_000),
		"marks": strings.Repeat("é", 50_000), "nothing": strings.Repeat("\x00", 30_000), "no text": strings.Repeat("\xff\xfe", 15_000),
		"stars": strings.Repeat("*?~^:", 20_000), "tags": strings.Repeat("<script>", 12_000)} {
		start := time.Now()
		got := s.get("search/?q=" + url.QueryEscape(query))
		if got.status != http.StatusOK && got.status != http.StatusRequestURITooLong && got.status != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("a query of 100 KB, %s: status %d: %.200s", name, got.status, got.body)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("a query of 100 KB, %s: took %s", name, took)
		} else {
			t.Logf("%s: %s, status %d, %d bytes", name, took, got.status, len(got.body))
		}
		if strings.Contains(got.body, "<script><script>") {
			t.Error("a query stands on the page as markup")
		}
	}
	root, err := url.Parse(s.url)
	s.must(err)
	for _, path := range []string{"/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/..%5csecret.txt", "/page-1/../../secret.txt", "//secret.txt",
		"/assets/../../secret.txt", "/search/..%2f..%2fsecret.txt", "/search/index.bleve/../../../secret.txt", "/_steward/../secret.txt", "/%00", "/page-1/%00",
		"/....//secret.txt", "/page-0/..;/secret.txt", "/" + strings.Repeat("../", 50) + "etc/passwd", "/c:%5cwindows%5cwin.ini", "/_headers", "/%5fheaders",
		"/_redirects", "/_steward/", "/_steward/faults.html", "/_steward/../_headers", "/content/page-0.md", "/site.yaml", "/.steward/", "*", "http://example.org/"} {
		conn, err := net.Dial("tcp", root.Host)
		s.must(err)
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path)
		conn.SetDeadline(time.Now().Add(patienceOfTests))
		answer, err := io.ReadAll(conn)
		conn.Close()
		if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 4") && !strings.Contains(string(answer), "Location: /") && path != "http://example.org/" {
			t.Errorf("GET %s: %.200s, %v", path, answer, err)
		}
		if strings.Contains(string(answer), "a secret") || strings.Contains(string(answer), "root:") {
			t.Errorf("GET %s gives a file that is not of the site", path)
		}
	}
	s.shows("page-1/", "Some words")
	for _, host := range []string{"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "127.0.0.1:80@evil.example", "[::1].evil.example",
		"evil.example:1313", "2130706433", "0x7f000001", "127.1", "0.0.0.0", "10.0.0.1", "localhost:1313.evil.example", "LOCALHOST.evil.example."} {
		if got := s.ask(http.MethodGet, "page-1/", "Host", host); got.status == http.StatusOK {
			t.Errorf("the host %s is answered", host)
		}
	}
}

func manyWords(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "w%dx ", i)
	}
	return b.String()
}

// Files may go, change and become something else while they are asked for.
func TestFilesThatVanishWhileRead(t *testing.T) {
	s := serveFiles(t, with(soundSite, "content/guide/plan.pdf", strings.Repeat("%PDF", 100_000)))
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				for _, at := range []string{"guide/plan.pdf", "guide/roles/", "guide/"} {
					got, err := s.client.Get(s.url + at)
					if err != nil {
						t.Errorf("GET %s: %v", at, err)
						return
					}
					if got.StatusCode != http.StatusOK && got.StatusCode != http.StatusNotFound {
						t.Errorf("GET %s: status %d", at, got.StatusCode)
					}
					io.Copy(io.Discard, got.Body)
					got.Body.Close()
				}
			}
		})
	}
	events, _ := s.listen()
	for i := range 30 {
		plan := s.path("content/guide/plan.pdf")
		s.must(os.RemoveAll(plan))
		if i%3 == 0 {
			s.must(os.Mkdir(plan, 0o755))
			s.must(os.Remove(plan))
		}
		s.write("content/guide/plan.pdf", "%PDF short")
		mark := fmt.Sprintf("Edit %d.", i)
		s.write(edited, page("Roles", mark))
		events.untilShows(s, "/guide/roles/", mark)
	}
	stop()
	wg.Wait()
}
