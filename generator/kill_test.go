//go:build slow && unix

package generator

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/open-stewardship/steward/generator/publish"
	"github.com/open-stewardship/steward/search"
)

// TestMain is a build, too, in a process of its own that can be killed.
func TestMain(m *testing.M) {
	out := os.Getenv("BUILD_INTO")
	if out == "" {
		os.Exit(m.Run())
	}
	options := Options{Content: os.Getenv("BUILD_CONTENT"), Out: out}
	if _, err := New(options).Build(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// An edition to be killed on the way to: its content, its files, and a word
// that stands on its pages alone.
type killable struct {
	content, word string
	files         map[string]string
}

// makeKillable writes n pages and what a clean build makes of them.
func makeKillable(t *testing.T, n int, word string) killable {
	t.Helper()
	dir := t.TempDir()
	k := killable{content: filepath.Join(dir, "content"), word: word}
	for i := range n {
		folder := fmt.Sprintf("part-%d", i%7)
		if i%5 == 0 {
			folder = word // these pages are where the other edition has none
		}
		write(t, filepath.Join(k.content, folder, fmt.Sprintf("page-%d.md", i)),
			fmt.Sprintf("# Page %d\n\nHere we speak of %s, and [go on](../index.md).\n\n![A picture](picture.svg)\n", i, []string{word, "bread"}[i%2]))
		write(t, filepath.Join(k.content, folder, "picture.svg"), `<svg xmlns="http://www.w3.org/2000/svg" width="`+fmt.Sprint(len(word))+`" height="1"></svg>`)
	}
	write(t, filepath.Join(k.content, "index.md"), "# Home\n\nAll of "+word+".\n")
	out := filepath.Join(dir, "public")
	build(t, Options{Content: k.content, Out: out})
	k.files = published(t, out)
	crawl(t, out)
	return k
}

// found counts what a search for the edition's word finds in a folder.
func (k killable) found(t *testing.T, out string) int {
	t.Helper()
	index, err := search.Open(filepath.Join(out, filepath.FromSlash(IndexName)))
	if err != nil {
		t.Fatalf("opening the index: %v", err)
	}
	defer index.Close()
	result, err := index.Search(search.Query{Text: k.word, Limit: 1})
	if err != nil {
		t.Fatalf("searching for %s: %v", k.word, err)
	}
	return result.Total
}

// Builds of 100 pages are killed, half of them at any moment and half while the
// new site takes its place. Each time the folder holds, byte for byte, all of
// one edition, its index finds that edition's words and not the other's, and
// the next build makes what a clean one makes.
func TestABuildKilledAtAnyMoment(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	editions := [2]killable{makeKillable(t, 100, "honey"), makeKillable(t, 100, "marmalade")}
	out := filepath.Join(t.TempDir(), "public")
	start := time.Now()
	build(t, Options{Content: editions[0].content, Out: out})
	took := time.Since(start)
	state, err := publish.StateOf(out)
	if err != nil {
		t.Fatal(err)
	}
	killed := 0
	for round := range 200 {
		old, next := editions[round%2], editions[(round+1)%2]
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "BUILD_INTO="+out, "BUILD_CONTENT="+next.content)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		moment := time.Duration(r.Int64N(int64(took)))
		if round/2%2 == 0 {
			placing(filepath.Join(state, "manifest.next"), ended)
			moment /= 16
		}
		select {
		case err := <-ended:
			ended <- err
		case <-time.After(moment):
		}
		cmd.Process.Kill()
		if err := <-ended; err != nil {
			killed++
		}
		lookAtEditions(t, round, out, old, next)
		build(t, Options{Content: next.content, Out: out})
		if !maps.Equal(published(t, out), next.files) {
			t.Fatalf("round %d: the next build does not make what a clean one makes", round)
		}
	}
	t.Logf("%d of 200 builds were killed before their end", killed)
	if killed < 100 {
		t.Error("most builds ended before they were killed")
	}
}

// placing waits until a build has written the manifest of what is about to take
// its place, or has ended.
func placing(manifest string, ended chan error) {
	for {
		if _, err := os.Stat(manifest); err == nil {
			return
		}
		select {
		case err := <-ended:
			ended <- err
			return
		default:
		}
	}
}

// lookAtEditions wants all of one edition in the folder, and nothing else.
func lookAtEditions(t *testing.T, round int, out string, old, next killable) {
	t.Helper()
	files := published(t, out)
	there, other := old, next
	if !maps.Equal(files, old.files) {
		there, other = next, old
	}
	if !maps.Equal(files, there.files) {
		t.Fatalf("round %d: the folder holds neither edition", round)
	}
	if there.found(t, out) == 0 || other.found(t, out) > 0 {
		t.Fatalf("round %d: the index is not that of the pages", round)
	}
}
