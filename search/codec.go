package search

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// errDamaged says that bytes are not what an encoder here wrote.
var errDamaged = errors.New("the data is damaged")

// An encoder appends numbers and strings to a buffer.
type encoder struct {
	data    []byte
	columns []int // where data of another kind begins
}

// column says that what follows is of another kind than what was written
// before, so that it is deflated with a code of its own.
func (e *encoder) column() { e.columns = append(e.columns, len(e.data)) }

func (e *encoder) number(n int)    { e.data = binary.AppendUvarint(e.data, uint64(n)) }
func (e *encoder) byte(b int)      { e.data = append(e.data, byte(b)) }
func (e *encoder) bytes(b []byte)  { e.data = append(e.data, b...) }
func (e *encoder) string(s string) { e.number(len(s)); e.data = append(e.data, s...) }

// after writes a string as what it shares with another, counted in UTF-16
// code units for the browser's sake, and the rest.
func (e *encoder) after(previous, s string) {
	units, n := shared(previous, s)
	e.number(units)
	e.string(s[n:])
}

// shared is how much of its beginning a string shares with another, in UTF-16
// code units and in bytes.
func shared(previous, s string) (units, bytes int) {
	for at, r := range s {
		if !strings.HasPrefix(previous[min(at, len(previous)):], string(r)) {
			break
		}
		bytes = at + utf8.RuneLen(r)
		units += utf16.RuneLen(r)
	}
	return units, bytes
}

// A decoder takes numbers and strings off a buffer. After a failure, or past
// the end, it gives zeroes and damaged is true.
type decoder struct {
	data    []byte
	damaged bool
}

func (d *decoder) fail() { d.data, d.damaged = nil, true }

func (d *decoder) number() int {
	n, size := binary.Uvarint(d.data)
	if size <= 0 || n > 1<<31 {
		d.fail()
		return 0
	}
	d.data = d.data[size:]
	return int(n)
}

// count is a number of things that take at least one byte each.
func (d *decoder) count() int {
	n := d.number()
	if n > len(d.data) {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) bytes(n int) []byte {
	if n > len(d.data) {
		d.fail()
		return make([]byte, min(n, 16))
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *decoder) string() string { return string(d.bytes(d.count())) }

func (d *decoder) after(previous string) string {
	units := d.number()
	n := 0
	for units > 0 && n < len(previous) {
		r, size := utf8.DecodeRuneInString(previous[n:])
		units -= utf16.RuneLen(r)
		n += size
	}
	if units != 0 {
		d.fail()
		return ""
	}
	return previous[:n] + d.string()
}

// err is errDamaged if anything was wrong or is left.
func (d *decoder) err() error {
	if d.damaged || len(d.data) > 0 {
		return errDamaged
	}
	return nil
}

// groups writes a run of a lexicon.
func (e *encoder) groups(groups []group) {
	e.number(len(groups))
	previous := ""
	for _, g := range groups {
		e.after(previous, g.term)
		previous = g.term
	}
	for _, g := range groups {
		e.number(len(g.words))
	}
	for _, g := range groups {
		for _, w := range g.words {
			e.after(g.term, w.text)
		}
	}
	for _, g := range groups {
		e.number(g.found)
		if len(g.words) > 1 {
			for _, w := range g.words {
				e.number(w.found)
			}
		}
	}
}

func (d *decoder) groups() []group {
	groups := make([]group, d.count())
	previous := ""
	for i := range groups {
		groups[i].term = d.after(previous)
		previous = groups[i].term
	}
	words := 0
	for i := range groups {
		n := d.count()
		if words += n; words > len(d.data) {
			d.fail()
			return nil
		}
		groups[i].words = make([]groupWord, n)
	}
	for i := range groups {
		for k := range groups[i].words {
			groups[i].words[k].text = d.after(groups[i].term)
		}
	}
	for i := range groups {
		g := &groups[i]
		g.found = d.number()
		for k := range g.words {
			g.words[k].found = g.found
			if len(g.words) > 1 {
				g.words[k].found = d.number()
			}
		}
		g.extent()
	}
	return groups
}
