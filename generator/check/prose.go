package check

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/markdown"
)

// A reader goes through the running text of a page, block by block, and finds
// again in the file what it has read.
type reader struct {
	doc    *markdown.Document
	blocks []string // the text of paragraphs, list items, cells, in order
	text   strings.Builder
	at     int // offset in the file of what was found last
	from   int // and of where to look on
}

func newReader(doc *markdown.Document) *reader {
	r := &reader{doc: doc, from: bodyStart(doc)}
	r.at = r.from
	r.fragment(doc.Body)
	r.endBlock()
	return r
}

func (r *reader) fragment(f markdown.Fragment) {
	at := 0
	for _, hole := range f.Holes {
		switch hole.Kind {
		case markdown.BlankHole:
			r.markup(f.HTML[at:hole.Start])
			r.text.WriteString(r.doc.Blanks[hole.Index])
			at = hole.End
		case markdown.TasksHole:
			r.markup(f.HTML[at:hole.Start])
			at = hole.End
			for _, item := range r.doc.Lists[hole.Index].Items {
				r.block(item.Text)
				for _, action := range item.Actions {
					r.block(action)
				}
			}
		}
	}
	r.markup(f.HTML[at:])
}

func (r *reader) block(f markdown.Fragment) {
	r.endBlock()
	r.fragment(f)
	r.endBlock()
}

func (r *reader) endBlock() {
	if block := strings.Join(strings.Fields(r.text.String()), " "); block != "" {
		r.blocks = append(r.blocks, block)
	}
	r.text.Reset()
}

var (
	inlineTags = []string{"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
		"samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
	listing = regexp.MustCompile(`(?s)<pre.*?</pre>`)
	tag     = regexp.MustCompile(`</?([a-zA-Z0-9]+)[^>]*>`)
)

// markup reads HTML: any tag that is not part of running text ends a block.
func (r *reader) markup(fragment []byte) {
	fragment = listing.ReplaceAll(fragment, []byte("<p>"))
	for len(fragment) > 0 {
		m := tag.FindSubmatchIndex(fragment)
		if m == nil {
			break
		}
		r.text.WriteString(html.UnescapeString(string(fragment[:m[0]])))
		if !slices.Contains(inlineTags, string(fragment[m[2]:m[3]])) {
			r.endBlock()
		}
		fragment = fragment[m[1]:]
	}
	r.text.WriteString(html.UnescapeString(string(fragment)))
}

var sentenceEnd = regexp.MustCompile(`[.!?…]["'”’)\]]*\s+["'“‘(\[]*[\p{Lu}\p{N}]`)

// abbreviations end in a full stop that ends no sentence.
var abbreviations = []string{"e.g", "i.e", "etc", "cf", "dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "p", "pp", "ed"}

// sentences cuts a block of text into its sentences.
func sentences(block string) []string {
	var found []string
	start, from := 0, 0
	for {
		m := sentenceEnd.FindStringIndex(block[from:])
		if m == nil {
			break
		}
		stop := from + m[0]
		from = stop + 1
		word := strings.TrimLeft(block[strings.LastIndexByte(block[:stop], ' ')+1:stop], `"'“‘([`)
		initial := utf8.RuneCountInString(word) == 1 && strings.ToUpper(word) == word
		if block[stop] == '.' && (initial || slices.Contains(abbreviations, strings.ToLower(word))) {
			continue
		}
		for from < len(block) && block[from] != ' ' {
			from++
		}
		found = append(found, strings.TrimSpace(block[start:from]))
		start = from
	}
	return append(found, strings.TrimSpace(block[start:]))
}

// wordsOf gives the words of a text without what surrounds them.
func wordsOf(text string) []string {
	var words []string
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if w != "" {
			words = append(words, w)
		}
	}
	return words
}

// find gives the place in the file where words stand that were read after
// what was found last, by the first few of them: marks for bold or a link may
// stand between. If they cannot be found, it is the place found last. One
// word of several is too little to find them by.
func (r *reader) find(words []string) diag.Pos {
	words = words[:min(len(words), 4)]
	for n := len(words); n >= min(len(words), 2); n-- {
		if at, end := r.search(words[:n]); at >= 0 {
			r.at, r.from = at, end
			break
		}
	}
	return r.doc.Pos(r.at)
}

// How many bytes of marks may stand between two words, and how much of the
// file is looked through for the next ones.
const (
	farthest = 12
	window   = 16_000
)

// search gives where words stand, and the end of the first; -1 if they do not.
func (r *reader) search(words []string) (at, next int) {
	data := r.doc.File.Data[:min(len(r.doc.File.Data), r.from+window)]
	for from := r.from; ; {
		i := bytes.Index(data[from:], []byte(words[0]))
		if i < 0 {
			return -1, 0
		}
		start := from + i
		end := start + len(words[0])
		from = end
		fits := startsWord(data, start)
		for _, w := range words[1:] {
			gap := bytes.Index(data[end:min(len(data), end+farthest+len(w))], []byte(w))
			if gap < 0 || bytes.ContainsFunc(data[end:end+gap], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
				fits = false
				break
			}
			end += gap + len(w)
		}
		if fits {
			return start, from
		}
	}
}

func startsWord(data []byte, at int) bool {
	before, _ := utf8.DecodeLastRune(data[:at])
	return !unicode.IsLetter(before) && !unicode.IsNumber(before)
}
