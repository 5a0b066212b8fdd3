package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/source"
)

// A tree collects the values of a block and where each stands.
type tree struct {
	file     *source.File
	data     []byte // the block
	start    int    // its offset in the file
	lines    []int  // offsets in the block of what YAML takes for lines
	values   map[string]any
	written  map[string]string   // numbers and truth values as typed, by JSON pointer; of YAML only
	at       map[string]diag.Pos // by JSON pointer
	findings []diag.Finding
}

func newTree(file *source.File, start, end int) *tree {
	return &tree{file: file, data: file.Data[start:end], start: start,
		values: map[string]any{}, written: map[string]string{}, at: map[string]diag.Pos{}}
}

func (t *tree) yaml() error {
	t.lines = yamlLines(t.data)
	var node yaml.Node
	if err := yaml.Unmarshal(t.data, &node); err != nil {
		return t.yamlFault(err)
	}
	if len(node.Content) == 0 {
		return nil
	}
	root := node.Content[0]
	if root.Kind != yaml.MappingNode {
		return &blockError{t.offset(root.Line, root.Column), "the front matter is not a list of fields", "write each as `name: value` on a line of its own"}
	}
	if values, ok := t.value(root, "").(map[string]any); ok {
		t.values = values
	}
	return nil
}

var yamlProblem = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// yamlFault says in words, and with a place, why a block is not YAML.
func (t *tree) yamlFault(err error) error {
	line, problem := 1, err.Error()
	if m := yamlProblem.FindStringSubmatch(problem); m != nil {
		problem = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = min(n, len(t.lines))
		}
	}
	at := 0
	for i, text := range bytes.SplitAfter(t.data, []byte{'\n'}) {
		indent := text[:len(text)-len(bytes.TrimLeft(text, " \t"))]
		if tab := bytes.IndexByte(indent, '\t'); tab >= 0 {
			return &blockError{t.start + at + tab, "a tab stands at the start of a line of the front matter", "indent with spaces"}
		}
		if tab := bytes.IndexByte(text, '\t'); tab >= 0 && i+1 == line {
			return &blockError{t.start + at + tab, "a tab stands where the front matter wants spaces", "replace the tab with a space"}
		}
		at += len(text)
	}
	hint := "put a text that holds a colon, a quotation mark or a # in quotes: title: \"Care: a guide\""
	if strings.Contains(problem, "could not find expected ':'") || strings.Contains(problem, "did not find expected key") {
		hint = "write each field as `name: value`; " + hint
	}
	return &blockError{t.offset(line, 1), "the front matter is not valid YAML: " + problem, hint}
}

// yamlLines gives the offset of each line. To YAML, three more characters and
// a lone carriage return end one.
func yamlLines(data []byte) []int {
	lines := []int{0}
	for i := 0; i < len(data); {
		size := 0
		switch rest := data[i:]; {
		case rest[0] == '\n', rest[0] == '\r' && (len(rest) == 1 || rest[1] != '\n'):
			size = 1
		case bytes.HasPrefix(rest, []byte("\u0085")):
			size = 2
		case bytes.HasPrefix(rest, []byte("\u2028")), bytes.HasPrefix(rest, []byte("\u2029")):
			size = 3
		default:
			i++
			continue
		}
		i += size
		lines = append(lines, i)
	}
	return lines
}

// offset is the place in the file of a line and column of the block, both
// from 1.
func (t *tree) offset(line, column int) int {
	at := t.lines[min(max(line, 1), len(t.lines))-1]
	for ; column > 1 && at < len(t.data); column-- {
		_, size := utf8.DecodeRune(t.data[at:])
		at += size
	}
	return t.start + at
}

func (t *tree) pos(n *yaml.Node) diag.Pos { return t.file.Pos(t.offset(n.Line, n.Column)) }

func (t *tree) fail(n *yaml.Node, message, hint string) {
	t.findings = append(t.findings, diag.Finding{Pos: t.pos(n), Severity: diag.Error, Rule: "front-matter", Message: message, Hint: hint})
}

// value turns a node into plain values and notes where each stands.
func (t *tree) value(n *yaml.Node, pointer string) any {
	t.at[pointer] = t.pos(n)
	switch n.Kind {
	case yaml.MappingNode:
		return t.mapping(n, pointer)
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
	if f, ok := value.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return n.Value
	}
	if _, isText := value.(string); !isText && value != nil {
		t.written[pointer] = n.Value
	}
	return value
}

func (t *tree) mapping(n *yaml.Node, pointer string) map[string]any {
	values := make(map[string]any, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if _, twice := values[key.Value]; twice {
			t.fail(key, twiceMessage(key.Value), twiceHint)
			continue
		}
		t.reportCut(key, n.Content[i+1])
		child := pointer + "/" + escapePointer(key.Value)
		values[key.Value] = t.value(n.Content[i+1], child)
		if n.Content[i+1].Tag == "!!null" {
			t.at[child] = t.pos(key) // an empty value has no place of its own
		}
	}
	return values
}

const twiceHint = "remove one of them"

func twiceMessage(name string) string { return fmt.Sprintf("the field %q is given twice", name) }

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

func escapePointer(key string) string { return pointerEscaper.Replace(key) }

func (t *tree) toml() error {
	var values map[string]any
	if err := toml.Unmarshal(t.data, &values); err != nil {
		offset, problem := 0, err.Error()
		if fault := (toml.ParseError{}); errors.As(err, &fault) {
			offset, problem = fault.Position.Start, fault.Message
		}
		return &blockError{t.start + min(max(offset, 0), len(t.data)), "the front matter is not valid TOML: " + problem, "write each field as `name = \"value\"`"}
	}
	t.values = plainTOML(values).(map[string]any)
	return nil
}

// plainTOML turns what only TOML knows into what the other formats have: its
// dates are text, and so are numbers that are none.
func plainTOML(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, item := range v {
			v[key] = plainTOML(item)
		}
		return v
	case []any:
		for i, item := range v {
			v[i] = plainTOML(item)
		}
		return v
	case []map[string]any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = plainTOML(item)
		}
		return items
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprint(v)
		}
	case interface{ Format(string) string }:
		return v.Format("2006-01-02")
	}
	return value
}

const jsonHint = "check for a missing comma, quotation mark or closing }"

func (t *tree) json() error {
	if err := json.Unmarshal(t.data, &t.values); err != nil {
		offset := 0
		if fault := (*json.SyntaxError)(nil); errors.As(err, &fault) {
			offset = int(fault.Offset) - 1
		}
		return &blockError{t.start + min(max(offset, 0), len(t.data)), "the front matter is not valid JSON: " + jsonProblem(err), jsonHint}
	}
	if t.values == nil {
		t.values = map[string]any{}
	}
	decoder := json.NewDecoder(bytes.NewReader(t.data))
	t.jsonRepeats(decoder)
	return nil
}

// jsonRepeats reads one value and reports the names that stand twice in an
// object. Go's decoder lets the last one win.
func (t *tree) jsonRepeats(decoder *json.Decoder) {
	token, _ := decoder.Token()
	opening, _ := token.(json.Delim)
	seen := map[string]bool{}
	for (opening == '{' || opening == '[') && decoder.More() {
		if opening == '{' {
			at := t.start + int(decoder.InputOffset())
			key, _ := decoder.Token()
			name, _ := key.(string)
			if seen[name] {
				at += bytes.IndexByte(t.file.Data[at:], '"')
				t.findings = append(t.findings, diag.Finding{Pos: t.file.Pos(at), Severity: diag.Error, Rule: "front-matter",
					Message: twiceMessage(name), Hint: twiceHint})
			}
			seen[name] = true
		}
		t.jsonRepeats(decoder)
	}
	if opening != 0 {
		decoder.Token() // its end
	}
}

func jsonProblem(err error) string {
	if fault := (*json.UnmarshalTypeError)(nil); errors.As(err, &fault) {
		return "it holds a JSON " + fault.Value + ", not an object of fields"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// ReadFields reads a file that is YAML as a whole, such as site.yaml: its
// values, and the place of each by JSON pointer.
func ReadFields(file *source.File) (map[string]any, map[string]diag.Pos, []diag.Finding) {
	start := 0
	if bytes.HasPrefix(file.Data, bom) {
		start = len(bom)
	}
	t := newTree(file, start, len(file.Data))
	if err := t.yaml(); err != nil {
		t.findings = append(t.findings, frontFinding(file, err, start))
	}
	for i := range t.findings {
		t.findings[i].Message = strings.Replace(t.findings[i].Message, "the front matter", "the file", 1)
	}
	t.at[""] = diag.Pos{File: file.Name, Line: 1, Col: 1}
	return t.values, t.at, t.findings
}
