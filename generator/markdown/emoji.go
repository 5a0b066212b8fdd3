package markdown

import (
	"regexp"

	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji" // GitHub's list of short names, kept by goldmark's author
	emojiast "github.com/yuin/goldmark-emoji/ast"
)

// emojiNames reads the short names of emoji that GitHub knows, :tada:.
var emojiNames goldmark.Extender = emoji.Emoji

// emojiLike finds what may be one. Looking for them takes time, so it is done
// only in files that hold one.
var emojiLike = regexp.MustCompile(`:[a-z0-9_+-]{2,40}:`)

// emojiText is what an emoji shows. In the id of a heading it is its name, as
// on GitHub.
func (w *writer) emojiText(n *emojiast.Emoji) string {
	if w.shortNames {
		return string(n.ShortName)
	}
	return string(n.Value.Unicode)
}
