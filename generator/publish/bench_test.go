package publish

import (
	"fmt"
	"path/filepath"
	"testing"
)

// BenchmarkCommit publishes 13,000 files of which one has changed.
func BenchmarkCommit(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "public")
	data := make([]byte, 10_000)
	publish := func(changed string) {
		c, err := Begin(dir, false)
		if err != nil {
			b.Fatal(err)
		}
		inParallel(13_000, func(i int) {
			p, key := fmt.Sprintf("section-%d/page-%d/index.html", i%7, i), "same"
			if i == 5 {
				key = changed
			}
			if c.Keep(p, key) {
				return
			}
			if err := c.Put(p, key, append(data, changed...)); err != nil {
				b.Error(err)
			}
		})
		if err := c.Commit(changed); err != nil {
			b.Fatal(err)
		}
	}
	publish("first")
	b.ResetTimer()
	for i := range b.N {
		publish(fmt.Sprint(i))
	}
}

// BenchmarkUnchanged looks at 13,000 files that nobody has changed.
func BenchmarkUnchanged(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "public")
	c, err := Begin(dir, false)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 13_000 {
		if err := c.Put(fmt.Sprintf("section-%d/page-%d/index.html", i%7, i), "", []byte("page")); err != nil {
			b.Fatal(err)
		}
	}
	if err := c.Commit("key"); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if !Unchanged(dir, "key") {
			b.Fatal("something has changed")
		}
	}
}
