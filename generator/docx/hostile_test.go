package docx

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestLinksThatMayStand(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/a b":             "https://example.org/a%20b",
		"http://example.org":                  "http://example.org",
		"mailto:a@example.org?subject=x%20y":  "mailto:a@example.org?subject=x%20y",
		"tel:+441632960000":                   "tel:+441632960000",
		"https://example.org/ü":               "https://example.org/%C3%BC",
		"javascript:alert(1)":                 "",
		"JaVaScRiPt:alert(1)":                 "",
		"java\tscript:alert(1)":               "",
		"data:text/html,x":                    "",
		"file:///etc/passwd":                  "",
		"\\\\host\\share":                     "",
		"//example.org/x":                     "",
		"https:":                              "",
		"https:///x":                          "",
		"https://exa mple.org/":               "",
		"https://[::1":                        "",
		"http://example.org/%zz":              "",
		"mailto:":                             "",
		"mailto:a b@example.org":              "",
		"https://example.org/\x00":            "",
		"/within/":                            "",
		"https://e.org/" + long:               "",
		"ms-word:ofe|u|https://example.org/x": "",
	} {
		got, ok := webAddress(address)
		if ok != (want != "") || ok && got != want {
			t.Errorf("webAddress(%q) = %q, %v; want %q", address, got, ok, want)
		}
	}
}

var long = strings.Repeat("x", 3000)

// TestHostileHTML: whatever the HTML, the document is sound, its text is there
// and it takes no time to speak of.
func TestHostileHTML(t *testing.T) {
	many := func(s string) string { return strings.Repeat(s, 3000) }
	for name, html := range map[string]string{
		"deep":           many("<div>") + "told" + many("</div>"),
		"deep and risky": "<script>bad</script>" + many("<b><i>") + "told",
		"deep lists":     strings.Repeat("<ul><li>", 240) + "told",
		"deep quotes":    strings.Repeat("<blockquote>", 400) + "told<table><tr><td>x",
		"deep tables":    strings.Repeat("<table><tr><td>", 160) + "told",
		"wide":           "<table><tr>" + many("<td>told</td>") + "</tr></table>",
		"boxes":          "<ul><li>told" + many("<input type=checkbox>") + "</ul>",
		"blanks":         many(`<span class="blank">`+long[:40]+`</span>`) + "told",
		"long blank":     `<span class="blank">` + long + `</span> told`,
		"twin ids":       many(`<h2 id="a">told</h2>`) + `<a href="#a">x</a>`,
		"id in a link":   `<a href="#x"><h2 id="x">told</h2></a><p><a href="#x">y</a>`,
		"id unseen":      `<script><h2 id="x"></script><a href="#x">told</a>`,
		"XML":            `told ]]&gt; <![CDATA[ <?xml?> <w:p> </w:body> & &amp;lt;`,
		"controls":       "to\x00\x01\x0b\u0085\ufffe\uffffld\x1f\xff",
		"hidden":         `told<script>bad</script><style>bad</style><iframe src="//bad">bad</iframe><svg><text>bad</text></svg>`,
		"outside":        `told<img src="https://bad/x.png"><a href="javascript:bad">y</a><object data="https://bad/">z</object>`,
		"loose":          `<li>told</li><dt>a<dd>b<tr><td>c<summary>d</summary><caption>e`,
	} {
		t.Run(name, func(t *testing.T) {
			doc := Document{Parts: []Part{{HTML: html, Statements: []Statement{{Text: html, Actions: []string{html}}}}}}
			start := time.Now()
			if _, err := Write(doc); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			outline, parts := written(t, doc)
			if !strings.Contains(outline, "told") {
				t.Errorf("the text is lost: %.300s", outline)
			}
			for part, text := range parts {
				if strings.Contains(text, "bad") {
					t.Errorf("%s holds what it must not", part)
				}
			}
		})
	}
}

// TestHostileWords puts what XML cannot hold into every plain field.
func TestHostileWords(t *testing.T) {
	bad := "a\x00<b>&\"'\x1b]]>\ufffe\xff" + strings.Repeat("𝄞", 300)
	doc := Document{Title: bad, Description: bad, Author: bad, Language: bad, Licence: bad, LicenceURL: bad, Address: bad,
		Revised: bad, Caveat: bad, Fields: []Field{{bad, Line}, {bad, Notes}, {bad, Day}}, Sources: []string{bad, "", bad},
		Parts: []Part{{Heading: bad, Statements: []Statement{{Number: -1, More: bad}}}}}
	outline, _ := written(t, doc)
	if !strings.HasPrefix(outline, `Title: a<b>&"']]>𝄞`) {
		t.Errorf("the title is %.40q", outline)
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{{"four", 4, "four"}, {"fours", 4, "four"}, {"a bc", 2, "a"}, {"𝄞𝄞", 3, "𝄞"}, {"", 4, ""}} {
		if got := short(c.text, c.n); got != c.want {
			t.Errorf("short(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("<h2 id=a>T</h2><p>x <a href='#a'>y</a> <span class=blank>z</span>", "A <b>statement", "title")
	f.Add("<ul><li><input type=checkbox>x<ol><li>y</ul><table><tr><td colspan=3>q<td><table><tr><td>", "<li><hr><pre>\t", "\x00")
	f.Add("<blockquote><ul><li></li></ul><aside class=callout><p class=callout-title>N<p>x<hr></aside>", "<table><tr>", "")
	f.Add("<a href='https://e.org'>x<span class=blank></span><h3 id=b></a><details><summary>s<dl><dt><dd>", "<p><p>", "&")
	f.Fuzz(func(t *testing.T, html, statement, words string) {
		doc := Document{Title: words, Language: words, Address: words, LicenceURL: words, Licence: words, Caveat: words,
			Fields: []Field{{words, Day}}, Sources: []string{words},
			Parts: []Part{{HTML: html, Heading: words, Statements: []Statement{{Number: 1, Text: statement, Actions: []string{statement, html}, More: words}}},
				{HTML: html, Fields: []Field{{words, Notes}}}, {Statements: []Statement{{Text: html}}}}}
		data, err := Write(doc)
		if err != nil {
			t.Fatal(err)
		}
		if document, _ := sound(t, data); t.Failed() {
			t.Log(fmt.Sprint(outline(document.first("body"), nil)))
		}
	})
}
