package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
)

// plainWords gives an everyday word for one that many readers stumble over.
var plainWords = map[string]string{
	"accordingly": "so", "additional": "more", "aforementioned": "this", "approximately": "about", "ascertain": "find out",
	"cognisant": "aware", "commence": "start", "commenced": "started", "commences": "starts", "endeavour": "try",
	"endeavours": "tries", "expedite": "speed up", "facilitate": "help", "facilitates": "helps", "facilitated": "helped",
	"facilitating": "helping", "forthwith": "at once", "furthermore": "also", "henceforth": "from now on", "hereby": "now",
	"heretofore": "until now", "holistic": "whole", "inasmuch": "because", "leverage": "use", "leveraging": "using",
	"methodology": "method", "methodologies": "methods", "moreover": "also", "notwithstanding": "in spite of",
	"operationalise": "put into practice", "paradigm": "way of thinking", "remuneration": "pay", "stakeholder": "person it affects",
	"stakeholders": "people it affects", "subsequent": "later", "subsequently": "later", "synergy": "working together",
	"synergies": "working together", "terminate": "end", "terminated": "ended", "thereby": "so", "therein": "in it",
	"utilise": "use", "utilised": "used", "utilises": "uses", "utilising": "using", "utilize": "use", "whereby": "by which",
	"whilst": "while",
}

// hardWords finds words that have a plainer one, each once a page.
func hardWords(c *checker) {
	if !c.english() {
		return
	}
	for _, p := range c.site.Documents() {
		if kind.TraitsOf(p.Kind).DefinesTerm {
			continue // it is there to explain them
		}
		r := newReader(p.Doc)
		var told []string
		for _, block := range r.blocks {
			for _, word := range wordsOf(block) {
				hard := strings.ToLower(word)
				plain, known := plainWords[hard]
				if !known || slices.Contains(told, hard) {
					continue
				}
				told = append(told, hard)
				c.report(r.find([]string{word}), diag.Note, fmt.Sprintf("%s is hard for many readers", code(word)), "say "+code(plain)+" if that is what you mean")
			}
		}
	}
}
