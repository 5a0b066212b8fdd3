package generator

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/publish"
)

// clockGrain is how far apart two changes of a file must be to be sure of
// different times of modification, on the coarsest disks (FAT has 2 s).
const clockGrain = 2 * time.Second

// A fingerprint stands for all that a site is made from, by a look at sizes and
// times: the content, the site's own theme files, the options and the program.
// A file that was changed shortly before it was taken, and might be changed
// again without a new time, is looked into as well. Folders may be links.
type fingerprint struct {
	taken time.Time
	key   string // the time and a hash; "" if it could not be taken
}

// takeFingerprint takes the fingerprint of what there is now.
func (g *Generator) takeFingerprint() fingerprint {
	now := time.Now()
	sum, err := g.fingerprintAsOf(now)
	if err != nil { // reading will say in better words what is wrong
		return fingerprint{taken: now}
	}
	return fingerprint{now, strconv.FormatInt(now.UnixNano(), 10) + "." + sum}
}

// upToDate tells whether the output folder holds what would be made now, by the
// last build's fingerprint, and gives that build's report.
func (g *Generator) upToDate(now fingerprint) (*Report, bool) {
	state, err := publish.StateOf(g.options.Out)
	if err != nil || now.key == "" {
		return nil, false
	}
	report, last, err := savedReport(state)
	if err != nil {
		return nil, false
	}
	taken, _, _ := strings.Cut(last, ".")
	nanoseconds, err := strconv.ParseInt(taken, 10, 64)
	if err != nil {
		return nil, false
	}
	sum, err := g.fingerprintAsOf(time.Unix(0, nanoseconds))
	if err != nil || last != taken+"."+sum || !publish.Unchanged(g.options.Out, last) {
		return nil, false
	}
	return report, true
}

// fingerprintAsOf hashes what there is now. Files changed since shortly before
// a time are read.
func (g *Generator) fingerprintAsOf(taken time.Time) (string, error) {
	sum := sha256.New()
	o := g.options
	content, err1 := filepath.Abs(o.Content)
	out, err2 := filepath.Abs(o.Out)
	program, err3 := programFile()
	if err := errors.Join(err1, err2, err3); err != nil {
		return "", err
	}
	// Findings name the content folder as it was typed.
	fmt.Fprintf(sum, "%q %q %q %q %q %v %v %v\n", o.Content, content, out, o.Theme, o.BaseURL, o.Drafts, o.KeepGoing, o.NoSearch)
	recent := taken.Add(-clockGrain)
	output, err := os.Stat(out)
	if isMissing(err) {
		err = nil
	}
	err = errors.Join(err,
		hashStat(sum, program, time.Now()), // whose bytes would be many
		hashFolder(sum, content, recent, output),
		hashStat(sum, besideContent(content), recent),
		hashFolder(sum, overlayFolder(content), recent, output))
	return hexKey(sum), err
}

// neverRead are folders that hold no content and may be very large.
var neverRead = [...]string{".git", "node_modules", publish.StateFolder}

// hashFolder hashes names, sizes and times of all files in a folder, if it is
// there, but for the folder output, which may be nil.
func hashFolder(sum hash.Hash, dir string, recent time.Time, output fs.FileInfo) error {
	root := dir + string(filepath.Separator) + "." // the folder itself, where dir is a link to it
	return filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if isMissing(err) && name == root {
			return nil
		}
		if err != nil {
			return err
		}
		if !entry.IsDir() {
			return hashStat(sum, name, recent)
		}
		if name != root && slices.Contains(neverRead[:], entry.Name()) {
			return fs.SkipDir
		}
		if output != nil {
			if info, err := entry.Info(); err != nil || os.SameFile(info, output) {
				return cmp.Or(err, fs.SkipDir)
			}
		}
		fmt.Fprintf(sum, "%q\n", name)
		return nil
	})
}

// hashStat hashes name, kind, size and times of a file, and what is in it if it
// was changed of late. Links are followed.
func hashStat(sum hash.Hash, name string, recent time.Time) error {
	info, err := os.Stat(name)
	if isMissing(err) { // a link that leads nowhere
		fmt.Fprintf(sum, "%q missing\n", name)
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(sum, "%q %v %d %d %s\n", name, info.Mode(), info.Size(), info.ModTime().UnixNano(), lastChange(name))
	if info.Mode().IsRegular() && info.ModTime().After(recent) {
		data, err := os.ReadFile(name)
		addToHash(sum, string(data))
		return err
	}
	return nil
}

// programFile is the file of the program that is running.
func programFile() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("looking for the program itself: %w", err)
	}
	return filepath.EvalSymlinks(name)
}

// programKey stands for the program and a theme: what another version made is
// made again.
func programKey(theme string) (string, error) {
	name, err := programFile()
	if err != nil {
		return "", err
	}
	file, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("reading the program itself: %w", err)
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", fmt.Errorf("reading the program itself: %w", err)
	}
	addToHash(sum, theme)
	return hexKey(sum), nil
}

// reportName is the file in the state in which a build leaves its report, for
// one that finds nothing new.
const reportName = "report.json"

// A saved report knows what it is the report of.
type saved struct {
	Key      string
	Report   Report
	Findings []diag.Finding
	Own      int
	Left     []Unpublished
}

// save leaves the report for the next build.
func (f fingerprint) save(state string, report *Report) error {
	data, err := json.Marshal(saved{f.key, *report, report.Findings, report.Own, report.Left})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(state, reportName), data, 0o644); err != nil {
		return fmt.Errorf("leaving a report for the next build: %w", err)
	}
	return nil
}

// savedReport gives the report of the last build, and its fingerprint.
func savedReport(state string) (*Report, string, error) {
	data, err := os.ReadFile(filepath.Join(state, reportName))
	if err != nil {
		return nil, "", err
	}
	var s saved
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, "", err
	}
	s.Report.Own, s.Report.Left = s.Own, s.Left
	s.Report.Findings, s.Report.Published, s.Report.Unchanged = s.Findings, true, true
	s.Report.sum()
	return &s.Report, s.Key, nil
}
