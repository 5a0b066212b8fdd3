//go:build browser

package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// writeContent writes the files of a content folder.
func writeContent(dir string, files map[string]string) error {
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// madeUpContent is a site with a checklist of 25 statements in three groups,
// and a page with what is hard to fit on a phone.
func madeUpContent() map[string]string {
	return map[string]string{
		"site.yaml": `title: Paper and pencil
description: A site to try paper with.
`,
		"_index.md": `---
title: Paper and pencil
description: A site to try paper with.
---
The [long checklist](checklists/long.md) and a [crowded page](crowded.md).
`,
		"crowded.md": `---
title: Pneumonoultramicroscopicsilicovolcanoconiosis and Donaudampfschifffahrtsgesellschaft
description: What is hard to fit on a phone.
---
An address in the text: <https://www.example.org/a/very/long/path/that/nobody/would/type/by/hand/but/somebody/will/paste?with=parameters&and=more>.

| Role | Holder | What the role decides alone | What it brings to the team | Review |
| --- | --- | --- | --- | --- |
| Recruitment | Somebody with a long double-barrelled name | Interviews | Offers | Every quarter |

` + "```\nsteward build --content content --out public --base-url https://www.example.org/handbook/\n```" + `

> [!NOTE]
> Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen in a callout.

Term
: Its definition with ` + "`a_very_long_identifier_without_any_place_to_break_it_in_the_middle`" + `.
`,
		"checklists/_index.md": `---
title: Checklists
description: Lists to try paper with.
default_kind: checklist
---
`,
		"checklists/long.md": longChecklist(),
	}
}

// longChecklist has statements with no action, with one and with several, short
// and long, so that page ends fall in all kinds of places.
func longChecklist() string {
	var b strings.Builder
	b.WriteString(`---
title: Before the first shift
description: Twenty-five statements that nobody has to agree with.
date: 2026-02-03
last_checked: 2026-11-05
sources:
  - id: made-up
    title: A source that was made up
    author: Nobody in particular
    date: 2025
---
Read each statement aloud and answer it together.
`)
	actions := []string{
		"Write down who does it and tell the others.",
		"Ask the person you support what they would change about it, and change that first if it is at all possible in the time you have.",
		"Try it for a week.",
	}
	for i := 1; i <= 25; i++ {
		if i == 1 || i == 10 || i == 19 {
			fmt.Fprintf(&b, "\n## Part %d of the talk\n\n", 1+i/9)
		}
		fmt.Fprintf(&b, "- [ ] We have talked about matter number %d%s.\n", i, strings.Repeat(" and about everything that follows from it", i%3))
		for _, action := range actions[:i%4] {
			fmt.Fprintf(&b, "  - %s\n", action)
		}
	}
	b.WriteString("\n## Afterwards\n\nKeep the sheets where everybody can find them.\n")
	return b.String()
}
