package search

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
)

// Static is the part of the index that the browser reads.
type Static struct {
	// Files are to be published under the search folder, beside client.js.
	// The same documents give the same files; a name carries a hash of what is in it.
	Files   []File
	modules moduleFS
	entry   []byte // packed, as it is in Modules
}

// Modules is the browser client as ES modules with the entry module
// client.js. One of them is generated and names the files of this build. The
// caller bundles and minifies them into search/client.js, format esm, target es2022.
func (s *Static) Modules() fs.FS { return s.modules }

// Build writes a bleve index into the folder dir, which must not exist yet,
// and returns the static files that the browser reads. It takes no notice of
// the order of docs; two with the same URL are an error. After an error the
// folder is gone again.
func Build(ctx context.Context, dir string, docs []Document, opts Options) (*Static, error) {
	if _, err := os.Lstat(dir); err == nil {
		return nil, fmt.Errorf("making the search index: %s exists already", dir)
	}
	sorted := byURL(docs)
	for i := 1; i < len(sorted); i++ {
		if sorted[i].URL == sorted[i-1].URL {
			return nil, fmt.Errorf("making the search index: two pages have the address %s", sorted[i].URL)
		}
	}
	lang := languageOf(opts.Language)
	parts, err := analyse(ctx, sorted, lang)
	if err != nil {
		return nil, fmt.Errorf("analysing pages for search: %w", err)
	}
	a, err := newAnalyser(lang)
	if err != nil {
		return nil, err
	}
	sets := synonymSets(opts.Synonyms, a)
	x, err := invert(ctx, parts)
	if err != nil {
		return nil, err
	}

	stored := make(chan error, 1)
	go func() { stored <- store(ctx, dir, x, opts, sets) }()
	static, err := publish(ctx, x, lang, sets, cmp.Or(opts.inShards, inShards))
	if storing := <-stored; err == nil {
		err = storing
	}
	if err != nil {
		os.RemoveAll(dir) // a part of an index is of no use
		return nil, err
	}
	return static, nil
}
