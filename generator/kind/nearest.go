package kind

import "strings"

// nearest gives the name that a mistyped one most likely stands for: the same
// but for capitals and hyphens, or one slip away, two in a long word. It gives
// "" if there is none.
func nearest(typed string, names []string) string {
	best, fewest := "", 1+slips(typed)
	wanted := folded(typed)
	for _, name := range names {
		letters := folded(name)
		if len(letters) >= len(wanted)+fewest || len(wanted) >= len(letters)+fewest {
			continue // as many letters are missing or too many
		}
		if d := distance(wanted, letters); d < fewest {
			best, fewest = name, d
		}
	}
	return best
}

// slips is how many mistakes a word may hold and still be told.
func slips(word string) int {
	switch n := len(word); {
	case n < 3:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

// joints part the words of a name, and are easily mistaken for each other.
var joints = strings.NewReplacer("-", "", "_", "", " ", "")

func folded(word string) []rune { return []rune(joints.Replace(strings.ToLower(word))) }

// distance counts the letters to put in, take out, replace or swap with their
// neighbour to make one word of another (optimal string alignment).
func distance(a, b []rune) int {
	before, above := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, above[j+1]+1, above[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above = above, row
	}
	return above[len(b)]
}
