package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func TestAFileIsReplacedAsItsOwnerHasIt(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "private"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(file, []byte("old"), 0o600), os.Symlink(file, link)); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(link, func(w io.Writer) error { return errors.Join(text("half")(w), io.ErrUnexpectedEOF) }); err == nil {
		t.Error("a failure is not told")
	}
	if data, err := os.ReadFile(file); string(data) != "old" {
		t.Errorf("after a failure the file holds %q, %v", data, err)
	}
	if err := replaceFile(link, text("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is now %v, %v", info, err)
	}
	if info, err = os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is now %v, %v", info, err)
	}
	if data, err := os.ReadFile(file); string(data) != "new" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("in the folder there are %v, %v", entries, err)
	}
	if err := replaceFile(os.DevNull, text("gone")); err != nil {
		t.Errorf("what is no file: %v", err)
	}
}
