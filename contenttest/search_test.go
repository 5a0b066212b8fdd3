package contenttest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/open-stewardship/steward/search"
)

// question is one of content/_search-tests.yaml.
type question struct {
	Query string // as a reader would type it
	Page  string // path of the page that should come first
	Also  string // another page that answers as well; "" if there is none
}

func questions(t *testing.T) []question {
	t.Helper()
	data, err := os.ReadFile(contentFolder + "/_search-tests.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var list []question
	if err := yaml.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

const (
	mostShared  = 2  // words of a title in its question: more would be asking for it by name
	firstWanted = 85 // per cent of the questions
	threeWanted = 97
)

func TestQuestionsAreHonest(t *testing.T) {
	s := handbook(t).Site
	list := questions(t)
	if len(list) != 60 {
		t.Errorf("%d questions, 60 were promised", len(list))
	}
	asked := map[string]bool{}
	for _, q := range list {
		if asked[q.Query] {
			t.Errorf("%q is asked twice", q.Query)
		}
		asked[q.Query] = true
		p, ok := s.PageOf(q.Page)
		if !ok {
			t.Errorf("%q: there is no page %s", q.Query, q.Page)
			continue
		}
		var shared []string
		title := plainWords(p.Title)
		for _, w := range plainWords(q.Query) {
			if slices.Contains(title, w) && !slices.Contains(shared, w) {
				shared = append(shared, w)
			}
		}
		if len(shared) > mostShared {
			t.Errorf("%q shares %q with the title %q", q.Query, shared, p.Title)
		}
	}
}

// plainWords gives the words of a text in lower case, plural or not.
func plainWords(text string) []string {
	var found []string
	for _, w := range wordsOf(strings.ReplaceAll(text, "-", " ")) {
		found = append(found, strings.TrimSuffix(strings.ToLower(w), "s"))
	}
	return found
}

func TestReadersFindTheirPage(t *testing.T) {
	edition := handbook(t)
	dir := filepath.Join(t.TempDir(), "index.bleve")
	if _, err := edition.Edition.Search(context.Background(), dir); err != nil {
		t.Fatal(err)
	}
	index, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()

	list := questions(t)
	first, three := 0, 0
	var missed []string
	for _, q := range list {
		page, ok := edition.Site.PageOf(q.Page)
		if !ok {
			continue // TestQuestionsAreHonest says so
		}
		// A space ends the last word, as when a reader has finished typing.
		result, err := index.Search(search.Query{Text: q.Query + " ", Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		wanted := []string{edition.Site.BasePath() + page.URL[1:]}
		if also, ok := edition.Site.PageOf(q.Also); ok {
			wanted = append(wanted, edition.Site.BasePath()+also.URL[1:])
		} else if q.Also != "" {
			t.Errorf("%q: there is no page %s", q.Query, q.Also)
		}
		rank := slices.IndexFunc(result.Hits, func(h search.Hit) bool { return slices.Contains(wanted, h.URL) })
		if rank == 0 {
			first++
		} else {
			missed = append(missed, describe(q, rank, result.Hits))
		}
		if rank >= 0 && rank < 3 {
			three++
		}
	}
	t.Logf("%d of %d first, %d in the first three", first, len(list), three)
	if first*100 < firstWanted*len(list) || three*100 < threeWanted*len(list) {
		t.Errorf("of %d questions %d find their page first (%d %% wanted) and %d among three (%d %% wanted); not first:\n%s",
			len(list), first, firstWanted, three, threeWanted, strings.Join(missed, "\n"))
	} else if len(missed) > 0 {
		t.Logf("not first:\n%s", strings.Join(missed, "\n"))
	}
}

// describe says where a page came and what came before it.
func describe(q question, rank int, hits []search.Hit) string {
	place := "not among ten"
	if rank > 0 {
		place = fmt.Sprintf("number %d", rank+1)
	}
	var before []string
	for i, h := range hits {
		if i == 3 || i == rank {
			break
		}
		before = append(before, h.URL)
	}
	return "  " + q.Query + ": " + q.Page + " is " + place + ", after " + strings.Join(before, " ")
}
