package kind

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

func TestKindsAndTheirFields(t *testing.T) {
	required := map[string][]string{}
	own := map[string][]string{}
	for _, k := range All() {
		if k.Name == "" || k.Plural == "" || k.Description == "" {
			t.Errorf("%s lacks a name, a plural or a description: %+v", k.Slug, k)
		}
		same, ok := Lookup(k.Slug)
		if !ok || same.Name != k.Name {
			t.Errorf("Lookup(%q) gives %q, %v", k.Slug, same.Name, ok)
		}
		for _, f := range k.Fields {
			if f.Required {
				required[k.Slug] = append(required[k.Slug], f.Name)
			}
			if _, common := field(All()[0].Fields, f.Name); !common {
				own[k.Slug] = append(own[k.Slug], f.Name)
			}
		}
	}
	wantRequired := map[string][]string{
		"recommendation": {"title", "description"},
		"case-study":     {"title", "description", "status", "place", "sector", "last_checked"},
		"template":       {"title", "description"},
		"checklist":      {"title", "description"},
		"term":           {"title", "description"},
		"resource":       {"title", "description"},
	}
	if diff := cmp.Diff(wantRequired, required); diff != "" {
		t.Errorf("required fields (-want +got):\n%s", diff)
	}
	wantOwn := map[string][]string{
		"case-study": {"status", "status_as_of", "place", "sector", "period"},
		"checklist":  {"include"},
		"term":       {"aliases"},
	}
	if diff := cmp.Diff(wantOwn, own); diff != "" {
		t.Errorf("fields that a page has not (-want +got):\n%s", diff)
	}
	if _, ok := Lookup("section"); ok {
		t.Error("a section counts as a kind of page")
	}
}

func TestEveryFieldSaysWhatItIsFor(t *testing.T) {
	for slug, s := range loaded() {
		walk(s.Fields, func(f Field) {
			if f.Name == "" {
				return
			}
			if f.Title == "" || !strings.HasSuffix(f.Description, ".") || f.Example == "" || f.Type == "" {
				t.Errorf("%s: %s lacks a title, a description, an example or a type: %+v", slug, f.Name, f)
			}
			if strings.Contains(f.Example, "\n") {
				t.Errorf("%s: the example of %s is longer than a line: %q", slug, f.Name, f.Example)
			}
		})
	}
}

// An example is shown to authors as what to type, so it must be right.
func TestExamplesFit(t *testing.T) {
	for slug, s := range loaded() {
		for _, f := range s.Fields {
			for _, v := range s.validate(values(t, []byte(f.Name+": "+f.Example))) {
				if v.Problem != Missing {
					t.Errorf("%s: the example of %s does not fit: %s", slug, f.Name, v.Message)
				}
			}
		}
	}
}

func walk(fields []Field, visit func(Field)) {
	for _, f := range fields {
		visit(f)
		walk(f.Fields, visit)
		if f.Items != nil {
			walk([]Field{*f.Items}, visit)
		}
	}
}

// A keyword that message.go has no words for would reach authors as "cannot
// have this value".
func TestSchemasUseKeywordsThatHaveWords(t *testing.T) {
	known := strings.Fields(`$schema $id $defs $ref title description examples
		type required properties additionalProperties items enum pattern format minLength uniqueItems
		x-plural x-must x-meant x-start x-order x-traits`)
	files, err := schemaFiles.ReadDir("schemas")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := schemaFiles.ReadFile("schemas/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		var check func(schema map[string]any)
		check = func(schema map[string]any) {
			for key, value := range schema {
				if !slices.Contains(known, key) {
					t.Errorf("%s: no words for the keyword %s", file.Name(), key)
				}
				if definitions, ok := value.(map[string]any); ok && (key == "properties" || key == "$defs") {
					for _, d := range definitions {
						check(d.(map[string]any))
					}
				}
				if key == "items" {
					check(value.(map[string]any))
				}
			}
			if (schema["pattern"] != nil || schema["format"] != nil) && schema["x-must"] == nil {
				t.Errorf("%s: a pattern or format without x-must: %v", file.Name(), schema)
			}
		}
		check(values(t, data))
	}
}

func TestScaffoldIsAPageThatPasses(t *testing.T) {
	for _, k := range All() {
		for _, title := range []string{"Team agreement", `Who: "we" # and why`, "2026", "true", "- dash", "It's ours"} {
			page := k.Scaffold(title, "2026-11-22")
			front, body, ok := bytes.Cut(bytes.TrimPrefix(page, []byte("---\n")), []byte("\n---\n\n"))
			if !ok || len(body) < 100 {
				t.Fatalf("%s: no front matter or no body:\n%s", k.Slug, page)
			}
			read := values(t, front)
			if read["title"] != title || read["kind"] != k.Slug {
				t.Errorf("%s: title %q and kind %q", k.Slug, read["title"], read["kind"])
			}
			if v := k.Validate(read); v != nil {
				t.Errorf("%s: %q: %s", k.Slug, title, told(v))
			}
		}
	}
}

// Whoever takes a # away must get a line that works.
func TestScaffoldOffersLinesThatPass(t *testing.T) {
	for _, k := range All() {
		front, _, _ := bytes.Cut(bytes.TrimPrefix(k.Scaffold("Team agreement", "2026-11-22"), []byte("---\n")), []byte("\n---\n"))
		required, offered, ok := bytes.Cut(front, []byte("use one of these lines.\n"))
		if !ok {
			t.Fatalf("%s offers no further fields:\n%s", k.Slug, front)
		}
		taken := append(required[:bytes.LastIndexByte(required, '#')], bytes.ReplaceAll(offered, []byte("# "), nil)...)
		// The comment behind the id of a source has lost its # too.
		taken = bytes.Replace(taken, []byte("smith cite it in the text as [^smith]"), []byte("smith"), 1)
		var plain yaml.Node
		if err := yaml.Unmarshal(taken, &plain); err != nil {
			t.Fatalf("%s: %v\n%s", k.Slug, err, taken)
		}
		if v := k.Validate(values(t, taken)); v != nil {
			t.Errorf("%s: %s\n%s", k.Slug, told(v), taken)
		}
	}
}

func TestScaffoldOfACaseStudy(t *testing.T) {
	k, _ := Lookup("case-study")
	got, _, _ := strings.Cut(string(k.Scaffold("Raglan", "2026-11-22")), "\n\n")
	want := `---
title: Raglan
description: Say here in one sentence what this page is for.
kind: case-study
status: running # running, ended, closed or unknown
place: Say here where it happened
sector: Home care
last_checked: 2026-11-22`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("front matter (-want +got):\n%s", diff)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"title", "topics", "last_checked", "status", "date", "related"}
	for typed, want := range map[string]string{
		"tilte": "title", "Title": "title", "topic": "topics", "last-checked": "last_checked", "lastChecked": "last_checked",
		"state": "", "data": "date", "layout": "", "author": "", "x": "", "realted": "related", "stauts": "status",
		"dâtè": "", "d-a-x-y": "", // a slip is counted in letters, not in bytes or hyphens
	} {
		if got := Nearest(typed, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}

// What a kind can do stands in its schema alone.
func TestTraitsComeFromTheSchemas(t *testing.T) {
	for slug, want := range map[string]Traits{
		"checklist":      {FilledIn: true, Form: true, Pack: 1},
		"template":       {FilledIn: true, Pack: 2},
		"recommendation": {Discussed: true, Pack: 3},
		"term":           {DefinesTerm: true},
		"case-study":     {Told: true},
		Plain:            {},
		"no-such-kind":   {},
	} {
		if got := TraitsOf(slug); got != want {
			t.Errorf("%s: %+v, want %+v", slug, got, want)
		}
	}
	for i, k := range All() {
		if k.order != i+1 {
			t.Errorf("%s is number %d of the kinds and says %d", k.Slug, i+1, k.order)
		}
	}
}
