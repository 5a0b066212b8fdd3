package site

import (
	"cmp"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/source"
)

// Config is site.yaml as read, with what the command line says laid over it.
type Config struct {
	Title       string
	Description string
	Language    string // BCP 47; en if site.yaml does not say
	Theme       string // name of an embedded theme
	BaseURL     string // absolute with a final slash, or ""
	Repository  string // address of the repository on GitHub, or ""
	Branch      string
	Email       string // where people can send a page, or ""
	Licence     Licence
	Forms       Forms
	Menu        []Entry
	Footer      []Entry
	Urgent      []Entry  // what the home page offers first; pages may have an anchor
	Doors       []string // paths of folder pages; the top sections if there are none
	Topics      []Label
	Audiences   []Label

	Navigation []string // paths of pages in the order of another tool's list of contents
	categories map[string]category

	basePath string // of BaseURL, "" for "/"

	Found  bool // there is a site.yaml: without one, any folder of Markdown will do
	Folder string
	Values map[string]any
	At     map[string]diag.Pos
}

// Licence is what the content may be used under.
type Licence struct{ Name, URL string }

// Entry is a line of a menu: a title and the path of a page's file.
type Entry struct {
	Title, Page string
	Pointer     string // JSON pointer to it in site.yaml
}

// Label names a topic or an audience.
type Label struct{ Slug, Title, Description string }

// ReadConfig reads site.yaml. Without one the site is named after its folder.
// What does not have the right type is left out; check says so.
func ReadConfig(folder *source.Folder) (Config, []diag.Finding) {
	config := Config{Language: "en", Theme: "commons", Branch: "main", Folder: folder.Name}
	config.Navigation = readNavigation(folder.Navigation, folder.Name)
	config.categories = readCategories(folder.Categories)
	if folder.Config == nil {
		return config, nil
	}
	values, at, findings := markdown.ReadFields(folder.Config)
	config.Found, config.Values, config.At = true, values, at
	set := func(to *string, name string) {
		if text, ok := values[name].(string); ok && strings.TrimSpace(text) != "" {
			*to = strings.TrimSpace(text)
		}
	}
	set(&config.Title, "title")
	set(&config.Description, "description")
	set(&config.Language, "language")
	set(&config.Theme, "theme")
	set(&config.Repository, "repository")
	set(&config.Branch, "branch")
	set(&config.Email, "email")
	var base string
	set(&base, "base_url")
	if err := config.SetBaseURL(base); err != nil {
		findings = append(findings, diag.Finding{Pos: at["/base_url"], Severity: diag.Error, Rule: "config",
			Message: err.Error(), Hint: "base_url: https://example.org/"})
	}
	if licence, ok := values["licence"].(map[string]any); ok {
		config.Licence.Name, _ = licence["name"].(string)
		config.Licence.URL, _ = licence["url"].(string)
	}
	config.Forms = readForms(values["forms"])
	for i, item := range list(values["menu"]) {
		config.Menu = append(config.Menu, entry(item, pointer("menu", i)))
	}
	for i, item := range list(values["urgent"]) {
		config.Urgent = append(config.Urgent, entry(item, pointer("urgent", i)))
	}
	for i, item := range list(values["footer"]) {
		config.Footer = append(config.Footer, entry(item, pointer("footer", i)))
	}
	for _, item := range list(values["doors"]) {
		if door, ok := item.(string); ok {
			config.Doors = append(config.Doors, door)
		}
	}
	config.Topics, config.Audiences = labels(values["topics"]), labels(values["audiences"])
	return config, findings
}

// SetBaseURL sets the address the site will have; "" means that it is not known.
func (c *Config) SetBaseURL(base string) error {
	if base == "" {
		c.BaseURL, c.basePath = "", ""
		return nil
	}
	u, err := url.Parse(base)
	if err != nil || strings.ContainsAny(base, " \"<>\\^`{|}") || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return badBaseURL(base)
	}
	u.Path = strings.TrimRight(u.Path, "/") + "/"
	c.BaseURL, c.basePath = u.String(), u.EscapedPath()
	return nil
}

type badBaseURL string

func (b badBaseURL) Error() string {
	return "the base URL " + string(b) + " is not an address such as https://example.org/ or https://example.org/handbook/"
}

// BasePath is the path that every address of the site starts with, "/" or
// such as "/handbook/".
func (c *Config) BasePath() string { return cmp.Or(c.basePath, "/") }

// Link gives an address below the base path as it stands in a link: with the
// base path, and with all that may not stand there percent-encoded.
func (c *Config) Link(address string) string {
	escaped := url.URL{Path: address}
	return c.BasePath() + strings.TrimPrefix(escaped.EscapedPath(), "/")
}

// Absolute gives an address below the base path with the base URL. There must
// be one.
func (c *Config) Absolute(address string) string {
	return c.BaseURL + strings.TrimPrefix((&url.URL{Path: address}).EscapedPath(), "/")
}

// EditURL gives the address where a file of the content folder is edited, ""
// if no repository is named. The content folder is taken to lie at the top of
// the repository.
func (c *Config) EditURL(file string) string {
	return c.onGitHub("/edit", file)
}

// NewURL gives the address where a file is added to a folder of the content
// folder, "" if no repository is named. The query filename=a.md&value=text fills
// in its name and its text.
func (c *Config) NewURL(folder string) string {
	return c.onGitHub("/new", folder)
}

func (c *Config) onGitHub(action, file string) string {
	if c.Repository == "" {
		return ""
	}
	folder := filepath.ToSlash(filepath.Clean(c.Folder))
	if filepath.IsAbs(c.Folder) || strings.HasPrefix(folder, "..") {
		folder = path.Base(folder)
	}
	address := url.URL{Path: path.Join(action, c.Branch, folder, file)}
	return strings.TrimSuffix(strings.TrimRight(c.Repository, "/"), ".git") + address.EscapedPath()
}

// Temper lowers the errors among findings to warnings for a folder that has no
// site.yaml, and to notes what only this site's rules would mind. Whoever wrote
// it never heard of them: it builds all the same, and no page holds the others
// back. One whose front matter cannot be read is published without it, unless a
// line of it says that it is a draft.
func (c *Config) Temper(findings []diag.Finding) []diag.Finding {
	if c.Found {
		return findings
	}
	tempered := slices.Clone(findings)
	for i := range tempered {
		if tempered[i].Severity == diag.Error {
			tempered[i].Severity = diag.Warning
		}
		if tempered[i].Rule == "remote-picture" {
			tempered[i].Severity = diag.Note
		}
	}
	return tempered
}

func list(value any) []any {
	items, _ := value.([]any)
	return items
}

func entry(item any, pointer string) Entry {
	fields, _ := item.(map[string]any)
	e := Entry{Pointer: pointer}
	e.Title, _ = fields["title"].(string)
	e.Page, _ = fields["page"].(string)
	return e
}

func labels(value any) []Label {
	var labels []Label
	for _, item := range list(value) {
		fields, _ := item.(map[string]any)
		var l Label
		l.Slug, _ = fields["slug"].(string)
		l.Title, _ = fields["title"].(string)
		l.Description, _ = fields["description"].(string)
		if l.Slug != "" {
			labels = append(labels, l)
		}
	}
	return labels
}
