package importer

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Refused says why a file is not read, in words for whoever has it.
type Refused struct{ Reason string }

func (r *Refused) Error() string { return r.Reason }

// How much is read. A document of 100 pages has about 3 MB of XML; what is
// larger is not the text of a form.
const (
	mostBytes = 30 << 20 // of the file
	mostXML   = 12 << 20 // of the parts that are read, unpacked
	mostNames = 5000     // of parts
)

// wanted are the parts that are read.
var wanted = regexp.MustCompile(`^(_rels/\.rels|(word|word_[^/]*|[^/]+)/(document\d*|styles|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml|` +
	`[^/]+/_rels/[^/]+\.rels|customXml/item\d*\.xml)$`)

// wordFile is a Word document as the modules take it.
type wordFile struct {
	Parts map[string]string `json:"parts"`
	Names []string          `json:"names"`
}

// unzip unpacks the parts of a document that are read. The error is a *Refused.
func unzip(data []byte) (*wordFile, error) {
	if reason := notWord(data); reason != "" {
		return nil, &Refused{reason}
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Refused{"this file is damaged: it cannot be unpacked"}
	}
	if len(archive.File) > mostNames {
		return nil, &Refused{"this file holds more than 5,000 parts, which no Word document needs"}
	}
	file := &wordFile{Parts: map[string]string{}}
	left := int64(mostXML)
	for _, part := range archive.File {
		file.Names = append(file.Names, part.Name)
		if !wanted.MatchString(part.Name) {
			continue
		}
		if _, twice := file.Parts[part.Name]; twice {
			return nil, &Refused{"this file is damaged: it holds the part " + part.Name + " twice"}
		}
		text, err := unpack(part, left)
		if err != nil {
			return nil, err
		}
		left -= int64(len(text))
		file.Parts[part.Name] = decode(text)
	}
	return file, nil
}

func unpack(part *zip.File, most int64) ([]byte, error) {
	in, err := part.Open()
	if err != nil {
		return nil, &Refused{"this file is damaged: its part " + part.Name + " cannot be unpacked"}
	}
	text, err := io.ReadAll(io.LimitReader(in, most+1))
	if err = errors.Join(err, in.Close()); err != nil && int64(len(text)) <= most {
		return nil, &Refused{"this file is damaged: its part " + part.Name + " cannot be unpacked"}
	}
	if int64(len(text)) > most {
		return nil, &Refused{fmt.Sprintf("this document is too large: it holds more than %d MB of text and layout", mostXML>>20)}
	}
	return text, nil
}

// decode gives a part as text: UTF-8, or UTF-16 with a mark at its start.
func decode(text []byte) string {
	if len(text) > 1 && (text[0] == 0xff && text[1] == 0xfe || text[0] == 0xfe && text[1] == 0xff) {
		big := text[0] == 0xfe
		units := make([]uint16, 0, len(text)/2)
		for i := 2; i+1 < len(text); i += 2 {
			low, high := text[i], text[i+1]
			if big {
				low, high = high, low
			}
			units = append(units, uint16(high)<<8|uint16(low))
		}
		return string(utf16.Decode(units))
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		return strings.ToValidUTF8(string(text), "\ufffd")
	}
	return string(text)
}

// notWord tells what a file is that is no .docx file, "" for one that may be.
func notWord(data []byte) string {
	is := func(mark string) bool { return bytes.HasPrefix(data, []byte(mark)) }
	switch {
	case len(data) == 0:
		return "this file is empty"
	case len(data) > mostBytes:
		return fmt.Sprintf("this file is larger than %d MB: take the pictures out and save it again", mostBytes>>20)
	case is("\xd0\xcf\x11\xe0"):
		return "this is an old Word file (.doc), or one with a password: open it in Word, and save it as .docx without a password"
	case is("%PDF"):
		return "this is a PDF: open the Word document that it was made from"
	case is("{\\rtf"):
		return "this is an RTF file: open it in Word and save it as .docx"
	case !is("PK\x03\x04"):
		return "this is not a Word document (.docx)"
	}
	return ""
}
