package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Text on its ground has the contrast that WCAG 2.2 AA asks for, in both
// schemes; the edge of an input, which is not text, has 3:1.
func TestContrast(t *testing.T) {
	light, dark := schemes(t)
	for _, pair := range []struct {
		front, back string
		least       float64
	}{
		{"ink", "ground", 4.5},
		{"ink", "panel", 4.5},
		{"ink", "sunk", 4.5},
		{"ink", "brand-tint", 4.5},
		{"ink", "brick-tint", 4.5},
		{"ink", "lamp-tint", 4.5},
		{"ink-soft", "ground", 4.5},
		{"ink-soft", "panel", 4.5},
		{"ink-soft", "sunk", 4.5},
		{"ink-faint", "ground", 4.5},
		{"ink-faint", "panel", 4.5},
		{"brand", "ground", 4.5},
		{"brand", "panel", 4.5},
		{"brand", "brand-tint", 4.5},
		{"brand-deep", "ground", 4.5},
		{"on-brand", "brand", 4.5},
		{"on-brand", "brand-deep", 4.5},
		{"lamp", "lamp-tint", 4.5},
		{"sky", "sky-tint", 4.5},
		{"brick", "brick-tint", 4.5},
		{"brick", "ground", 4.5},
		{"brick", "panel", 4.5},
		{"panel", "brick", 4.5},
		{"wall-text", "wall", 4.5},
		{"wall-soft", "wall", 4.5},
		{"wall-text", "wall-3", 4.5},
		{"edge", "panel", 3},
		{"edge", "ground", 3},
		{"focus", "ground", 3},
		{"focus", "panel", 3},
		{"lantern", "wall", 3},
	} {
		for name, scheme := range map[string]map[string]string{"light": light, "dark": dark} {
			if got := contrast(t, scheme[pair.front], scheme[pair.back]); got < pair.least {
				t.Errorf("%s: %s on %s is %.2f, want %.1f", name, pair.front, pair.back, got, pair.least)
			}
		}
	}
}

var property = regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6});`)

// schemes returns the colours of the stylesheet by the names of their
// properties. The dark ones are those of the light scheme where not said anew.
func schemes(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	css := string(assets["gatehouse.css"].body)
	first, rest, ok := strings.Cut(css, "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("no dark scheme")
	}
	second, _, _ := strings.Cut(rest, "box-sizing")
	light, dark = make(map[string]string), make(map[string]string)
	for _, m := range property.FindAllStringSubmatch(first, -1) {
		light[m[1]], dark[m[1]] = m[2], m[2]
	}
	for _, m := range property.FindAllStringSubmatch(second, -1) {
		dark[m[1]] = m[2]
	}
	return light, dark
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		if len(colour) != 7 {
			t.Fatalf("%q is no colour", colour)
		}
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// Nothing but the custom properties names a colour, so that a scheme is whole.
func TestColoursAreProperties(t *testing.T) {
	_, rules, _ := strings.Cut(string(assets["gatehouse.css"].body), "*, ::before, ::after { box-sizing")
	if found := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b[^{]*[;}]|rgb\(`).FindString(rules); found != "" {
		t.Errorf("a rule names a colour: %s", found)
	}
}
