//go:build browser

package browsertest

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// A desk is a folder of content that is being written, served by steward serve.
type desk struct {
	t       *testing.T
	content string
	address string
}

// sit starts steward serve for a folder with these files.
func sit(t *testing.T, files map[string]string) *desk {
	t.Helper()
	dir := t.TempDir()
	d := &desk{t: t, content: filepath.Join(dir, "content")}
	if err := writeContent(d.content, files); err != nil {
		t.Fatal(err)
	}
	server := exec.Command(house.steward, "-C", dir, "serve", "--addr", "127.0.0.1:0")
	messages, err := server.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	address := make(chan string, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		announced := regexp.MustCompile(`the site is at (\S+)`)
		for lines := bufio.NewScanner(messages); lines.Scan(); {
			if found := announced.FindStringSubmatch(lines.Text()); found != nil {
				address <- found[1]
			}
		}
		close(address)
	}()
	t.Cleanup(func() {
		server.Process.Signal(os.Interrupt)
		<-done
		if err := server.Wait(); err != nil {
			t.Errorf("steward serve ended with: %v", err)
		}
	})
	if d.address = <-address; d.address == "" {
		t.Fatal("steward serve did not say where the site is")
	}
	return d
}

// save writes a file as an editor does that saves in place.
func (d *desk) save(name, text string) {
	d.t.Helper()
	if err := writeContent(d.content, map[string]string{name: text}); err != nil {
		d.t.Fatal(err)
	}
}

// saveByRename writes a file as an editor does that saves beside and renames.
func (d *desk) saveByRename(name, text string) {
	d.t.Helper()
	d.save(name+"~", text)
	if err := os.Rename(filepath.Join(d.content, name+"~"), filepath.Join(d.content, name)); err != nil {
		d.t.Fatal(err)
	}
}

const (
	overlay = `document.getElementById("steward.overlay")`
	sound   = "---\ntitle: A page\ndescription: A page to edit.\n---\n"
)

func newDesk(t *testing.T) *desk {
	return sit(t, map[string]string{
		"site.yaml": "title: A desk\ndescription: Where a page is written.\n",
		"_index.md": "---\ntitle: A desk\ndescription: Where a page is written.\n---\n[A page](page.md)\n",
		"page.md":   sound + "What it said at first.\n",
	})
}

// The page in the browser follows the file, whichever way it is saved.
func TestEditReloadsThePage(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	b := open(t, d.address)
	b.visit("page/")
	b.wait(`document.querySelector("main").innerText.includes("at first")`)
	d.save("page.md", sound+"What it said next.\n")
	b.wait(`document.querySelector("main").innerText.includes("said next")`)
	d.saveByRename("page.md", sound+"What it says now.\n")
	b.wait(`document.querySelector("main").innerText.includes("says now")`)
	d.save("new/_index.md", "---\ntitle: New folder\ndescription: Was not there.\n---\nText.\n")
	d.save("page.md", sound+"It leads to a [new folder](new/_index.md).\n")
	b.wait(`document.querySelector('main a[href$="/new/"]') !== null`)
	b.visit("new/")
	b.wait(`document.querySelector("h1").innerText === "New folder"`)
}

// A fault of the content is shown over the page, with its place and what to
// type instead. It goes away when the file is mended, or on Escape. A file that is
// saved in place may be read when it is half written, and has other faults then.
func TestFaultIsShownOverThePage(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	b := open(t, d.address)
	b.visit("page/")
	b.wait(`document.querySelector("main").innerText.includes("at first")`)
	if eval[bool](b, overlay+` !== null`) {
		t.Error("there is an overlay, and nothing is wrong")
	}

	d.saveByRename("page.md", "---\ntitle: A page\ndescriptoin: A page to edit.\n---\nBroken.\n")
	b.wait(overlay + `?.checkVisibility()`)
	shown := eval[string](b, overlay+`.innerText`)
	for _, want := range []string{"content/page.md:3:", "descriptoin", "description"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the overlay does not show %q: %s", want, shown)
		}
	}
	if !eval[bool](b, `document.querySelector("main").innerText.includes("at first")`) {
		t.Error("the page that was sound is no longer beneath the overlay")
	}
	if role := eval[string](b, overlay+`.getAttribute("role")`); role != "alert" {
		t.Errorf("a screen reader is told nothing: the role is %q", role)
	}
	accessible(b, "a page with the overlay")

	d.saveByRename("page.md", sound+"Mended.\n")
	b.wait(overlay + ` === null && document.querySelector("main").innerText.includes("Mended")`)

	d.saveByRename("page.md", "---\ntitle: A page\n\tdescription: A tab.\n---\nBroken again.\n")
	b.wait(overlay + ` !== null`)
	b.press(kb.Escape)
	b.wait(overlay + ` === null`)
	d.saveByRename("page.md", sound+"Mended again.\n")
	b.wait(`document.querySelector("main").innerText.includes("Mended again")`)
}

// The search of what is being written finds what was written last. A new index
// may come between the client and what it fetches next, which is then gone; the
// client starts again from the new one.
func TestSearchFollowsEdits(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	b := openUnwatched(t, d.address)
	d.save("page.md", sound+"Something about hedgehogs.\n")
	b.visit("page/")
	b.wait(`document.querySelector("main").innerText.includes("hedgehogs")`)
	find := func() int {
		b.visit("search/?q=hedgehogs")
		b.wait(`document.querySelector("main form [role=status]")?.textContent.trim() !== ""`)
		return eval[int](b, shownHits+`.filter((address) => address === "/page/").length`)
	}
	for enough := time.Now().Add(patience); time.Now().Before(enough); {
		if find() == 1 {
			return
		}
	}
	t.Error("the search never finds a word that was added to a page")
}
