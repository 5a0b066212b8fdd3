package generator

import (
	"cmp"
	"slices"

	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/generator/source"
)

// Unpublished is a reason for which files of the content are not part of the
// site, with how many there are.
type Unpublished struct {
	Why     string
	Hint    string // what would change that
	Count   int
	Example string // one of them, as its author would type it
}

// unpublished gathers by reason what reading and assembling left out, the most
// frequent first.
func unpublished(folder *source.Folder, s *site.Site) []Unpublished {
	var gathered []Unpublished
	for _, left := range slices.Concat(folder.LeftOut, s.LeftOut) {
		i := slices.IndexFunc(gathered, func(u Unpublished) bool { return u.Why == left.Reason.Why })
		if i < 0 {
			i = len(gathered)
			gathered = append(gathered, Unpublished{Why: left.Reason.Why, Hint: left.Reason.Hint, Example: folder.Typed(left.Path)})
		}
		gathered[i].Count++
	}
	slices.SortStableFunc(gathered, func(a, b Unpublished) int { return cmp.Compare(b.Count, a.Count) })
	return gathered
}
