// Package generator turns a folder of content into a finished site. It holds
// the order of the stages and nothing else; this is also the page to read
// first about how Steward is built.
//
// # The way through
//
//	source.Read       a folder       -> files                    what is content, and what is copied
//	markdown.Parse    one file       -> one document             HTML with holes, front matter, text
//	site.Assemble     all documents  -> one model                addresses, sections, links, glossary
//	check.Run         the model      -> findings                 the rules, one file each
//	assets.Bundle     the theme      -> CSS and JS               bundles with hashed names
//	render            the model      -> pages                    one at a time, when asked
//	search.Build      documents      -> index and shards         what pages need comes before them
//	publish           bytes          -> the output folder        all or nothing
//
// build.go is this list as code. [Generator.Make] reads, parses, assembles,
// checks and bundles; what it makes is an [Edition], a site that can be
// published. [Generator.Build] goes on to render, index and publish it;
// [Edition.File] makes the one file that a browser asked for, which is how
// package preview serves.
//
// # What each part may count on
//
// A document depends on its file alone. Parse leaves a hole wherever only the
// whole site can tell what to write: the address of a link, a glossary term, a
// list of statements. So a document is kept for as long as the bytes of its
// file stay the same, and an edit parses one file.
//
// A site is a value. Assemble makes it and nothing changes it afterwards, so
// that pages can be made on all processors and asked for at any time.
//
// A page is a function of the site. There is no record of what a page depends
// on, because nothing is made again by halves: after an edit the site is
// assembled anew, which is quick, and pages are made when somebody looks at them.
//
// A build makes only what is new. All that a file is made from is a value with
// a key ([render.Prepared]), and the published folder remembers the key of each
// file: one with the same key stays as it is. A fingerprint of the sizes and
// times of all that goes into a site (fingerprint.go) tells that nothing has
// changed at all. Neither knows what depends on what.
//
// A layout sees a closed view: the structs of render/view.go, typed, with no
// way back to the site.
//
// Findings are data. What is wrong with the content is a [diag.Finding] with
// file, line, column, rule, message and hint; an error is for a build that
// cannot go on. Findings of a document are kept with it.
//
// Output is a function of input. No clock, no map order and no absolute path
// gets into it; the same content gives the same bytes, but for the files of the
// bleve index, in which documents are numbered in no fixed order.
//
// Writing is safe. Files are staged beside the output folder, which changes as a
// whole at the end: a build that fails or is killed leaves the old site or the
// new one, never a mixture; see package publish.
//
// # Who may import whom
//
//	diag <- source <- markdown <- site <- check, render <- generator <- preview <- cmd/steward
//
// kind, docx, importer, publish, search and themes import nothing of ours; kind
// may be imported from site on; assets knows only diag. A test over go list holds this.
// One library, one door: goldmark, frontmatter and bluemonday are known to
// markdown alone, bleve to search, fsnotify to preview, esbuild to assets,
// jsonschema to kind, goja to importer, and none of their types stands in an exported signature.
//
// # Kinds of page
//
// What a kind can do, such as be filled in, have a Word document or define a
// term, are traits in its schema ([kind.Traits]); no other code names a kind.
// To add one, write generator/kind/schemas/<slug>.yaml with x-order and x-traits,
// an outline for new pages in generator/kind/outlines, and an icon of that name in
// themes/commons/icons; a layout of that name is needed only if its pages shall
// look unlike others.
//
// # Where things are
//
//	cmd/steward       flags, messages, exit codes; the only package that prints
//	content           Open Stewardship itself
//	themes/commons    layouts, CSS, ES modules, icons
//	search            documents -> bleve index -> shards; search/browser is the client
//	generator/kind    the kinds of page, one JSON Schema each
//	generator/importer  Word documents -> Markdown, in a browser and in a terminal
//	browsertest       what can only be tried in a real browser
package generator
