package source

import (
	"path"
	"strings"
)

// LeftOut is a file or folder that is not read, and why. Of a folder nothing in
// it is told apart.
type LeftOut struct {
	Path   string // below the content folder
	Reason Reason
}

// Reason says why something is not published, and Hint what would change that.
type Reason struct{ Why, Hint string }

// The reasons that the name of a file or folder gives.
var (
	startsWithUnderscore = Reason{"names that start with _", "rename what should be published"}
	startsWithDot        = Reason{"names that start with a full stop", "rename what should be published"}
	packageFolder        = Reason{"folders of installed packages", "move what should be published out of node_modules"}
	otherKind            = Reason{"files of a kind that is not published", "pictures, PDF, office, sound and film files are copied beside their page; text must be Markdown, .md"}
)

// postFolder is where Jekyll has its posts, which are pages.
const postFolder = "_posts"

// pictureFolder is a dot folder from which GitBook shows pictures.
const pictureFolder = ".gitbook"

// leavesOut tells whether a name keeps a file or folder from being read, and
// why.
func leavesOut(p string, isFolder bool) (Reason, bool) {
	base := path.Base(p)
	switch {
	case p == ".":
		return Reason{}, false
	case isFolder && base == "node_modules":
		return packageFolder, true
	case isFolder && (base == postFolder || base == pictureFolder):
		return Reason{}, false
	case !isFolder && isCategory(base):
		return Reason{}, false
	case base[0] == '.':
		return startsWithDot, true
	case base[0] == '_' && (isFolder || !isIndex(base)):
		return startsWithUnderscore, true
	}
	return Reason{}, false
}

// MayBeRead tells whether a file or a folder of this path would be read, by its
// name alone.
func MayBeRead(p string) bool {
	why, notAsFolder := leavesOut(p, true)
	_, notAsFile := leavesOut(p, false)
	return !notAsFolder || !notAsFile && why != packageFolder
}

// IsPost tells whether a path is that of a post, as Jekyll has them.
func IsPost(p string) bool { return path.Base(path.Dir(p)) == postFolder }

// isMarkdown tells whether a file is a page by its type.
func isMarkdown(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}
