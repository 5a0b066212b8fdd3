package preview

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/open-stewardship/steward/generator/diag"
)

// news is what a page is told of the state.
type news struct {
	Moment  string         `json:"moment"`  // of all there is
	Edition string         `json:"edition"` // of the pages; "" if there are none yet
	Lead    string         `json:"lead"`    // says what the pages are like while there are faults
	Total   int            `json:"total"`   // how many faults there are
	Faults  []diag.Finding `json:"faults"`  // the first of them; never null
}

// mostFaults is how many faults a page is told of.
const mostFaults = 20

func newNews(now *moment) news {
	n := news{Moment: now.id, Total: len(now.faults), Faults: now.faults[:min(len(now.faults), mostFaults)]}
	if n.Faults == nil {
		n.Faults = []diag.Finding{}
	}
	if now.shown != nil {
		n.Edition = now.shown.id
	}
	if len(n.Faults) > 0 {
		n.Lead = "You see the site as it was before."
		if now.kept {
			n.Lead = "What has errors is left out of the site."
		}
	}
	return n
}

// serveEvents sends the state as server-sent events, now and whenever it
// changes, until the browser or the server goes.
func (h *handler) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(http.StatusOK)
	stream := http.NewResponseController(w)
	if _, err := fmt.Fprint(w, "retry: 500\n\n"); err != nil || stream.Flush() != nil || r.Method == http.MethodHead {
		return
	}
	sent := ""
	for {
		now, _, changed := h.shows.look()
		if now != nil && now.id != sent {
			data, err := json.Marshal(newNews(now))
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "event: state\ndata: %s\n\n", data); err != nil || stream.Flush() != nil {
				return
			}
			sent = now.id
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
