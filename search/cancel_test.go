package search

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
)

// A countedContext ends when it is asked for the last time of a number, and counts on.
type countedContext struct {
	context.Context
	stop  func()
	last  int64
	asked atomic.Int64
}

func (c *countedContext) Err() error {
	if c.asked.Add(1) == c.last {
		c.stop()
	}
	return c.Context.Err()
}

func counted(t *testing.T, last int64) *countedContext {
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	return &countedContext{Context: ctx, stop: stop, last: last}
}

// TestACancelledBuildEnds: wherever a build is when it is cancelled, it does little more and leaves nothing behind.
func TestACancelledBuildEnds(t *testing.T) {
	const pages = 300
	docs := madeDocuments(pages, 200)
	whole := counted(t, 0)
	if _, err := Build(whole, filepath.Join(t.TempDir(), "index"), docs, Options{}); err != nil {
		t.Fatal(err)
	}
	all := whole.asked.Load()
	if all < 5*pages { // analysing, inverting twice, storing, packing
		t.Fatalf("a build of %d pages asks only %d times whether to go on", pages, all)
	}
	for last := int64(1); last <= all; last += all / 20 {
		ctx, dir := counted(t, last), filepath.Join(t.TempDir(), "index")
		if _, err := Build(ctx, dir, docs, Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at %d of %d: %v", last, all, err)
		}
		if more := ctx.asked.Load() - last; more > 64 {
			t.Errorf("cancelled at %d of %d, it goes on for %d", last, all, more)
		}
		if _, err := os.Lstat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("cancelled at %d of %d, a folder is left: %v", last, all, err)
		}
	}
}

// TestACancelledBatchHasNoWords: bleve goes on with a batch, and is to find no more work.
func TestACancelledBatchHasNoWords(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	field := analysedField{ended: ctx.Done(), freqs: index.TokenFrequencies{"team": &index.TokenFreq{}}}
	if len(field.AnalyzedTokenFrequencies()) != 1 {
		t.Error("the word is missing")
	}
	stop()
	if len(field.AnalyzedTokenFrequencies()) != 0 {
		t.Error("the word is still there")
	}
}
