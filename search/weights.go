package search

import "math/bits"

// The fields of a page that are searched.
const (
	fieldTitle = iota
	fieldHeadings
	fieldTags
	fieldDescription
	fieldBody
	fieldCount
)

const (
	saturation = 1.4 // BM25F's k1
	fullImpact = 32  // the impact of a word that occurs without end

	// Shares of a word's weight, in sixteenths.
	whole         = 16
	prefixShare   = 8  // another word that begins with what was typed
	synonymShare  = 13 // another word for the same
	knownShare    = 12 // of a finished word, the most that a longer one may weigh
	titleImpact   = 25
	titleWord     = 4 // counted in quarters: the very word stands in the title
	titleSynonym  = 3 // all words of a synonym do
	titleStem     = 1 // a word of the same stem does
	everyWordMax  = 4 // queries of up to so many words put pages with all of them first
	everyWord     = 100_000_000
	correctLength = 5 // letters from which a word is corrected by one edit
	correctTwice  = 8 // and by two
	corrections   = 5 // words tried for one that is misspelt
	prefixLetters = 3 // from which a last word of several is completed
)

// impact is BM25F's saturated frequency of a term in a page, from 1 to
// fullImpact. tf and length are counted per field, mean is over the pages
// that have the field at all.
//
// Titles say what a page is about, so a word there counts as four; short
// fields vary in length for no reason of content, so their length counts for
// less. A body shorter than three quarters of the mean counts as that long: a
// page is not more to the point for being a stub (after Singhal, Buckley and
// Mitra, "Pivoted Document Length Normalization", 1996, who found that plain
// normalisation favours short pages).
func impact(tf *[fieldCount]int32, length *[fieldCount]int, mean *[fieldCount]float64) int {
	weights, lengths := fieldWeights(), fieldLengths()
	shortest := [fieldCount]float64{fieldBody: 0.75}
	sum := 0.0
	for f, n := range tf {
		if n > 0 {
			b := lengths[f]
			norm := 1 - b + float64(b*max(float64(length[f]), shortest[f]*mean[f]))/mean[f]
			sum += float64(weights[f]*float64(n)) / norm
		}
	}
	return max(1, int(float64(fullImpact*sum)/(saturation+sum)+0.5))
}

// fieldWeights are BM25F's w: what a word in a field counts for.
func fieldWeights() [fieldCount]float64 { return [fieldCount]float64{4, 2, 2, 2, 1} }

// fieldLengths are BM25F's b: how far a field's length counts.
func fieldLengths() [fieldCount]float64 { return [fieldCount]float64{0.4, 0.4, 0.4, 0.4, 0.75} }

// weight is the idf of a term in 64ths of a bit: log2((pages + 1) / (found + 1/2)).
func weight(pages, found int) int {
	return max(1, log2(2*pages+2)-log2(2*min(found, pages)+1))
}

// shareOf is a share of a weight, in sixteenths. It is at least 1: a word on every
// page is found all the same.
func shareOf(weight, share int) int { return max(1, weight*share/whole) }

// log2 is 64 times the logarithm to base 2, rounded down, in whole numbers
// only, so that the browser gets the same.
func log2(x int) int {
	result := bits.Len(uint(x)) - 1
	y := (x << 15) >> result // from 1 to 2, with 15 bits behind the point
	for range 6 {
		y = y * y >> 15
		result <<= 1
		if y >= 2<<15 {
			y >>= 1
			result++
		}
	}
	return result
}

// boost raises a score for what the title has of the query: covered is the
// query's words in the title, in quarters; words are the query's, length the
// title's. A title that says the query and no more scores three times.
func boost(score, covered, words, length int) int {
	if covered == 0 {
		return score
	}
	n, q := max(length, 1), words
	square := covered * covered
	more := (16*square*q*q*q + n*square*square) / (n * q * q * q * q)
	return score + score*more/256
}
