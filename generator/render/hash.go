package render

import (
	"encoding/binary"
	"hash"
	"reflect"
)

// A hasher hashes plain values: structs, slices, strings, numbers and what
// pointers lead to. Maps, functions and unexported fields are not plain.
type hasher struct {
	sum    hash.Hash
	buffer []byte
}

// flushAt is how many bytes are gathered before they are hashed.
const flushAt = 8 << 10

func (h *hasher) flush() {
	h.sum.Write(h.buffer)
	h.buffer = h.buffer[:0]
}

func (h *hasher) number(n uint64) {
	h.buffer = binary.AppendUvarint(h.buffer, n)
	if len(h.buffer) > flushAt {
		h.flush()
	}
}

// text hashes a text with its length, so that no two runs of texts look alike.
func (h *hasher) text(s string) {
	h.number(uint64(len(s)))
	h.buffer = append(h.buffer, s...)
}

func (h *hasher) value(v any) { h.reflected(reflect.ValueOf(v)) }

func (h *hasher) reflected(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		h.text(v.String())
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		h.number(n)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		h.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		h.number(v.Uint())
	case reflect.Pointer:
		if v.IsNil() {
			h.number(0)
			return
		}
		h.number(1)
		h.reflected(v.Elem())
	case reflect.Slice:
		h.number(uint64(v.Len()))
		for i := range v.Len() {
			h.reflected(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			h.reflected(v.Field(i))
		}
	default:
		panic("render: a view holds a " + v.Kind().String() + ", which is no plain value")
	}
}
