package web

import (
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
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

var (
	property = regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6});`)
	twofold  = regexp.MustCompile(`--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);`)
)

const foundation = "00-foundation.css"

// schemes returns the colours of the stylesheet by the names of their
// properties: those of one value are of both schemes.
func schemes(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	light, dark = make(map[string]string), make(map[string]string)
	css := styleFiles(t)[foundation]
	for _, m := range property.FindAllStringSubmatch(css, -1) {
		light[m[1]], dark[m[1]] = m[2], m[2]
	}
	for _, m := range twofold.FindAllStringSubmatch(css, -1) {
		light[m[1]], dark[m[1]] = m[2], m[3]
	}
	return light, dark
}

// styleFiles returns the files that the stylesheet is joined from.
func styleFiles(t *testing.T) map[string]string {
	t.Helper()
	entries, err := fs.ReadDir(staticFiles, "static/style")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, e := range entries {
		body, err := fs.ReadFile(staticFiles, "static/style/"+e.Name())
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(body)
	}
	return all
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

var (
	colour   = regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b[^{]*[;}]|\b(?:rgb|rgba|hsl|oklch|light-dark)\(|: ?(?:white|black|red|green|blue|gr[ae]y)\b`)
	reached  = regexp.MustCompile(`var\(--([a-z0-9-]+)`)
	declared = regexp.MustCompile(`--([a-z0-9-]+):`)
	fileName = regexp.MustCompile(`^[0-9]{2}-[a-z]+\.css$`)
)

// Nothing but the custom properties names a colour, so that a scheme is whole;
// and every property that a rule asks for is one.
func TestColoursAreProperties(t *testing.T) {
	files := styleFiles(t)
	known := make(map[string]bool)
	for _, css := range files {
		for _, m := range declared.FindAllStringSubmatch(css, -1) {
			known[m[1]] = true
		}
	}
	for name, css := range files {
		rules := strip(css)
		if name == foundation {
			_, rules, _ = strings.Cut(rules, "box-sizing")
		}
		if found := colour.FindString(rules); found != "" {
			t.Errorf("%s: a rule names a colour: %s", name, found)
		}
		for _, m := range reached.FindAllStringSubmatch(css, -1) {
			if !known[m[1]] {
				t.Errorf("%s: there is no property --%s", name, m[1])
			}
		}
	}
}

// The stylesheet is joined from files that one finds one's way in, each whole in
// itself, and is all that a page loads of style.
func TestStylesheetIsJoined(t *testing.T) {
	whole := string(assets["gatehouse.css"].body)
	for name, css := range styleFiles(t) {
		if !fileName.MatchString(name) || strings.Count(css, "\n") > 250 {
			t.Errorf("%s: its name or its length is not that of the others", name)
		}
		if strings.Count(css, "{") != strings.Count(css, "}") || strings.Count(css, "/*") != strings.Count(css, "*/") {
			t.Errorf("%s ends in the middle of something", name)
		}
		if strings.Contains(css, "@import") || strings.Contains(css, "url(") {
			t.Errorf("%s loads something else", name)
		}
		if rules := strip(css); rules == "" || !strings.Contains(whole, rules) {
			t.Errorf("%s is not in the stylesheet", name)
		}
	}
	if strings.Contains(whole, "/*") || strings.Contains(whole, "\n") {
		t.Error("the stylesheet has what nobody reads")
	}
}

func TestStrip(t *testing.T) {
	css := "/* why */\n:root {\n\t--a: calc(1px + 2px);\n\t--font: \"Segoe  UI\", Arial;\n}\n\n.a .b,\n.a ::before { content: \" , \" attr(x); } /* and */ @media (min-width: 40rem) { .c > .d:hover { margin: 0 auto } }\n"
	want := ":root{--a:calc(1px + 2px);--font:\"Segoe  UI\",Arial;}.a .b,.a ::before{content:\" , \" attr(x);}@media (min-width:40rem){.c > .d:hover{margin:0 auto}}"
	if got := strip(css); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

var (
	alone = regexp.MustCompile(`[{},]\.([a-z][a-z0-9-]*)(?:[{,])`)
	class = regexp.MustCompile(`\.([a-z][a-z0-9-]*)`)
	area  = regexp.MustCompile(`^(?:4|5[0-4]|6|7)`) // what the pages of one kind have for themselves
)

// A class belongs to one file: two parts of the pages that called different
// things by one name would dress each other's.
func TestClassesHaveOneOwner(t *testing.T) {
	files, owner := styleFiles(t), make(map[string]string)
	delete(files, "99-media.css") // on paper, and in high contrast
	for _, name := range slices.Sorted(maps.Keys(files)) {
		rules := strings.NewReplacer("{", "{{", "}", "}}", ",", ",,").Replace("}" + strip(files[name]))
		for _, m := range alone.FindAllStringSubmatch(rules, -1) {
			if other, ok := owner[m[1]]; ok && other != name {
				t.Errorf(".%s is dressed in %s and in %s", m[1], other, name)
			}
			owner[m[1]] = name
		}
	}
	for name, css := range files {
		for _, m := range class.FindAllStringSubmatch(strip(css), -1) {
			if other := owner[m[1]]; area.MatchString(name) && area.MatchString(other) && other != name {
				t.Errorf(".%s of %s is meant in %s", m[1], other, name)
			}
		}
	}
}
