package main

import (
	"strings"
	"testing"
	"time"

	"github.com/open-stewardship/steward/generator"
)

func TestProgressIsToldInOneLineOnATerminal(t *testing.T) {
	var out strings.Builder
	p := newProgress(&out)
	p.terminal, p.next = true, time.Now().Add(time.Hour)
	p.tell(generator.Progress{Stage: "parse", Done: 1, Total: 10})
	if out.Len() > 0 {
		t.Errorf("something is told before the first second is over: %q", &out)
	}
	p.next = time.Now().Add(-time.Second)
	p.tell(generator.Progress{Stage: "render", Done: 3, Total: 10})
	p.tell(generator.Progress{Stage: "render", Done: 4, Total: 10}) // too soon after
	if got := out.String(); !strings.HasPrefix(got, "\r\x1b[Krender: 3 of 10 files") || strings.Contains(got, "\n") || strings.Contains(got, "4 of") {
		t.Errorf("it tells %q", got)
	}
	p.clear()
	if !strings.HasSuffix(out.String(), "\r\x1b[K") {
		t.Errorf("the line stays: %q", &out)
	}
}

func TestProgressIsToldInLinesElsewhere(t *testing.T) {
	var out strings.Builder
	p := newProgress(&out)
	p.next = time.Now().Add(-time.Second)
	p.tell(generator.Progress{Stage: "render", Done: 3, Total: 10})
	p.clear()
	if got := out.String(); !strings.HasPrefix(got, "render: 3 of 10 files") || !strings.HasSuffix(got, "\n") || strings.Contains(got, "\x1b") {
		t.Errorf("it tells %q", got)
	}
}
