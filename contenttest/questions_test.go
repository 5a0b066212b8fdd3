package contenttest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/open-stewardship/steward/search"
)

// asked is one of content/_questions.yaml.
type asked struct {
	Who  string // care worker, coach, manager, board member, commissioner, daughter ...
	Asks string
	Page string // path of the page that answers
}

// A hundred questions were written down before the pages that answer them.
func TestEveryQuestionHasAPage(t *testing.T) {
	edition := handbook(t)
	data, err := os.ReadFile(contentFolder + "/_questions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var list []asked
	if err := yaml.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) < 100 {
		t.Errorf("%d questions, a hundred were promised", len(list))
	}
	dir := filepath.Join(t.TempDir(), "index.bleve")
	if _, err := edition.Edition.Search(context.Background(), dir); err != nil {
		t.Fatal(err)
	}
	index, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	first, three := 0, 0
	for _, q := range list {
		page, ok := edition.Site.PageOf(q.Page)
		if !ok {
			t.Errorf("%q, asked by a %s, has no page %s", q.Asks, q.Who, q.Page)
			continue
		}
		result, err := index.Search(search.Query{Text: q.Asks + " ", Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		wanted := edition.Site.BasePath() + page.URL[1:]
		switch slices.IndexFunc(result.Hits, func(h search.Hit) bool { return h.URL == wanted }) {
		case 0:
			first++
			three++
		case 1, 2:
			three++
		}
	}
	t.Logf("of %d questions, search finds the page first for %d and in three for %d", len(list), first, three)
}
