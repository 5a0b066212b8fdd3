package assets

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/open-stewardship/steward/generator/diag"
)

// format is what becomes of an entry.
type format int

const (
	style  format = iota
	module        // an ES module
	script        // a classic script
)

// formatOf tells what becomes of a theme's entry.
func formatOf(entry string) format {
	switch {
	case path.Ext(entry) == ".css":
		return style
	case entry == "js/appearance.js":
		return script
	}
	return module
}

// within is esbuild's namespace for files of the file system. Outside of the
// namespace "file" esbuild looks nothing up on the disk.
const within = "theme"

// bundler makes bundles of the files in fsys.
type bundler struct {
	fsys    fs.FS
	picture func(name string) (address string, ok bool) // nil where no pictures belong
	global  string                                      // of a script: the object that gets what it exports
}

// fault is a message of esbuild's about the bundle of an entry.
type fault struct {
	api.Message
	severity diag.Severity
	entry    string
}

// build gives the bundle of an entry, nil if there are errors among the faults.
func (b bundler) build(entry string, f format) ([]byte, []fault) {
	formats := map[format]api.Format{style: api.FormatDefault, module: api.FormatESModule, script: api.FormatIIFE}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		Format:            formats[f],
		GlobalName:        b.global,
		Outfile:           "bundle" + path.Ext(entry),
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Charset:           api.CharsetUTF8,
		Target:            api.ES2022,
		// An old Android phone, and an iPhone of five years ago: people answer
		// their team's checklist on the phone they have.
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "100"},
			{Name: api.EngineEdge, Version: "100"},
			{Name: api.EngineFirefox, Version: "100"},
			{Name: api.EngineIOS, Version: "15.0"},
			{Name: api.EngineSafari, Version: "15.0"},
		},
		TsconfigRaw: "{}", // else esbuild looks for one on the disk
		Plugins:     []api.Plugin{{Name: within, Setup: b.setup}},
		LogLevel:    api.LogLevelSilent,
	})
	var faults []fault
	for _, m := range result.Errors {
		faults = append(faults, fault{m, diag.Error, entry})
	}
	for _, m := range result.Warnings {
		faults = append(faults, fault{m, diag.Warning, entry})
	}
	if len(result.Errors) > 0 || len(result.OutputFiles) == 0 {
		return nil, faults
	}
	return result.OutputFiles[0].Contents, faults
}

// setup has esbuild find and read everything through fsys.
func (b bundler) setup(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		switch args.Kind {
		case api.ResolveEntryPoint:
			return api.OnResolveResult{Path: args.Path, Namespace: within}, nil
		case api.ResolveCSSURLToken:
			return b.resolveURL(args), nil
		}
		return b.resolveImport(args), nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: within}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		data, err := fs.ReadFile(b.fsys, args.Path)
		if err != nil {
			return api.OnLoadResult{}, err // it names the operation and the file
		}
		text := string(data)
		loader := api.LoaderJS
		if path.Ext(args.Path) == ".css" {
			loader = api.LoaderCSS
		}
		return api.OnLoadResult{Contents: &text, Loader: loader}, nil
	})
}

// resolveImport finds what an import or @import names.
func (b bundler) resolveImport(args api.OnResolveArgs) api.OnResolveResult {
	if !strings.HasPrefix(args.Path, "./") && !strings.HasPrefix(args.Path, "../") {
		return refuse("%q is not a file of the theme", "write the path from this file to it, with ./ or ../ in front", args.Path)
	}
	target := path.Join(path.Dir(args.Importer), args.Path)
	wanted := ".js"
	if args.Kind == api.ResolveCSSImportRule {
		wanted = ".css"
	}
	if path.Ext(target) != wanted {
		return refuse("%q cannot be imported here", "the name of the file must end in "+wanted, args.Path)
	}
	if info, err := fs.Stat(b.fsys, target); err != nil || !info.Mode().IsRegular() {
		return refuse("there is no file %s in the theme", "check the path from this file to it", target)
	}
	return api.OnResolveResult{Path: target, Namespace: within}
}

// resolveURL finds what a url() in a style sheet names.
func (b bundler) resolveURL(args api.OnResolveArgs) api.OnResolveResult {
	if strings.HasPrefix(args.Path, "#") || strings.HasPrefix(args.Path, "data:") {
		return api.OnResolveResult{Path: args.Path, External: true}
	}
	if strings.HasPrefix(args.Path, "//") || strings.Contains(args.Path, "://") {
		return refuse("%q would be fetched from another site", "put the file into the theme's images/ and name it by its path", args.Path)
	}
	target := path.Join(path.Dir(args.Importer), args.Path)
	if b.picture != nil {
		if address, ok := b.picture(target); ok {
			return api.OnResolveResult{Path: address, External: true}
		}
	}
	return refuse("there is no picture %s in the theme", "put it into images/ or icons/ and write the path from this file to it", target)
}

// refuse reports at the import that asks. The hint goes along as a note.
func refuse(format, hint, name string) api.OnResolveResult {
	return api.OnResolveResult{Errors: []api.Message{{
		Text:  fmt.Sprintf(format, name),
		Notes: []api.Note{{Text: hint}},
	}}}
}

// finding says what a fault is in words for the theme's author.
func (f fault) finding(named func(string) string) diag.Finding {
	finding := diag.Finding{Pos: diag.Pos{File: named(f.entry)}, Severity: f.severity, Rule: "theme", Message: f.Text}
	if f.Location != nil {
		before := f.Location.LineText[:min(f.Location.Column, len(f.Location.LineText))]
		finding.Pos = diag.Pos{
			File: named(strings.TrimPrefix(f.Location.File, within+":")),
			Line: f.Location.Line,
			Col:  1 + utf8.RuneCountInString(before), // esbuild counts bytes from 0
		}
	}
	var notes []string
	for _, note := range f.Notes {
		notes = append(notes, note.Text)
	}
	finding.Hint = strings.Join(notes, "; ")
	return finding
}
