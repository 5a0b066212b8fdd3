package render

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"github.com/gorilla/feeds"

	"github.com/open-stewardship/steward/generator/site"
)

type sitemapURL struct {
	Location string `xml:"loc"`
	Modified string `xml:"lastmod,omitempty"`
}

// sitemap lists all pages (sitemaps.org). Without a base URL the addresses are
// without a host, which a search engine will not take.
func (r *Renderer) sitemap() ([]byte, error) {
	set := struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []sitemapURL `xml:"url"`
	}{}
	for _, p := range r.site.Pages {
		u := sitemapURL{Location: r.publicURL(p.URL)}
		if p.Doc != nil {
			u.Modified = p.Doc.Front.LastChecked
			if u.Modified == "" {
				u.Modified = p.Doc.Front.Date
			}
		}
		set.URLs = append(set.URLs, u)
	}
	text, err := xml.MarshalIndent(set, "", " ")
	if err != nil {
		return nil, fmt.Errorf("writing the sitemap: %w", err)
	}
	return append([]byte(xml.Header), append(text, '\n')...), nil
}

// publicURL is the address of a page for the world outside, as whole as it is
// known.
func (r *Renderer) publicURL(url string) string {
	if r.site.BaseURL == "" {
		return r.url(url)
	}
	return r.site.Absolute(url)
}

// feedLength is how many pages the feed holds.
const feedLength = 20

// feed is an Atom feed (RFC 4287) of the newest pages.
func (r *Renderer) feed() ([]byte, error) {
	var dated []*site.Page
	for _, p := range r.site.Pages {
		if p.Doc != nil && !p.IsSection && p.Doc.Front.Date != "" {
			dated = append(dated, p)
		}
	}
	feed := &feeds.AtomFeed{
		Xmlns: "http://www.w3.org/2005/Atom", Title: r.site.Title, Subtitle: r.site.Description,
		Id: r.feedID("/"), Link: &feeds.AtomLink{Href: r.publicURL("/"), Rel: "alternate"},
		Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: r.site.Title}},
		// A feed without entries has no date of its own, and must have one.
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
	}
	for i, p := range newest(dated, feedLength) {
		updated := p.Doc.Front.Date + "T00:00:00Z"
		if i == 0 {
			feed.Updated = updated
		}
		feed.Entries = append(feed.Entries, &feeds.AtomEntry{
			Title: p.Title, Id: r.feedID(p.URL), Updated: updated, Published: updated,
			Links:   []feeds.AtomLink{{Href: r.publicURL(p.URL), Rel: "alternate"}},
			Summary: &feeds.AtomSummary{Type: "text", Content: p.Description},
		})
	}
	text, err := feeds.ToXML(feed)
	if err != nil {
		return nil, fmt.Errorf("writing the feed: %w", err)
	}
	return []byte(text), nil
}

// feedID names an entry for good: its address, or without a base URL a URN.
func (r *Renderer) feedID(url string) string {
	if r.site.BaseURL == "" {
		return "urn:steward:" + site.Slugify(r.site.Title) + ":" + strings.Trim(url, "/")
	}
	return r.site.Absolute(url)
}

// robots lets everybody in (RFC 9309).
func (r *Renderer) robots() []byte {
	text := "User-agent: *\nAllow: /\n"
	if r.site.BaseURL != "" {
		text += "Sitemap: " + r.site.Absolute("/sitemap.xml") + "\n"
	}
	return []byte(text)
}

// ContentSecurityPolicy is what pages may load and run: what the site itself
// serves, and nothing else.
const ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Header is a rule of _headers: what is sent with the files at a path, which
// may end in *.
type Header struct {
	Path   string // below the host, with the base path
	Fields [][2]string
}

// Headers are the rules of _headers, the general ones first.
func (r *Renderer) Headers() []Header {
	headers := []Header{
		{"/*", [][2]string{
			{"Content-Security-Policy", ContentSecurityPolicy},
			{"X-Content-Type-Options", "nosniff"},
			{"Referrer-Policy", "strict-origin-when-cross-origin"},
			{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
		}},
		{r.base + "assets/*", [][2]string{{"Cache-Control", "public, max-age=31536000, immutable"}}},
		{r.base + "search/client.js", [][2]string{{"Cache-Control", "public, max-age=0, must-revalidate"}}},
		// Any other page may use the search: what it reads is public.
		{r.base + "search/*", [][2]string{{"Access-Control-Allow-Origin", "*"}}},
	}
	if r.Has(file("/ask/")) {
		// A link to these pages carries answers behind its #. Some hosts send
		// both values of a field, the later rule's last, and browsers take that.
		headers = append(headers,
			Header{r.base + "ask/*", [][2]string{{"Referrer-Policy", "no-referrer"}}},
			Header{r.base + "ask/team/*", [][2]string{{"Permissions-Policy", "camera=(self), geolocation=(), microphone=()"}}})
	}
	return headers
}

// headers writes _headers as Netlify reads it:
// docs.netlify.com/routing/headers.
func (r *Renderer) headers() []byte {
	var b strings.Builder
	for _, h := range r.Headers() {
		b.WriteString(h.Path + "\n")
		for _, field := range h.Fields {
			fmt.Fprintf(&b, "  %s: %s\n", field[0], field[1])
		}
	}
	return []byte(b.String())
}

// redirects writes _redirects as Netlify reads it:
// docs.netlify.com/routing/redirects. The slash at the end of an address is
// not told apart there.
func (r *Renderer) redirects() []byte {
	var b strings.Builder
	for _, redirect := range r.Redirects() {
		fmt.Fprintf(&b, "%s %s 301\n", redirect.From, redirect.To)
	}
	return []byte(b.String())
}

// Redirects gives the addresses that pages used to have, with the base path.
func (r *Renderer) Redirects() []site.Redirect {
	redirects := make([]site.Redirect, len(r.site.Redirects))
	for i, redirect := range r.site.Redirects {
		redirects[i] = site.Redirect{From: r.url(redirect.From), To: r.url(redirect.To)}
	}
	return redirects
}
