package search

// Document is one page as search sees it.
type Document struct {
	URL         string // as it shall be in hits, base path included: /handbook/a/b/
	Title       string
	Kind        string // slug, for filters: case-study
	Section     string // where the page stands, in words: "Case studies"
	Description string
	Topics      []string // slugs, for filters
	Audiences   []string // slugs, for filters
	Tags        []string // words searched as tags: titles of topics, aliases of a term
	Passages    []Passage
}

// Passage is a stretch of a page's text under one heading. The lead passage,
// before the first heading, has an empty Anchor and Heading.
type Passage struct{ Anchor, Heading, Text string }

// Synonyms are other words for a term. They work both ways, and among
// themselves. Words are matched as the index cuts them, so case and endings
// do not matter.
type Synonyms struct {
	Term    string
	Aliases []string
}

// Options are what Build must know beside the pages.
type Options struct {
	Language string // a BCP 47 tag such as en or nl-BE; empty means en
	Synonyms []Synonyms

	inShards int // postings in all shards together, 0 for what suits a phone; tests choose less
}

// File is a file to be published. Name is relative to the search folder and
// uses forward slashes.
type File struct {
	Name string
	Data []byte
}
