package kind

import "strings"

// Nearest gives the one of names that a mistyped one most likely stands for:
// the same but for capitals, hyphens, underscores and spaces, or one slip
// away, two in a word of six letters or more. Of several as near it is the
// first. It gives "" if there is none.
func Nearest(typed string, names []string) string {
	wanted := Spell(typed)
	best, fewest := "", 1+wanted.Slips()
	for _, name := range names {
		if d := wanted.Distance(Spell(name), fewest); d < fewest {
			best, fewest = name, d
		}
	}
	return best
}

// Spelling is the letters of a name, in small letters and without what parts
// its words: what is left when those are passed over that are easily mistaken
// for each other.
type Spelling []rune

var joints = strings.NewReplacer("-", "", "_", "", " ", "")

// Spell gives the spelling of a name.
func Spell(name string) Spelling { return Spelling(joints.Replace(strings.ToLower(name))) }

// Slips is how many mistakes a word may hold and still be told: none in fewer
// than three letters, one in fewer than six, else two.
func (s Spelling) Slips() int {
	switch n := len(s); {
	case n < 3:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

// Distance counts the letters to put in, take out, replace or swap with their
// neighbour to make one spelling of another (optimal string alignment). From
// most on it stops counting and gives most.
func (s Spelling) Distance(other Spelling, most int) int {
	if max(len(s)-len(other), len(other)-len(s)) >= most {
		return most
	}
	var space [3 * 64]int // spares most names an allocation
	width := len(other) + 1
	rows := space[:]
	if 3*width > len(rows) {
		rows = make([]int, 3*width)
	}
	before, above, row := rows[:width], rows[width:2*width], rows[2*width:3*width]
	for j := range above {
		above[j] = j
	}
	for i := range s {
		row[0] = i + 1
		fewest := row[0]
		for j := range other {
			cost := 1
			if s[i] == other[j] {
				cost = 0
			}
			d := min(row[j]+1, above[j+1]+1, above[j]+cost)
			if i > 0 && j > 0 && s[i] == other[j-1] && s[i-1] == other[j] {
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
	return min(above[len(other)], most)
}
