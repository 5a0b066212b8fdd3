//go:build browser

package search

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// searchScript runs queries through the client over a folder of files, each
// with a client of its own, so that nothing is loaded before.
const searchScript = `
import { readFileSync } from "node:fs";
import { open } from "./client.js";
const { dir, queries, limit } = JSON.parse(readFileSync(0, "utf8"));
let requests = 0, bytes = 0;
globalThis.fetch = async url => {
  requests++;
  const data = readFileSync(dir + "/" + new URL(url).pathname.split("/").pop());
  bytes += data.length;
  return new Response(data);
};
const out = [];
for (const { text, filters, facets, offset } of queries) {
  const client = await open("http://site.test/search/");
  requests = bytes = 0;
  const result = await client.search(text, { limit, offset, filters: filters ?? {}, facets });
  out.push({ ...result, requests, bytes });
}
console.log(JSON.stringify(out));
`

type browserQuery struct {
	Text    string              `json:"text"`
	Filters map[string][]string `json:"filters"`
	Facets  bool                `json:"facets"`
	Offset  int                 `json:"offset"`
}

type browserResult struct {
	Result
	More     bool
	Requests int
	Bytes    int
}

// inBrowser answers queries with the client.
func inBrowser(t testing.TB, static *Static, queries []browserQuery, limit int) []browserResult {
	t.Helper()
	dir := t.TempDir()
	for _, f := range static.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out []browserResult
	nodeIn(t, static.modules, searchScript, map[string]any{"dir": dir, "queries": queries, "limit": limit}, &out)
	return out
}

// TestBrowserRanksAsGo: the same pages, order, scores, excerpts and marks.
func TestBrowserRanksAsGo(t *testing.T) {
	t.Run("all postings in the shards", func(t *testing.T) { ranksAsGo(t, madeDocuments(1200, 150), inShards) })
	t.Run("tiers", func(t *testing.T) { ranksAsGo(t, madeDocuments(1200, 150), 1) })
	t.Run("many tiers", func(t *testing.T) { ranksAsGo(t, madeDocuments(9000, 4), 1) })
	t.Run("long pages", func(t *testing.T) { ranksAsGo(t, madeDocuments(60, 4000), inShards) })
}

func ranksAsGo(t *testing.T, docs []Document, inShards int) {
	opts := Options{inShards: inShards, Synonyms: []Synonyms{
		{"team care", []string{"support", "home"}}, {"dementia", []string{"medication"}},
		{"care", []string{"support"}}, {"team care quality", []string{"zeal", "roles"}}, // that overlap, in other shards
	}}
	x, static := opened(t, docs, opts)
	texts := []string{
		"team", "team ", "care", "mana", "m", "ma", "management", "managers roles", "team care", "support worker", "home", "dementia",
		"safegarding", "dementai care", "medicaton", `"care meeting"`, `"care meeting" team`, "team -care", `team -"care meeting"`,
		"the", "of the", "who and the", "zzzzzz", "decisions in the team and at home", "domiciliary care quality supervision roles",
		"", "-", `"`, "TEAM'S", "tea", "qualty managment", "team ma", "team teams teamed", "team care quality ", `team -"of the"`, "care support home", "team safeg", docs[3].Title, docs[4].Title[:6],
	}
	for _, d := range docs[:40] {
		texts = append(texts, d.Title, d.Title[:len(d.Title)-2])
	}
	var queries []browserQuery
	for i, text := range texts {
		q := browserQuery{Text: text}
		if i%5 == 1 {
			q.Filters = map[string][]string{"kind": {"template", "page"}}
			q.Facets = true
		} else if i%5 == 3 {
			q.Offset = 7
		}
		queries = append(queries, q)
	}
	for i, got := range inBrowser(t, static, queries, 10) {
		q := queries[i]
		want, err := x.Search(Query{Text: q.Text, Filters: Filters{Kinds: q.Filters["kind"]}, Facets: q.Facets, Offset: q.Offset})
		if err != nil {
			t.Fatal(err)
		}
		clean := func(hits []Hit) []string {
			var list []string
			for _, h := range hits {
				list = append(list, fmt.Sprintf("%s %d %q %v %v %s", h.URL, h.Score, h.Excerpt, h.ExcerptMarks, h.TitleMarks, h.Anchor))
			}
			return list
		}
		if !slices.Equal(clean(got.Hits), clean(want.Hits)) {
			t.Errorf("%q: the browser finds\n%q\nGo finds\n%q", q.Text, clean(got.Hits), clean(want.Hits))
		}
		if got.Correction != want.Correction || !reflect.DeepEqual(got.Synonyms, want.Synonyms) {
			t.Errorf("%q: the browser says %q %v, Go %q %v", q.Text, got.Correction, got.Synonyms, want.Correction, want.Synonyms)
		}
		if got.Total > want.Total || !got.More && got.Total != want.Total {
			t.Errorf("%q: the browser counts %d (more: %v), Go %d", q.Text, got.Total, got.More, want.Total)
		}
		if q.Facets && !reflect.DeepEqual(got.Facets, want.Facets) {
			t.Errorf("%q: the browser's facets are %v, Go's %v", q.Text, got.Facets, want.Facets)
		}
	}
}

// arrivingScript searches, looks at what is handed on before the result is whole, and gives up another search.
const arrivingScript = `
import { readFileSync } from "node:fs";
import { open } from "./client.js";
const { dir } = JSON.parse(readFileSync(0, "utf8"));
let fragments = 0, files = 0;
globalThis.fetch = async url => {
  const name = new URL(url).pathname.split("/").pop();
  files++;
  if (/-.*-/.test(name)) fragments++;
  return new Response(readFileSync(dir + "/" + name));
};
const early = [];
let client = await open("http://site.test/search/");
const { hits } = await client.search("team meeting", { onTitles: hits => early.push(hits.map(hit => hit.url)) });
client = await open("http://site.test/search/");
fragments = 0;
const giving = new AbortController(), given = client.search("team meeting", { signal: giving.signal });
giving.abort();
const reason = await given.catch(error => error.name);
const { total, hits: none } = await client.search("team", { limit: 0 });
const before = files, reasonBefore = await client.search("dementia", { facets: true, signal: giving.signal }).catch(error => error.name);
console.log(JSON.stringify({ early, hits: hits.map(hit => hit.url), reason, fragments, counted: total > 0 && !none.length, reasonBefore, after: files - before }));
`

// TestBrowserHandsOnWhatArrives: the hits are handed on in their order as they
// arrive, and a search that was given up fetches no text.
func TestBrowserHandsOnWhatArrives(t *testing.T) {
	_, static := opened(t, madeDocuments(300, 60), Options{})
	dir := t.TempDir()
	for _, f := range static.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got struct {
		Early     [][]string
		Hits      []string
		Reason    string
		Fragments int

		Counted      bool
		ReasonBefore string
		After        int
	}
	nodeIn(t, static.modules, arrivingScript, map[string]any{"dir": dir}, &got)
	if len(got.Early) == 0 || len(got.Hits) != 10 {
		t.Fatalf("%d hits, handed on %d times", len(got.Hits), len(got.Early))
	}
	last := 0
	for _, early := range got.Early {
		if len(early) <= last || !slices.Equal(early, got.Hits[:len(early)]) {
			t.Errorf("handed on %q, in the end it is %q", early, got.Hits)
		}
		last = len(early)
	}
	if got.Reason != "AbortError" || got.Fragments != 0 {
		t.Errorf("a search that was given up ends with %q and fetches %d texts", got.Reason, got.Fragments)
	}
	if got.ReasonBefore != "AbortError" || got.After != 0 {
		t.Errorf("a search that was given up before it began ends with %q and fetches %d files", got.ReasonBefore, got.After)
	}
	if !got.Counted {
		t.Error("a search for no hits does not count the pages")
	}
}

// deployScript lets every file go and a new client come, as a deploy does to a page that is open.
const deployScript = `
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { open } from "./client.js";
const { before, after } = JSON.parse(readFileSync(0, "utf8"));
let site = before;
globalThis.fetch = async url => {
  try {
    return new Response(readFileSync(site + "/" + new URL(url).pathname.split("/").pop()));
  } catch {
    return new Response("", { status: 404 });
  }
};
const client = await open(pathToFileURL(after + "/")); // where the new client.js will be
const first = await client.search("meeting");
site = after;
const second = await client.search("medication");
const third = await client.suggest("supervi");
console.log(JSON.stringify([first.hits.length, second.hits.length, third.length]));
`

// TestBrowserSurvivesADeploy: a page left open finds the files of the new build.
func TestBrowserSurvivesADeploy(t *testing.T) {
	docs := madeDocuments(1200, 150)
	_, before := opened(t, docs, Options{})
	for i := range docs {
		docs[i].Passages[0].Text += " supervision medication"
	}
	_, after := opened(t, docs[100:], Options{})
	folder := func(s *Static) string {
		dir := t.TempDir()
		for _, f := range s.Files {
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		writeModules(t, dir, s.modules)
		if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"type": "module"}`), 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	var got []int
	nodeIn(t, before.modules, deployScript, map[string]string{"before": folder(before), "after": folder(after)}, &got)
	if slices.Contains(got, 0) || len(got) != 3 {
		t.Errorf("hits before, after, and completions after: %v", got)
	}
}

// failureScript breaks the network in every way and tells what the reader gets.
const failureScript = `
import { readFileSync } from "node:fs";
import { open } from "./client.js";
const { dir } = JSON.parse(readFileSync(0, "utf8"));
const read = url => readFileSync(dir + "/" + new URL(url).pathname.split("/").pop());
const flipped = data => { data = Uint8Array.from(data); data[data.length >> 1] ^= 1; return data; };
const ways = {
  offline: () => { throw new TypeError("Failed to fetch"); },
  failing: () => new Response("", { status: 503 }),
  damaged: url => new Response(flipped(read(url))),
};
const out = {};
for (const [name, way] of Object.entries(ways)) {
  const client = await open("http://site.test/search/");
  globalThis.fetch = async url => way(url);
  let error;
  try { await client.search("team"); } catch (e) { error = e; }
  globalThis.fetch = async url => new Response(read(url));
  const { total } = await client.search("team");
  out[name] = { message: error?.message ?? "", isError: error instanceof Error, retry: error?.retry === true, total };
}
console.log(JSON.stringify(out));
`

// TestBrowserTellsFailures: a failure is an Error with words for the reader, and the same call works once the network does.
func TestBrowserTellsFailures(t *testing.T) {
	docs, opts := handbook()
	_, static := opened(t, docs, opts)
	dir := t.TempDir()
	for _, f := range static.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out map[string]struct {
		Message        string
		IsError, Retry bool
		Total          int
	}
	nodeIn(t, static.modules, failureScript, map[string]any{"dir": dir}, &out)
	for _, way := range []string{"offline", "failing", "damaged"} {
		if got := out[way]; got.Message == "" || !got.IsError || !got.Retry || got.Total == 0 {
			t.Errorf("%s: %+v", way, got)
		}
	}
}
