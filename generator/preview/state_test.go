package preview

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/open-stewardship/steward/generator"
)

// edition makes an edition of a site of one page with a text on it.
func edition(t *testing.T, text string) *generator.Result {
	t.Helper()
	s := &site{t: t, dir: t.TempDir()}
	s.write("content/index.md", page("Home", text))
	made, err := generator.New(generator.Options{Content: s.path("content"), Out: s.path("public"), Live: true, NoSearch: true}).Make(context.Background())
	if err != nil || made.Edition == nil {
		t.Fatalf("%v, %+v", err, made.Findings)
	}
	return made
}

// asking sends a request; the answer comes on the channel.
func asking(ctx context.Context, h http.Handler, address string) <-chan *httptest.ResponseRecorder {
	answer := make(chan *httptest.ResponseRecorder, 1)
	go func() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "http://localhost"+address, nil))
		answer <- w
	}()
	return answer
}

func TestARequestWaitsForTheFirstEdition(t *testing.T) {
	shows := newState("run")
	h := newHandler(shows, nil, nil)
	answer := asking(t.Context(), h, "/")
	shows.show(edition(t, "Welcome."), 0)
	if got := <-answer; got.Code != http.StatusOK || !strings.Contains(got.Body.String(), "Welcome.") {
		t.Errorf("status %d\n%s", got.Code, got.Body)
	}
}

func TestARequestThatIsGivenUpEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	answer := asking(ctx, newHandler(newState("run"), nil, nil), "/")
	stop()
	if got := <-answer; got.Body.Len() > 0 {
		t.Errorf("it was answered:\n%s", got.Body)
	}
}

// In a bubble of synctest, Wait returns when everybody waits for something.
func TestARequestAfterAChangeSeesIt(t *testing.T) {
	old, newer := edition(t, "Old."), edition(t, "New.")
	synctest.Test(t, func(t *testing.T) {
		shows := newState("run")
		shows.show(old, 0)
		shows.touch()
		answer := asking(t.Context(), newHandler(shows, nil, nil), "/")
		synctest.Wait()
		shows.show(newer, 1)
		if got := <-answer; !strings.Contains(got.Body.String(), "New.") {
			t.Errorf("the page is\n%s", got.Body)
		}
	})
}

func TestWhatAPageLoadsDoesNotWait(t *testing.T) {
	made := edition(t, "Text.")
	synctest.Test(t, func(t *testing.T) {
		shows := newState("run")
		shows.show(made, 0)
		shows.touch()
		start := time.Now()
		for _, file := range made.Edition.Assets.Files() {
			if got := <-asking(t.Context(), newHandler(shows, nil, nil), "/"+file.Path); got.Code != http.StatusOK {
				t.Errorf("%s: status %d", file.Path, got.Code)
			}
		}
		if time.Since(start) > 0 {
			t.Errorf("it waited %s", time.Since(start))
		}
	})
}

func TestARequestDoesNotWaitForEver(t *testing.T) {
	shows := newState("run")
	first := shows.show(edition(t, "Old."), 0)
	shows.touch()
	if got, err := shows.fresh(t.Context(), time.Millisecond); got != first || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := shows.fresh(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestAnEditionBegunBeforeAChangeIsNotFreshAfterIt(t *testing.T) {
	shows := newState("run")
	shows.show(edition(t, "Old."), 0)
	shows.touch()
	shows.touch()
	shows.show(edition(t, "Half."), 1)
	if _, busy, _ := shows.look(); !busy {
		t.Error("nothing newer is expected")
	}
	shows.show(edition(t, "New."), 2)
	if _, busy, _ := shows.look(); busy {
		t.Error("something newer is expected")
	}
}

// Likewise, time passes only when everybody waits.
func TestAnEditionIsBegunWhenChangesRest(t *testing.T) {
	for _, test := range []struct {
		changes []time.Duration // when they come
		begun   time.Duration
	}{
		{[]time.Duration{0}, quiet},
		{[]time.Duration{0, quiet / 2, quiet}, 2 * quiet},
		{ticks(quiet/2, mostWait), mostWait},
	} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			m := maker{shows: newState("run")}
			for _, at := range test.changes {
				time.AfterFunc(at, m.shows.touch)
			}
			if !m.settle(t.Context(), 0) || time.Since(start) != test.begun {
				t.Errorf("with changes at %v it is begun after %s, wanted %s", test.changes, time.Since(start), test.begun)
			}
		})
	}
}

// ticks gives a time every so often, up to a last one.
func ticks(every, last time.Duration) (at []time.Duration) {
	for d := time.Duration(0); d <= last; d += every {
		at = append(at, d)
	}
	return at
}
