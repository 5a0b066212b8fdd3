package generator

import (
	"io"

	"github.com/open-stewardship/steward/search"
)

// ExportSearch writes the site's pages for a search cluster, in a format that
// [search.Export] knows.
func (e *Edition) ExportSearch(w io.Writer, format string) error {
	docs, options := e.searchDocuments()
	return search.Export(w, format, docs, options)
}
