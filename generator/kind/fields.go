package kind

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// commonFile holds the definitions that the other schemas refer to.
const commonFile = "common.yaml"

// reader makes fields of schemas. It walks the YAML itself, not the compiled
// schema, because only there do the fields stand in an order.
type reader struct {
	file  string
	nodes map[string]*yaml.Node
}

// field reads the definition in node, and what it refers to, as a field.
// Keywords beside a $ref go before those of what it leads to.
func (r reader) field(node *yaml.Node, name string) (Field, error) {
	f := Field{Name: name}
	if ref := scalar(node, "$ref"); ref != "" {
		target, there, err := r.follow(ref)
		if err != nil {
			return f, err
		}
		if f, err = target.field(there, name); err != nil {
			return f, err
		}
	}
	for i := 0; i < len(node.Content); i += 2 {
		if err := r.keyword(&f, node.Content[i].Value, node.Content[i+1]); err != nil {
			return f, err
		}
	}
	if required := child(node, "required"); required != nil {
		for i := range f.Fields {
			f.Fields[i].Required = slices.ContainsFunc(required.Content, func(n *yaml.Node) bool { return n.Value == f.Fields[i].Name })
		}
	}
	return f, nil
}

func (r reader) keyword(f *Field, word string, value *yaml.Node) (err error) {
	switch word {
	case "title":
		f.Title = value.Value
	case "description":
		f.Description = value.Value
	case "x-must":
		f.must = value.Value
	case "pattern":
		f.pattern = value.Value
	case "x-start":
		f.start = value.Value
	case "x-meant":
		err = value.Decode(&f.meant)
	case "enum":
		err = value.Decode(&f.Choices)
	case "examples":
		f.Example, err = oneLine(value.Content[0])
	case "type":
		f.Type, f.lax, err = typeOf(value)
	case "format":
		if t, ok := map[string]Type{"date": Day, "moment": Moment}[value.Value]; ok {
			f.Type = t
		}
	case "items":
		var items Field
		items, err = r.field(value, "")
		f.Items = &items
	case "properties":
		f.Fields, err = r.fields(value)
	}
	if err != nil {
		return fmt.Errorf("reading %s: line %d: %s: %w", r.file, value.Line, word, err)
	}
	return nil
}

// fields reads the properties of a schema, in order.
func (r reader) fields(properties *yaml.Node) ([]Field, error) {
	var fields []Field
	for i := 0; i < len(properties.Content); i += 2 {
		f, err := r.field(properties.Content[i+1], properties.Content[i].Value)
		if err != nil {
			return nil, err
		}
		fields = append(fields, f)
	}
	return fields, nil
}

// follow gives the definition that a $ref of the form file#/$defs/name leads to.
func (r reader) follow(ref string) (reader, *yaml.Node, error) {
	file, name, ok := strings.Cut(ref, "#/$defs/")
	if file == "" {
		file = r.file
	}
	if root := r.nodes[file]; ok && root != nil {
		if definition := child(child(root, "$defs"), name); definition != nil {
			return reader{file: file, nodes: r.nodes}, definition, nil
		}
	}
	return r, nil, fmt.Errorf("reading %s: no definition %q", r.file, ref)
}

func typeOf(node *yaml.Node) (Type, bool, error) {
	if node.Kind == yaml.SequenceNode {
		return Text, true, nil
	}
	types := map[string]Type{"string": Text, "integer": Number, "boolean": YesNo, "array": List, "object": Group}
	if t, ok := types[node.Value]; ok {
		return t, false, nil
	}
	return "", false, fmt.Errorf("unknown type %q", node.Value)
}

// oneLine writes a value in the YAML that fits behind a name and a colon.
func oneLine(node *yaml.Node) (string, error) {
	flow := *node
	if flow.Kind != yaml.ScalarNode {
		flow.Style = yaml.FlowStyle
	}
	text, err := yaml.Marshal(&flow)
	return strings.TrimSpace(string(text)), err
}

// child gives the value of a mapping's key, or nil.
func child(mapping *yaml.Node, key string) *yaml.Node {
	if mapping == nil {
		return nil
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}

// scalar gives the text of a mapping's key, or "".
func scalar(mapping *yaml.Node, key string) string {
	if value := child(mapping, key); value != nil {
		return value.Value
	}
	return ""
}
