package search

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// handbook is a small site with something for each promise.
func handbook() ([]Document, Options) {
	page := func(url, title, text string) Document {
		return Document{URL: url, Title: title, Kind: "page", Section: "Handbook", Passages: []Passage{{Text: text}}}
	}
	docs := []Document{
		page("/decides/", "Who decides what", "Roles in a team."),
		page("/roles/", "Roles", "Every role decides some things. What the team decides, it writes down."),
		page("/management/", "Management", "How the organisation is managed."),
		page("/managers/", "Managers", "People who manage management."),
		page("/home/", "Domiciliary care", "Care for people where they live."),
		page("/huddle/", "Team meeting", "A short meeting every morning."),
		page("/dementia/", "Dementia", "Living well with dementia."),
		page("/quality/", "Quality", "The quality of care in a team. Care of high quality."),
		page("/mixed/", "Mixed", "Care in a team, and quality."),
		page("/we/", "Who we are", "Us."),
	}
	docs[6].Kind, docs[6].Topics, docs[6].Audiences = "template", []string{"health"}, []string{"coach"}
	docs[6].Passages = append(docs[6].Passages, Passage{"signs", "Early signs", "Forgetting names may be a sign of dementia."})
	docs[7].Topics = []string{"health", "care"}
	return docs, Options{Language: "en", Synonyms: []Synonyms{{"domiciliary care", []string{"home care"}}, {"team meeting", []string{"huddle"}}}}
}

func opened(t testing.TB, docs []Document, opts Options) (*Index, *Static) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index.bleve")
	static, err := Build(context.Background(), dir, docs, opts)
	if err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x, static
}

func urls(r *Result) []string {
	var list []string
	for _, h := range r.Hits {
		list = append(list, h.URL)
	}
	return list
}

func TestSearch(t *testing.T) {
	docs, opts := handbook()
	x, _ := opened(t, docs, opts)
	ask := func(q Query) *Result {
		t.Helper()
		r, err := x.Search(q)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := func(text, want string) *Result {
		t.Helper()
		r := ask(Query{Text: text})
		if len(r.Hits) == 0 || r.Hits[0].URL != want {
			t.Errorf("%q finds %v, want %s first", text, urls(r), want)
		}
		return r
	}

	first("who decides what", "/decides/")
	first("who we are", "/we/")
	first("Quality of care", "/quality/")
	if r := first("dementai", "/dementia/"); r.Correction != "dementia" {
		t.Errorf("dementai is corrected to %q", r.Correction)
	}
	if r := first("care", "/home/"); r.Correction != "" {
		t.Errorf("care is corrected to %q", r.Correction)
	}
	if r := first("home care", "/home/"); len(r.Synonyms) != 1 || r.Synonyms[0] != (SynonymUsed{"home care", "domiciliary care"}) {
		t.Errorf("home care used %v", r.Synonyms)
	}
	first("huddle", "/huddle/")
	for n := 3; n <= len("management"); n++ {
		if r := ask(Query{Text: "management"[:n]}); !slices.Contains(urls(r), "/management/") {
			t.Errorf("%q loses the page titled so: %v", "management"[:n], urls(r))
		}
	}
	first("management", "/management/")
	if got := urls(ask(Query{Text: `"quality of care"`})); !slices.Equal(got, []string{"/quality/"}) {
		t.Errorf("the phrase finds %v", got)
	}
	if got := urls(ask(Query{Text: `quality -"care of high"`})); !slices.Equal(got, []string{"/mixed/"}) {
		t.Errorf("without the phrase: %v", got)
	}
	if got := urls(ask(Query{Text: "team -quality"})); slices.Contains(got, "/quality/") || slices.Contains(got, "/mixed/") || len(got) == 0 {
		t.Errorf("an excluded word is found: %v", got)
	}
	if r := ask(Query{Text: "zzzz"}); r.Total != 0 || r.Hits == nil {
		t.Errorf("nothing to find gives %+v", r)
	}
	for _, text := range []string{"", " ", `"`, "-", `""`, `-""`, "- -", "🙂"} {
		ask(Query{Text: text})
	}
}

func TestFiltersAndFacets(t *testing.T) {
	docs, opts := handbook()
	x, _ := opened(t, docs, opts)
	r, err := x.Search(Query{Text: "care dementia", Filters: Filters{Topics: []string{"health"}}, Facets: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := urls(r); r.Total != 2 || !slices.Contains(got, "/dementia/") || !slices.Contains(got, "/quality/") {
		t.Errorf("the filter leaves %v", got)
	}
	if r.Facets.Kind["template"] != 1 || r.Facets.Kind["page"] != 1 || r.Facets.Topic["care"] != 1 || r.Facets.Audience["coach"] != 1 {
		t.Errorf("counts are %+v", r.Facets)
	}
	r, err = x.Search(Query{Text: "care", Filters: Filters{Kinds: []string{"template", "page"}, Audiences: []string{"nobody"}}})
	if err != nil || r.Total != 0 {
		t.Errorf("nobody finds %v, %v", r, err)
	}
}

func TestHitLeadsToThePassage(t *testing.T) {
	docs, opts := handbook()
	x, _ := opened(t, docs, opts)
	r, err := x.Search(Query{Text: "signs of dementia"})
	if err != nil {
		t.Fatal(err)
	}
	h := r.Hits[0]
	if h.URL != "/dementia/" || h.Anchor != "signs" || h.Heading != "Early signs" {
		t.Fatalf("the hit is %+v", h)
	}
	var marked []string
	for _, p := range Marked(h.Excerpt, h.ExcerptMarks) {
		if p.Matched {
			marked = append(marked, p.Text)
		}
	}
	if !slices.Equal(marked, []string{"sign", "dementia"}) {
		t.Errorf("marked are %q", marked)
	}
}

func TestMarkedCutsByCodeUnits(t *testing.T) {
	got := Marked("🙂 é word", []Mark{{5, 9}})
	if want := []Part{{"🙂 é ", false}, {"word", true}}; !slices.Equal(got, want) {
		t.Errorf("cut into %+v", got)
	}
}

func TestSearchManyAtOnce(t *testing.T) {
	x, _ := opened(t, madeDocuments(300, 80), Options{})
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for _, text := range []string{"team meeting", `"team care"`, "safegarding", "mana"} {
				if _, err := x.Search(Query{Text: text}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none")
	if _, err := Open(missing); err == nil || !strings.Contains(err.Error(), "build the site first") {
		t.Errorf("a missing index: %v", err)
	}
	dir := filepath.Join(t.TempDir(), "index.bleve")
	docs, opts := handbook()
	if _, err := Build(context.Background(), dir, docs, opts); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.WriteFile(path, []byte("damaged"), 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "build the site again") {
		t.Errorf("a damaged index: %v", err)
	}
}

func TestBuildRefusesTwoPagesAtOneAddress(t *testing.T) {
	_, err := Build(context.Background(), filepath.Join(t.TempDir(), "x"), []Document{{URL: "/a/"}, {URL: "/a/"}}, Options{})
	if err == nil || !strings.Contains(err.Error(), "/a/") {
		t.Errorf("got %v", err)
	}
}

// TestWordOnEveryPage: a word is found by its beginning although every page has it.
func TestWordOnEveryPage(t *testing.T) {
	docs := madeDocuments(60, 20)
	for i := range docs {
		docs[i].Passages[0].Text += " stewardship"
	}
	x, _ := opened(t, docs, Options{})
	for _, text := range []string{"stewardship", "stewardsh", "stewa"} {
		if r, err := x.Search(Query{Text: text}); err != nil || r.Total != len(docs) {
			t.Errorf("%q finds %+v, %v", text, r.Total, err)
		}
	}
}

// TestOddQueries: marks without letters and phrases of common words neither fail nor exclude.
func TestOddQueries(t *testing.T) {
	docs, opts := handbook()
	x, _ := opened(t, docs, opts)
	if _, err := x.Search(Query{Text: strings.Repeat("\u0301", 6)}); err != nil {
		t.Error(err)
	}
	care, err := x.Search(Query{Text: "care"})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := x.Search(Query{Text: `care -"of the"`}); err != nil || r.Total != care.Total {
		t.Errorf("without a phrase of common words %d of %d are left, %v", r.Total, care.Total, err)
	}
	whole, err := x.Search(Query{Text: "qualty"})
	if err != nil {
		t.Fatal(err)
	}
	if later, err := x.Search(Query{Text: "qualty", Offset: 1}); err != nil || later.Correction != whole.Correction {
		t.Errorf("the second page of results is for %q, the first for %q, %v", later.Correction, whole.Correction, err)
	}
}
