package preview

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/open-stewardship/steward/generator"
)

func TestServeTellsOfTheSiteAndOfEachEdition(t *testing.T) {
	changed := make(chan *generator.Result, 100)
	s := serveFiles(t, soundSite, func(o *Options) {
		o.Changed = func(edition *generator.Result, took time.Duration) {
			if took <= 0 {
				t.Errorf("an edition took %s", took)
			}
			changed <- edition
		}
	})
	if !strings.HasPrefix(s.url, "http://127.0.0.1:") || !strings.HasSuffix(s.url, "/") {
		t.Errorf("the address is %q", s.url)
	}
	if edition := <-changed; edition.Edition == nil {
		t.Errorf("the first edition has %+v", edition.Findings)
	}
	s.write("content/guide/broken.md", "---\ntitle: Broken\ntitle: Twice\n---\n")
	for edition := range changed {
		if edition.Edition == nil {
			break
		}
	}
}

func TestServeEndsWithItsStreams(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	if err := s.end(); err != nil {
		t.Errorf("Serve: %v", err)
	}
	for events.lines.Scan() {
	}
	if err := events.lines.Err(); err != nil {
		t.Errorf("the event stream was cut off: %v", err)
	}
	if _, err := net.DialTimeout("tcp", strings.TrimSuffix(strings.TrimPrefix(s.url, "http://"), "/"), time.Second); err == nil {
		t.Error("somebody still listens")
	}
}

func TestServeSaysWhyItCannotBegin(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	none := t.TempDir() + "/content"
	for addr, wanted := range map[string]string{
		taken.Addr().String(): "is in use", "1313": "not an address", "127.0.0.1:0": "there is no folder " + none, "no.such.host.invalid:1": "cannot serve at",
	} {
		listening := atomic.Bool{}
		err := Serve(context.Background(), Options{Addr: addr, Generator: generator.Options{Content: none, Out: t.TempDir()},
			Listening: func(string) { listening.Store(true) }})
		usage := (*generator.UsageError)(nil)
		if !errors.As(err, &usage) || !strings.Contains(usage.Message, wanted) || usage.Hint == "" {
			t.Errorf("at %s: %#v, wanted a UsageError with %q", addr, err, wanted)
		}
		if listening.Load() {
			t.Errorf("at %s: Listening was called", addr)
		}
	}
}

func TestAddressesToTypeIn(t *testing.T) {
	at := func(ip string) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: 1313} }
	for _, test := range []struct {
		addr  string
		bound net.Addr
		base  string
		want  string
	}{
		{"", at("127.0.0.1"), "/", "http://127.0.0.1:1313/"},
		{":1313", at("127.0.0.1"), "/", "http://127.0.0.1:1313/"},
		{"localhost:0", at("127.0.0.1"), "/handbook/", "http://localhost:1313/handbook/"},
		{"0.0.0.0:1313", at("0.0.0.0"), "/", "http://localhost:1313/"},
		{"[::1]:1313", at("::1"), "/", "http://[::1]:1313/"},
	} {
		if got := address(test.addr, test.bound, test.base); got != test.want {
			t.Errorf("%q at %s: %s, wanted %s", test.addr, test.bound, got, test.want)
		}
	}
}
