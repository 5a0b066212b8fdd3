package generator

import (
	"context"
	"fmt"

	"github.com/open-stewardship/steward/generator/assets"
	"github.com/open-stewardship/steward/generator/publish"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/search"
)

// SearchFolder is where everything lies that a search needs.
const SearchFolder = "search"

// IndexName is the path of the bleve index in the finished site.
const IndexName = SearchFolder + "/index.bleve"

// writeSearch makes the index and the files that the browser searches in.
func (e *Edition) writeSearch(ctx context.Context, change *publish.Change) error {
	files, err := e.Search(ctx, change.Folder(IndexName))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := change.Put(SearchFolder+"/"+file.Name, "", file.Data); err != nil {
			return err
		}
	}
	return nil
}

// Search writes a bleve index of the site into the folder dir, which must not
// exist, and gives the files that the browser reads, the client among them.
func (e *Edition) Search(ctx context.Context, dir string) ([]search.File, error) {
	options := search.Options{Language: e.Site.Language}
	var docs []search.Document
	for _, p := range e.Site.Documents() {
		docs = append(docs, searchDocument(e.Site, p))
		if p.Kind == "term" && len(p.Doc.Front.Aliases) > 0 {
			options.Synonyms = append(options.Synonyms, search.Synonyms{Term: p.Title, Aliases: p.Doc.Front.Aliases})
		}
	}
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
	if p.Kind == "term" {
		doc.Tags = append(doc.Tags, p.Doc.Front.Aliases...)
	}
	for _, passage := range p.Doc.Passages {
		doc.Passages = append(doc.Passages, search.Passage{Anchor: passage.ID, Heading: passage.Heading, Text: passage.Text})
	}
	return doc
}
