package render

import (
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/markdown"
)

func TestChoicesOfAColumn(t *testing.T) {
	for _, test := range []struct{ column, row, want string }{
		{"Score 1 to 5", "I had time", "1/2/3/4/5"},
		{"Score (0–3)", "I had time", "0/1/2/3"},
		{"1-4", "I had time", "1/2/3/4"},
		{"Yes / No / Not sure", "Would you come?", "Yes/No/Not sure"},
		{"yes/no", "Would you come?", "yes/no"},
		{"How often: never / sometimes / often", "We laugh", "never/sometimes/often"},
		{"0 to 10", "We laugh", "0/1/2/3/4/5/6/7/8/9/10"},

		{"Score 1 to 5", "row 3", ""}, // nothing is asked
		{"Answer", "We laugh", ""},
		{"Who / when", "We laugh", ""},
		{"Date and/or time", "We laugh", ""},
		{"Yes", "We laugh", ""},
		{"Yes //", "We laugh", ""},
		{"Why: a reason", "We laugh", ""},
		{"Calls 9 to 5", "We laugh", ""},
		{"1 to 100", "We laugh", ""},
		{"Week 2026-11", "We laugh", ""},
		{"COVID19-21", "We laugh", ""},
	} {
		if got := strings.Join(choicesOf(markdown.Cell{Column: test.column, Row: test.row}), "/"); got != test.want {
			t.Errorf("%q beside %q: choices %q, want %q", test.column, test.row, got, test.want)
		}
	}
}

// A page that can be answered leads to where a team is asked, and is listed
// there; what has no choices is not.
func TestPagesToAskATeam(t *testing.T) {
	content := map[string]string{
		"site.yaml": "title: Handbook\nbase_url: https://example.org/h/\n",
		"list.md":   "---\ntitle: List\nkind: checklist\ninclude: [list.md, advice.md, gone.md]\n---\n- [ ] One.\n- [ ] Two.\n",
		"empty.md":  "---\ntitle: Empty\nkind: checklist\n---\nNothing yet.\n",
		"advice.md": "---\ntitle: Advice\nkind: recommendation\n---\n- [ ] Three.\n",
		"survey.md": "---\ntitle: Survey\nkind: template\n---\n| Line | Score 1 to 3 |\n| --- | --- |\n| I rest | |\n",
		"plan.md":   "---\ntitle: Plan\nkind: template\n---\n| What | Who |\n| --- | --- |\n| Rest | |\n",
		"plain.md":  "---\ntitle: Plain\n---\n| Line | Score 1 to 3 |\n| --- | --- |\n| I rest | |\n",
	}
	r := renderer(t, plainTheme, content)
	asked := map[string]string{"list": "/h/ask/team/#of=/h/list/", "survey": "/h/ask/team/#of=/h/survey/"}
	for _, page := range []string{"list", "survey", "empty", "advice", "plan", "plain"} {
		want := asked[page]
		p := page + "/index.html"
		view, err := r.pageView(p, r.outputs[p])
		if err != nil {
			t.Fatal(err)
		}
		if view.Ask != want {
			t.Errorf("%s leads to %q, want %q", page, view.Ask, want)
		}
		// What a checklist gathers from itself is not there twice.
		if page == "list" && (view.Checklist.Count != 3 || strings.Count(string(view.Body), "<p id=") != 3 || len(view.Checklist.Sources) != 1) {
			t.Errorf("the list says that it has %d statements from %d pages: %s", view.Checklist.Count, len(view.Checklist.Sources), view.Body)
		}
		if page == "survey" && !strings.Contains(string(view.Body), `data-choices="1/2/3"`) {
			t.Errorf("the survey does not say its choices: %s", view.Body)
		}
	}
	for _, p := range []string{"ask/index.html", "ask/team/index.html"} {
		got, err := r.Render(p)
		if err != nil || !strings.Contains(string(got), "[Templates] /h/survey/ [Checklists] /h/list/\n") {
			t.Errorf("%s: %v\n%s", p, err, got)
		}
	}
	headers := string(r.headers())
	for _, want := range []string{"/h/ask/*\n  Referrer-Policy: no-referrer\n",
		"/h/ask/team/*\n  Permissions-Policy: camera=(self), geolocation=(), microphone=()\n"} {
		if !strings.Contains(headers, want) {
			t.Errorf("_headers lacks %q:\n%s", want, headers)
		}
	}

	delete(content, "list.md")
	delete(content, "survey.md")
	r = renderer(t, plainTheme, content)
	if r.Has("ask/index.html") || r.Has("ask/team/index.html") || strings.Contains(string(r.headers()), "ask") {
		t.Error("there is a page to ask a team, and nothing to ask")
	}
}
