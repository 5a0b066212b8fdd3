package check

import "strings"

// nearest gives the name that a mistyped one most likely stands for, "" if
// none is near.
func nearest(typed string, names []string) string {
	best, fewest := "", 1+slips(folded(typed))
	for _, name := range names {
		if d := distance(folded(typed), folded(name), fewest); d < fewest {
			best, fewest = name, d
		}
	}
	return best
}

// slips is how many mistakes a word may hold and still be told.
func slips(word []rune) int {
	switch n := len(word); {
	case n < 3:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

var folding = strings.NewReplacer("-", "", "_", "", " ", "")

// folded passes over capitals, hyphens and spaces.
func folded(word string) []rune { return []rune(folding.Replace(strings.ToLower(word))) }

// distance counts the letters to put in, take out, replace or swap with their
// neighbour to make one word of another (optimal string alignment). From most
// on it stops counting and gives most.
func distance(a, b []rune, most int) int {
	if abs(len(a)-len(b)) >= most {
		return most
	}
	var space [3 * 64]int
	width := len(b) + 1
	rows := space[:]
	if 3*width > len(rows) {
		rows = make([]int, 3*width)
	}
	before, above, row := rows[:width], rows[width:2*width], rows[2*width:3*width]
	for j := range above {
		above[j] = j
	}
	for i := range a {
		row[0] = i + 1
		fewest := row[0]
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			d := min(row[j]+1, above[j+1]+1, above[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			fewest = min(fewest, d)
		}
		if fewest > most {
			return most
		}
		before, above, row = above, row, before
	}
	return min(above[len(b)], most)
}

func abs(n int) int { return max(n, -n) }
