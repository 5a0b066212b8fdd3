package generator

import (
	"time"

	"github.com/open-stewardship/steward/generator/diag"
)

// Report sums up a build.
type Report struct {
	Pages    int              `json:"pages"` // pages made, lists too
	Files    int              `json:"files"` // files of the site, the bleve index left out
	Bytes    int64            `json:"bytes"` // their size
	Warnings int              `json:"warnings"`
	Errors   int              `json:"errors"`
	MS       map[string]int64 `json:"ms"` // milliseconds each stage took
}

// Report sums up what was made so far.
func (e *Edition) Report() Report {
	return Report{
		Pages: e.clock.pages, Files: e.clock.files, Bytes: e.clock.bytes,
		Warnings: diag.Count(e.Findings, diag.Warning), Errors: diag.Count(e.Findings, diag.Error),
		MS: e.clock.ms,
	}
}

// A stopwatch notes what a build made and how long each stage took. Nothing of
// it goes into the site.
type stopwatch struct {
	last  time.Time
	ms    map[string]int64
	pages int
	files int
	bytes int64
}

func startWatch() *stopwatch { return &stopwatch{last: time.Now(), ms: map[string]int64{}} }

// lap ends a stage.
func (w *stopwatch) lap(stage string) {
	now := time.Now()
	w.ms[stage] += now.Sub(w.last).Milliseconds()
	w.last = now
}
