package preview

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/render"
)

//go:embed reload.js overlay.css faults.html
var files embed.FS

var faultsPage = template.Must(template.ParseFS(files, "faults.html"))

// What makes a page reload itself.
const (
	watchEdition = "edition" // another edition is shown
	watchMoment  = "moment"  // anything is new
)

// withScript puts the script that reloads a page before its end. seen is what
// the page was made from.
func withScript(page []byte, watch, seen string) []byte {
	script := `<script src="` + own + `reload.js" data-watch="` + watch + `" data-seen="` + seen + `" defer></script>`
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	made := make([]byte, 0, len(page)+len(script)+1)
	made = append(made, page[:at]...)
	made = append(made, script+"\n"...)
	return append(made, page[at:]...)
}

// ownFile sends one of the server's own files.
func (a answer) ownFile(name string) {
	if name != "reload.js" && name != "overlay.css" {
		a.plain(http.StatusNotFound, "There is no such file.\n")
		return
	}
	data, err := files.ReadFile(name)
	if err != nil {
		a.plain(http.StatusInternalServerError, err.Error()+"\n")
		return
	}
	a.send(http.StatusOK, name, data)
}

// faultPage sends a page that shows what is wrong in the place of one that
// cannot be made. It reloads itself when anything changes.
func (a answer) faultPage(moment string, faults []diag.Finding, lead string) {
	var page bytes.Buffer
	if err := faultsPage.Execute(&page, struct {
		Lead   string
		Faults []diag.Finding
	}{lead, faults}); err != nil {
		a.plain(http.StatusInternalServerError, err.Error()+"\n")
		return
	}
	a.w.Header().Set("Content-Security-Policy", render.ContentSecurityPolicy)
	a.send(http.StatusInternalServerError, "faults.html", withScript(page.Bytes(), watchMoment, moment))
}

// findings gives what a layout's fault says, with the page it showed on.
func findings(layout *render.LayoutError) []diag.Finding {
	return []diag.Finding{layout.Finding}
}
