package tour

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The tour shows every stop in every way, in the order of the stops, and no
// picture that none of them takes.
func TestTheTourShowsItsStops(t *testing.T) {
	text, err := os.ReadFile("../../docs/tour.md")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	last := 0
	for _, s := range Stops {
		at := strings.Index(string(text), "(tour/"+s.File(1280, "light")+")")
		if at < last {
			t.Errorf("%s is missing, or not in its place", s.Name)
		}
		last = max(last, at)
		for _, width := range Widths {
			for _, scheme := range Schemes {
				want = append(want, s.File(width, scheme))
			}
		}
	}
	shown := regexp.MustCompile(`\(tour/([^)]+)\)`).FindAllStringSubmatch(string(text), -1)
	for _, m := range shown {
		if !slices.Contains(want, m[1]) {
			t.Errorf("%s is of no stop", m[1])
		}
	}
	if len(shown) != len(want) {
		t.Errorf("%d pictures are shown, want %d", len(shown), len(want))
	}
	kept, err := filepath.Glob("../../docs/tour/*")
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range kept {
		kept[i] = filepath.Base(k)
	}
	slices.Sort(want)
	if !slices.Equal(kept, want) {
		t.Errorf("docs/tour has %d pictures, the stops make %d: run make tour", len(kept), len(want))
	}
}

func TestChosen(t *testing.T) {
	some, err := chosen([]string{"outbox", "home"})
	if err != nil || len(some) != 2 || some[0].Name != "outbox" {
		t.Error(some, err)
	}
	if _, err := chosen([]string{"nowhere"}); err == nil {
		t.Error("there is a stop that nobody knows")
	}
}
