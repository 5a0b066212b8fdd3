package kind

import (
	"embed"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

//go:embed schemas/*.yaml
var schemaFiles embed.FS

// schema is what one file of schemas/ says, ready for use.
type schema struct {
	Kind
	compiled *jsonschema.Schema
}

// loaded gives the schemas by the name of their file. They are part of the
// program, so a fault in one is a fault of the program.
var loaded = sync.OnceValue(func() map[string]*schema {
	schemas, err := load()
	if err != nil {
		panic("kind: " + err.Error())
	}
	return schemas
})

func load() (map[string]*schema, error) {
	entries, err := schemaFiles.ReadDir("schemas")
	if err != nil {
		return nil, err
	}
	nodes := map[string]*yaml.Node{}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	compiler.RegisterFormat(&jsonschema.Format{Name: "moment", Validate: validMoment})
	compiler.RegisterFormat(&jsonschema.Format{Name: "year-or-day", Validate: validYearOrDay})
	for _, entry := range entries {
		data, err := schemaFiles.ReadFile(path.Join("schemas", entry.Name()))
		if err != nil {
			return nil, err
		}
		var document yaml.Node
		if err := yaml.Unmarshal(data, &document); err != nil {
			return nil, fmt.Errorf("reading %s: %w", entry.Name(), err)
		}
		nodes[entry.Name()] = document.Content[0]
		value, err := plainValue(document.Content[0])
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", entry.Name(), err)
		}
		if err := compiler.AddResource(entry.Name(), value); err != nil {
			return nil, fmt.Errorf("adding %s: %w", entry.Name(), err)
		}
	}
	schemas := map[string]*schema{}
	for file, node := range nodes {
		if file == commonFile {
			continue
		}
		compiled, err := compiler.Compile(file)
		if err != nil {
			return nil, fmt.Errorf("compiling %s: %w", file, err)
		}
		r := reader{file: file, nodes: nodes}
		top, err := r.field(node, "")
		if err != nil {
			return nil, err
		}
		slug := strings.TrimSuffix(file, ".yaml")
		k := Kind{Slug: slug, Name: top.Title, Plural: scalar(node, "x-plural"), Description: top.Description, Fields: top.Fields}
		if err := decodeChild(node, "x-order", &k.order); err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		if err := decodeChild(node, "x-traits", &k.Traits); err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		schemas[slug] = &schema{Kind: k, compiled: compiled}
	}
	return schemas, nil
}

// decodeChild decodes the value of a keyword, if it is there.
func decodeChild(node *yaml.Node, keyword string, into any) error {
	if value := child(node, keyword); value != nil {
		return value.Decode(into)
	}
	return nil
}

// plainValue gives the value of a node with dates left as the text they are:
// JSON has no dates, and neither has the rest of the program's front matter.
func plainValue(node *yaml.Node) (any, error) {
	switch node.Kind {
	case yaml.MappingNode:
		values := make(map[string]any, len(node.Content)/2)
		for i := 0; i < len(node.Content); i += 2 {
			value, err := plainValue(node.Content[i+1])
			if err != nil {
				return nil, err
			}
			key := node.Content[i].Value
			if _, twice := values[key]; twice {
				return nil, fmt.Errorf("line %d: %q stands there twice", node.Content[i].Line, key)
			}
			values[key] = value
		}
		return values, nil
	case yaml.SequenceNode:
		values := make([]any, len(node.Content))
		for i, item := range node.Content {
			value, err := plainValue(item)
			if err != nil {
				return nil, err
			}
			values[i] = value
		}
		return values, nil
	}
	if node.Tag == "!!timestamp" {
		return node.Value, nil
	}
	var value any
	if err := node.Decode(&value); err != nil {
		return nil, err
	}
	return value, nil
}
