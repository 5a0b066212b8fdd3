package site

import (
	"cmp"
	"github.com/open-stewardship/steward/generator/kind"
	"slices"
)

// mostRelated is how many pages are offered beside those the author chose.
const mostRelated = 4

// RelatedTo gives the pages to read after one: those its author names, those
// that name it, then those that share the most topics with it, a rare topic
// counting for more. Terms and folders are not offered.
func (s *Site) RelatedTo(p *Page) []*Page {
	var related []*Page
	add := func(other *Page) {
		if other != nil && other != p && !slices.Contains(related, other) {
			related = append(related, other)
		}
	}
	for _, t := range p.Related {
		add(t.Page)
	}
	chosen := len(related)
	for _, other := range p.linkedFrom {
		for _, t := range other.Related {
			if t.Page == p {
				add(other)
			}
		}
	}
	if len(related)-chosen > mostRelated {
		related = related[:chosen+mostRelated]
	}
	for _, other := range s.alike(p) {
		if len(related)-chosen >= mostRelated {
			break
		}
		add(other)
	}
	return related
}

// candidates is how many pages are kept to choose from.
const candidates = 4 * mostRelated

// alike gives pages that share topics with one, the most alike first.
func (s *Site) alike(p *Page) []*Page {
	score := map[*Page]float64{}
	for _, topic := range p.Topics {
		if len(topic.Pages) > 400 {
			continue // a topic of everything tells nothing
		}
		for _, other := range topic.Pages {
			if other != p && !other.IsSection && !kind.TraitsOf(other.Kind).DefinesTerm {
				score[other] += 1 / float64(len(topic.Pages))
			}
		}
	}
	// Only the best few are wanted; sorting all would take longer than all else.
	best := make([]*Page, 0, candidates+1)
	for other := range score {
		i, _ := slices.BinarySearchFunc(best, other, func(a, b *Page) int {
			return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a.URL, b.URL))
		})
		if i < candidates {
			best = slices.Insert(best, i, other)
			best = best[:min(len(best), candidates)]
		}
	}
	return best
}
