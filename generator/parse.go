package generator

import (
	"context"
	"crypto/sha256"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/source"
)

// parsedFiles keeps documents by path and hash of their file.
type parsedFiles map[string]parsedFile

type parsedFile struct {
	hash [sha256.Size]byte
	doc  *markdown.Document
}

// parse parses the files that have changed, in parallel, and forgets those
// that are gone.
func (kept parsedFiles) parse(ctx context.Context, files []*source.File, watch *stopwatch) ([]*markdown.Document, error) {
	fresh := make([]parsedFile, len(files))
	inParallel(ctx, len(files), func(i int) {
		hash := sha256.Sum256(files[i].Data)
		if old, ok := kept[files[i].Path]; ok && old.hash == hash {
			fresh[i] = old
			return
		}
		fresh[i] = parsedFile{hash, markdown.Parse(files[i])}
		watch.count("parse", len(files))
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	clear(kept)
	docs := make([]*markdown.Document, len(files))
	for i, file := range files {
		kept[file.Path] = fresh[i]
		docs[i] = fresh[i].doc
	}
	return docs, nil
}

// inParallel calls do for 0 to n-1, on every processor at once, until ctx ends.
func inParallel(ctx context.Context, n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
