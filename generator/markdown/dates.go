package markdown

import "time"

// DateInWords writes a date given as a day or a month as people do,
// "22 November 2026" or "October 2019", and leaves any other as it is.
func DateInWords(date string) string {
	if day, err := time.Parse(time.DateOnly, date); err == nil {
		return day.Format("2 January 2006")
	}
	if month, err := time.Parse("2006-01", date); err == nil {
		return month.Format("January 2006")
	}
	return date
}
