package check

import (
	"bytes"
	"io/fs"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
	"github.com/open-stewardship/steward/generator/source"
)

// fields holds the front matter of pages and site.yaml against their schemas.
func fields(c *checker) {
	pages := c.site.Documents()
	for i, found := range allViolations(pages) {
		p := pages[i]
		for _, v := range found {
			if c.tellsOf(v) {
				c.report(violationAt(p, v), diag.Severity(v.Severity), v.Message, hint(p, v))
			}
		}
	}
	if !c.site.Found || len(c.site.Values) == 0 && c.configUnread() {
		return
	}
	for _, v := range kind.ValidateSite(c.site.Values) {
		if v.Pointer == "/base_url" && new(site.Config).SetBaseURL(text(c.site.Values["base_url"])) != nil {
			continue // told of when site.yaml was read
		}
		at := v.Pointer
		if v.Problem == kind.Unknown {
			at += "/" + escapePointer(v.Key)
		}
		c.report(c.configAt(at), diag.Severity(v.Severity), v.Message, v.Hint)
	}
}

// allViolations holds all pages against their schemas, on all cores: it takes
// longer than all other rules together.
func allViolations(pages []*site.Page) [][]kind.Violation {
	found := make([][]kind.Violation, len(pages))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(pages); i = int(next.Add(1)) - 1 {
				found[i] = violations(pages[i])
			}
		})
	}
	workers.Wait()
	return found
}

// violations holds a page against its schema. A folder's page may have the
// fields of a section as well as those of its kind.
func violations(p *site.Page) []kind.Violation {
	values := p.Doc.Front.Values
	if len(values) == 0 && unread(p.Doc.Findings) {
		return nil
	}
	own, known := kind.Lookup(p.Kind)
	if !known {
		own, _ = kind.Lookup(kind.Plain)
	}
	var found, other []kind.Violation
	switch {
	case !p.IsSection:
		found = own.Validate(values)
	case markdown.IsFolderPage(p.Path):
		found, other = kind.ValidateSection(values), own.Validate(values)
	default:
		found, other = own.Validate(values), kind.ValidateSection(values)
	}
	return slices.DeleteFunc(found, func(v kind.Violation) bool {
		if v.Problem != kind.Unknown || v.Pointer != "" {
			return false
		}
		return !known || p.IsSection && !slices.ContainsFunc(other, func(w kind.Violation) bool {
			return w.Problem == kind.Unknown && w.Pointer == "" && w.Key == v.Key
		})
	})
}

// tellsOf leaves out what other rules say better, and in a folder without
// site.yaml what only a site of ours must keep to.
func (c *checker) tellsOf(v kind.Violation) bool {
	switch {
	case v.Pointer == "/kind", v.Pointer == "/default_kind":
		return false // kind
	case v.Pointer == "" && v.Key == "include" && v.Problem == kind.Unknown:
		return false // include
	case !c.site.Found:
		return v.Problem != kind.Unknown && v.Problem != kind.Missing && v.Problem != kind.Empty
	}
	return true
}

func violationAt(p *site.Page, v kind.Violation) diag.Pos {
	if v.Problem == kind.Unknown {
		return fieldAt(p, v.Pointer+"/"+escapePointer(v.Key))
	}
	return fieldAt(p, v.Pointer)
}

// hint tells somebody who has never seen front matter where it goes.
func hint(p *site.Page, v kind.Violation) string {
	if v.Problem == kind.Missing && p.Doc.Front.At == nil {
		return v.Hint + ", between two lines `---` at the very top of the file"
	}
	return v.Hint
}

// unread tells whether the front matter could not be read.
func unread(findings []diag.Finding) bool {
	return slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Rule == "front-matter" })
}

// configUnread tells a site.yaml that could not be read from an empty one.
func (c *checker) configUnread() bool {
	data, err := fs.ReadFile(c.content, source.ConfigName)
	return err != nil || len(bytes.TrimSpace(data)) > 0
}

func pointer(field string, i int) string { return "/" + field + "/" + strconv.Itoa(i) }

func escapePointer(key string) string { return pointerEscaper.Replace(key) }

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1") // RFC 6901

// text gives a value that is text, or "".
func text(value any) string {
	s, _ := value.(string)
	return strings.TrimSpace(s)
}
