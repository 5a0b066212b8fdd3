package themes

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// palettes reads the colours of colour.css: light, dark by the system, dark by
// choice.
func palettes(t *testing.T) []map[string]string {
	t.Helper()
	fsys, _ := open(t, nil)
	block := regexp.MustCompile(`(?s):root[^{]*\{(.*?)\n\s*\}`)
	colour := regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6})`)
	var all []map[string]string
	for _, m := range block.FindAllStringSubmatch(read(t, fsys, "css/parts/colour.css"), -1) {
		palette := map[string]string{}
		for _, c := range colour.FindAllStringSubmatch(m[1], -1) {
			palette[c[1]] = c[2]
		}
		all = append(all, palette)
	}
	if len(all) != 3 {
		t.Fatalf("colour.css has %d palettes, not light and twice dark", len(all))
	}
	return all
}

func TestTextAndControlsStandOut(t *testing.T) {
	pairs := []struct {
		least   float64
		colours string // of text or borders
		grounds string
	}{
		{7, "ink soft accent amber alarm", "paper raised wash"},
		{7, "amber", "amber-wash"},
		{7, "on-accent", "accent"},
		{7, "ink", "mark"},
		{4.5, "accent soft", "mark"},
		{3, "edge accent amber-edge", "paper raised wash"},
	}
	for _, palette := range palettes(t) {
		for _, pair := range pairs {
			for _, colour := range strings.Fields(pair.colours) {
				for _, ground := range strings.Fields(pair.grounds) {
					if got := contrast(t, palette[colour], palette[ground]); got < pair.least {
						t.Errorf("%s %s on %s %s has a contrast of %.2f, wanted %.1f", colour, palette[colour], ground, palette[ground], got, pair.least)
					}
				}
			}
		}
	}
}

func TestBothDarkPalettesAreTheSame(t *testing.T) {
	all := palettes(t)
	if !maps.Equal(all[1], all[2]) {
		t.Errorf("dark by the system %v\ndark by choice %v", all[1], all[2])
	}
	if light, dark := slices.Sorted(maps.Keys(all[0])), slices.Sorted(maps.Keys(all[1])); !slices.Equal(light, dark) {
		t.Errorf("light names %v\ndark names %v", light, dark)
	}
}

func TestBrowserBarHasTheColourOfThePaper(t *testing.T) {
	fsys, _ := open(t, nil)
	meta := read(t, fsys, "layouts/parts/meta.html")
	all := palettes(t)
	for scheme, palette := range map[string]map[string]string{"light": all[0], "dark": all[1]} {
		want := `content="` + palette["paper"] + `" media="(prefers-color-scheme: ` + scheme + `)"`
		if !strings.Contains(meta, want) {
			t.Errorf("meta.html lacks %s", want)
		}
	}
}

// contrast is the ratio of WCAG 2.2, "contrast ratio", of two colours #rrggbb.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	rgb, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		t.Fatalf("%q is no colour: %v", colour, err)
	}
	var sum float64
	for i, weight := range []float64{0.0722, 0.7152, 0.2126} {
		c := float64(rgb>>(8*i)&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
