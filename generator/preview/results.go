package preview

import (
	"net/http"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/render"
	"github.com/open-stewardship/steward/search"
)

// searchPage is the file that lists all pages. With a query it lists what was
// found, for browsers without JavaScript.
const searchPage = "search/index.html"

// mostHits is how many pages a list of results holds.
const mostHits = 100

// searchResults makes the search page with results on it.
func (h *handler) searchResults(r *http.Request, now *shown, query string) ([]byte, error) {
	asked := r.URL.Query()
	result, err := h.finder.Search(r.Context(), search.Query{Text: query, Limit: mostHits,
		Filters: search.Filters{Kinds: asked["kind"], Topics: asked["topic"], Audiences: asked["audience"]}})
	if err != nil {
		return nil, err
	}
	cards := make([]render.Card, len(result.Hits))
	for i, hit := range result.Hits {
		cards[i] = render.Card{Title: hit.Title, URL: hit.URL, Description: hit.Excerpt}
		if k, ok := kind.Lookup(hit.Kind); ok {
			cards[i].Kind = render.Kind{Slug: k.Slug, Name: k.Name, Plural: k.Plural}
		}
	}
	return now.edition.Renderer.Search(query, cards)
}
