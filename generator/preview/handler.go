package preview

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

// The server's own files lie under an address that no page can have: Markdown
// in folders that start with _ is not published.
const own = "/_steward/"

// longestWait is how long a request waits for an edition that is being made
// before it gets a page of the one before.
const longestWait = time.Second

// handler answers requests with files of what is shown.
type handler struct {
	shows  *state
	finder *index // nil without a search
	hosts  hosts

	beat         time.Duration // between two signs of life on a stream of events
	longestWrite time.Duration // on it
}

func newHandler(shows *state, finder *index, hosts hosts) *handler {
	return &handler{shows: shows, finder: finder, hosts: hosts, beat: heartbeat, longestWrite: longestWrite}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := answer{w: w, r: r}
	switch {
	case !h.hosts.allow(r.Host):
		answer.plain(http.StatusForbidden, "This server answers only to the names localhost and 127.0.0.1.\n"+
			"To let others ask for the site, start it with --addr 0.0.0.0:1313.\n")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		answer.plain(http.StatusMethodNotAllowed, "Pages can be read here, and nothing else.\n")
	case r.URL.Path == own+"events":
		h.serveEvents(w, r)
	case strings.HasPrefix(r.URL.Path, own):
		answer.ownFile(strings.TrimPrefix(r.URL.Path, own))
	default:
		h.serveSite(answer)
	}
}

// serveSite answers with a file of the site. A request sees one edition only.
func (h *handler) serveSite(a answer) {
	now, err := h.moment(a.r)
	switch {
	case err != nil: // the browser or the server has gone
		return
	case now.shown == nil:
		a.faultPage(now.id, now.faults, "The site will be shown as soon as this is put right.")
		return
	}
	a.headers = now.shown.headers
	if name, ok := strings.CutPrefix(a.r.URL.Path, now.shown.base+"search/"); ok && name != "" && h.finder != nil {
		if h.serveSearchFile(a, name) {
			return
		}
	}
	at := now.shown.find(a.r.URL.Path)
	switch {
	case at.redirect != "":
		a.redirect(at.redirect)
	case at.file == "":
		h.serveFile(a, now, "404.html", http.StatusNotFound)
	default:
		h.serveFile(a, now, at.file, http.StatusOK)
	}
}

// moment gives what is to be shown to a request. A page waits for changes that
// were made before it was asked for; what it loads is answered at once.
func (h *handler) moment(r *http.Request) (*moment, error) {
	now, busy, _ := h.shows.look()
	if now == nil {
		return h.shows.first(r.Context())
	}
	if !busy || now.shown != nil && now.shown.bundles[strings.TrimPrefix(r.URL.Path, now.shown.base)] != nil {
		return now, nil
	}
	return h.shows.fresh(r.Context(), longestWait)
}

// serveFile makes a file and sends it.
func (h *handler) serveFile(a answer, now *moment, file string, status int) {
	var data []byte
	var err error
	if query := strings.TrimSpace(a.r.URL.Query().Get("q")); file == searchPage && query != "" && h.finder != nil {
		data, err = h.searchResults(a.r, now.shown, query)
	} else {
		data, err = now.shown.make(file)
	}
	layout := fault(err)
	switch {
	case a.r.Context().Err() != nil: // the browser or the server has gone
	case err == nil:
		if strings.HasSuffix(file, ".html") {
			data = withScript(data, watchEdition, now.shown.id)
		}
		a.send(status, file, data)
	case layout != nil:
		a.faultPage(now.id, findings(layout), "The page will be shown as soon as its layout is put right.")
	case errors.Is(err, fs.ErrNotExist) && file != "404.html":
		h.serveFile(a, now, "404.html", http.StatusNotFound)
	default:
		a.plain(http.StatusInternalServerError, err.Error()+"\n")
	}
}

// serveSearchFile sends what a browser reads to search, and tells whether there
// is such a file.
func (h *handler) serveSearchFile(a answer, name string) bool {
	data, err := h.finder.File(a.r.Context(), name)
	switch {
	case err == nil:
		a.send(http.StatusOK, "search/"+name, data)
	case errors.Is(err, fs.ErrNotExist):
		return false
	case !errors.Is(err, context.Canceled):
		a.plain(http.StatusServiceUnavailable, err.Error()+"\n")
	}
	return true
}
