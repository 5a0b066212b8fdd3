package kind

import (
	"errors"
	"strings"
	"time"
)

// validMoment accepts a day, and a day with a time as front matter has it.
func validMoment(value any) error {
	text, ok := value.(string)
	if !ok {
		return nil // the type is told of elsewhere
	}
	layouts := []string{
		time.DateOnly, time.DateTime, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00",
	}
	for _, layout := range layouts {
		if _, err := time.Parse(layout, text); err == nil {
			return nil
		}
	}
	return errors.New("neither a day nor a moment")
}

// validYearOrDay accepts a year, which YAML reads as a number, a month and a
// day.
func validYearOrDay(value any) error {
	text, scalar := written(value)
	if !scalar {
		return nil // the type is told of elsewhere
	}
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return nil
		}
	}
	return errors.New("neither a year nor a month nor a day")
}

// guessDay reads a day as people write it and gives it as YYYY-MM-DD, or ""
// if it cannot be told: 3/4/2026 is in March for some and in April for others.
func guessDay(text string) string {
	for _, layout := range []string{
		"2006-1-2", "2006/1/2", "2006.1.2", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "January 2 2006",
		time.DateTime, time.RFC3339, "2006-01-02T15:04:05",
	} {
		if day, err := time.Parse(layout, text); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	slashes := strings.NewReplacer(".", "/", "-", "/").Replace(text)
	british, errBritish := time.Parse("2/1/2006", slashes)
	american, errAmerican := time.Parse("1/2/2006", slashes)
	switch {
	case errBritish == nil && (errAmerican != nil || british.Equal(american)):
		return british.Format(time.DateOnly)
	case errBritish != nil && errAmerican == nil:
		return american.Format(time.DateOnly)
	}
	return ""
}
