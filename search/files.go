package search

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"hash/crc32"
	"sync"
)

// A fileHash names a static file by the first bytes of its SHA-256.
type fileHash [5]byte

// name is the file's name: lower case only, for file systems that know no other.
func (h fileHash) name() string {
	return base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").EncodeToString(h[:])
}

func hashOf(chunks ...[]byte) (h fileHash) {
	sum := sha256.New()
	for _, c := range chunks {
		sum.Write(c)
	}
	copy(h[:], sum.Sum(nil))
	return h
}

// A deflater packs data as it is stored: deflated without a header, then the
// CRC-32 of that, least byte first.
type deflater struct{ pool sync.Pool }

// pack packs data, unless ctx has ended.
func (d *deflater) pack(ctx context.Context, data []byte) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, ok := d.pool.Get().(*flate.Writer)
	if !ok {
		var err error
		if w, err = flate.NewWriter(nil, flate.BestCompression); err != nil {
			return nil, err
		}
	}
	defer d.pool.Put(w)
	w.Reset(&out)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return binary.LittleEndian.AppendUint32(out.Bytes(), crc32.ChecksumIEEE(out.Bytes())), nil
}

// A publisher gathers static files.
type publisher struct {
	deflater
	files []File
}

// add packs data into a file named by its hash.
func (p *publisher) add(ctx context.Context, data []byte) (fileHash, error) {
	stored, err := p.pack(ctx, data)
	if err != nil {
		return fileHash{}, err
	}
	hash := hashOf(stored)
	p.files = append(p.files, File{hash.name() + ".bin", stored})
	return hash, nil
}
