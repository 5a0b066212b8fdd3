package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/open-stewardship/steward/generator"
)

// A progress tells how far a build is: on a terminal in one line that changes,
// from the first second on, elsewhere in a line of its own every ten seconds.
type progress struct {
	w        io.Writer
	terminal bool
	start    time.Time
	next     time.Time // when to say something next
	stage    string
	since    time.Time // when the stage began
	shown    bool
}

// How often a terminal and a log are told.
const (
	terminalPace = 100 * time.Millisecond
	logPace      = 10 * time.Second
	quietStart   = time.Second
)

func newProgress(w io.Writer) *progress {
	p := &progress{w: w, start: time.Now()}
	if file, ok := w.(*os.File); ok {
		info, err := file.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	p.next = p.start.Add(logPace)
	if p.terminal {
		p.next = p.start.Add(quietStart)
	}
	return p
}

// tell is called whenever something is done.
func (p *progress) tell(now generator.Progress) {
	at := time.Now()
	if now.Stage != p.stage {
		p.stage, p.since = now.Stage, at
	}
	if at.Before(p.next) {
		return
	}
	line := fmt.Sprintf("%s: %d of %d files", now.Stage, now.Done, now.Total)
	if took := at.Sub(p.since).Seconds(); took > 0 {
		line += fmt.Sprintf(", %.0f a second", float64(now.Done)/took)
	}
	if p.terminal {
		fmt.Fprintf(p.w, "\r\x1b[K%s", line)
		p.next, p.shown = at.Add(terminalPace), true
		return
	}
	fmt.Fprintln(p.w, line)
	p.next = at.Add(logPace)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
