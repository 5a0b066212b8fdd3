package markdown

import (
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/source"
)

// page is about 500 words with what a page of a knowledge base holds.
var page = `---
title: Decide by the advice process
description: Anyone may decide, after asking those it touches.
topics: [deciding, money]
sources:
  - {id: rsa, title: A report, url: "https://example.org/report", date: 2019}
---
Anyone in the team may take a decision, after asking those it touches[^rsa].

` + strings.Repeat(`## Before you decide

The person who sees the need asks **two people** first: one who knows the matter well, and one who
has to live with what comes of it. See [the template](../templates/decision.md#purpose) for a record.

- Write down what you were told, *also* where you did not follow it.
- Tell the team on the same day, in the place where [decisions](decisions.md) are kept.
- A decision that costs more than the team has needs the board, which meets monthly.

> [!NOTE]
> Advice is not consent: nobody can say no, and nobody can be left out.

| Who | Asks | Decides |
|---|---|---|
| Anyone | those it touches | on their own work |
| The board | the teams | on the budget |

`, 5)

func BenchmarkParse(b *testing.B) {
	file := &source.File{Path: "a.md", Name: "content/a.md", Data: []byte(page)}
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if doc := Parse(file); len(doc.Findings) > 0 || len(doc.Headings) != 5 {
			b.Fatal(doc.Findings)
		}
	}
}
