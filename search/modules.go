package search

import (
	"bytes"
	"embed"
	"encoding/base64"
	"fmt"
	"io/fs"
	"path"
	"time"
)

//go:embed browser/*.js
var browser embed.FS

// clientModules are the browser's modules with the generated ones among them.
func clientModules(lang language, entry []byte) (moduleFS, error) {
	modules := moduleFS{}
	names, err := fs.Glob(browser, "browser/*.js")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if modules[path.Base(name)], err = browser.ReadFile(name); err != nil {
			return nil, err
		}
	}
	modules["entry.js"] = fmt.Appendf(nil,
		"// Generated: the files of this build.\nexport default %q;\n", base64.StdEncoding.EncodeToString(entry))
	modules["language.js"] = fmt.Appendf(nil,
		"// Generated: the language of this site.\nexport * from \"./%s.js\";\n", lang.module)
	return modules, nil
}

// A moduleFS is files in memory, by name. It has no folders and is not to be listed.
type moduleFS map[string][]byte

func (m moduleFS) Open(name string) (fs.File, error) {
	data, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return moduleFile{bytes.NewReader(data), name}, nil
}

// A moduleFile is an open file, and what there is to say about it.
type moduleFile struct {
	*bytes.Reader
	name string
}

func (f moduleFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f moduleFile) Close() error               { return nil }
func (f moduleFile) Name() string               { return f.name }
func (f moduleFile) Mode() fs.FileMode          { return 0o444 }
func (f moduleFile) ModTime() time.Time         { return time.Time{} }
func (f moduleFile) IsDir() bool                { return false }
func (f moduleFile) Sys() any                   { return nil }
