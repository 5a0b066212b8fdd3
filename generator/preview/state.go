package preview

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/diag"
)

// state is what there is to see, for all who show it or wait for it.
type state struct {
	session string // tells this run of the server from others

	mu      sync.Mutex
	now     *moment       // nil until the first edition was made
	touches int           // how often files have changed
	changed chan struct{} // closed when any of these changes, and replaced
}

// A moment is what is shown between one edition and the next. Nothing changes
// it.
type moment struct {
	number int            // from 1
	id     string         // the same, told apart from those of other runs
	touch  int            // state.touches when the making of the newest edition began
	shown  *shown         // the last sound edition; nil if there was none yet
	faults []diag.Finding // the errors of the newest edition
	kept   bool           // the newest edition is shown although it has errors
}

func newState(session string) *state {
	return &state{session: session, changed: make(chan struct{})}
}

// announce wakes all who wait. The caller holds the lock.
func (s *state) announce() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// touch notes that a file has changed.
func (s *state) touch() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.touches++
	s.announce()
}

// touched gives how often files have changed, and a channel that is closed
// when anything changes.
func (s *state) touched() (int, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.touches, s.changed
}

// look gives what is shown now, whether a newer edition is on its way, and a
// channel that is closed when anything changes.
func (s *state) look() (now *moment, busy bool, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now, s.now == nil || s.now.touch < s.touches, s.changed
}

// show puts a result, the making of which began at a touch, in the place of
// the one before. One without an edition leaves the pages as they were.
func (s *state) show(result *generator.Result, touch int) *moment {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := &moment{number: 1, touch: touch}
	if s.now != nil {
		next.number, next.shown = s.now.number+1, s.now.shown
	}
	next.id = s.session + "." + strconv.Itoa(next.number)
	for _, f := range result.Findings {
		if f.Severity == diag.Error {
			next.faults = append(next.faults, f)
		}
	}
	if result.Edition != nil {
		next.kept = len(next.faults) > 0
		next.shown = newShown(result.Edition, next.id, next.shown)
	}
	s.now = next
	s.announce()
	return next
}

// first waits for there to be anything to show.
func (s *state) first(ctx context.Context) (*moment, error) {
	for {
		now, _, changed := s.look()
		if now != nil {
			return now, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// fresh waits for an edition with all changes up to now, but no longer than
// patience if there is an older one.
func (s *state) fresh(ctx context.Context, patience time.Duration) (*moment, error) {
	wanted, _ := s.touched()
	now, err := s.first(ctx)
	if err != nil || now.touch >= wanted {
		return now, err
	}
	enough := time.NewTimer(patience)
	defer enough.Stop()
	for {
		now, _, changed := s.look()
		if now.touch >= wanted {
			return now, nil
		}
		select {
		case <-changed:
		case <-enough.C:
			return now, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
