package markdown

import (
	"slices"
	"strconv"
	"strings"
)

// orderFields are what other tools call weight: Starlight and VuePress,
// Docusaurus, Just the Docs.
var orderFields = [...]string{"order", "sidebar_position", "nav_order"}

// order gives the weight of a page and whether it has one. To Hugo, and so
// here, a weight of 0 is none; the other fields count from 0.
func (f fields) order() (weight float64, weighted bool) {
	if weight, ok := numberOf(f.values["weight"]); ok && weight != 0 {
		return weight, true
	}
	for _, name := range orderFields {
		if weight, ok := numberOf(f.values[name]); ok {
			return weight, true
		}
	}
	if sidebar, ok := f.values["sidebar"].(map[string]any); ok { // Starlight
		if weight, ok := numberOf(sidebar["order"]); ok {
			return weight, true
		}
	}
	return menuWeight(f.values["menu"])
}

// menuWeight reads the weight of an entry in one of Hugo's menus, by the name
// of the menu where there are several.
func menuWeight(menus any) (float64, bool) {
	byName, _ := menus.(map[string]any)
	var names []string
	for name := range byName {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if entry, ok := byName[name].(map[string]any); ok {
			if weight, ok := numberOf(entry["weight"]); ok {
				return weight, true
			}
		}
	}
	return 0, false
}

func numberOf(value any) (float64, bool) {
	switch v := value.(type) {
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case uint64:
		return float64(v), true
	case float64:
		return v, true
	case string:
		n, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		return n, err == nil && n-n == 0
	}
	return 0, false
}
