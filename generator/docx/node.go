package docx

import (
	"strings"

	"golang.org/x/net/html"
)

// running are the elements of running text; all others are blocks.
var running = set("a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd label mark " +
	"meter nobr output progress q rp rt ruby s samp small span strike strong sub sup time tt u var wbr")

// unseen are the elements whose text a reader never sees.
var unseen = set("script style template head title iframe object embed svg math canvas audio video noscript noembed " +
	"noframes frameset select datalist base link meta param source track col colgroup")

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(names) {
		m[name] = true
	}
	return m
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(attribute(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// textOf is all text in an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && n.Data == "br":
			b.WriteByte('\n')
		case n.Type == html.ElementNode && n.Data == "img":
			b.WriteString(attribute(n, "alt"))
		}
		if n.Type == html.ElementNode && unseen[n.Data] {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

// hasText tells whether there is anything to read in an element.
func hasText(n *html.Node) bool { return words(textOf(n)) != "" }

// shows tells whether an element leaves anything on paper: text or a box.
func shows(n *html.Node) bool {
	if n.Type == html.TextNode {
		return words(n.Data) != ""
	}
	if n.Type != html.ElementNode || unseen[n.Data] {
		return false
	}
	if n.Data == "img" {
		return words(attribute(n, "alt")) != ""
	}
	if isBox(n) || hasClass(n, "blank") {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if shows(c) {
			return true
		}
	}
	return false
}

// isBox tells a box to tick.
func isBox(n *html.Node) bool {
	return n.Type == html.ElementNode && n.Data == "input" && strings.EqualFold(attribute(n, "type"), "checkbox")
}
