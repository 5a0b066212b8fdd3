package generator

import (
	"fmt"
	"io/fs"
	"strings"
)

// File makes one file of a sound edition, at its path in the finished site,
// and tells whether there is such a file. Those of the search are not among
// them. The error of a layout that fails is a *render.LayoutError.
func (e *Edition) File(p string) (data []byte, ok bool, err error) {
	if strings.HasPrefix(p, "assets/") {
		for _, file := range e.Assets.Files() {
			if file.Path == p {
				return file.Data, true, nil
			}
		}
	}
	if e.Renderer.Has(p) {
		data, err = e.Renderer.Render(p)
		return data, err == nil, err
	}
	for file, url := range e.Site.Attachments() {
		if url == "/"+p {
			if data, err = fs.ReadFile(e.content, file); err != nil {
				return nil, false, fmt.Errorf("reading %s: %w", file, err)
			}
			return data, true, nil
		}
	}
	return nil, false, nil
}
