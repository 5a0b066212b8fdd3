//go:build browser

package browsertest

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
)

var benchPages = flag.Int("pages", 1000, "pages of the corpus that searches are measured on")

// BenchmarkFirstSearch is what a visitor's first search costs: from nothing but
// a page, in a fresh browser profile, to five results with excerpts. Reported
// are medians over ten queries: bytes and requests, the client among them;
// milliseconds; and those of the same search again.
//
//	go test -tags browser ./browsertest -run - -bench FirstSearch -benchtime 1x -pages 10000
func BenchmarkFirstSearch(b *testing.B) {
	content := filepath.Join(b.TempDir(), "content")
	words, err := writeCorpus(content, *benchPages)
	if err != nil {
		b.Fatal(err)
	}
	s, err := build(b.Name(), content, "/")
	if err != nil {
		b.Fatal(err)
	}
	queries := []string{
		"care", "safeguarding", "dementia", "whistleblowing", words[300], words[3000],
		"infection control", "pressure falls", "team meeting decisions", "medication " + words[100],
	}
	var sent traffic
	h := serveAltered(b, s, sent.count)
	// The presets of Chromium's developer tools.
	for name, conditions := range map[string]network.Conditions{
		"none":   {DownloadThroughput: -1, UploadThroughput: -1},
		"fast3g": {Latency: 562.5, DownloadThroughput: 1.6 * 1024 * 1024 / 8 * 0.9, UploadThroughput: 750 * 1024 / 8 * 0.9},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var bytes, requests, cold, warm []float64
				for _, query := range queries {
					page := openUnwatched(b, h.address)
					page.visit("404.html")
					call(page, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
						MatchedNetworkConditions: []*network.Conditions{&conditions},
					})
					sent.reset()
					cold = append(cold, timedSearch(page, query))
					n, size := sent.total()
					requests, bytes = append(requests, float64(n)), append(bytes, float64(size))
					warm = append(warm, timedSearch(page, query))
				}
				b.ReportMetric(median(bytes), "B/query")
				b.ReportMetric(median(requests), "requests/query")
				b.ReportMetric(median(cold), "cold-ms")
				b.ReportMetric(median(warm), "warm-ms")
			}
		})
	}
}

// timedSearch searches in a page and gives the milliseconds to five results.
func timedSearch(page *tab, query string) float64 {
	return eval[float64](page, `(async () => {
		const started = performance.now();
		globalThis.client ??= await (await import("/search/client.js")).open();
		const { hits } = await client.search(%s, { limit: 5 });
		if (!hits.length || hits.some(hit => !hit.excerpt)) throw new Error("no excerpts");
		return performance.now() - started;
	})()`, query)
}

func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// traffic counts what a host sends of search.
type traffic struct {
	mu     sync.Mutex
	bodies []int
}

func (t *traffic) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bodies = nil
}

func (t *traffic) count(name string, data []byte) []byte {
	if strings.HasPrefix(name, "search/") {
		size := len(data)
		if strings.HasSuffix(name, ".js") {
			size = len(gzipped(data))
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		t.bodies = append(t.bodies, size)
	}
	return data
}

func (t *traffic) total() (requests, bytes int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, size := range t.bodies {
		bytes += size
	}
	return len(t.bodies), bytes
}
