package themes

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/assets"
)

// What others wrote is in the theme as they published it, with its licence, and
// the page on dependencies says what and why.
func TestVendoredLibrariesAreAsPublished(t *testing.T) {
	page, err := os.ReadFile("../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\| ([a-z-]+/[a-z.-]+\.js) ([0-9a-f]{64}) \|`).FindAllStringSubmatch(string(page), -1)
	sums := map[string]string{}
	for _, m := range named {
		sums[m[1]] = m[2]
	}
	fsys, _ := open(t, nil)
	for p, text := range files(t, "js/vendor") {
		name := strings.TrimPrefix(p, "js/vendor/")
		if path.Ext(p) != ".js" {
			continue
		}
		sum := sha256.Sum256([]byte(text))
		if got := hex.EncodeToString(sum[:]); got != sums[name] {
			t.Errorf("%s has the sum %s, docs/dependencies.md says %q", name, got, sums[name])
		}
		delete(sums, name)
		if _, err := fs.Stat(fsys, path.Dir(p)+"/LICENSE"); err != nil {
			t.Errorf("%s has no licence beside it: %v", name, err)
		}
	}
	for name := range sums {
		t.Errorf("docs/dependencies.md names %s, which is not there", name)
	}
}

// The pages on which people answer work on the phones they have: Chrome 100 and
// an iPhone with iOS 15.0. esbuild takes care of what is syntax; what is not
// stands here, with the version that brought it (MDN, browser compatibility
// data). The reader of codes may use more: it has a try of its own.
func TestPagesForOldPhonesUseWhatTheyHave(t *testing.T) {
	tooNew := regexp.MustCompile(`\.(?:at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|groupBy|hasOwn|isWellFormed|toWellFormed|checkVisibility|showModal|showPopover)\(` +
		`|structuredClone|AbortSignal\.timeout|CompressionStream|URL\.canParse|Promise\.withResolvers|Object\.groupBy|\(\?<[=!]|:has\(`)
	fsys, _ := open(t, nil)
	set, findings, err := assets.Bundle(fsys, func(p string) string { return p })
	if err != nil || len(findings) > 0 {
		t.Fatalf("bundling: %v %v", findings, err)
	}
	bundles := map[string]string{}
	for _, file := range set.Files() {
		bundles[file.Path] = string(file.Data)
	}
	for _, entry := range []string{"js/appearance.js", "js/main.js", "js/ask.js", "js/hand-in.js", "js/team.js", "css/ask.css"} {
		p, ok := set.Path(entry)
		if !ok {
			t.Fatalf("there is no %s", entry)
		}
		for _, found := range tooNew.FindAllStringIndex(bundles[p], -1) {
			text := bundles[p]
			t.Errorf("%s uses what old phones lack: …%s…", entry, text[max(0, found[0]-60):min(len(text), found[1]+40)])
		}
	}
}
