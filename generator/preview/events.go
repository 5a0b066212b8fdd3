package preview

import (
	"encoding/json"
	"io"
	"net/http"
	"time"

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

// How the server finds out that a page has gone without a word, its laptop shut
// or its network lost: something is sent from time to time, and must get out.
const (
	heartbeat    = 15 * time.Second
	longestWrite = 10 * time.Second
)

// serveEvents sends the state as server-sent events, now and whenever it
// changes, until the browser or the server goes.
func (h *handler) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	out := stream{w, http.NewResponseController(w), h.longestWrite}
	out.control.SetReadDeadline(time.Time{}) // which is that of the request; the stream goes on
	w.WriteHeader(http.StatusOK)
	if out.send("retry: 500\n\n") != nil || r.Method == http.MethodHead {
		return
	}
	beat := time.NewTicker(h.beat)
	defer beat.Stop()
	sent := ""
	for {
		now, _, changed := h.shows.look()
		if now != nil && now.id != sent {
			data, err := json.Marshal(newNews(now))
			if err != nil || out.send("event: state\ndata: "+string(data)+"\n\n") != nil {
				return
			}
			sent = now.id
		}
		select {
		case <-changed:
		case <-beat.C:
			if out.send(": still here\n\n") != nil {
				return
			}
		case <-r.Context().Done():
			return
		}
	}
}

// stream is an answer that goes on.
type stream struct {
	to      io.Writer
	control *http.ResponseController
	longest time.Duration // that a write may take
}

// send sends a text at once; the error is for a reader who has gone.
func (s stream) send(text string) error {
	s.control.SetWriteDeadline(time.Now().Add(s.longest)) // what has none cannot wait either
	if _, err := io.WriteString(s.to, text); err != nil {
		return err
	}
	return s.control.Flush()
}
