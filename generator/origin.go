package generator

import (
	"os"
	"path/filepath"
)

// A Tool is another program that a folder of Markdown may have been written
// for. docs/coming-from.md says the same at length.
type Tool struct {
	Name   string
	Read   string // what of its own is read
	Unread string // what is not
	marks  []string
}

// tools are known by files that lie in the content folder or beside it.
var tools = [...]Tool{
	{"Obsidian", "links by name, embedded pictures, call-outs, aliases", "embedded pages become links; canvas, Dataview and block ids are not read", []string{".obsidian"}},
	{"MkDocs", "nav of mkdocs.yml, admonitions (!!! and ???), ids behind headings", "macros, snippets, tabs (===) and plugins are not read", []string{"mkdocs.yml", "mkdocs.yaml"}},
	{"Docusaurus", "boxes (:::), .mdx as far as it is Markdown, sidebar_position, _category_.json, draft and unlisted", "sidebars.js, components and versions are not read", []string{"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"}},
	{"Starlight", "boxes (:::), .mdx as far as it is Markdown, sidebar.order, draft", "the sidebar of astro.config and components are not read", []string{"astro.config.mjs", "astro.config.ts", "astro.config.js"}},
	{"VitePress", "boxes (:::), links without .md, ids behind headings", "the sidebar of .vitepress/config, components and code groups are not read", []string{".vitepress"}},
	{"GitBook", "SUMMARY.md, hints, tabs and content references, .gitbook/assets", "reusable content and OpenAPI blocks are not read", []string{".gitbook.yaml", ".gitbook", "book.json"}},
	{"mdBook", "SUMMARY.md", "{{#include}} and preprocessors are not read", []string{"book.toml"}},
	{"Jekyll", "_posts, published, nav_order", "Liquid, collections and _includes are not read", []string{"_config.yml", "_config.yaml"}},
	{"Hugo", "weight, menu weights, aliases as redirects, draft, TOML and JSON front matter", "shortcodes, archetypes and page bundles' resources are not read", []string{"hugo.toml", "hugo.yaml", "hugo.json", "archetypes"}},
	{"Sphinx", "::: boxes of MyST", "toctree, roles and reStructuredText are not read", []string{"conf.py"}},
}

// Origin tells which tool a content folder seems to have been written for, nil
// if it cannot be told.
func Origin(content string) *Tool {
	for _, dir := range []string{content, filepath.Join(content, "..")} {
		for _, tool := range tools {
			for _, mark := range tool.marks {
				if _, err := os.Stat(filepath.Join(dir, mark)); err == nil {
					return &tool
				}
			}
		}
	}
	return nil
}
