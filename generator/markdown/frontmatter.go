package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v3"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/source"
)

// A block is where the front matter stands in a file. The library that reads
// it says "no front matter" to much that an author would call front matter
// with a mistake in it, so the block is found here first.
type block struct {
	format     string // yaml, toml or json
	delimiter  string // that closes it; "" for a JSON object without any
	start, end int    // of what stands between the delimiters
	body       int    // where the text begins
}

var bom = []byte(source.BOM)

// findBlock finds the front matter of a file. A file without any gives nil and
// no error: also one that opens with a rule, "---".
func findBlock(data []byte) (*block, error) {
	first := 0
	if bytes.HasPrefix(data, bom) {
		first = len(bom)
	}
	line, next := lineAt(data, first)
	for next < len(data) {
		comment := leadingComment.Find(data[first:])
		if comment == nil && len(bytes.TrimSpace(line)) > 0 {
			break
		}
		first = max(next, first+len(comment))
		line, next = lineAt(data, first)
	}
	opening := string(bytes.TrimRight(line, " \t\r"))
	if dashes.MatchString(opening) { // a phone made one long dash of three
		if found, err := delimited(data, "yaml", opening, first, next); err == nil && readsAsYAML(data[found.start:found.end]) {
			return found, nil
		}
	}
	switch opening {
	case "---":
		if !isFrontMatter(data[next:]) {
			return nil, nil
		}
		return delimited(data, "yaml", "---", first, next)
	case "---yaml":
		return delimited(data, "yaml", "---", first, next)
	case "+++":
		return delimited(data, "toml", "+++", first, next)
	case "---toml":
		return delimited(data, "toml", "---", first, next)
	case "---json":
		return delimited(data, "json", "---", first, next)
	case ";;;":
		return delimited(data, "json", ";;;", first, next)
	}
	return bareObject(data, first, opening)
}

// leadingComment is what may stand above front matter: a licence, or a remark
// to an editor.
var leadingComment = regexp.MustCompile(`^(?s:<!--.*?-->)[ \t]*(?:\r?\n|$)`)

// dashes are what a phone makes of three hyphens.
var dashes = regexp.MustCompile(`^(?:[–—]-?|-[–—])$`)

// bareObject finds a JSON object that stands at the top without delimiters.
func bareObject(data []byte, first int, opening string) (*block, error) {
	if !strings.HasPrefix(opening, "{") || strings.HasPrefix(opening, "{{") || strings.HasPrefix(opening, "{%") {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(data[first:]))
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		if opening == "{" || strings.HasPrefix(opening, `{"`) {
			return nil, &blockError{first, "the front matter opens with { but is not a JSON object: " + jsonProblem(err), jsonHint}
		}
		return nil, nil
	}
	end := first + int(decoder.InputOffset())
	rest, body := lineAt(data, end)
	if len(bytes.TrimSpace(rest)) > 0 {
		return nil, nil // an example of JSON in running text
	}
	return &block{format: "json", start: first, end: end, body: body}, nil
}

// delimited finds the closing delimiter of a block that opened at first, with
// its fields from start. Other programs let "..." close YAML.
func delimited(data []byte, format, closing string, first, start int) (*block, error) {
	for at := start; at < len(data); {
		line, next := lineAt(data, at)
		if isClosing(line, closing) || format == "yaml" && isClosing(line, "...") {
			return &block{format, closing, start, at, next}, nil
		}
		at = next
	}
	hint := "put a line with only " + closing + " after the last field"
	if closing == "---" {
		hint += "; if it is a rule that opens the page, write *** instead"
	}
	return nil, &blockError{first, "the front matter has no closing " + closing, hint}
}

func isClosing(line []byte, closing string) bool {
	return string(bytes.TrimRight(line, " \t\r")) == closing
}

// looksLikeField tells a line of front matter from a line of prose.
var looksLikeField = regexp.MustCompile(`^\s*([\pL_"'][\pL\pN_ "'-]*\s*[:=](\s|$)|[a-z_]+:[^/\s])`)

// isFrontMatter tells whether what follows a line "---" is front matter, or
// the line a rule. Comments and blank lines before the first field tell
// nothing; a page may well open with a rule and a line "Note: ...", so after a
// blank line only what reads as fields throughout counts.
func isFrontMatter(data []byte) bool {
	blank := false
	for at := 0; at < len(data); {
		line, next := lineAt(data, at)
		switch trimmed := bytes.TrimSpace(line); {
		case isClosing(line, "---"):
			return at == 0 // else a heading between two rules
		case len(trimmed) == 0:
			blank = true
		case trimmed[0] != '#' || bytes.HasPrefix(trimmed, []byte("##")):
			return looksLikeField.Match(line) && (!blank || readsAsFields(data))
		}
		at = next
	}
	return false
}

// readsAsFields tells whether a block is closed and all in it is fields with
// names in lower case, as those of front matter are.
func readsAsFields(data []byte) bool {
	found, err := delimited(data, "yaml", "---", 0, 0)
	if err != nil {
		return false
	}
	return readsAsYAML(data[:found.end])
}

// readsAsYAML tells whether all in a block is fields with names in lower case.
func readsAsYAML(data []byte) bool {
	var values yaml.Node
	if yaml.Unmarshal(data, &values) != nil || len(values.Content) == 0 {
		return false
	}
	root := values.Content[0]
	for i := 0; i < len(root.Content); i += 2 {
		if strings.ContainsFunc(root.Content[i].Value, unicode.IsUpper) {
			return false
		}
	}
	return root.Kind == yaml.MappingNode
}

func lineAt(data []byte, at int) (line []byte, next int) {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return data[at : at+i], at + i + 1
	}
	return data[at:], len(data)
}

// blockError is a fault of the front matter in words for its author.
type blockError struct {
	offset        int
	message, hint string
}

func (e *blockError) Error() string { return e.message }

// unopened is front matter whose first delimiter is missing or misspelt.
var unopened = regexp.MustCompile(`^(?:\xef\xbb\xbf)?(?:\s*-{2,}[ \t]*\r?\n)?\s*(?:title|description|kind|draft|date|tags|topics):[ \t][^\n]*\n(?:[ \t]*[\w-]+:[^\n]*\n|[ \t]*- [^\n]*\n)*---[ \t]*(?:\r?\n|$)`)

// readFront reads the front matter of a file: its values, and where the text
// begins. Faults become findings, and what could be read is kept.
func readFront(file *source.File) (front Front, body int, findings []diag.Finding) {
	found, err := findBlock(file.Data)
	if found == nil {
		if err != nil {
			findings = append(findings, frontFinding(file, err, 0))
			front.Draft = saysDraft(file.Data)
		} else if unopened.Match(file.Data) {
			findings = append(findings, diag.Finding{Pos: file.Pos(0), Severity: diag.Warning, Rule: "front-matter",
				Message: "this looks like front matter, but no line --- stands above it", Hint: "put a line with only --- before the first field"})
		}
		return front, 0, findings
	}
	tree := newTree(file, found.start, found.end)
	if found.end-found.start > longestFront {
		err = &blockError{found.start, fmt.Sprintf("the front matter is longer than %d KB", longestFront>>10), "move what is text below the closing " + found.delimiter}
	} else {
		err = tree.read(found)
	}
	if err != nil {
		findings = append(findings, frontFinding(file, err, found.start))
	}
	findings = append(findings, tree.findings...)
	front = newFront(tree)
	front.Draft = front.Draft || err != nil && saysDraft(tree.data)
	front.At[""] = file.Pos(found.start)
	for name, list := range map[string]*[]string{"topics": &front.Topics, "audiences": &front.Audiences} {
		if n := len(*list); n > mostTopics { // each has a page of its own
			findings = append(findings, diag.Finding{Pos: front.PosOf("/" + name), Severity: diag.Error, Rule: "front-matter",
				Message: fmt.Sprintf("the page names %d %s, and a page can have %d", n, name, mostTopics), Hint: "keep those that readers would look for"})
			*list = (*list)[:mostTopics]
		}
	}
	return front, found.body, findings
}

// mostTopics is how many topics, and audiences, a page may name.
const mostTopics = 100

// read decodes a block. The library ends a block at an indented delimiter too,
// in the midst of a longer text, so it is left to it to see the block and to
// call the decoder, but not where the block ends.
func (t *tree) read(b *block) error {
	decode := map[string]func() error{"yaml": t.yaml, "toml": t.toml, "json": t.json}[b.format]
	if b.delimiter == "" {
		return decode()
	}
	format := frontmatter.NewFormat(b.delimiter, b.delimiter, func([]byte, any) error { return decode() })
	delimiter := b.delimiter + "\n"
	_, err := frontmatter.Parse(io.MultiReader(strings.NewReader(delimiter), bytes.NewReader(t.data), strings.NewReader("\n"+delimiter)), nil, format)
	return err
}

// longestFront is how long front matter may be, in bytes: a hundred times what
// the longest of a handbook is.
const longestFront = 64 << 10

func frontFinding(file *source.File, err error, at int) diag.Finding {
	finding := diag.Finding{Severity: diag.Error, Rule: "front-matter"}
	if fault := (*blockError)(nil); errors.As(err, &fault) {
		finding.Pos, finding.Message, finding.Hint = file.Pos(fault.offset), fault.message, fault.hint
	} else {
		finding.Pos, finding.Message = file.Pos(at), fmt.Sprintf("the front matter cannot be read: %v", err)
	}
	return finding
}

var draftLine = regexp.MustCompile(`(?mi)^\s*["']?(?:(?:draft|hidden|unlisted)["']?\s*[:=]\s*["']?(?:true|yes|on)|publish(?:ed)?["']?\s*[:=]\s*["']?(?:false|no|off))\b`)

// saysDraft tells whether front matter that cannot be read calls its page a
// draft. A mistake in it must not publish the page.
func saysDraft(data []byte) bool { return draftLine.Match(data[:min(len(data), 4096)]) }
