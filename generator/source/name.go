package source

import "regexp"

// notionHash is the number that Notion puts behind the name of every page and
// folder it exports.
var notionHash = regexp.MustCompile(`[ _-][0-9a-f]{32}$`)

// PlainName is a name of a file without its type, or of a folder, without what
// a tool put behind it: "Team day 0123456789abcdef0123456789abcdef", as Notion
// exports it, is "Team day".
func PlainName(name string) string {
	if at := notionHash.FindStringIndex(name); at != nil && at[0] > 0 {
		return name[:at[0]]
	}
	return name
}
