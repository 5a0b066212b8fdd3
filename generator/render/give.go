package render

import (
	"path"

	"github.com/open-stewardship/steward/generator/kind"
)

// importerPath is where the script lies that reads Word documents.
const importerPath = "give/import.js"

// givenKinds gives the kinds of page that people bring as Word documents, those
// that are filled in and have a folder on this site.
func (r *Renderer) givenKinds() []GivenKind {
	var given []GivenKind
	for _, k := range kind.All() {
		if !k.FilledIn {
			continue
		}
		for _, p := range r.site.Documents() {
			if p.IsSection && p.Doc.Front.DefaultKind == k.Slug {
				folder := path.Dir(p.Path)
				given = append(given, GivenKind{Kind: kindView(k.Slug), Form: k.Form, Section: Link{Title: p.Title, URL: r.url(p.URL)},
					Folder: folder, New: r.site.NewURL(folder)})
				break
			}
		}
	}
	return given
}

// giveView fills in what only the page /give/ shows.
func (r *Renderer) giveView() *Give {
	give := &Give{Kinds: r.givenKinds(), Email: r.site.Email, Script: r.url("/" + importerPath), Edit: r.site.EditURL("")}
	for _, t := range r.site.Config.Topics {
		give.Topics = append(give.Topics, Label{Field: "topic", Slug: t.Slug, Title: t.Title})
	}
	for _, t := range r.site.Config.Audiences {
		give.Audiences = append(give.Audiences, Label{Field: "audience", Slug: t.Slug, Title: t.Title})
	}
	return give
}
