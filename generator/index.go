package generator

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/open-stewardship/steward/generator/assets"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/publish"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/search"
)

// SearchFolder is where everything lies that a search needs.
const SearchFolder = "search"

// IndexName is the path of the bleve index in the finished site.
const IndexName = SearchFolder + "/index.bleve"

// index makes the index and the files that the browser searches in, while its
// caller makes pages; the function it returns waits for the end of that and
// tells how long it took. What was made from the same documents stays.
func (e *Edition) index(ctx context.Context, change *publish.Change) func() (time.Duration, error) {
	if e.options.NoSearch {
		return func() (time.Duration, error) { return 0, nil }
	}
	done := make(chan error, 1)
	start := time.Now()
	var took time.Duration
	go func() {
		err := e.writeIndex(ctx, change)
		took = time.Since(start)
		done <- err
	}()
	return func() (time.Duration, error) { err := <-done; return took, err }
}

func (e *Edition) writeIndex(ctx context.Context, change *publish.Change) error {
	docs, options := e.searchDocuments()
	key, err := searchKey(e.program, docs, options)
	if err != nil {
		return err
	}
	if change.KeepAll(key) {
		return nil
	}
	files, err := buildSearch(ctx, change.Folder(IndexName, key), docs, options)
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := change.Put(SearchFolder+"/"+file.Name, key, file.Data); err != nil {
			return err
		}
	}
	return nil
}

// searchKey stands for all that a search index is made from.
func searchKey(program string, docs []search.Document, options search.Options) (string, error) {
	sum := sha256.New()
	addToHash(sum, "search", program)
	if err := json.NewEncoder(sum).Encode([]any{docs, options}); err != nil {
		return "", fmt.Errorf("looking at what is searched: %w", err)
	}
	return hexKey(sum), nil
}

// Search writes a bleve index of the site into the folder dir, which must not
// exist, and gives the files that the browser reads, the client among them.
func (e *Edition) Search(ctx context.Context, dir string) ([]search.File, error) {
	docs, options := e.searchDocuments()
	return buildSearch(ctx, dir, docs, options)
}

func buildSearch(ctx context.Context, dir string, docs []search.Document, options search.Options) ([]search.File, error) {
	static, err := search.Build(ctx, dir, docs, options)
	if err != nil {
		return nil, fmt.Errorf("building the search index: %w", err)
	}
	client, err := assets.Module(static.Modules(), "client.js")
	if err != nil {
		return nil, fmt.Errorf("bundling the search client: %w", err)
	}
	return append(static.Files, search.File{Name: "client.js", Data: client}), nil
}

// searchDocuments gives the pages of the site as search sees them.
func (e *Edition) searchDocuments() ([]search.Document, search.Options) {
	options := search.Options{Language: e.Site.Language}
	var docs []search.Document
	for _, p := range e.Site.Documents() {
		docs = append(docs, searchDocument(e.Site, p))
		if kind.TraitsOf(p.Kind).DefinesTerm && len(p.Doc.Front.Aliases) > 0 {
			options.Synonyms = append(options.Synonyms, search.Synonyms{Term: p.Title, Aliases: p.Doc.Front.Aliases})
		}
	}
	return docs, options
}

// searchDocument is a page as search sees it.
func searchDocument(s *site.Site, p *site.Page) search.Document {
	doc := search.Document{
		URL: s.Link(p.URL), Title: p.Title, Kind: p.Kind, Description: p.Doc.Front.Description,
	}
	if p.Parent != nil && p.Parent.Parent != nil {
		doc.Section = p.Parent.Title
	}
	for _, t := range p.Topics {
		doc.Topics = append(doc.Topics, t.Slug)
		doc.Tags = append(doc.Tags, t.Title)
	}
	for _, t := range p.Audiences {
		doc.Audiences = append(doc.Audiences, t.Slug)
	}
	if k, ok := kind.Lookup(p.Kind); ok && p.Kind != kind.Plain {
		doc.Tags = append(doc.Tags, k.Name) // "meeting template", "case study Wales"
	}
	if status := p.StatusText(); status != "" {
		doc.Tags = append(doc.Tags, status) // as the page and its cards show it
	}
	if kind.TraitsOf(p.Kind).DefinesTerm {
		doc.Tags = append(doc.Tags, p.Doc.Front.Aliases...)
	}
	for _, passage := range p.Doc.Passages {
		doc.Passages = append(doc.Passages, search.Passage{Anchor: passage.ID, Heading: passage.Heading, Text: passage.Text})
	}
	return doc
}
