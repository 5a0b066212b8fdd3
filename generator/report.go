package generator

import (
	"sync/atomic"
	"time"

	"github.com/open-stewardship/steward/generator/diag"
)

// Report sums up a build.
type Report struct {
	Pages     int              `json:"pages"` // pages made, lists too
	Files     int              `json:"files"` // files of the site
	Own       int              `json:"-"`     // pages made of files of the content
	Left      []Unpublished    `json:"-"`     // what of the content is not part of the site
	Bytes     int64            `json:"bytes"` // their size
	Warnings  int              `json:"warnings"`
	Errors    int              `json:"errors"`
	MS        map[string]int64 `json:"ms"` // milliseconds each stage took
	Published bool             `json:"-"`  // the output folder holds the site
	Unchanged bool             `json:"-"`  // it did so before
	Findings  []diag.Finding   `json:"-"`  // sorted by place
}

// Report sums up the findings, where nothing is written.
func (r *Result) Report() *Report {
	report := &Report{Findings: r.Findings, MS: r.ms, Left: r.left}
	if r.Site != nil { // else the content could not even be read
		report.Own = len(r.Site.Documents())
	}
	report.sum()
	return report
}

// sum counts the findings.
func (r *Report) sum() {
	r.Warnings, r.Errors = diag.Count(r.Findings, diag.Warning), diag.Count(r.Findings, diag.Error)
}

// Progress is how far a build is.
type Progress struct {
	Stage       string // parse, index, render or publish
	Done, Total int    // Total is 0 if it is not known
}

// A stopwatch notes how long each stage took and tells how far it is. Nothing
// of it goes into the site.
type stopwatch struct {
	last    time.Time
	ms      map[string]int64
	tell    func(Progress)
	done    atomic.Int64
	telling atomic.Bool
}

func (g *Generator) startWatch() *stopwatch {
	return &stopwatch{last: time.Now(), ms: map[string]int64{}, tell: g.options.Progress}
}

// lap ends a stage.
func (w *stopwatch) lap(stage string) {
	now := time.Now()
	w.ms[stage] += now.Sub(w.last).Milliseconds()
	w.last = now
	w.done.Store(0)
}

// count says that one of so many things of a stage is done.
func (w *stopwatch) count(stage string, total int) {
	done := int(w.done.Add(1))
	if w.tell != nil && w.telling.CompareAndSwap(false, true) {
		w.tell(Progress{stage, done, total})
		w.telling.Store(false)
	}
}
