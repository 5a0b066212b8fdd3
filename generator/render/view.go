package render

import "html/template"

// Site is what every layout may know of the whole site.
type Site struct {
	Title       string
	Description string
	Language    string // BCP 47, such as en-GB
	Direction   string // of its writing: ltr or rtl
	Home        string // address of the home page with the base path: "/" or "/handbook/"
	Absolute    string // base URL with a final slash; "" if none is configured
	Menu        []Link
	Footer      []Link
	Licence     Link   // URL may be ""; both "" if none is configured
	Repository  string // "" if none
	Forms       *Forms // nil if nobody takes them
	Give        string // address of the page that takes Word documents; "" if the site takes none
	Live        bool   // true under steward serve
}

// Forms says where a form that a page sends leads to.
type Forms struct {
	Thanks string // address of the page to show afterwards; "" for the host's own
}

// Link is a named address. Addresses inside the site start with the base path.
type Link struct {
	Title   string
	URL     string
	Current bool // the link leads to the page it stands on, or to a section around it
}

// Kind is a kind of page in the words of the reader. Its icon is icons/<Slug>.svg.
type Kind struct {
	Slug   string // page, recommendation, case-study, template, checklist, term, resource
	Name   string // "Case study"
	Plural string // "Case studies"
}

// Date is a day for machines and for people; the zero Date is no date.
type Date struct {
	ISO  string // 2026-11-22
	Text string // 22 November 2026
}

// Tree leads through the pages around a page.
type Tree struct {
	Title    string // of the section, or the site, that it shows
	URL      string
	Branches []Branch
}

// Branch is a page in a tree, with pages under it if it is a section that is
// shown whole or on the way to the current page.
type Branch struct {
	Title   string
	URL     string
	Link    template.HTMLAttr // the same as attributes of a link, with aria-current
	Current bool              // the page that the tree stands on
	Open    bool              // the current page is this one or under it
	Under   []Branch
	All     int // not 0: no page, but a link to all so many pages of a long folder
}

// Heading is an entry of a table of contents.
type Heading struct {
	ID    string
	Text  string
	Under []Heading
}

// Card is a page as lists and related pages show it.
type Card struct {
	Title       string
	URL         string
	Description string
	Kind        Kind
	Date        Date
	Status      *Status // case studies only
}

// Status says what became of what a case study tells of.
type Status struct {
	Slug string // running, ended, closed or unknown
	Text string // "Running in 2019"
}

// Source is a work a page rests on.
type Source struct {
	ID        string
	Title     string
	Author    string
	Publisher string
	Date      string
	URL       string
	Licence   string
	Number    int // of its note in the text, from 1; 0 if the text does not cite it
}

// Page is everything a layout may know of one page.
type Page struct {
	Site        *Site
	Layout      string // home, page, section, topics, search, print, pack, give, ask, team or 404
	Kind        Kind
	Title       string
	Description string        // for lists, search engines and previews; the first words of the text, if its author wrote none
	Lead        string        // the description, if its author wrote one
	URL         string        // with the base path; on 404.html that of the page itself
	Canonical   string        // absolute; "" without a base URL
	Address     string        // to be printed: example.org/checklists/quarterly-review/
	Urgent      template.HTML // what comes before all else, below the title; "" on most pages
	Body        template.HTML
	Notes       template.HTML // the list of notes and sources that the text cites, "" if there are none
	Contents    []Heading     // empty on a short page
	Breadcrumbs []Link        // from the home page down to the page's parent
	Previous    *Link
	Next        *Link
	Topics      []Link
	Audiences   []Link
	Related     []Card
	Sources     []Source
	Caveat      string
	Published   Date
	LastChecked Date
	ReviewBy    Date
	EditURL     string // where the page is edited; "" if no repository is named
	ReportURL   string // where a problem with it is reported; "" if the repository is not on GitHub
	Draft       bool
	Fillable    bool     // it has something to tick or fill in, which is kept on the reader's device
	Former      []string // addresses it had before, where what was filled in may be kept too
	Ask         string   // where a team is asked what the page asks; "" if it asks nothing with choices

	Tree      *Tree         // of the pages around it; nil where there are few, or its site does not want one
	CaseStudy *CaseStudy    // of the kind case-study only
	Term      *Term         // of the kind term only
	Checklist *Checklist    // of the kind checklist only
	List      *List         // of the layouts section, topics and search
	Query     string        // of the layout search: what was asked for, where a server answers
	Labels    []Label       // of the layout search: the words for topics and audiences
	Front     *Front        // of the layout home only
	Give      *Give         // of the layout give only
	Parts     []PrintPart   // of the layout print only
	PrintURL  string        // of a section: the page that prints all of it; "" if there is none
	Word      string        // of a checklist or template: the same as a Word document
	QR        template.HTML // of a checklist or template with a base URL: an SVG picture of its address
}

// PrintPart is one page in a page that prints a section. Body and Notes are those of Page
// with their ids made unlike those of the other parts.
type PrintPart struct {
	ID    string
	Page  *Page
	Body  template.HTML
	Notes template.HTML
}

// CaseStudy holds the facts that stand above a case study.
type CaseStudy struct {
	Status *Status // nil if the page does not say
	Place  string
	Sector string
	Period string
}

// Term holds what only a glossary entry has.
type Term struct {
	Aliases []string
}

// Checklist holds what only a checklist has. The statements stand in Body,
// each list of them laid out by the template "statements" from a Statements.
type Checklist struct {
	Count   int    // of all statements on the page
	Revised Date   // last_checked or date of the page
	Sources []Link // pages whose statements are gathered here
}

// Statements is one list of task items of a page, in place. The template
// "statements" lays it out; Form tells a form to answer from a plain list.
type Statements struct {
	Form  bool   // to answer with Yes, No or N/A
	Talk  bool   // to talk about, not to tick
	From  int    // number that the author's list counts from, -1 if it has bullets
	Title string // the heading above the list, or the page's title
	Page  string // the page's title
	First int    // number of the first statement
	Items []Statement
}

// Statement is one thing to answer, with what can be done about it.
type Statement struct {
	Number  int
	ID      string // unique on the page, fit for an HTML id
	Text    template.HTML
	Label   string // number in the author's list, "3.", "" if it has bullets
	Checked bool   // written as [x]
	Actions []template.HTML
	From    int   // number that the actions count from, -1 if they have bullets
	More    *Link // the page it was gathered from
}

// List is a part of a longer list of pages.
type List struct {
	Groups  []Group
	Total   int
	OneKind bool   // all pages of the list are of one kind
	Pager   *Pager // nil if all are on one page
}

// Group is a run of entries under a heading: a subsection, a letter.
type Group struct {
	Title string // "" for a list without headings
	ID    string
	URL   string // "" if the group has no page of its own
	Cards []Card
}

// Pager leads through a list cut into numbered pages.
type Pager struct {
	Number, Of     int
	Previous, Next string // "" at either end
	Pages          []Link
}

// Label is the title of a topic or audience, which search knows by its slug.
type Label struct {
	Field string // topic or audience
	Slug  string
	Title string
}

// Front is what only the home page shows.
type Front struct {
	Urgent     []Link
	Doors      []Door
	Checklists []Card // to print for the next meeting
	Recent     []Card
	Contribute *Link
}

// Give is what the page shows that makes pages of Word documents.
type Give struct {
	Kinds     []GivenKind
	Topics    []Label
	Audiences []Label
	Script    string // address of the module that reads documents
	Edit      string // where a file of the content folder is edited, below it; "" if no repository is named
	Email     string // where people can send a page; "" if none is configured
}

// GivenKind is a kind of page that people bring as Word documents.
type GivenKind struct {
	Kind    Kind
	Form    bool   // its statements are answered
	Section Link   // where its pages are listed
	Folder  string // its folder in the content folder
	New     string // where a file is added to it; "" if no repository is named
}

// Door is a way into the site: one of its sections.
type Door struct {
	Card
	Count int // pages inside
}
