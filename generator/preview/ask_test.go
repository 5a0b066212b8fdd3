package preview

import "testing"

// While writing, the pages to ask a team get the headers that a host sends: the
// camera is allowed where codes are scanned and nowhere else.
func TestAskingATeamGetsItsHeaders(t *testing.T) {
	s := serveFiles(t, with(soundSite, "content/list.md", "---\ntitle: List\ndescription: A list.\nkind: checklist\n---\n- [ ] One.\n"))
	for address, want := range map[string][2]string{
		"/list/":     {"camera=(), geolocation=(), microphone=()", "strict-origin-when-cross-origin"},
		"/ask/":      {"camera=(), geolocation=(), microphone=()", "no-referrer"},
		"/ask/team/": {"camera=(self), geolocation=(), microphone=()", "no-referrer"},
	} {
		got := s.get(address)
		if got.status != 200 || got.header.Get("Permissions-Policy") != want[0] || got.header.Get("Referrer-Policy") != want[1] {
			t.Errorf("GET %s: %d, Permissions-Policy %q, Referrer-Policy %q", address, got.status, got.header.Get("Permissions-Policy"), got.header.Get("Referrer-Policy"))
		}
	}
}
