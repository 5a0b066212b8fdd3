package preview

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/open-stewardship/steward/generator"
)

// BenchmarkEdit measures what a writer waits for: from the start of writing a
// page to the page with the change, asked for over and over. making-ms is the
// part of it that making the edition took.
func BenchmarkEdit(b *testing.B) {
	for _, pages := range []int{100, 1000} {
		b.Run(fmt.Sprint(pages, "pages"), func(b *testing.B) { benchmarkEdit(b, pages) })
	}
}

func benchmarkEdit(b *testing.B, pages int) {
	text := page("A page", strings.Repeat("Some words about care, and a [link](page-1.md).\n\n", 40))
	files := map[string]string{}
	for i := range pages {
		files[fmt.Sprintf("content/page-%d.md", i)] = text
	}
	var making atomic.Int64 // nanoseconds
	s := serveFiles(b, files, func(o *Options) {
		o.Changed = func(_ *generator.Result, took time.Duration) { making.Add(int64(took)) }
	})
	making.Store(0)
	edits := 0
	for b.Loop() {
		edits++
		mark := fmt.Sprintf("Edit %d.", edits)
		s.write("content/page-0.md", text+mark)
		for !strings.Contains(s.get("/page-0/").body, mark) {
		}
	}
	b.ReportMetric(float64(making.Load())/1e6/float64(edits), "making-ms/op")
}
