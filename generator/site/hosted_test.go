package site

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/source"
)

// hostNames are names that mean something to hosts, as a stranger may try them.
var hostNames = []string{"_headers", "_redirects", "_worker.js", "_routes.json", "functions", "netlify", ".netlify", ".well-known", ".vercel", "vercel.json",
	"now.json", "staticwebapp.config.json", "firebase.json", "netlify.toml", "CNAME", ".nojekyll", ".htaccess", ".htpasswd", "web.config", "ads.txt",
	"_config.yml", "robots.txt", "sitemap.xml", "feed.xml", "404.html", "index.html", "assetlinks.json", "apple-app-site-association", "crossdomain.xml",
	"assets", "search", "admin", "pack", "give", "sw.js", "service-worker.js", ".user.ini", ".git", ".github"}

// disguises are ways to write a name.
var disguises = []func(string) string{
	func(n string) string { return n }, strings.ToUpper, strings.ToTitle,
	func(n string) string { return "\u200b" + n },
	func(n string) string { return n[:2] + "\u00ad" + n[2:] },
	func(n string) string { return "\u202e" + n + "\u202c" },
	func(n string) string { return "__" + n },
	func(n string) string { return " " + n + " " },
	func(n string) string { return n + "." },
	func(n string) string { return n + "/x" },
	func(n string) string { return "../" + n },
	func(n string) string { return strings.ReplaceAll(n, ".", "%2e") },
	func(n string) string { return strings.ReplaceAll(n, "_", "%5f") },
	func(n string) string { return "/" + n + "/" },
}

// TestNothingForHosts writes each name each way as the name of a page, of a
// folder, of an attachment and its folder, as a slug and as an old address.
func TestNothingForHosts(t *testing.T) {
	for _, name := range hostNames {
		for i, disguise := range disguises {
			written := disguise(name)
			fsys := fstest.MapFS{"_index.md": {Data: []byte("# Home\n")},
				"slug.md":     {Data: fmt.Appendf(nil, "---\ntitle: Slug\nslug: %q\n---\n", written)},
				"redirect.md": {Data: fmt.Appendf(nil, "---\ntitle: Old\nredirect_from: [%q]\n---\n", written)}}
			for _, file := range []string{written, written + ".md", written + "/page.md", written + "/picture.png", written + "/deep/picture.png",
				"below/" + written, written + ".json", written + ".txt"} {
				if clean := path.Clean(file); clean == strings.Trim(file, "/") && !strings.HasPrefix(clean, "..") && fsys[clean] == nil {
					fsys[clean] = &fstest.MapFile{Data: []byte("# Text\n")}
				}
			}
			delete(fsys, written) // it is a folder
			for _, found := range []bool{true, false} {
				s := assembleHosted(t, fsys, found)
				for _, p := range s.Pages {
					refuseHosted(t, i, name, p.URL+"index.html")
				}
				for _, at := range s.Attachments() {
					if slices.Contains(Reserved, strings.ToLower(at[1:])) {
						continue // a file of the site's own is in its place, which is an error of its own
					}
					refuseHosted(t, i, name, at)
				}
				for _, r := range s.Redirects {
					refuseHosted(t, i, name, r.From)
				}
			}
		}
	}
}

func assembleHosted(t *testing.T, fsys fstest.MapFS, found bool) *Site {
	t.Helper()
	delete(fsys, "site.yaml")
	if found {
		fsys["site.yaml"] = &fstest.MapFile{Data: []byte("title: Site\n")}
	}
	folder, err := source.Read(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	config, _ := ReadConfig(folder)
	var docs []*markdown.Document
	for _, file := range folder.Pages {
		docs = append(docs, markdown.Parse(file))
	}
	s, _ := Assemble(config, docs, folder.Attachments, Options{})
	return s
}

// refuseHosted fails for an address by which a host is told something.
func refuseHosted(t *testing.T, disguise int, name, address string) {
	t.Helper()
	parts := strings.Split(strings.Trim(strings.ToLower(address), "/"), "/")
	first := parts[0]
	bad := slices.Contains([]string{"functions", "netlify"}, first) || first == "assets" || first == "give" || first == "admin" || first == "pack" || first == "search"
	for _, part := range parts {
		bad = bad || strings.HasPrefix(part, ".") || strings.HasPrefix(part, "_")
		for _, other := range hostNames {
			if strings.Contains(other, ".") && part == other && part != "index.html" && (first == part || !slices.Contains(Reserved, part)) {
				bad = true
			}
		}
	}
	if bad {
		t.Errorf("%s in disguise %d: something is published at %s", name, disguise, address)
	}
}

// What only looks like one of these stays as it is.
func TestNamesNearThoseOfHosts(t *testing.T) {
	s := assembleHosted(t, fstest.MapFS{"functions-of-a-team.md": {Data: []byte("# A")}, "teams/functions.md": {Data: []byte("# B")},
		"headers.md": {Data: []byte("# C\n\n[Roles](data/roles.json)\n")}, "data/roles.json": {Data: []byte("{}")}}, true)
	for _, url := range []string{"/functions-of-a-team/", "/teams/functions/", "/headers/"} {
		if s.byURL[url] == nil {
			t.Errorf("there is no page at %s", url)
		}
	}
	if s.Attachments()["data/roles.json"] != "/data/roles.json" {
		t.Errorf("attachments: %v, left out: %v", s.Attachments(), s.LeftOut)
	}
}
