package check

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/source"
)

// attachments refuses SVG pictures that hold more than a picture. They are
// handed out under the site's own address, so what runs in one runs as if it
// were the site's. A refused picture is not published: see Leave.
func attachments(c *checker) {
	for _, file := range slices.Sorted(maps.Keys(c.site.Attachments())) {
		if strings.ToLower(path.Ext(file)) != ".svg" {
			continue
		}
		name := path.Join(c.site.Folder, file)
		data, err := fs.ReadFile(c.content, file)
		if err != nil {
			c.report(diag.Pos{File: name}, diag.Error, "this picture cannot be read, so it is not published", "check the permissions of the file")
			continue
		}
		if fault := inspectSVG(data); fault != nil {
			picture := source.File{Path: file, Name: name, Data: data}
			c.report(picture.Pos(fault.offset), diag.Error, "this picture "+fault.what+", so it is not published", plainExport)
		}
	}
}
