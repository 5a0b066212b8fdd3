package search

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/flate"
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
type deflater struct {
	level int // of package flate of klauspost/compress, which deflates as compress/flate does in half the time
	pool  sync.Pool
}

// leastBlock is the least data that pays for a Huffman code of its own.
const leastBlock = 400

// pack packs data, unless ctx has ended. A column long enough becomes a block
// with a code of its own; together they would share one that suits none.
func (d *deflater) pack(ctx context.Context, data []byte, columns ...int) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, ok := d.pool.Get().(*flate.Writer)
	if !ok {
		var err error
		if w, err = flate.NewWriter(nil, d.level); err != nil {
			return nil, err
		}
	}
	defer d.pool.Put(w)
	w.Reset(&out)
	from := 0
	for _, at := range columns {
		if at-from < leastBlock || len(data)-at < leastBlock {
			continue
		}
		if _, err := w.Write(data[from:at]); err != nil {
			return nil, err
		}
		if err := w.Flush(); err != nil {
			return nil, err
		}
		from = at
	}
	if _, err := w.Write(data[from:]); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return binary.LittleEndian.AppendUint32(out.Bytes(), crc32.ChecksumIEEE(out.Bytes())), nil
}

// Levels of compression. Fragments are most of the bytes that are deflated and
// few of those that a search fetches: they are worth less time.
const (
	shardLevel    = 7
	fragmentLevel = 6
)

// A publisher gathers static files, from several goroutines at once.
type publisher struct {
	deflater
	fragment deflater
	mu       sync.Mutex
	files    []File
}

func newPublisher() *publisher {
	return &publisher{deflater: deflater{level: shardLevel}, fragment: deflater{level: fragmentLevel}}
}

// add packs what was encoded into a file named by its hash.
func (p *publisher) add(ctx context.Context, e *encoder) (fileHash, error) {
	stored, err := p.pack(ctx, e.data, e.columns...)
	if err != nil {
		return fileHash{}, err
	}
	hash := hashOf(stored)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.files = append(p.files, File{hash.name() + ".bin", stored})
	return hash, nil
}
