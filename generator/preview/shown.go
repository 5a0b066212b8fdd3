package preview

import (
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/render"
)

// shown is a sound edition as requests find their way in it.
type shown struct {
	edition   *generator.Edition
	id        string // of the moment it was first shown
	base      string // base path, as a request has it once decoded
	redirects map[string]string
	headers   []render.Header
	bundles   map[string][]byte   // of this edition and of some before, by path
	own       []map[string][]byte // the bundles of each of these, the newest first
}

// pastBundles is how many editions' bundles are kept. Saving a file may make two
// or three, and a page of the first may still be on its way to a browser, which
// will ask for its style sheet next.
const pastBundles = 8

// newShown prepares an edition to be shown in the place of an older one, if
// there was one.
func newShown(edition *generator.Edition, id string, older *shown) *shown {
	s := &shown{edition: edition, id: id, base: decoded(edition.Site.BasePath()), redirects: map[string]string{},
		headers: edition.Renderer.Headers(), bundles: map[string][]byte{}}
	own := map[string][]byte{}
	for _, file := range edition.Assets.Files() {
		own[file.Path] = file.Data
	}
	s.own = []map[string][]byte{own}
	if older != nil { // their bundles alone, for editions are large
		s.own = append(s.own, older.own[:min(len(older.own), pastBundles)]...)
	}
	for _, bundles := range slices.Backward(s.own) {
		maps.Copy(s.bundles, bundles)
	}
	for _, r := range edition.Renderer.Redirects() {
		s.redirects[strings.TrimSuffix(decoded(r.From), "/")] = (&url.URL{Path: decoded(r.To)}).EscapedPath()
	}
	for i := range s.headers {
		s.headers[i].Path = decoded(s.headers[i].Path)
	}
	return s
}

// decoded gives an address as it is in the path of a request.
func decoded(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// A place is where an address leads: to a file of the site, or elsewhere, or
// nowhere if both are empty.
type place struct {
	file     string
	redirect string
}

// find tells where an address leads. Only names that the edition itself gives
// out lead to a file.
func (s *shown) find(address string) place {
	below, ok := strings.CutPrefix(address, s.base)
	switch {
	case address == "/" || address+"/" == s.base:
		if !ok {
			return place{redirect: s.edition.Site.BasePath()}
		}
	case !ok:
		return place{}
	}
	file := below
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	if s.has(file) {
		return place{file: file}
	}
	if to, ok := s.redirects[strings.TrimSuffix(address, "/")]; ok {
		return place{redirect: to}
	}
	if s.has(path.Join(below, "index.html")) && !strings.HasSuffix(address, "/") {
		return place{redirect: (&url.URL{Path: address + "/"}).EscapedPath()}
	}
	return place{}
}

// has tells whether there is a file that a host would hand out. It keeps
// _headers and _redirects to itself.
func (s *shown) has(file string) bool {
	if !fs.ValidPath(file) || file == "_headers" || file == "_redirects" {
		return false
	}
	if _, ok := s.bundles[file]; ok || s.edition.Renderer.Has(file) {
		return true
	}
	for _, at := range s.edition.Site.Attachments() {
		if at == "/"+file {
			return true
		}
	}
	return false
}

// make makes a file that there is. An attachment that has just been removed is
// fs.ErrNotExist.
func (s *shown) make(file string) ([]byte, error) {
	if data, ok := s.bundles[file]; ok {
		return data, nil
	}
	data, ok, err := s.edition.File(file)
	if err == nil && !ok {
		err = fs.ErrNotExist
	}
	return data, err
}

// fault gives what a layout's error says about it, or nil for another error.
func fault(err error) *render.LayoutError {
	if layout := (*render.LayoutError)(nil); errors.As(err, &layout) {
		return layout
	}
	return nil
}
