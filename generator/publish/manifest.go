package publish

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// An entry is what is known of a published file.
type entry struct {
	size int64  // bytes; -1 if only the path is known
	time int64  // of modification, in nanoseconds since 1970
	key  string // of what it was made from; "" if not known
}

func entryOf(info fs.FileInfo) entry {
	return entry{size: info.Size(), time: info.ModTime().UnixNano()}
}

// matches tells whether a file is as it was left.
func (e entry) matches(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() == e.size && info.ModTime().UnixNano() == e.time
}

// A manifest is what a commit wrote.
type manifest struct {
	key     string // of what the whole site was made from; "" if not known
	files   map[string]entry
	pending bool // a commit was killed, and may have taken place or not
}

// manifestHead opens a manifest, and the site's key follows it. Each line after
// it is size, time and key of a file and its path, parted by tabs. The last line
// is manifestFoot and the number of files: a manifest without it was cut short,
// by a loss of power perhaps, and its site's key is not believed.
const (
	manifestHead = "steward manifest 3\t"
	manifestFoot = "files\t"
)

// readManifests reads what is known of the files of a folder: from the manifest
// of the last commit, from that of one which may have been killed, and from one
// inside the folder, where earlier versions kept it.
func readManifests(dir, state string) (*manifest, error) {
	m := &manifest{files: map[string]entry{}}
	legacy := filepath.Join(dir, StateFolder)
	for _, name := range []string{
		filepath.Join(legacy, manifestName), filepath.Join(legacy, nextName),
		filepath.Join(state, manifestName), filepath.Join(state, nextName),
	} {
		data, err := os.ReadFile(name)
		if missing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		more := parseManifest(data)
		m.pending = m.pending || filepath.Base(name) == nextName
		m.key = more.key
		for p, e := range more.files {
			if known, twice := m.files[p]; !twice || known == e || !known.matches(filepath.Join(dir, filepath.FromSlash(p))) {
				m.files[p] = e
			}
		}
	}
	return m, nil
}

// missing tells whether an error is that there is no such file, nor a folder
// for it.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDir) }

// parseManifest reads a manifest, and what it can of a damaged one.
func parseManifest(data []byte) *manifest {
	m := &manifest{files: map[string]entry{}}
	head, rest, _ := strings.Cut(string(data), "\n")
	key, current := strings.CutPrefix(head, manifestHead)
	bare := !strings.HasPrefix(head, "steward manifest ")
	if bare { // of the first version: paths alone, those of folders ending in /
		rest = string(data)
	}
	for line := range strings.Lines(rest) {
		line, whole := strings.CutSuffix(line, "\n")
		if count, ok := strings.CutPrefix(line, manifestFoot); current && ok && count == strconv.Itoa(len(m.files)) {
			m.key = key
			break
		}
		e, p := entry{size: -1}, line
		if !bare {
			e, p = parseEntry(line)
		}
		if whole && local(strings.TrimSuffix(p, "/")) {
			m.files[p] = e
		}
	}
	return m
}

// parseEntry reads the line of a file. If it is damaged, the path is empty.
func parseEntry(line string) (entry, string) {
	fields := strings.SplitN(line, "\t", 4)
	if len(fields) == 4 {
		size, err1 := strconv.ParseInt(fields[0], 10, 64)
		time, err2 := strconv.ParseInt(fields[1], 10, 64)
		if err1 == nil && err2 == nil {
			return entry{size, time, fields[2]}, fields[3]
		}
	}
	return entry{}, ""
}

// local tells whether a path names something in the folder, and not the folder
// itself or the state in it.
func local(p string) bool {
	return filepath.IsLocal(filepath.FromSlash(p)) && path.Clean(p) == p && p != "." &&
		p != StateFolder && !strings.HasPrefix(p, StateFolder+"/")
}

// write writes a manifest into the file name, as a whole or not at all.
func (m *manifest) write(name string) error {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	fmt.Fprintf(w, "%s%s\n", manifestHead, m.key)
	for _, p := range sortedKeys(m.files) {
		e := m.files[p]
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\n", e.size, e.time, e.key, p)
	}
	fmt.Fprintf(w, "%s%d\n", manifestFoot, len(m.files))
	if err := w.Flush(); err != nil {
		return err
	}
	temporary := name + ".tmp"
	if err := os.WriteFile(temporary, b.Bytes(), 0o666); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	return os.Rename(temporary, name)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
