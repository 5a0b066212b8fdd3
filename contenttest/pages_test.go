package contenttest

import (
	"strings"
	"testing"
)

// promised is what must be there, by folder; more may be.
var promised = map[string][]string{
	"recommendations": {
		"stewardship-not-control", "understand-your-culture", "board-as-stewards", "plan-in-short-cycles",
		"measure-what-empowers", "support-leaders", "values-and-workforce-voice",
		"review-home-care-and-rights", "cut-bureaucracy", "end-time-and-task", "commission-for-complexity",
		"build-trust", "give-new-services-time", "regulate-for-innovation",
	},
	"case-studies": {
		"wellbeing-teams", "cornerstone", "neighbourhood-midwives", "neighbourhood-cares", "monmouthshire", "buurtzorg",
		"torbay", "thurrock", "bellevie",
		"buurtzorg-in-england", "neighbourhood-care-scotland", "neighbourhood-nursing-wales",
		"neighbourhood-nursing-northern-ireland", "leeds", "oslo-trust-model", "danish-municipalities", "germany", "sweden",
		"finland-self-organising-teams", "green-house-homes", "local-area-coordination", "community-led-support",
		"equal-care-co-op", "somerset-micro-providers",
	},
	"building-blocks": {
		"self-managing-teams", "stewardship", "advice-process", "distributed-leadership", "servant-leadership",
		"roles-and-job-descriptions", "team-meetings", "coaching", "conflict", "values-based-recruitment",
		"relationship-based-care", "outcomes-based-commissioning", "trust", "teal-organisations",
		"employee-ownership-trusts", "okrs", "measuring-what-matters", "community-circles", "social-prescribing",
	},
	"templates": {
		"team-agreement", "meeting-agenda", "decision-record", "consent-decision", "scheme-of-delegation",
		"role-description", "board-stewardship-charter", "board-visit", "okr-sheet", "quality-and-wellbeing-dashboard",
		"team-wellbeing-survey", "conflict-resolution", "safeguarding-escalation", "incident-learning-review",
		"recruitment-pack", "induction-plan", "peer-support-session", "shift-and-travel-time-policy",
		"family-feedback", "open-book-budget", "exit-conversation",
	},
	"checklists": {
		"governance-and-implementation", "readiness", "starting-a-team", "good-team-meeting", "commissioning",
		"regulator-visit", "leaders-under-pressure", "quarterly-review",
	},
	"resources": {"toolkit-further-support", "open-teams", "easier-inc", "better-work-together", "works-cited", "evaluations", "where-to-get-sources"},
	"paths":     {"care-worker", "coach", "manager", "board-member", "commissioner", "family", "person-with-support"},
	"nations":   {"wales", "scotland", "northern-ireland"},
	"about":     {"contribute", "licence", "sources", "accessibility", "privacy", "what-we-do-not-know"},
}

var kinds = map[string]string{
	"recommendations": "recommendation", "case-studies": "case-study", "templates": "template",
	"checklists": "checklist", "glossary": "term", "resources": "resource",
}

func TestPromisedPagesAreThere(t *testing.T) {
	s := handbook(t).Site
	for name, wanted := range promised {
		if _, ok := s.PageOf(name + "/_index.md"); !ok {
			t.Errorf("%s has no introduction", name)
		}
		for _, want := range wanted {
			p, ok := s.PageOf(name + "/" + want + ".md")
			if !ok {
				t.Errorf("there is no %s/%s.md", name, want)
			} else if kind := kinds[name]; kind != "" && p.Kind != kind {
				t.Errorf("%s is a %s, not a %s", p.Path, p.Kind, kind)
			}
		}
	}
}

func TestThereIsEnough(t *testing.T) {
	s := handbook(t).Site
	if n := len(s.Documents()); n < 125 {
		t.Errorf("%d pages, 125 were promised", n)
	}
	if n := len(outside(s)); n < 85 {
		t.Errorf("%d pages outside the glossary, 85 were promised", n)
	}
	if n := len(pagesIn(s, "glossary")); n < 40 {
		t.Errorf("%d terms in the glossary, 40 were promised", n)
	}
}

const stub = 150 // words, below which a page is one

func TestNoPageIsAStub(t *testing.T) {
	for _, p := range outside(handbook(t).Site) {
		if p.IsSection { // an introduction above the list of its pages
			continue
		}
		if n := len(words(p)); n < stub {
			t.Errorf("%s has %d words, fewer than %d", p.Path, n, stub)
		}
	}
}

func TestPagesSayWhatTheyAre(t *testing.T) {
	for _, p := range handbook(t).Site.Documents() {
		front := &p.Doc.Front
		if front.Description == "" || len(front.Description) > 160 {
			t.Errorf("%s: a description of up to 160 characters is wanted, it has %d", p.Path, len(front.Description))
		}
		if len(p.Title) > 60 {
			t.Errorf("%s: %q is too long for a phone", p.Path, p.Title)
		}
		if p.Kind == "case-study" && (front.Status == "" || front.Place == "" || front.Sector == "" || front.Period == "" || front.LastChecked == "") {
			t.Errorf("%s: a case study says its status, place, sector, period and when it was last checked", p.Path)
		}
		for _, source := range front.Sources {
			if source.ID == "" || source.Title == "" {
				t.Errorf("%s: a source lacks its id or title: %+v", p.Path, source)
			}
		}
	}
}

// One kind of apostrophe and quotation mark, so that a search in an editor
// finds what it looks for.
func TestQuotationMarksAreStraight(t *testing.T) {
	for _, p := range handbook(t).Site.Documents() {
		for _, curly := range "‘’“”" {
			if at := strings.IndexRune(string(p.Doc.File.Data), curly); at >= 0 {
				t.Errorf("%s: %c is typed as a straight one", p.Doc.Pos(at), curly)
			}
		}
	}
}

// termsOfArt stand in the two documents that the handbook began with.
var termsOfArt = []string{
	"governance", "stewardship", "hierarchy", "distributed leadership", "command-and-control", "flat structure",
	"objectives and key results", "OKRs", "job descriptions", "Adult Social Care Outcomes Toolkit", "ASCOT",
	"Net Promoter Score", "NPS", "quality of life", "co-design", "cash flow", "social impact", "peer support",
	"reflective spaces", "servant leadership", "employee beneficiary trust", "ownership trust", "advisory networks",
	"nominated individual", "autonomy", "N/A", "workforce voice",
	"social care", "home care", "domiciliary care", "time and task", "self-managing teams", "self-optimising teams",
	"Teal organisations", "Care Quality Commission", "CQC", "commissioner", "commissioning", "outcomes", "outputs",
	"APPG", "Green Paper", "White Paper", "practitioner burden", "churn", "staff retention", "zero-hours contract",
	"bureaucracy", "micro-providers", "person-centred", "continuity of care", "unpaid carers", "local authority",
	"unitary authority", "reablement", "social prescribing", "support sequence", "Community Circles", "co-production",
	"values-based recruitment", "LCAST", "Local Care and Support Teams", "Health and Social Care Partnerships",
	"Key Performance Indicators", "overheads", "agency staff", "case load midwifery", "risk averse", "pilot project",
	"early intervention", "prevention", "care package", "care plan", "support plan", "lived experience",
	"life story books", "complexity", "systems approach", "travel time", "person you support", "client",
}

func TestGlossaryKnowsTheTermsOfArt(t *testing.T) {
	glossary := handbook(t).Site.Glossary
	for _, term := range termsOfArt {
		uses := glossary.Find(term)
		if len(uses) != 1 || uses[0].Start != 0 {
			t.Errorf("the glossary does not explain %q", term)
		}
	}
}
