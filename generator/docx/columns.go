package docx

import (
	"strings"
	"unicode/utf8"
)

// columnWidths shares out the width: room for the longest word of each column
// first, then by how much there is to read, or to write, in it.
func columnWidths(head, body [][]cell, columns, total int) []int {
	least, weight, empty := make([]int, columns), make([]int, columns), make([]bool, columns)
	for c := range columns {
		least[c], weight[c], empty[c] = 4, 12, true
	}
	measure := func(rows [][]cell, heads bool) {
		for _, row := range rows {
			column := 0
			for _, c := range row {
				if c.span == 1 {
					text := c.text()
					for _, word := range strings.Fields(text) {
						least[column] = max(least[column], min(utf8.RuneCountInString(word), 24))
					}
					weight[column] = max(weight[column], min(utf8.RuneCountInString(text), 44))
					empty[column] = empty[column] && (heads || c.empty())
				}
				column += c.span
			}
		}
	}
	measure(head, true)
	measure(body, false)
	for c := range columns {
		if empty[c] && len(body) > 0 {
			weight[c] = max(weight[c], 36) // there is something to write
		}
	}
	return share(least, weight, total)
}

// share gives each column what its longest word needs, a character at 6.2 pt
// and the margins of its cell, and the rest by weight. What does not fit is
// shared by need.
func share(least, weight []int, total int) []int {
	needs, weights := 0, 0
	need := make([]int, len(least))
	for c := range least {
		need[c] = least[c]*124 + 230
		needs += need[c]
		weights += weight[c]
	}
	widths, left := make([]int, len(least)), total
	for c := range widths {
		if needs <= total {
			widths[c] = need[c] + (total-needs)*weight[c]/weights
		} else {
			widths[c] = total * need[c] / needs
		}
		left -= widths[c]
	}
	widths[len(widths)-1] += left
	return widths
}
