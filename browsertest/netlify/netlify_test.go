//go:build browser

// Package netlify holds what Netlify is told of a site against Netlify's own
// parsers, which come from npm.
package netlify

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// reading is what parse.js prints.
type reading struct {
	Contexts  map[string]deploy
	Headers   []headerRule
	Redirects []struct {
		From, To string
		Status   int
	}
	Errors []string
}

type deploy struct {
	Config      string
	Command     string
	Publish     string
	Environment map[string]string
	Headers     []any
	Redirects   []any
}

type headerRule struct {
	For       string
	ForRegExp string
	Values    map[string]string
}

// Netlify sets these variables for a build.
const (
	siteURL    = "https://care.example.org"
	previewURL = "https://deploy-preview-7--care.example.org"
)

func TestContextsBuildTheirSites(t *testing.T) {
	steward := built(t)
	home := small(t)
	contexts := read(t, filepath.Join(home, "public")).Contexts
	for context, want := range map[string]struct {
		url   string
		draft bool
	}{
		"production":     {siteURL, false},
		"deploy-preview": {previewURL, true},
		"branch-deploy":  {previewURL, true},
	} {
		t.Run(context, func(t *testing.T) {
			deploy := contexts[context]
			if want := filepath.Join(repository(t), "public"); deploy.Publish != want {
				t.Errorf("Netlify publishes %s, not %s", deploy.Publish, want)
			}
			if deploy.Headers != nil && len(deploy.Headers)+len(deploy.Redirects) > 0 {
				t.Errorf("netlify.toml repeats headers or redirects: %v %v", deploy.Headers, deploy.Redirects)
			}
			if got := deploy.Environment["GO_VERSION"]; !strings.HasPrefix(got, goVersion(t)+".") {
				t.Errorf("GO_VERSION is %q, go.mod asks for %s", got, goVersion(t))
			}
			runAsNetlify(t, deploy.Command, steward, home)
			page := text(t, filepath.Join(home, deploy.publishedBelow(t), "index.html"))
			if !strings.Contains(page, `href="`+want.url+`/"`) {
				t.Errorf("the home page does not name %s as its address", want.url)
			}
			_, err := os.Stat(filepath.Join(home, "public", "unfinished", "index.html"))
			if (err == nil) != want.draft {
				t.Errorf("draft published: %v, want %v", err == nil, want.draft)
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	site := productionSite(t)
	got := read(t, site)
	for path, want := range map[string]string{
		"/": "", "/team/": "", "/none": "",
		"/assets/main.1a2b3c4d.css": "public, max-age=31536000, immutable",
		"/search/client.js":         "public, max-age=0, must-revalidate",
	} {
		headers := sent(t, got.Headers, path)
		if headers["Cache-Control"] != want {
			t.Errorf("GET %s: Cache-Control is %q, want %q", path, headers["Cache-Control"], want)
		}
		if headers["X-Content-Type-Options"] != "nosniff" {
			t.Errorf("GET %s: X-Content-Type-Options is %q", path, headers["X-Content-Type-Options"])
		}
		policy := strings.Split(headers["Content-Security-Policy"], "; ")
		for _, directive := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'"} {
			if !slices.Contains(policy, directive) {
				t.Errorf("GET %s: the content security policy lacks %s: %q", path, directive, policy)
			}
		}
	}
	page := text(t, filepath.Join(site, "index.html"))
	if found := regexp.MustCompile(`/assets/[^"]+\.css`).FindString(page); found == "" || !strings.Contains(sent(t, got.Headers, found)["Cache-Control"], "immutable") {
		t.Errorf("the home page's style sheet %q is not kept by browsers", found)
	}
}

func TestRedirects(t *testing.T) {
	got := read(t, productionSite(t))
	if len(got.Redirects) != 1 {
		t.Fatalf("%d redirects: %v", len(got.Redirects), got.Redirects)
	}
	r := got.Redirects[0]
	if r.From != "/our-team/" || r.To != "/team/" || r.Status != 301 {
		t.Errorf("redirect %+v", r)
	}
}

// sent gives the headers that Netlify sends with a path. Where two rules give
// the same header Netlify joins the values, which is never what is meant.
func sent(t *testing.T, rules []headerRule, path string) map[string]string {
	t.Helper()
	headers := map[string]string{}
	for _, rule := range rules {
		fits, err := regexp.Compile("(?i)" + rule.ForRegExp)
		if err != nil {
			t.Fatal(err)
		}
		if !fits.MatchString(path) {
			continue
		}
		for name, value := range rule.Values {
			if headers[name] != "" {
				t.Errorf("GET %s: two rules give %s", path, name)
			}
			headers[name] = value
		}
	}
	return headers
}

// read has Netlify's parsers read netlify.toml and a site.
func read(t *testing.T, site string) reading {
	t.Helper()
	command := exec.Command("node", "parse.js", repository(t), site)
	var complaint strings.Builder
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		t.Fatalf("node parse.js: %v (./test installs what it needs)\n%s", err, complaint.String())
	}
	var got reading
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	if diff := cmp.Diff([]string{}, got.Errors); diff != "" {
		t.Errorf("what Netlify's parsers complain of:\n%s", diff)
	}
	return got
}

// productionSite gives the published folder of the small site, built as
// Netlify does for production.
func productionSite(t *testing.T) string {
	t.Helper()
	home := small(t)
	site := filepath.Join(home, "public")
	runAsNetlify(t, read(t, site).Contexts["production"].Command, built(t), home)
	return site
}

// runAsNetlify runs a build command in a shell, with the steward that was
// built instead of one that go would build.
func runAsNetlify(t *testing.T, line, steward, home string) {
	t.Helper()
	arguments, ok := strings.CutPrefix(line, "go run ./cmd/steward ")
	if !ok {
		t.Fatalf("the build command is %q", line)
	}
	command := exec.Command("bash", "-c", `"`+steward+`" `+arguments)
	command.Dir = home
	command.Env = append(os.Environ(), "URL="+siteURL, "DEPLOY_PRIME_URL="+previewURL)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", line, err, out)
	}
}

// small makes a site of two pages and a draft in a new folder, beside which
// nothing has been built yet.
func small(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	for name, content := range map[string]string{
		"content/site.yaml":     "title: Care\ndescription: How we work.\n",
		"content/_index.md":     "---\ntitle: Care\n---\n\nHow we work. See [our team](team.md).\n",
		"content/team.md":       "---\ntitle: Our team\nredirect_from: [/our-team/]\n---\n\nWho we are.\n",
		"content/unfinished.md": "---\ntitle: Unfinished\ndraft: true\n---\n\nNot yet.\n",
		"public/.keep":          "",
	} {
		file := filepath.Join(home, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return home
}

// built gives the path of a freshly built steward.
func built(t *testing.T) string {
	t.Helper()
	steward := filepath.Join(t.TempDir(), "steward")
	command := exec.Command("go", "build", "-o", steward, "./cmd/steward")
	command.Dir = repository(t)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("go build ./cmd/steward: %v\n%s", err, out)
	}
	return steward
}

// publishedBelow gives the published folder relative to the repository.
func (d deploy) publishedBelow(t *testing.T) string {
	t.Helper()
	below, err := filepath.Rel(repository(t), d.Publish)
	if err != nil {
		t.Fatal(err)
	}
	return below
}

// goVersion gives the first two numbers of the Go version that go.mod names.
func goVersion(t *testing.T) string {
	t.Helper()
	found := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(text(t, filepath.Join(repository(t), "go.mod")))
	if found == nil {
		t.Fatal("go.mod names no Go version")
	}
	return found[1]
}

func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func text(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
