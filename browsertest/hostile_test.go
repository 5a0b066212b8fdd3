//go:build browser

package browsertest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// payloads are what testdata/hostile.txt holds.
func payloads(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "hostile.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if line != "" && !strings.HasPrefix(line, "# What") && !strings.HasPrefix(line, "# elsewhere") {
			list = append(list, strings.NewReplacer(`\x01`, "\x01", `\x09`, "\t", `\x0c`, "\f").Replace(line))
		}
	}
	return list
}

// quoted writes a text as YAML takes it.
func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		return `""`
	}
	return string(data)
}

// hostileContent writes each payload wherever content can stand: as text, title,
// field, file name, table, list, code and heading, in what site.yaml says, and
// in files that are opened by themselves.
func hostileContent(list []string) map[string]string {
	files := map[string]string{
		"_index.md": "---\ntitle: Home\n---\nHome of it all.\n",
		"site.yaml": fmt.Sprintf("title: %s\ndescription: %s\nlicence: %s\nrepository: %s\nmenu:\n  - {title: %s, url: %s}\n",
			quoted(list[10]), quoted(list[11]), quoted(list[12]), quoted("javascript:alert(1)"), quoted(list[0]), quoted("javascript:alert(1)")),
		"open/picture.svg":  `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`,
		"open/outside.svg":  `<svg xmlns="http://www.w3.org/2000/svg"><image href="https://elsewhere.invalid/p.png"/></svg>`,
		"open/page.html":    `<script>alert(1)</script>`,
		"open/page.txt":     `<script>alert(1)</script>`,
		"open/table.csv":    "<script>alert(1)</script>,2\n",
		"open/data.json":    `{"a": "<script>alert(1)</script>"}`,
		"open/image.png":    `<html><script>alert(1)</script></html>`,
		"open/page.pdf.xml": `<x xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></x>`,
		"open/index.md":     "# Open\n\n[a](page.txt) [b](table.csv) [c](data.json) [d](picture.svg) [e](outside.svg) [f](image.png)\n",
	}
	for i, p := range list {
		kind := []string{"page", "checklist", "template", "term"}[i%4]
		files[fmt.Sprintf("all/p%03d.md", i)] = fmt.Sprintf("---\ntitle: %s\ndescription: %s\nkind: %s\ndate: 2024-01-02\ntopics: [%s]\n"+
			"sources: [{id: s, title: %s, url: %s}]\nredirect_from: [%s]\nplace: %s\n---\nhostile text\n\n%s\n\n## %s\n\n- %s\n- [ ] %s\n\n| a |\n|---|\n| %s |\n\n> %s\n\n"+
			"```html\n%s\n```\n\n    %s\n\n*%s* {{%s}} [^s]\n\n[%s](x.md) ![%s](x.png)\n",
			quoted(p), quoted(p), kind, quoted(p), quoted(p), quoted(p), quoted(p), quoted(p), p, p, p, p, p, p, p, p, p, p, p, p)
		if name := strings.Map(func(r rune) rune {
			if r < ' ' || strings.ContainsRune(`/\`, r) {
				return -1
			}
			return r
		}, p); name != "" && len(name) < 200 && name[0] != '.' {
			files["names/"+name+".md"] = "Text in a file of that name.\n"
		}
	}
	return files
}

// inspect tells what a page has come to: what ran, which links would run, which
// of the browser's names mean something else than when it began.
const inspect = `(() => {
	const wrong = [...globalThis.ran];
	for (const one of document.querySelectorAll("[href], [src], [action], [formaction], [data], [srcset]")) {
		for (const name of ["href", "src", "action", "formaction", "data", "srcset"]) {
			const value = one.getAttribute(name);
			if (value === null) continue;
			const { protocol, host } = new URL(value, location.href);
			if (!/^(https?|mailto|tel|data):$/.test(protocol) || protocol === "data:" && one.localName !== "img") wrong.push(name + "=" + value);
			if (one.localName !== "a" && host !== location.host && protocol !== "data:") wrong.push("from elsewhere: " + value);
		}
	}
	for (const one of document.querySelectorAll("*"))
		for (const { name } of one.attributes)
			if (/^on/i.test(name) || name === "style" || name === "srcdoc" || name === "ping") wrong.push(one.localName + " has " + name);
	for (const one of document.querySelectorAll("script:not([src]), style, iframe, object, embed, base, meta[http-equiv]")) wrong.push(one.outerHTML.slice(0, 100));
	for (const name of Object.keys(globalThis.kinds)) if (typeof document[name] !== globalThis.kinds[name]) wrong.push("document." + name + " is taken");
	for (const one of document.querySelectorAll("main form[name], main img[name], main embed[name], main object[name], main iframe[name]")) wrong.push("named " + one.name);
	const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
	for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push("two elements are called " + id);
	return wrong;
})()`

// begin notes what runs and what the browser's names mean at first.
const begin = `globalThis.ran = [];
	for (const name of ["alert", "confirm", "prompt"]) globalThis[name] = () => { globalThis.ran.push(name + " was called"); };
	globalThis.kinds = {};
	for (let proto = document; proto; proto = Object.getPrototypeOf(proto))
		for (const name of Object.getOwnPropertyNames(proto))
			if (typeof document[name] === "function") globalThis.kinds[name] = "function";`

// A folder without site.yaml publishes everything, errors and all; with one the
// pages with errors are left out, and what site.yaml says is on every page.
func TestStrangersContentDoesNothing(t *testing.T) {
	for _, described := range []bool{false, true} {
		t.Run(fmt.Sprintf("described=%v", described), func(t *testing.T) { strangersContent(t, described) })
	}
}

func strangersContent(t *testing.T, described bool) {
	list := payloads(t)
	if len(list) < 150 {
		t.Fatalf("only %d payloads", len(list))
	}
	name := fmt.Sprint("hostile-", described)
	content := filepath.Join(house.work, name+"-content", "content")
	files := hostileContent(list)
	least := len(list)
	if described {
		least /= 20
	} else {
		delete(files, "site.yaml")
	}
	if err := writeContent(content, files); err != nil {
		t.Fatal(err)
	}
	s := site{dir: filepath.Join(house.work, name), base: "/"}
	command := exec.Command(house.steward, "build", "--keep-going", "--content", content, "--out", s.dir)
	if out, err := command.CombinedOutput(); err != nil && command.ProcessState.ExitCode() != 1 {
		t.Fatalf("building: %v\n%s", err, out)
	}
	var addresses []string
	err := filepath.WalkDir(s.dir, func(name string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !strings.Contains(name, ".bleve") {
			// A table or a data file is downloaded, and shows nothing.
			if at, err := filepath.Rel(s.dir, name); err == nil && (strings.HasSuffix(at, ".html") || strings.HasSuffix(at, ".svg") || strings.HasSuffix(at, ".txt")) {
				addresses = append(addresses, (&url.URL{Path: strings.TrimSuffix(filepath.ToSlash(at), "index.html")}).EscapedPath())
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(addresses) < least {
		t.Fatalf("only %d pages are published", len(addresses))
	}
	pages := addresses
	addresses = []string{"search/?q=hostile+text", "pack/#" + url.PathEscape(list[10])}
	for i := 0; i < len(list); i += 20 {
		addresses = append(addresses, "search/?q="+url.QueryEscape(list[i]))
	}
	always := len(addresses)
	addresses = append(addresses, pages...)
	for _, policy := range []bool{true, false} {
		t.Run(fmt.Sprintf("policy=%v", policy), func(t *testing.T) {
			h := serve(t, s)
			if !policy {
				h.rules = nil
			}
			b := openUnwatched(t, h.address)
			b.before(begin)
			faults := 0
			for i, at := range addresses {
				if i >= always && i%10 != 0 && (policy || described) {
					continue // every page is tried where least stands against it
				}
				asked := len(b.seen.asked(0))
				b.visit(at)
				for _, wrong := range eval[[]string](b, `document.contentType === "text/html" && document.querySelector("main") ? `+inspect+` : globalThis.ran ?? []`) {
					t.Errorf("%s: %s", at, wrong)
					faults++
				}
				for _, r := range b.seen.asked(asked) {
					if u, err := url.Parse(r.url); err == nil && u.Host != b.seen.host && u.Scheme != "data" {
						t.Errorf("%s asks %s", at, r.url)
						faults++
					}
				}
				if faults > 40 {
					t.Fatal("and so on")
				}
			}
			t.Logf("%d payloads, %d addresses", len(list), len(addresses))
		})
	}
}
