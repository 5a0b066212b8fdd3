// Package sample packs Word documents for tests: those that lie in the testdata
// of package importer, as the parts that Word would write.
package sample

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/tools/txtar"
)

// Files gives the names of all samples: policy, rota, form and so on.
func Files() ([]string, error) {
	found, err := filepath.Glob(filepath.Join(folder(), "*.txtar"))
	var names []string
	for _, file := range found {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".txtar"))
	}
	return names, err
}

// Path is where a sample lies.
func Path(name string) string { return filepath.Join(folder(), name+".txtar") }

// Wanted is the file of a sample that holds the page wanted of it. It is not
// part of the document.
const Wanted = "want.md"

// Word gives a sample as a .docx file.
func Word(name string) ([]byte, error) {
	archive, err := txtar.ParseFile(Path(name))
	if err != nil {
		return nil, fmt.Errorf("reading the sample: %w", err)
	}
	return Pack(archive)
}

// Pack makes a .docx file of its parts.
func Pack(archive *txtar.Archive) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range archive.Files {
		if part.Name == Wanted {
			continue
		}
		w, err := z.Create(part.Name)
		if err == nil {
			_, err = w.Write(part.Data)
		}
		if err != nil {
			return nil, fmt.Errorf("packing %s: %w", part.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("packing the sample: %w", err)
	}
	return b.Bytes(), nil
}

// Repack gives a .docx file with one of its parts rewritten.
func Repack(docx []byte, part string, rewrite func(string) string) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return nil, err
	}
	archive := &txtar.Archive{}
	for _, file := range in.File {
		r, err := file.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		if file.Name == part {
			data = []byte(rewrite(string(data)))
		}
		archive.Files = append(archive.Files, txtar.File{Name: file.Name, Data: data})
	}
	return Pack(archive)
}

func folder() string {
	_, file, _, _ := runtime.Caller(0) // tests of any package find it
	if _, err := os.Stat(file); err != nil {
		return filepath.Join("testdata")
	}
	return filepath.Join(filepath.Dir(file), "..", "testdata")
}
