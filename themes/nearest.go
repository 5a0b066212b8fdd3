package themes

import "path"

// nearest gives the path of the theme that p was probably meant to be: the
// file of the same name in another folder, or else the one fewest changes away.
// It gives "" if more than a third of p would have to change.
func nearest(p string, paths []string) string {
	best, fewest := "", len(p)/3+1
	for _, candidate := range paths {
		if path.Base(candidate) == path.Base(p) {
			return candidate
		}
		if d := distance(p, candidate); d < fewest {
			best, fewest = candidate, d
		}
	}
	return best
}

// distance counts the bytes to insert, delete or replace to make b of a
// (Levenshtein's distance).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
