package markdown

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/open-stewardship/steward/generator/diag"
)

// Front is the front matter of a page. The typed fields hold what could be
// read as what it should be; whether all is as it should be is for package
// check to say, from Values.
type Front struct {
	Title, Description, Kind, Slug string
	DefaultKind, Caveat            string
	Weight                         float64
	Weighted                       bool // a weight is given, in the words of this or another tool
	Print, Tree                    bool
	Draft                          bool   // a draft is not published, whatever the field that says so
	Withheld                       string // the field that says so, such as draft or unlisted
	Date, LastChecked, ReviewBy    string // YYYY-MM-DD or ""
	Topics, Audiences              []string
	Status, Place, Sector, Period  string
	StatusAsOf                     string // YYYY, YYYY-MM, YYYY-MM-DD or ""
	Sources                        []Source
	Related, Include               []string // paths as written
	Aliases, RedirectFrom          []string

	Values map[string]any      // all fields: maps, lists, texts, numbers, truth values
	At     map[string]diag.Pos // place of each value by JSON pointer, "" for the block
}

// Source is a work that a page rests on.
type Source struct {
	ID, Title, Author, Publisher, Date, URL, Licence string
}

// PosOf gives the place of the value at a JSON pointer, or of the nearest one
// around it. Of TOML and JSON only the block has a place.
func (f *Front) PosOf(pointer string) diag.Pos {
	for {
		if pos, ok := f.At[pointer]; ok {
			return pos
		}
		i := strings.LastIndexByte(pointer, '/')
		if i < 0 {
			return diag.Pos{}
		}
		pointer = pointer[:i]
	}
}

func newFront(t *tree) Front {
	v := fields{values: t.values, written: t.written}
	topics := v.list("topics")
	if topics == nil {
		topics = v.list("tags")
	}
	front := Front{
		Title: v.text("title"), Description: v.text("description"), Kind: v.text("kind"), Slug: v.text("slug"),
		DefaultKind: v.text("default_kind"), Caveat: v.text("caveat"),
		Print: v.truth("print"), Tree: v.truth("tree"),
		Date: v.date("date"), LastChecked: v.date("last_checked"), ReviewBy: v.date("review_by"),
		Topics: topics, Audiences: v.list("audiences"),
		Status: v.text("status"), Place: v.text("place"), Sector: v.text("sector"), Period: v.text("period"),
		StatusAsOf: v.text("status_as_of"),
		Related:    v.list("related"), Include: v.list("include"),
		Aliases: v.list("aliases"), RedirectFrom: v.list("redirect_from"),
		Values: t.values, At: t.at,
	}
	front.Aliases, front.RedirectFrom = splitAliases(front.Aliases, front.RedirectFrom)
	front.Weight, front.Weighted = v.order()
	front.Withheld = v.withheld()
	front.Draft = front.Withheld != ""
	sources, _ := t.values["sources"].([]any)
	for i, item := range sources {
		if s, ok := item.(map[string]any); ok {
			f := fields{s, t.written, "/sources/" + strconv.Itoa(i)}
			front.Sources = append(front.Sources, Source{ID: f.text("id"), Title: f.text("title"), Author: f.text("author"),
				Publisher: f.text("publisher"), Date: f.text("date"), URL: f.text("url"), Licence: f.text("licence")})
		}
	}
	return front
}

// fields reads values leniently: what is not of the type asked for is empty.
type fields struct {
	values  map[string]any
	written map[string]string // by JSON pointer
	at      string            // pointer to these values
}

// text gives a text, or a number or truth value as its author wrote it.
func (f fields) text(name string) string {
	return f.scalar(f.values[name], f.at+"/"+escapePointer(name))
}

func (f fields) scalar(value any, pointer string) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		return cmp.Or(f.written[pointer], strconv.FormatFloat(v, 'f', -1, 64))
	case int, int64, uint64, bool:
		return cmp.Or(f.written[pointer], fmt.Sprint(v))
	}
	return ""
}

// truth takes the words that older YAML knew for true: a page whose author
// says "draft: yes" is not published by mistake.
func (f fields) truth(name string) bool {
	switch v := f.values[name].(type) {
	case bool:
		return v
	case string:
		v = strings.ToLower(strings.TrimSpace(v))
		return v == "true" || v == "yes" || v == "on"
	}
	return false
}

// splitAliases takes the addresses among a page's other names for ones that it
// used to have, which is what Hugo means by aliases.
func splitAliases(aliases, redirects []string) (names, from []string) {
	for _, alias := range aliases {
		if strings.HasPrefix(alias, "/") {
			redirects = append(redirects, strings.TrimSuffix(strings.TrimSuffix(alias, "index.html"), ".html"))
		} else {
			names = append(names, alias)
		}
	}
	return names, redirects
}

// withheld names the field that keeps a page from being published: draft, or
// what Jekyll, Obsidian, Hugo's themes and Docusaurus call it. It gives "" for
// a page that is published.
func (f fields) withheld() string {
	for _, name := range []string{"draft", "hidden", "unlisted"} {
		if f.truth(name) {
			return name
		}
	}
	for _, name := range []string{"published", "publish"} {
		switch strings.ToLower(f.text(name)) {
		case "false", "no", "off":
			return name
		}
	}
	return ""
}

// list gives a list of texts; one text counts as a list, cut at its commas.
func (f fields) list(name string) []string {
	var texts []string
	switch v := f.values[name].(type) {
	case string:
		texts = strings.Split(v, ",")
	case []any:
		for i, item := range v {
			texts = append(texts, f.scalar(item, f.at+"/"+escapePointer(name)+"/"+strconv.Itoa(i)))
		}
	}
	kept := texts[:0]
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			kept = append(kept, t)
		}
	}
	return kept
}

// date gives the day of a date, with or without a time of day, or "" if there
// is none or it is not in the calendar.
func (f fields) date(name string) string {
	text := f.text(name)
	day := text[:min(len(text), len(time.DateOnly))]
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}
