//go:build browser

package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// A watch notes what a tab asks for and what goes wrong in it.
type watch struct {
	host string

	mu       sync.Mutex
	wrong    []string
	requests map[network.RequestID]*request
	order    []*request
	missing  []string // addresses that may be answered with 404
}

// A request is one the tab made.
type request struct {
	url   string
	kind  network.ResourceType
	bytes int // as they came over the wire, headers included; 0 if none came
}

func newWatch(home string) *watch {
	w := &watch{requests: map[network.RequestID]*request{}}
	if u, err := url.Parse(home); err == nil {
		w.host = u.Host
	}
	return w
}

// mayMiss says that an address will be answered with 404.
func (w *watch) mayMiss(address string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.missing = append(w.missing, address)
}

func (w *watch) faults() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.wrong)
}

// asked gives the requests since a number of them.
func (w *watch) asked(since int) []request {
	w.mu.Lock()
	defer w.mu.Unlock()
	var requests []request
	for _, r := range w.order[since:] {
		requests = append(requests, *r)
	}
	return requests
}

func (w *watch) fault(format string, args ...any) {
	w.wrong = append(w.wrong, fmt.Sprintf(format, args...))
}

// take takes an event of the tab. It is called for one after the other.
func (w *watch) take(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		w.fault("exception: %s (%s:%d)", text, e.ExceptionDetails.URL, e.ExceptionDetails.LineNumber+1)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert || e.Type == runtime.ConsoleAPICalledTypeWarning {
			w.fault("console.%s: %s", e.Type, arguments(e.Args))
		}
	case *log.EventEntryAdded:
		known := e.Entry.Source == log.EntrySourceNetwork && slices.Contains(w.missing, e.Entry.URL)
		if (e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning) && !known {
			w.fault("the browser says: %s (%s)", e.Entry.Text, e.Entry.URL)
		}
	case *audits.EventIssueAdded:
		w.fault("the browser has found an issue: %s %s", e.Issue.Code, describe(e.Issue))
	case *network.EventRequestWillBeSent, *network.EventResponseReceived, *network.EventLoadingFinished, *network.EventLoadingFailed:
		w.takeNetwork(event)
	}
}

func (w *watch) takeNetwork(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		r := &request{url: e.Request.URL, kind: e.Type}
		w.requests[e.RequestID] = r
		w.order = append(w.order, r)
		if u, err := url.Parse(r.url); err != nil || u.Host != w.host && u.Scheme != "data" && u.Scheme != "about" {
			w.fault("a request leads elsewhere: %s", r.url)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= http.StatusBadRequest && !slices.Contains(w.missing, e.Response.URL) {
			w.fault("%s was answered with %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventLoadingFinished:
		if r := w.requests[e.RequestID]; r != nil {
			r.bytes = int(e.EncodedDataLength)
		}
	case *network.EventLoadingFailed:
		// What was under way when the page was left is no failure.
		if r := w.requests[e.RequestID]; r != nil && !(e.Canceled && e.BlockedReason == "") {
			w.fault("%s failed: %s %s", r.url, e.ErrorText, e.BlockedReason)
		}
	}
}

func arguments(objects []*runtime.RemoteObject) string {
	var texts []string
	for _, o := range objects {
		texts = append(texts, strings.TrimSpace(string(o.Value)+" "+o.Description))
	}
	return strings.Join(texts, " ")
}

func describe(issue *audits.InspectorIssue) string {
	if issue.Details != nil && issue.Details.ContentSecurityPolicyIssueDetails != nil {
		csp := issue.Details.ContentSecurityPolicyIssueDetails
		return fmt.Sprintf("%s %s", csp.ViolatedDirective, csp.BlockedURL)
	}
	return ""
}

// The other tests rely on the watch. Here is everything it must see.
func TestWatchSeesWhatGoesWrong(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ page, want string }{
		"console error":           {`<script src="/run.js?console.error('oh')"></script>`, `console.error: "oh"`},
		"exception":               {`<script src="/run.js?nothing.at.all"></script>`, "nothing is not defined"},
		"promise nobody takes":    {`<script src="/run.js?Promise.reject(new%20Error('lost'))"></script>`, "lost"},
		"inline script":           {`<script>1</script>`, "script-src"},
		"inline style":            {`<p style="color: red">Red</p>`, "style-src"},
		"missing picture":         {`<img alt="" src="/missing.png">`, "/missing.png was answered with 404"},
		"somebody else's picture": {`<img alt="" src="http://127.0.0.1:9/theirs.png">`, "leads elsewhere: http://127.0.0.1:9/theirs.png"},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src *")
				switch r.URL.Path {
				case "/":
					fmt.Fprintf(w, `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Page</title>%s`, test.page)
				case "/run.js":
					source, _ := url.QueryUnescape(r.URL.RawQuery)
					w.Header().Set("Content-Type", "text/javascript")
					fmt.Fprint(w, source)
				default:
					http.NotFound(w, r)
				}
			}))
			defer server.Close()
			b := openUnwatched(t, server.URL+"/")
			b.visit("/")
			if all := strings.Join(b.faults(), "\n"); !strings.Contains(all, test.want) {
				t.Errorf("the watch saw %q, not %q", all, test.want)
			}
		})
	}
}
