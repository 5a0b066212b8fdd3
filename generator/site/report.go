package site

import (
	"net/url"
	"strings"
)

// correctionForm is the issue form for what is wrong with a page, and its field
// for the page's address.
const correctionForm, correctionPage = "correction.yml", "page"

// ReportURL gives the address where a problem with a page is reported: a new
// issue in the repository, with the page's address filled in. It is "" if no
// repository on GitHub is named.
func (c *Config) ReportURL(title, address string) string {
	repository := strings.TrimSuffix(strings.TrimRight(c.Repository, "/"), ".git")
	u, err := url.Parse(repository)
	if err != nil || u.Hostname() != "github.com" {
		return ""
	}
	fields := url.Values{"template": {correctionForm}, "title": {"Correction: " + title}, correctionPage: {address}}
	return repository + "/issues/new?" + fields.Encode()
}

// Forms says who takes what people send from a page.
type Forms struct {
	Host   string // "netlify"; "" for nobody
	Thanks string // path of the page to show afterwards, or ""
}

func readForms(value any) Forms {
	fields, _ := value.(map[string]any)
	var f Forms
	if host, _ := fields["host"].(string); host == "netlify" {
		f.Host = host
	}
	f.Thanks, _ = fields["thanks"].(string)
	return f
}
