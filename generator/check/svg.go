package check

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
)

// svgFault is what makes an SVG picture more than a picture.
type svgFault struct {
	offset int
	what   string // completes "this picture"
}

const plainExport = "open it in a drawing program and export it as plain SVG, or save it as PNG"

// activeElements run, load or hold a page of their own.
var activeElements = []string{"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "audio", "video", "link", "meta", "base"}

// inspectSVG finds the first thing in an SVG picture that could run, or that
// loads something from elsewhere: nil if there is none. What it cannot read,
// a browser might read otherwise, so that is a fault too.
func inspectSVG(data []byte) *svgFault {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	var style strings.Builder
	styleAt, inStyle := 0, false
	for {
		at := int(decoder.InputOffset())
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &svgFault{at, "is not well-formed SVG"}
		}
		fault := ""
		switch t := token.(type) {
		case xml.StartElement:
			fault = elementFault(t)
			if strings.EqualFold(t.Name.Local, "style") {
				inStyle, styleAt = true, at
				style.Reset()
			}
		case xml.EndElement:
			if inStyle && strings.EqualFold(t.Name.Local, "style") {
				inStyle, at = false, styleAt
				fault = cssFault(style.String())
			}
		case xml.CharData:
			if inStyle {
				style.Write(t)
			}
		case xml.Directive:
			if bytes.ContainsAny(t, "[") {
				fault = "defines entities of its own"
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				fault = "holds an instruction to load a style sheet"
			}
		}
		if fault != "" {
			return &svgFault{at, fault}
		}
	}
}

const xhtml = "http://www.w3.org/1999/xhtml"

func elementFault(e xml.StartElement) string {
	name := strings.ToLower(e.Name.Local)
	if e.Name.Space == xhtml || slices.Contains(activeElements, name) {
		return "holds a " + code(e.Name.Local) + " element"
	}
	for _, a := range e.Attr {
		attribute, value := strings.ToLower(a.Name.Local), pressed(a.Value)
		switch {
		case a.Name.Space == "xmlns" || attribute == "xmlns":
		case strings.HasPrefix(attribute, "on"):
			return "has an attribute " + code(a.Name.Local) + " that runs a script"
		case strings.Contains(value, "javascript:"), strings.Contains(value, "vbscript:"):
			return "has an attribute " + code(a.Name.Local) + " that runs a script"
		case attribute == "href" || attribute == "src" || attribute == "base":
			if !isInside(value) {
				return "refers to another file or site in " + code(a.Name.Local)
			}
		case attribute == "attributename" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")):
			return "changes " + code(a.Value) + " while it is shown"
		default:
			if fault := cssFault(a.Value); fault != "" && (attribute == "style" || strings.Contains(value, "url(")) {
				return fault
			}
		}
	}
	return ""
}

// pressed takes out what a browser passes over in an address.
func pressed(value string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, value))
}

var embedded = regexp.MustCompile(`^data:(image/(png|jpe?g|gif|webp|avif)|(application/)?(x-)?font[a-z0-9/+-]*)[;,]`)

// isInside tells whether an address stays inside the picture.
func isInside(address string) bool {
	return address == "" || address[0] == '#' || embedded.MatchString(address)
}

var cssURL = regexp.MustCompile(`url\(["']?([^)]*)`)

// cssFault finds what a style loads from elsewhere.
func cssFault(css string) string {
	text := pressed(css)
	if strings.Contains(text, `\`) {
		return "has styles with characters written with a backslash"
	}
	for _, loads := range []string{"@import", "image-set(", "image(", "src(", "expression(", "-moz-binding"} {
		if strings.Contains(text, loads) {
			return "has styles with " + code(loads)
		}
	}
	for _, m := range cssURL.FindAllStringSubmatch(text, -1) {
		if !isInside(m[1]) {
			return "has styles that refer to another file or site"
		}
	}
	return ""
}
