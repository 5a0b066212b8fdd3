package preview

import (
	"bytes"
	"compress/gzip"
	"io"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/open-stewardship/steward/generator/render"
)

// answer is the answer to one request.
type answer struct {
	w       http.ResponseWriter
	r       *http.Request
	headers []render.Header // rules of the site; nil if there is none yet
}

// rules sets what the site's host would send with a file. What no rule says
// may be kept is not kept.
func (a answer) rules() {
	header := a.w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	for _, rule := range a.headers {
		prefix, many := strings.CutSuffix(rule.Path, "*")
		if a.r.URL.Path == rule.Path || many && strings.HasPrefix(a.r.URL.Path, prefix) {
			for _, field := range rule.Fields {
				header.Set(field[0], field[1])
			}
		}
	}
}

// send sends a file of the site.
func (a answer) send(status int, file string, data []byte) {
	a.rules()
	if status != http.StatusOK {
		a.w.Header().Set("Cache-Control", "no-store")
	}
	kind := contentType(file)
	a.w.Header().Set("Content-Type", kind)
	if status == http.StatusOK && !compressible(kind) {
		// Films are asked for in parts.
		http.ServeContent(a.w, a.r, "", time.Time{}, bytes.NewReader(data))
		return
	}
	a.write(status, kind, data)
}

// write sends text, compressed if the browser takes it so.
func (a answer) write(status int, kind string, data []byte) {
	if compressible(kind) && len(data) > leastCompressed {
		a.w.Header().Set("Vary", "Accept-Encoding")
		if encoding := accepted(a.r.Header.Get("Accept-Encoding")); encoding != "" {
			a.w.Header().Set("Content-Encoding", encoding)
			data = compressed(encoding, data)
		}
	}
	a.w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	a.w.WriteHeader(status)
	a.w.Write(data) // nobody is there to be told if the browser has gone
}

// plain sends a message.
func (a answer) plain(status int, message string) {
	a.rules()
	a.w.Header().Set("Cache-Control", "no-store")
	a.w.Header().Set("Content-Type", contentType(".txt"))
	a.write(status, contentType(".txt"), []byte(message))
}

// redirect leads elsewhere and takes the query along. It is not to be kept:
// another site may be served at this address tomorrow.
func (a answer) redirect(to string) {
	if a.r.URL.RawQuery != "" {
		to += "?" + a.r.URL.RawQuery
	}
	a.w.Header().Set("Cache-Control", "no-store")
	a.w.Header().Set("Location", to)
	a.w.Header().Set("Content-Length", "0")
	a.w.WriteHeader(http.StatusMovedPermanently)
}

// types are those of files that pages carry or that differ from system to
// system.
var types = map[string]string{
	".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".html": "text/html; charset=utf-8",
	".ics": "text/calendar; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
	".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".vtt": "text/vtt; charset=utf-8", ".xml": "application/xml",
	".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".odp": "application/vnd.oasis.opendocument.presentation", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
	".odt": "application/vnd.oasis.opendocument.text",
	".ppt": "application/vnd.ms-powerpoint", ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".rtf": "application/rtf", ".xls": "application/vnd.ms-excel", ".zip": "application/zip",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".m4a":  "audio/mp4", ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav", ".mp4": "video/mp4", ".webm": "video/webm",
}

func contentType(file string) string {
	ext := strings.ToLower(path.Ext(file))
	if known, ok := types[ext]; ok {
		return known
	}
	if known := mime.TypeByExtension(ext); known != "" {
		return known
	}
	return "application/octet-stream"
}

// leastCompressed is the size in bytes from which compression is worth it.
const leastCompressed = 512

func compressible(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return strings.HasPrefix(kind, "text/") || kind == "application/json" || kind == "application/xml" || kind == "image/svg+xml"
}

// accepted chooses among the encodings that an Accept-Encoding names; "" is
// none (RFC 9110, section 12.5.3).
func accepted(header string) string {
	takes := map[string]bool{}
	for _, part := range strings.Split(header, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		quality, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(parameters), "q="), 64)
		takes[strings.ToLower(strings.TrimSpace(name))] = err != nil || quality > 0
	}
	for _, encoding := range []string{"br", "gzip"} {
		if takes[encoding] {
			return encoding
		}
	}
	return ""
}

// compressed compresses quickly rather than well: the way to a browser on the
// same computer is short.
func compressed(encoding string, data []byte) []byte {
	var b bytes.Buffer
	var w io.WriteCloser = brotli.NewWriterLevel(&b, brotli.BestSpeed)
	if encoding == "gzip" {
		w, _ = gzip.NewWriterLevel(&b, gzip.BestSpeed)
	}
	w.Write(data)
	w.Close()
	return b.Bytes()
}
