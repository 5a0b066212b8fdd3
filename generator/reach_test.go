package generator

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// writeFolder writes a plain folder of n pages, none of which links to another:
// folders in folders, folders without a page, one of so many pages that its
// list is cut.
func writeFolder(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		folder := ""
		switch {
		case i%3 == 1:
			folder = fmt.Sprintf("part-%d/inner-%d", i%7, i%2)
		case i%3 == 2:
			folder = fmt.Sprintf("lone-%d", i%5)
		}
		name := filepath.Join(dir, folder, fmt.Sprintf("page-%d.md", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, fmt.Appendf(nil, "# Page %d\n\nText of it.\n", i), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestEveryPageCanBeReached follows links from the home page of plain folders,
// but for the list of everything that the search page is.
func TestEveryPageCanBeReached(t *testing.T) {
	for _, n := range []int{1, 10, 300, 900} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			out := t.TempDir()
			report, err := New(Options{Content: writeFolder(t, n), Out: out, NoSearch: true}).Build(t.Context())
			if err != nil || report.Errors > 0 {
				t.Fatalf("%v %v", err, report.Findings)
			}
			reached := crawl(t, out)
			pages := 0
			err = filepath.WalkDir(out, func(name string, _ os.DirEntry, err error) error {
				if err != nil || filepath.Base(name) != "index.html" {
					return err
				}
				rel, _ := filepath.Rel(out, filepath.Dir(name))
				address := path.Join("/", filepath.ToSlash(rel))
				if strings.HasPrefix(address, "/search") || strings.HasPrefix(address, "/pack") {
					return nil
				}
				if pages++; !reached[address] {
					t.Errorf("no link leads to %s", address)
				}
				return nil
			})
			if err != nil || pages < n {
				t.Errorf("%d pages were made of %d files: %v", pages, n, err)
			}
		})
	}
}

func crawl(t *testing.T, out string) map[string]bool {
	t.Helper()
	reached, next := map[string]bool{"/": true}, []string{"/"}
	for len(next) > 0 {
		at := next[0]
		next = next[1:]
		file, err := os.Open(filepath.Join(out, filepath.FromSlash(at), "index.html"))
		if err != nil {
			t.Fatalf("a link leads nowhere: %v", err)
		}
		tokens := html.NewTokenizer(file)
		for tokens.Next() != html.ErrorToken {
			token := tokens.Token()
			for _, a := range token.Attr {
				u, err := url.Parse(a.Val)
				if token.Data != "a" || a.Key != "href" || err != nil || !strings.HasSuffix(u.Path, "/") || strings.HasPrefix(u.Path, "/search") {
					continue
				}
				if address := path.Clean(u.Path); !reached[address] && address != "/pack" {
					reached[address] = true
					next = append(next, address)
				}
			}
		}
		file.Close()
	}
	return reached
}
