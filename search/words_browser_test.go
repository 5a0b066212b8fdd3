//go:build browser

package search

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// node runs a script among the browser's modules, with a language and no
// entry, and decodes what it prints.
func node(t testing.TB, module, script string, input, output any) {
	t.Helper()
	modules, err := clientModules(language{module: module}, nil)
	if err != nil {
		t.Fatal(err)
	}
	nodeIn(t, modules, script, input, output)
}

// nodeIn runs a script among modules.
func nodeIn(t testing.TB, modules moduleFS, script string, input, output any) {
	t.Helper()
	dir := t.TempDir()
	writeModules(t, dir, modules)
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("package.json", `{"type": "module"}`)
	write("script.js", script)
	in, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join(dir, "script.js"))
	var problems bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), &problems
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, problems.String())
	}
	if err := json.Unmarshal(out, output); err != nil {
		t.Fatalf("node printed %q: %v", out, err)
	}
}

// writeModules writes modules into a folder.
func writeModules(t testing.TB, dir string, modules moduleFS) {
	t.Helper()
	for name, data := range modules {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// analysisScript prints the words of each text.
const analysisScript = `
import { readFileSync } from "node:fs";
import { tokens } from "./analyse.js";
const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map(text => tokens(text).map(t => [t.text, t.term, t.common ? "common" : "", text.slice(t.start, t.end)]))));
`

// TestBrowserAnalysis holds the browser's words to Go's, in each language.
func TestBrowserAnalysis(t *testing.T) {
	for _, tag := range []string{"en", "nl", "de"} {
		texts := slices.Concat(awkwardTexts(), madeWords(4000, tag), strayTexts(4000))
		var got [][][4]string
		lang := languageOf(tag)
		node(t, lang.module, analysisScript, texts, &got)
		a, err := newAnalyser(lang)
		if err != nil {
			t.Fatal(err)
		}
		wrong := 0
		for i, text := range texts {
			var want [][4]string
			a.tokens(text, func(tok token) {
				common := ""
				if tok.common {
					common = "common"
				}
				want = append(want, [4]string{tok.text, tok.term, common, text[tok.start:tok.end]})
			})
			same := len(want) == len(got[i])
			for k := 0; same && k < len(want); k++ {
				same = want[k] == got[i][k]
			}
			if !same && wrong < 10 {
				wrong++
				t.Errorf("%s: %q is in Go %q, in the browser %q", tag, text, want, got[i])
			}
		}
	}
}
