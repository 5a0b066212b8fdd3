package search

// Query asks for pages.
//
// Words of Text are joined by "or"; "quoted words" must stand together and
// -word excludes. The last word also matches as a prefix unless white space
// follows it.
type Query struct {
	Text    string
	Limit   int // hits wanted; 0 means 10
	Offset  int // hits left out before the first
	Filters Filters
	Facets  bool // count kinds, topics and audiences of what was found
}

// Filters narrow a search by slugs. A page must have one of the values of
// each field that is not empty.
type Filters struct {
	Kinds     []string
	Topics    []string
	Audiences []string
}

// Result is what a query found. It marshals to the JSON of steward search --json.
type Result struct {
	Query  string `json:"query"`
	Total  int    `json:"total"` // pages that match, filters applied
	TookMS int64  `json:"took_ms"`
	Hits   []Hit  `json:"hits"` // never nil
	// Correction is the query that was answered instead, where a word had no hit: "showing results for ...".
	Correction string `json:"correction,omitempty"`
	// Synonyms are the other words that were searched too.
	Synonyms []SynonymUsed `json:"synonyms,omitempty"`
	// Facets counts the pages found by slug. Each field's counts leave out that field's own filter.
	Facets *Facets `json:"facets,omitempty"`
}

// SynonymUsed says that Words of the query also matched Also.
type SynonymUsed struct {
	Words string `json:"words"`
	Also  string `json:"also"`
}

// Facets counts pages by kind, topic and audience.
type Facets struct {
	Kind     map[string]int `json:"kind"`
	Topic    map[string]int `json:"topic"`
	Audience map[string]int `json:"audience"`
}

// Hit is one page found.
type Hit struct {
	URL          string `json:"url"` // the page's address, without anchor
	Title        string `json:"title"`
	Kind         string `json:"kind"`
	Section      string `json:"section"`
	Score        int    `json:"score"` // higher is better; comparable within one result only
	Excerpt      string `json:"excerpt"`
	Anchor       string `json:"anchor,omitempty"`  // of the heading above the best passage
	Heading      string `json:"heading,omitempty"` // that heading's words
	TitleMarks   []Mark `json:"title_marks,omitempty"`
	ExcerptMarks []Mark `json:"excerpt_marks,omitempty"`
}

// Mark is a matched place: start and end, counted in UTF-16 code units as
// JavaScript does. Marked cuts a text by them.
type Mark [2]int

// Part is a stretch of text that matched or did not.
type Part struct {
	Text    string
	Matched bool
}

// Marked cuts text into parts by marks, which must be in order.
func Marked(text string, marks []Mark) []Part {
	var parts []Part
	last, unit, mark := 0, 0, 0
	inside := false
	cut := func(at int) {
		if at > last {
			parts = append(parts, Part{text[last:at], inside})
		}
		last = at
	}
	for at, r := range text {
		for mark < len(marks) {
			edge := marks[mark][0]
			if inside {
				edge = marks[mark][1]
			}
			if unit < edge {
				break
			}
			cut(at)
			if inside {
				mark++
			}
			inside = !inside
		}
		unit++
		if r >= 0x10000 {
			unit++
		}
	}
	cut(len(text))
	return parts
}
