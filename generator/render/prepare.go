package render

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/open-stewardship/steward/generator/docx"
)

// A Prepared file is all that a file will be made from, gathered but not made.
type Prepared struct {
	r    *Renderer
	path string
	out  output
	view *Page          // of pages
	word *docx.Document // of Word documents
}

// Prepare gathers what the file at a path is made from. The error of a layout
// is a *LayoutError.
func (r *Renderer) Prepare(p string) (*Prepared, error) {
	out, ok := r.outputs[p]
	if !ok {
		return nil, fmt.Errorf("the site has no file %s", p)
	}
	prepared := &Prepared{r: r, path: p, out: out}
	var err error
	switch out.kind {
	case sitemapOutput, feedOutput, robotsOutput, headersOutput, redirectsOutput, importerOutput:
	case wordOutput:
		var view *Page
		if view, err = r.pageView(file(out.page.URL), output{kind: pageOutput, page: out.page}); err == nil {
			prepared.word = r.wordDocument(view, out.page)
		}
	default:
		prepared.view, err = r.pageView(p, out)
	}
	return prepared, err
}

// Key stands for all that the file is made from: two with the same key are the
// same bytes. It is "" for a file that is quicker made than looked at.
func (f *Prepared) Key() string {
	h := hasher{sum: sha256.New()}
	h.text(f.r.key)
	h.text(f.path)
	switch {
	case f.r.key == "":
		return ""
	case f.view != nil:
		h.value(f.view)
	case f.word != nil:
		h.value(f.word)
	default:
		return ""
	}
	h.flush()
	return hex.EncodeToString(h.sum.Sum(nil)[:12])
}

// Render makes the file. The error of a layout is a *LayoutError.
func (f *Prepared) Render() ([]byte, error) {
	r := f.r
	switch f.out.kind {
	case sitemapOutput:
		return r.sitemap()
	case feedOutput:
		return r.feed()
	case robotsOutput:
		return r.robots(), nil
	case headersOutput:
		return r.headers(), nil
	case redirectsOutput:
		return r.redirects(), nil
	case importerOutput:
		return r.importer, nil
	case wordOutput:
		data, err := docx.Write(*f.word)
		if err != nil {
			return nil, fmt.Errorf("making the Word document of %s: %w", f.out.page.Name(), err)
		}
		return data, nil
	}
	return r.execute(f.view)
}
