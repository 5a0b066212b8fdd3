package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
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
	start, end int    // of what stands between the delimiters
	body       int    // where the text begins
}

var bom = []byte("\xef\xbb\xbf")

// looksLikeField tells a line of front matter from a line of prose.
var looksLikeField = regexp.MustCompile(`^\s*(#|[\pL_"'][\pL\pN_ "'-]*\s*[:=](\s|$))`)

// findBlock finds the front matter of a file. A file without any gives nil and
// no error: also one that opens with a rule, "---".
func findBlock(data []byte) (*block, error) {
	first := 0
	if bytes.HasPrefix(data, bom) {
		first = len(bom)
	}
	line, next := lineAt(data, first)
	for len(bytes.TrimSpace(line)) == 0 && next < len(data) {
		first = next
		line, next = lineAt(data, first)
	}
	opening := string(bytes.TrimRight(line, " \t\r"))
	switch opening {
	case "---", "---yaml":
		return delimited(data, "yaml", "---", next, opening == "---")
	case "+++":
		return delimited(data, "toml", "+++", next, false)
	case "---toml":
		return delimited(data, "toml", "---", next, false)
	case "---json":
		return delimited(data, "json", "---", next, false)
	case ";;;":
		return delimited(data, "json", ";;;", next, false)
	}
	if strings.HasPrefix(opening, "{") && !strings.HasPrefix(opening, "{{") && !strings.HasPrefix(opening, "{%") {
		decoder := json.NewDecoder(bytes.NewReader(data[first:]))
		var object map[string]any
		if err := decoder.Decode(&object); err != nil {
			if opening == "{" {
				return nil, &blockError{first, "the front matter opens with { but is not a JSON object: " + jsonProblem(err), "check for a missing comma, quotation mark or closing }"}
			}
			return nil, nil
		}
		end := first + int(decoder.InputOffset())
		_, body := lineAt(data, end)
		return &block{"json", first, end, body}, nil
	}
	return nil, nil
}

// delimited finds the closing delimiter of a block that opened before start.
// If maybeRule, the opening may have been a thematic break.
func delimited(data []byte, format, closing string, start int, maybeRule bool) (*block, error) {
	firstLine, _ := lineAt(data, start)
	isClosing := func(line []byte) bool { return string(bytes.TrimRight(line, " \t\r")) == closing }
	if maybeRule && !isClosing(firstLine) && !looksLikeField.Match(firstLine) {
		return nil, nil
	}
	for at := start; at < len(data); {
		line, next := lineAt(data, at)
		if isClosing(line) {
			return &block{format, start, at, next}, nil
		}
		at = next
	}
	return nil, &blockError{start, "the front matter has no closing " + closing, "put a line with only " + closing + " after the last field"}
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

// readFront reads the front matter of a file: its values, and where the text
// begins. Faults become findings, and what could be read is kept.
func readFront(file *source.File) (front Front, body int, findings []diag.Finding) {
	fail := func(offset int, message, hint string) {
		findings = append(findings, diag.Finding{Pos: file.Pos(offset), Severity: diag.Error,
			Rule: "front-matter", Message: message, Hint: hint})
	}
	found, err := findBlock(file.Data)
	if err != nil {
		fault := err.(*blockError)
		fail(fault.offset, fault.message, fault.hint)
		return front, len(file.Data), findings
	}
	if found == nil {
		return front, 0, nil
	}
	tree := newTree(file, found.start)
	formats := []*frontmatter.Format{
		frontmatter.NewFormat("---", "---", tree.yaml),
		frontmatter.NewFormat("---yaml", "---", tree.yaml),
		frontmatter.NewFormat("+++", "+++", tree.toml),
		frontmatter.NewFormat("---toml", "---", tree.toml),
		frontmatter.NewFormat("---json", "---", tree.json),
		frontmatter.NewFormat(";;;", ";;;", tree.json),
	}
	if file.Data[found.start] == '{' && found.format == "json" && found.start == jsonStart(file.Data) {
		err = tree.json(file.Data[found.start:found.end], nil)
	} else {
		var rest []byte
		rest, err = frontmatter.Parse(bytes.NewReader(bytes.TrimPrefix(file.Data, bom)), nil, formats...)
		// The library ends a block at an indented delimiter too, in the midst of a longer text.
		if err == nil && len(rest) != len(file.Data)-found.body {
			fail(found.start, "a line inside the front matter holds only "+"---", "write *** for a rule inside a longer text")
		}
	}
	if fault := (*blockError)(nil); errors.As(err, &fault) {
		fail(fault.offset, fault.message, fault.hint)
	} else if err != nil {
		fail(found.start, fmt.Sprintf("the front matter cannot be read: %v", err), "")
	}
	findings = append(findings, tree.findings...)
	front = newFront(tree.values, tree.at)
	front.At[""] = file.Pos(found.start)
	return front, found.body, findings
}

// jsonStart is where a JSON object without delimiters would start.
func jsonStart(data []byte) int {
	return len(data) - len(bytes.TrimLeft(bytes.TrimPrefix(data, bom), " \t\r\n"))
}

// A tree collects the values of a block and where each stands.
type tree struct {
	file     *source.File
	start    int // offset of the block
	first    int // line of the block's first line
	values   map[string]any
	at       map[string]diag.Pos // by JSON pointer
	findings []diag.Finding
}

func newTree(file *source.File, start int) *tree {
	return &tree{file: file, start: start, first: file.Pos(start).Line, values: map[string]any{}, at: map[string]diag.Pos{}}
}

func (t *tree) yaml(data []byte, _ any) error {
	var node yaml.Node
	if err := yaml.Unmarshal(data, &node); err != nil {
		return t.yamlFault(data, err)
	}
	if len(node.Content) == 0 {
		return nil
	}
	root := node.Content[0]
	if root.Kind != yaml.MappingNode {
		return &blockError{t.start, "the front matter is not a list of fields", "write each as `name: value` on a line of its own"}
	}
	if values, ok := t.value(root, "").(map[string]any); ok {
		t.values = values
	}
	return nil
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// yamlFault says in words, and with a place, why a block is not YAML.
func (t *tree) yamlFault(data []byte, err error) error {
	line, problem := 1, err.Error()
	if m := yamlLine.FindStringSubmatch(problem); m != nil {
		problem = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
	}
	lines := bytes.SplitAfter(data, []byte{'\n'})
	at := t.start
	for i, text := range lines {
		indent := text[:len(text)-len(bytes.TrimLeft(text, " \t"))]
		if tab := bytes.IndexByte(indent, '\t'); tab >= 0 {
			return &blockError{at + tab, "a tab stands at the start of a line of the front matter", "indent with spaces"}
		}
		if tab := bytes.IndexByte(text, '\t'); tab >= 0 && i+1 == line {
			return &blockError{at + tab, "a tab stands where the front matter wants spaces", "replace the tab with a space"}
		}
		if i+1 < line {
			at += len(text)
		}
	}
	hint := "put a text that holds a colon, a quotation mark or a # in quotes: title: \"Care: a guide\""
	if strings.Contains(problem, "could not find expected ':'") || strings.Contains(problem, "did not find expected key") {
		hint = "write each field as `name: value`; " + hint
	}
	return &blockError{min(at, t.start+len(data)), "the front matter is not valid YAML: " + problem, hint}
}

func (t *tree) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{File: t.file.Name, Line: t.first + n.Line - 1, Col: n.Column}
}

func (t *tree) fail(n *yaml.Node, message, hint string) {
	t.findings = append(t.findings, diag.Finding{Pos: t.pos(n), Severity: diag.Error, Rule: "front-matter", Message: message, Hint: hint})
}

// value turns a node into plain values and notes where each stands.
func (t *tree) value(n *yaml.Node, pointer string) any {
	t.at[pointer] = t.pos(n)
	switch n.Kind {
	case yaml.MappingNode:
		values := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			if _, twice := values[key.Value]; twice {
				t.fail(key, fmt.Sprintf("the field %q is given twice", key.Value), "remove one of them")
				continue
			}
			child := pointer + "/" + escapePointer(key.Value)
			values[key.Value] = t.value(n.Content[i+1], child)
			if n.Content[i+1].Tag == "!!null" {
				t.at[child] = t.pos(key) // an empty value has no place of its own
			}
		}
		return values
	case yaml.SequenceNode:
		values := make([]any, len(n.Content))
		for i, item := range n.Content {
			values[i] = t.value(item, pointer+"/"+strconv.Itoa(i))
		}
		return values
	case yaml.AliasNode:
		t.fail(n, "the front matter refers to another place in itself (*"+n.Value+")", "write the value out")
		return nil
	}
	if n.Anchor != "" {
		t.fail(n, "the front matter names a value to use again (&"+n.Anchor+")", "put the value in quotes if it starts with &")
	}
	var value any
	if n.Tag == "!!timestamp" || n.Decode(&value) != nil {
		return n.Value
	}
	return value
}

func escapePointer(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

func (t *tree) toml(data []byte, _ any) error {
	var values map[string]any
	if err := toml.Unmarshal(data, &values); err != nil {
		offset, problem := t.start, err.Error()
		if fault := (toml.ParseError{}); errors.As(err, &fault) {
			offset, problem = t.start+fault.Position.Start, fault.Message
		}
		return &blockError{offset, "the front matter is not valid TOML: " + problem, "write each field as `name = \"value\"`"}
	}
	t.values = textDates(values).(map[string]any)
	return nil
}

// textDates turns the dates that TOML knows into text, as in the other formats.
func textDates(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, item := range v {
			v[key] = textDates(item)
		}
		return v
	case []any:
		for i, item := range v {
			v[i] = textDates(item)
		}
		return v
	case []map[string]any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = textDates(item)
		}
		return items
	case interface{ Format(string) string }:
		return v.Format("2006-01-02")
	}
	return value
}

func (t *tree) json(data []byte, _ any) error {
	if err := json.Unmarshal(data, &t.values); err != nil {
		offset := t.start
		if fault := (*json.SyntaxError)(nil); errors.As(err, &fault) {
			offset += int(fault.Offset)
		}
		return &blockError{offset, "the front matter is not valid JSON: " + jsonProblem(err), "check for a missing comma, quotation mark or closing }"}
	}
	return nil
}

func jsonProblem(err error) string { return strings.TrimPrefix(err.Error(), "json: ") }
