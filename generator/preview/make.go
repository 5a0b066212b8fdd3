package preview

import (
	"context"
	"errors"
	"time"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/diag"
)

// How long to wait for more changes before an edition is made: until none has
// come for the first, but no longer than the second. A program that saves
// empties the file first and fills it a moment later.
const (
	quiet    = 10 * time.Millisecond
	mostWait = 100 * time.Millisecond
)

// maker makes an edition whenever files have changed.
type maker struct {
	generator *generator.Generator
	content   string // the content folder, as its author knows it
	shows     *state
	before    func()            // called before each edition is begun
	first     func(base string) // called when the first edition is shown
	changed   func(result *generator.Result, took time.Duration)
}

// run makes editions until ctx ends. The error is for a first one that cannot
// be made; later on what went wrong is shown as a fault.
func (m *maker) run(ctx context.Context) error {
	touch := 0
	again := false
	for number := 1; ; number++ {
		if number > 1 && !m.settle(ctx, touch) {
			return nil
		}
		touch, _ = m.shows.touched()
		m.before()
		start := time.Now()
		result, err := m.generator.Make(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil && number == 1:
			return err
		case err != nil:
			result = &generator.Result{Findings: []diag.Finding{m.machineFault(err)}}
		}
		// What is wrong while files go on changing may be a file half written.
		if now, _ := m.shows.touched(); result.Edition == nil && now > touch && !again && number > 1 {
			again = true
			continue
		}
		again = false
		took := time.Since(start)
		m.shows.show(result, touch)
		if number == 1 {
			m.first(result.Site.BasePath())
		}
		if m.changed != nil {
			m.changed(result, took)
		}
	}
}

// settle waits until files have changed since a touch, and then until they
// rest. It tells whether they did before ctx ended.
func (m *maker) settle(ctx context.Context, since int) bool {
	for {
		now, changed := m.shows.touched()
		if now > since {
			break
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
	enough := time.NewTimer(mostWait)
	defer enough.Stop()
	for {
		_, changed := m.shows.touched()
		rest := time.NewTimer(quiet)
		select {
		case <-changed:
			rest.Stop()
		case <-rest.C:
			return true
		case <-enough.C:
			return true
		case <-ctx.Done():
			return false
		}
	}
}

// machineFault reports an edition that could not be made at all.
func (m *maker) machineFault(err error) diag.Finding {
	f := diag.Finding{Pos: diag.Pos{File: m.content}, Severity: diag.Error, Rule: "serve", Message: err.Error()}
	if usage := (*generator.UsageError)(nil); errors.As(err, &usage) {
		f.Hint = usage.Hint
	}
	return f
}
