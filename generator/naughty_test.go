package generator

import (
	"archive/zip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// naughty are texts that programs are known to harm: kinds of them, an example
// or two each.
var naughty = []string{
	"undefined", "null", "NaN", "true", "0", "-1.50", "1e308", "0x0", "1,000.00", "١٢٣", "CON", "aux.txt", "../../etc/passwd",
	"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "' OR 1=1 -- 1", "1;DROP TABLE users",
	"%s%n%x", "{0} ${HOME} $(date)", "{{.Title}}", "{% raw %}", "%00 %2e%2e%2f", "&lt; &amp; &#0;", "]]>", "<!-- a", "`code", "*a _b", "[a](b", "[[c]]",
	"Ω≈ç√∫˜µ≤≥÷", "åß∂ƒ©˙∆˚¬…æ", "田中さんにあげて下さい", "사회과학원", "Привет", "הָיְתָה", "مُنَاقَشَةُ", "👩🏽 👨‍👩‍👦 🇳🇱", "Z̮̞̠͙͔ͅḀ̗̞͈", "ﬁnal ﬂat", "ｔｈｅ ｑｕｉｃｋ", "𝐓𝐡𝐞", "ʇunpᴉ", "1⁄4 ½ ㎏",
	"a\u200bb", "a\u00adb", "\u202etest\u202d", "a\u00a0b", "a\u2028b", "a\ufeffb", "a\u0001b", "\x1b[31mred", "a\x7fb", "a\u0085b", "a\ufffeb", "a\U0001fffeb",
	"Ⱥ ß İ ı", "- a", "# a", "a: b #c", "@a !b", "?", "...", "~", "x" + strings.Repeat("long", 60),
}

// TestNaughtyTextsAreWhole builds a site in which each naughty text is a title,
// a heading, a description and a field, and finds it again wherever it belongs,
// or a finding that tells of it.
func TestNaughtyTextsAreWhole(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "title: Naughty\nbase_url: https://example.org/\n")
	for i, text := range naughty {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		write(fmt.Sprintf("p%d/_index.md", i), "---\ntitle: Part\nprint: true\n---\n")
		write(fmt.Sprintf("p%d/a.md", i), fmt.Sprintf("---\ntitle: %s\ndescription: %[1]s\nkind: template\ndate: 2026-01-01\n---\n\nText.\n\n## %s\n", quoted, escaped(text)))
	}
	report, err := New(Options{Content: dir, Out: out, KeepGoing: true}).Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, f := range report.Findings {
		told[filepath.ToSlash(f.Pos.File)] = true
	}
	for i, text := range naughty {
		if told[filepath.ToSlash(filepath.Join(dir, fmt.Sprintf("p%d/a.md", i)))] || told[fmt.Sprintf("content/p%d/a.md", i)] {
			continue
		}
		want := plainWords(text)
		for name, least := range map[string]int{"a/index.html": 2, "index.html": 1, "print/index.html": 2} {
			page := filepath.Join(out, fmt.Sprintf("p%d", i), name)
			if got := strings.Count(plainWords(visible(t, page)), want); got < least {
				t.Errorf("%q stands %d times in %s, want %d", text, got, name, least)
			}
		}
		words, err := filepath.Glob(filepath.Join(out, fmt.Sprintf("p%d/a/*.docx", i)))
		if err != nil || len(words) != 1 {
			t.Errorf("%q: Word files %v %v", text, words, err)
			continue
		}
		if got := strings.Count(plainWords(wordText(t, words[0])), want); got < 2 {
			t.Errorf("%q stands %d times in the Word file", text, got)
		}
	}
	feed, err := os.Open(filepath.Join(out, "feed.xml"))
	if err != nil {
		t.Fatal(err)
	}
	defer feed.Close()
	xmlText(t, feed)
}

// escaped is a text as Markdown shows it letter by letter.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x80 && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plainWords is a text without what only parts its words.
func plainWords(text string) string { return strings.Join(strings.Fields(text), " ") }

func visible(t *testing.T, name string) string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer file.Close()
	var b strings.Builder
	for z := html.NewTokenizer(file); ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		}
	}
}

func wordText(t *testing.T, name string) string {
	t.Helper()
	archive, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	return xmlText(t, part)
}

func xmlText(t *testing.T, r io.Reader) string {
	t.Helper()
	var b strings.Builder
	for d := xml.NewDecoder(r); ; {
		token, err := d.Token()
		if err == io.EOF {
			return b.String()
		} else if err != nil {
			t.Error(err)
			return b.String()
		}
		if text, ok := token.(xml.CharData); ok {
			b.Write(text)
		}
	}
}
