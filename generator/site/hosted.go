package site

import (
	"slices"
	"strings"
)

// Hosts take some files of a site for configuration, or run what is in some
// folders. Content, which may be a stranger's, must not make any of them,
// however it is written.

// hostFolders are the folders at the top of a site that hosts run programs
// from: Netlify (docs.netlify.com/functions) and Cloudflare Pages
// (developers.cloudflare.com/pages/functions). Not among them is api/ of Vercel
// and Azure: it holds programs, and no kind of file that runs is ever published.
var hostFolders = []string{"functions", "netlify", ".netlify", ".vercel", ".well-known", ".github", ".git"}

// hostFiles are the files that hosts read, anywhere: a server of one's own
// looks into each folder. CNAME, web.config and netlify.toml are of kinds that
// are never copied; as the name of a page they are a folder, and a server
// that reads one fails.
var hostFiles = []string{
	"cname", ".nojekyll", "_config.yml", // GitHub Pages
	"_headers", "_redirects", "netlify.toml", // Netlify, Cloudflare Pages
	"_worker.js", "_routes.json", // Cloudflare Pages
	"vercel.json", "now.json", // Vercel
	"staticwebapp.config.json", "routes.json", // Azure Static Web Apps
	"firebase.json", "static.json", "surge.json", "render.yaml", "amplify.yml", // Firebase, Heroku, Surge, Render, Amplify
	".htaccess", ".htpasswd", "web.config", "web.xml", ".user.ini", "php.ini", // Apache, IIS, Tomcat, PHP
	"ads.txt", "app-ads.txt", "sellers.json", // who may sell advertisements on the site
	"crossdomain.xml", "clientaccesspolicy.xml", // who may read it from elsewhere
	"apple-app-site-association", "assetlinks.json", // which apps may act for it
	"service-worker.js", "sw.js",
}

// forHost tells whether a host would take what lies at an address below the
// base path for configuration, and not for something to show.
func forHost(address string) bool {
	parts := strings.Split(strings.Trim(strings.ToLower(visible(canonical(address))), "/"), "/")
	if slices.Contains(hostFolders, parts[0]) {
		return true
	}
	for _, part := range parts {
		if slices.Contains(hostFiles, part) || strings.HasPrefix(part, ".") || strings.HasPrefix(part, "_") {
			return true
		}
	}
	return false
}

// isHosts tells whether the last part of an address below another is one that
// no page or folder may have.
func isHosts(parent, segment string) bool {
	top := strings.Trim(parent, "/") == ""
	segment = strings.ToLower(segment)
	return top && slices.Contains(hostFolders, segment) || slices.Contains(hostFiles, segment)
}
