package site

import (
	"testing"
	"testing/fstest"

	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/source"
)

// A name typed on one machine finds a file stored by another, in whichever form
// either has it, and none that readers cannot see stands in an address.
func TestNamesAreComparedAsReadersSeeThem(t *testing.T) {
	const composed, apart = "caf\u00e9", "cafe\u0301"
	folder, err := source.Read(fstest.MapFS{
		"index.md":              {Data: []byte("# Home\n\n[one](" + composed + ".md) [two](b/" + apart + ".md) ![a](" + composed + ".png) [[" + apart + "]] [[Th\u00e9]]\n")},
		apart + ".md":           {Data: []byte("# One\n")},
		"b/" + composed + ".md": {Data: []byte("# Th\u00e9\n")},
		apart + ".png":          {},
		"a\u200bb.md":           {Data: []byte("# Joined\n")},
	}, "content")
	if err != nil {
		t.Fatal(err)
	}
	var docs []*markdown.Document
	for _, file := range folder.Pages {
		docs = append(docs, markdown.Parse(file))
	}
	s, findings := Assemble(Config{}, docs, folder.Attachments, Options{})
	if len(findings) > 0 {
		t.Errorf("%v", findings)
	}
	for i, target := range s.Home.Targets {
		if target.Problem != None {
			t.Errorf("link %d leads nowhere: %+v", i, s.Home.Doc.Links[i])
		}
	}
	for _, url := range []string{"/" + composed + "/", "/b/" + composed + "/", "/ab/"} {
		if _, ok := s.PageAt(url); !ok {
			t.Errorf("there is no page at %q", url)
		}
	}
	if got := s.Attachments()[apart+".png"]; got != "/"+composed+".png" {
		t.Errorf("the picture is at %q", got)
	}
}
