package importer

import (
	"embed"
	"io/fs"
)

//go:embed browser/*.js
var browser embed.FS

// Entry is the module that the others hang on, BrowserEntry that for a browser,
// which can read what was pasted as well.
const (
	Entry        = "import.js"
	BrowserEntry = "browser.js"
)

// Modules are the ES modules that read a document.
func Modules() fs.FS {
	modules, err := fs.Sub(browser, "browser")
	if err != nil {
		return browser // the name is a constant: it is a valid path
	}
	return modules
}
