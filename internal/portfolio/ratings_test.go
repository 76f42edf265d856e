package portfolio_test

import (
	"slices"
	"testing"

	"gatehouse/internal/portfolio"
)

func TestRangeOf(t *testing.T) {
	for rating, want := range map[int64]string{250: "basic", 639: "basic", 640: "intermediate", 739: "intermediate", 740: "advanced", 900: "advanced"} {
		if got := portfolio.RangeOf(rating).Slug; got != want {
			t.Errorf("%d is %s, want %s", rating, got, want)
		}
	}
}

// Every risk vector is in one category, and every grade has a colour.
func TestCategories(t *testing.T) {
	var all []string
	for _, c := range portfolio.Categories {
		all = append(all, c.Vectors...)
	}
	slices.Sort(all)
	if !slices.Equal(all, portfolio.Vectors) {
		t.Errorf("got %v", all)
	}
	for _, grade := range portfolio.GradeLetters {
		if portfolio.GradeColors[grade] == "" {
			t.Errorf("%s has no colour", grade)
		}
	}
}
