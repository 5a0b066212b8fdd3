package assets

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/open-stewardship/steward/generator/diag"
)

// theme makes a file system of a txtar.
func theme(text string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, file := range txtar.Parse([]byte(text)).Files {
		fsys[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	return fsys
}

// sound bundles a theme without faults.
func sound(t *testing.T, fsys fs.FS) *Set {
	t.Helper()
	set, findings, err := Bundle(fsys, inTheme)
	if err != nil || findings != nil {
		t.Fatalf("bundling: %v %v", findings, err)
	}
	return set
}

func inTheme(p string) string { return "theme/" + p }

// content gives the finished file that stands for a theme's file.
func content(t *testing.T, set *Set, name string) string {
	t.Helper()
	p, ok := set.Path(name)
	if !ok {
		t.Fatalf("the set has no %s", name)
	}
	for _, file := range set.Files() {
		if file.Path == p {
			return string(file.Data)
		}
	}
	t.Fatalf("the set has no file %s", p)
	return ""
}

const small = `
-- css/main.css --
@import './parts/heading.css';
body { background: url("../images/paper.png"); filter: url(#soft) }
-- css/parts/heading.css --
h1 { background: url(../../icons/logo.svg) }
-- js/main.js --
import { greeting } from './parts/greeting.js';
const search = (base) => import(base + 'search/client.js');
console.log(greeting, search);
-- js/parts/greeting.js --
export const greeting = 'Grüß Gott', unused = 'never seen';
-- js/appearance.js --
const choice = localStorage.getItem('theme');
document.documentElement.dataset.theme = choice;
-- icons/logo.svg --
<svg/>
-- images/paper.png --
paper
-- images/people/team.png --
team
-- layouts/base.html --
<html>
`

func TestNamesHoldTheHashOfTheBytes(t *testing.T) {
	before := sound(t, theme(small))
	changed := theme(small)
	changed["images/paper.png"] = &fstest.MapFile{Data: []byte("other paper")}
	after := sound(t, changed)
	for name, differs := range map[string]bool{
		"css/main.css": true, // it names the picture
		"js/main.js":   false, "js/appearance.js": false,
		"icons/logo.svg": false, "images/paper.png": true, "images/people/team.png": false,
	} {
		a, _ := before.Path(name)
		b, _ := after.Path(name)
		if ok, _ := path.Match("assets/*.????????"+path.Ext(name), a); !ok {
			t.Errorf("%s is at %q", name, a)
		}
		if (a != b) != differs {
			t.Errorf("%s was at %s and is at %s once the picture has changed", name, a, b)
		}
	}
	if got := len(before.Files()); got != 6 {
		t.Errorf("%d files: %v", got, before.Files())
	}
	for _, name := range []string{"css/parts/heading.css", "js/parts/greeting.js", "layouts/base.html"} {
		if p, ok := before.Path(name); ok {
			t.Errorf("%s, a part, is at %s", name, p)
		}
	}
}

func TestStyleSheetsHoldTheirPartsAndPictures(t *testing.T) {
	set := sound(t, theme(small))
	logo, _ := set.Path("icons/logo.svg")
	paper, _ := set.Path("images/paper.png")
	want := "h1{background:url(./" + path.Base(logo) + ")}body{background:url(./" + path.Base(paper) + ");filter:url(#soft)}\n"
	if diff := cmp.Diff(want, content(t, set, "css/main.css")); diff != "" {
		t.Errorf("css/main.css (-want +got):\n%s", diff)
	}
}

// A script for an engine without modules is one, with what it exports in an object.
func TestAModuleBecomesAScript(t *testing.T) {
	fsys := theme("-- a.js --\nimport {b} from './b.js';\nexport const twice = () => b + b;\n-- b.js --\nexport const b = 'b';\n")
	script, err := Script(fsys, "a.js", "tool")
	if err != nil || !strings.HasPrefix(string(script), "var tool=") || strings.Contains(string(script), "export") {
		t.Errorf("the script is %s: %v", script, err)
	}
	if _, err := Script(fsys, "c.js", "tool"); err == nil {
		t.Error("a module that is not there becomes a script")
	}
}

func TestScriptsAreModulesButOne(t *testing.T) {
	set := sound(t, theme(small))
	main := content(t, set, "js/main.js")
	if !strings.Contains(main, "Grüß Gott") || strings.Contains(main, "never seen") {
		t.Errorf("js/main.js does not hold what it imports and only that: %s", main)
	}
	if !strings.Contains(main, `+"search/client.js")`) {
		t.Errorf("js/main.js has lost its late import: %s", main)
	}
	if strings.HasPrefix(main, "(") {
		t.Errorf("js/main.js is not a module: %s", main)
	}
	if appearance := content(t, set, "js/appearance.js"); !strings.HasPrefix(appearance, "(()=>{") {
		t.Errorf("js/appearance.js would leave its names to every other script: %s", appearance)
	}
}

func TestFaultsSayWhere(t *testing.T) {
	fsys := theme(`
-- css/abroad.css --
@import 'https://example.org/a.css';
/* ä */ b { background: url(//example.org/a.png) }
i { background: url(../images/none.png) }
-- css/fine.css --
b { color: red }
-- css/slip.css --
b { colour red }
-- js/react.js --
import react from 'react';
-- js/secret.js --
import secret from '../../secret.js';
-- js/slip.js --
/* ä */ let a = ;
`)
	set, findings, err := Bundle(fsys, inTheme)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		got = append(got, f.Pos.String()+" "+string(f.Severity)+" "+f.Message)
	}
	want := []string{
		`theme/css/abroad.css:1:9 error "https://example.org/a.css" is not a file of the theme`,
		`theme/css/abroad.css:2:25 error "//example.org/a.png" would be fetched from another site`,
		`theme/css/abroad.css:3:17 error there is no picture images/none.png in the theme`,
		`theme/css/slip.css:1:11 warning Expected ":"`,
		`theme/js/react.js:1:19 error "react" is not a file of the theme`,
		`theme/js/secret.js:1:20 error there is no file ../secret.js in the theme`,
		`theme/js/slip.js:1:17 error Unexpected ";"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if _, ok := set.Path("css/fine.css"); !ok {
		t.Error("a sound style sheet was lost for the faults of others")
	}
	if p, ok := set.Path("css/abroad.css"); ok {
		t.Errorf("a style sheet with errors was published as %s", p)
	}
}

// Whatever folder the program runs in, the bytes are the same, and nothing on
// the disk is taken for a part of the theme.
func TestSameBytesEverywhere(t *testing.T) {
	first := sound(t, theme(small)).Files()
	t.Chdir(t.TempDir())
	second := sound(t, theme(small)).Files()
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("another folder, other bytes:\n%s", diff)
	}
}

func TestAThemeWithoutPicturesOrScripts(t *testing.T) {
	set := sound(t, theme("-- css/main.css --\nb { color: red }\n"))
	if got := len(set.Files()); got != 1 {
		t.Errorf("%d files: %v", got, set.Files())
	}
}

func TestAPictureThatCannotBeReadIsAnError(t *testing.T) {
	_, _, err := Bundle(broken{theme(small)}, inTheme)
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the error is %v", err)
	}
}

// broken refuses to open a picture.
type broken struct{ fs.FS }

func (b broken) Open(name string) (fs.File, error) {
	if name == "images/paper.png" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.FS.Open(name)
}

func TestModule(t *testing.T) {
	fsys := theme(`
-- client.js --
import { shards } from './generated/shards.js';
export async function open() { return shards; }
-- generated/shards.js --
export const shards = ['a.bin'];
-- bad.js --
export const a = ;
`)
	got, err := Module(fsys, "client.js")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(got, []byte(`["a.bin"]`)) || !bytes.Contains(got, []byte("as open}")) {
		t.Errorf("the module does not hold its part or does not export open: %s", got)
	}
	for entry, want := range map[string]string{
		"bad.js":  `bundling bad.js: bad.js:1:18: Unexpected ";"`,
		"none.js": "bundling none.js: none.js: open none.js: file does not exist",
	} {
		if _, err := Module(fsys, entry); err == nil || err.Error() != want {
			t.Errorf("bundling %s: %v, want %s", entry, err, want)
		}
	}
}

func TestFindingsAreErrorsAboutTheTheme(t *testing.T) {
	_, findings, err := Bundle(theme("-- js/a.js --\nimport './b.css';\n"), inTheme)
	want := []diag.Finding{{
		Pos: diag.Pos{File: "theme/js/a.js", Line: 1, Col: 8}, Severity: diag.Error, Rule: "theme",
		Message: `"./b.css" cannot be imported here`, Hint: "the name of the file must end in .js",
	}}
	if diff := cmp.Diff(want, findings); diff != "" || err != nil {
		t.Errorf("findings (-want +got), error %v:\n%s", err, diff)
	}
}
