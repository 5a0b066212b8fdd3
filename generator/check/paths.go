package check

import (
	"cmp"
	"math/bits"
	"path"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
)

// A pathFinder finds the file that a broken path most likely meant: one of
// the same name in another folder, or of nearly the same name.
type pathFinder struct {
	files  []pathName
	byName map[string][]int // by the spelling of the name
	known  map[string]string
	budget int // names still to be compared
}

// pathName is what tells one file from another: the name of the file without
// its type, or of the folder for a folder's page.
type pathName struct {
	path, ext string
	name, dir kind.Spelling
	letters   uint64
}

// comparisons bounds what suggestions may cost: about half a second for a
// site in which everything is broken.
const comparisons = 2_000_000

func newPathFinder(paths []string) *pathFinder {
	f := &pathFinder{files: make([]pathName, len(paths)), byName: make(map[string][]int, len(paths)),
		known: map[string]string{}, budget: comparisons}
	for i, file := range paths {
		f.files[i] = newPathName(file)
		name := string(f.files[i].name)
		f.byName[name] = append(f.byName[name], i)
	}
	return f
}

func newPathName(file string) pathName {
	dir, base := path.Split(file)
	n := pathName{path: file, ext: strings.ToLower(path.Ext(base))}
	if n.ext == "" {
		n.ext = ".md"
	}
	name := strings.TrimSuffix(base, path.Ext(base))
	folderPage := markdown.IsFolderPage(file) || kind.Spell(name).Distance(kind.Spell("index"), 2) < 2 // _indx.md was meant for one
	if folderPage && dir != "" {
		name = path.Base(dir)
		dir, _ = path.Split(strings.TrimSuffix(dir, "/"))
	}
	n.name, n.dir = kind.Spell(name), kind.Spell(dir)
	for _, r := range n.name {
		n.letters |= 1 << (r & 63)
	}
	return n
}

// find gives the path of a file that is meant by wanted, "" if none is near.
// If picture, only pictures count.
func (f *pathFinder) find(wanted string, picture bool) string {
	key := wanted
	if picture {
		key = "!" + key
	}
	found, ok := f.known[key]
	if !ok {
		found = f.search(newPathName(wanted), picture)
		f.known[key] = found
	}
	return found
}

func (f *pathFinder) search(wanted pathName, picture bool) string {
	fewest := 1 + wanted.name.Slips()
	best, cost := "", [3]int{}
	consider := func(i int) {
		file := &f.files[i]
		if f.budget <= 0 || file.path == wanted.path || picture && !isPicture(file.path) {
			return
		}
		f.budget--
		d := wanted.name.Distance(file.name, fewest)
		if d >= fewest {
			return
		}
		other := [3]int{d, 0, wanted.dir.Distance(file.dir, 40)}
		if file.ext != wanted.ext {
			other[1] = 1
		}
		if best == "" || slices.Compare(other[:], cost[:]) < 0 {
			best, cost = file.path, other
		}
	}
	for _, i := range f.byName[string(wanted.name)] {
		consider(i)
	}
	if best != "" || fewest == 1 {
		return best
	}
	for i := range f.files {
		// A slip changes at most two of the letters that a name is made of.
		if bits.OnesCount64(f.files[i].letters^wanted.letters) <= 2*(fewest-1) {
			consider(i)
		}
	}
	return best
}

var pictureTypes = []string{".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}

func isPicture(file string) bool {
	return slices.Contains(pictureTypes, strings.ToLower(path.Ext(file)))
}

// suggest gives the path to type in a file of the folder dir for the one that
// typed most likely meant, "" if none is near. A path that starts with a
// slash starts from the content folder.
func (c *checker) suggest(dir, typed string, picture bool) string {
	if c.paths == nil {
		c.paths = newPathFinder(c.site.Paths())
	}
	found := c.paths.find(below(dir, typed), picture)
	switch {
	case found == "":
		return ""
	case strings.HasPrefix(typed, "/"):
		return "/" + found
	}
	return relative(dir, found)
}

// below gives the path below the content folder of one typed in a file of the
// folder dir.
func below(dir, typed string) string {
	if strings.HasPrefix(typed, "/") {
		return path.Join(".", typed[1:])
	}
	return path.Join(dir, typed)
}

// relative writes the path from a folder to a file, both below the content
// folder, as an author types it.
func relative(dir, file string) string {
	from, to := strings.Split(path.Clean(dir), "/"), strings.Split(file, "/")
	if from[0] == "." {
		from = nil
	}
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	return strings.Repeat("../", len(from)-same) + cmp.Or(strings.Join(to[same:], "/"), ".")
}
