package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"
)

// file is one part of the package that a .docx file is, with what it refers to.
type file struct {
	name  string // word/document.xml
	kind  string // its content type
	data  string
	links []relation
}

// relation is a link of one part to another, or to an address outside.
type relation struct {
	id, kind, target string
	external         bool
}

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	packageNS   = "http://schemas.openxmlformats.org/package/2006/"
	officeNS    = "http://schemas.openxmlformats.org/officeDocument/2006/"
)

// archive packs parts into a file. The first holds the links of the package
// itself and has no data.
func archive(files []file) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := pack(z, "[Content_Types].xml", contentTypes(files)); err != nil {
		return nil, err
	}
	for _, f := range files {
		if f.name != "" {
			if err := pack(z, f.name, declaration+f.data); err != nil {
				return nil, err
			}
		}
		if len(f.links) > 0 {
			if err := pack(z, relationsName(f.name), relations(f.links)); err != nil {
				return nil, err
			}
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// pack adds one file, dated on the first day that a zip file can name, so that
// the bytes do not depend on when they were made.
func pack(z *zip.Writer, name, data string) error {
	out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate,
		Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return fmt.Errorf("adding %s: %w", name, err)
	}
	if _, err := out.Write([]byte(data)); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

func contentTypes(files []file) string {
	var b strings.Builder
	b.WriteString(declaration + `<Types xmlns="` + packageNS + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	for _, f := range files {
		if f.kind != "" {
			fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, f.name, f.kind)
		}
	}
	b.WriteString(`</Types>`)
	return b.String()
}

// relationsName is where the links of a part are written down.
func relationsName(part string) string {
	i := strings.LastIndexByte(part, '/') + 1
	return part[:i] + "_rels/" + part[i:] + ".rels"
}

func relations(links []relation) string {
	var b strings.Builder
	b.WriteString(declaration + `<Relationships xmlns="` + packageNS + `relationships">`)
	for _, l := range links {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"`, l.id, l.kind, escape(l.target))
		if l.external {
			b.WriteString(` TargetMode="External"`)
		}
		b.WriteString(`/>`)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}
