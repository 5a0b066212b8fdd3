package docx

import (
	_ "embed" // the parts that are the same in each document
	"strconv"
	"strings"
)

//go:embed parts/styles.xml
var styles string

//go:embed parts/settings.xml
var settings string

const (
	wordNS     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	namespaces = `xmlns:w="` + wordNS + `" xmlns:r="` + officeNS + `relationships" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"`

	wordKind   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	officeLink = officeNS + "relationships/"
)

// parts gives all parts of a document whose body is written. The first holds
// the links of the package itself.
func parts(doc Document, w *writer) []file {
	document := file{name: "word/document.xml", kind: wordKind + "document.main+xml", data: document(w.out.String()),
		links: append([]relation{
			{id: "styles", kind: officeLink + "styles", target: "styles.xml"},
			{id: "settings", kind: officeLink + "settings", target: "settings.xml"},
			{id: "numbering", kind: officeLink + "numbering", target: "numbering.xml"},
			{id: "footer", kind: officeLink + "footer", target: "footer.xml"},
		}, w.links...)}
	look := strings.ReplaceAll(styles, "LANGUAGE", doc.Language)
	set := strings.ReplaceAll(settings, "LANGUAGE", doc.Language)
	files := []file{
		{links: []relation{
			{id: "document", kind: officeLink + "officeDocument", target: "word/document.xml"},
			{id: "core", kind: packageNS + "relationships/metadata/core-properties", target: "docProps/core.xml"},
			{id: "custom", kind: officeLink + "custom-properties", target: "docProps/custom.xml"},
		}},
		document,
		{name: "word/styles.xml", kind: wordKind + "styles+xml", data: look},
		{name: "word/settings.xml", kind: wordKind + "settings+xml", data: set},
		{name: "word/numbering.xml", kind: wordKind + "numbering+xml", data: numbering(w.counts)},
		{name: "word/footer.xml", kind: wordKind + "footer+xml", data: footer(doc)},
		{name: "docProps/core.xml", kind: "application/vnd.openxmlformats-package.core-properties+xml", data: coreProperties(doc)},
		{name: "docProps/custom.xml", kind: "application/vnd.openxmlformats-officedocument.custom-properties+xml", data: customProperties(doc)},
	}
	c := &w.controls
	if c.spaces || len(c.blanks) > 0 {
		files[1].links = append(files[1].links, relation{id: "glossary", kind: officeLink + "glossaryDocument", target: "glossary/document.xml"})
		files = append(files,
			file{name: "word/glossary/document.xml", kind: wordKind + "document.glossary+xml", data: c.glossary(), links: []relation{
				{id: "styles", kind: officeLink + "styles", target: "styles.xml"},
				{id: "settings", kind: officeLink + "settings", target: "settings.xml"}}},
			file{name: "word/glossary/styles.xml", kind: wordKind + "styles+xml", data: look},
			file{name: "word/glossary/settings.xml", kind: wordKind + "settings+xml", data: set})
	}
	if len(c.blanks) > 0 {
		files = attach(files, "blanks", 1, blankData(c.blanks), storeID, blanksNS)
	}
	if data := doc.Source.data(w); data != "" {
		files = attach(files, "source", 2, data, sourceID, sourceNS)
	}
	return files
}

// attach adds data of ours, which Word keeps: the n-th such part, with the id
// and the namespace that it is found by. The document is the second of files.
func attach(files []file, name string, n int, data, id, namespace string) []file {
	item, properties := "customXml/item"+strconv.Itoa(n)+".xml", "itemProps"+strconv.Itoa(n)+".xml"
	files[1].links = append(files[1].links, relation{id: name, kind: officeLink + "customXml", target: "../" + item})
	return append(files,
		file{name: item, data: data, links: []relation{{id: "properties", kind: officeLink + "customXmlProps", target: properties}}},
		file{name: "customXml/" + properties, kind: "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
			data: `<ds:datastoreItem xmlns:ds="` + officeNS + `customXml" ds:itemID="` + id + `"><ds:schemaRefs>` +
				`<ds:schemaRef ds:uri="` + namespace + `"/></ds:schemaRefs></ds:datastoreItem>`})
}

// document puts the page around the body: A4 with margins of 20 mm, of which
// all fits on Letter.
func document(body string) string {
	return `<w:document ` + namespaces + `><w:body>` + body +
		`<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>` +
		`<w:cols w:space="708"/></w:sectPr></w:body></w:document>`
}

// coreProperties are what Word shows of any document. There is no date in
// them: it would be that of the build.
func coreProperties(doc Document) string {
	var b strings.Builder
	b.WriteString(`<cp:coreProperties xmlns:cp="` + packageNS + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`)
	for _, p := range []struct{ name, value string }{
		{"dc:title", doc.Title}, {"dc:creator", doc.Author}, {"dc:description", doc.Description},
		{"dc:identifier", doc.Address}, {"dc:language", doc.Language},
	} {
		if value := words(p.value); value != "" {
			b.WriteString(`<` + p.name + `>` + escape(value) + `</` + p.name + `>`)
		}
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.String()
}

// customProperties are what Word has no property of its own for. A value may
// have 255 characters.
func customProperties(doc Document) string {
	var b strings.Builder
	b.WriteString(`<Properties xmlns="` + officeNS + `custom-properties" xmlns:vt="` + officeNS + `docPropsVTypes">`)
	id := 2 // the first that is free for use
	for _, p := range []struct{ name, value string }{
		{"Licence", doc.Licence}, {"Licence address", doc.LicenceURL}, {"Revised", doc.Revised}, {"Source", doc.Address},
	} {
		if value := short(words(p.value), 255); value != "" {
			b.WriteString(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="` + strconv.Itoa(id) +
				`" name="` + p.name + `"><vt:lpwstr>` + escape(value) + `</vt:lpwstr></property>`)
			id++
		}
	}
	b.WriteString(`</Properties>`)
	return b.String()
}
