package demo

import (
	"math"
	"time"

	"gatehouse/internal/portfolio"
)

// rated is what the demo makes up about the security of a company: everything
// here is generated, and labelled so where it is stored.
type rated struct {
	ratings []int64 // the present one, then one for every four weeks before it; none: unrated
	weekday time.Weekday
	grades  map[string]string
	quality float64 // of the company, in standard deviations from the mean
}

const meanRating, deviation = 690, 90

// sectorBias moves the ratings of sectors apart, as they are in life.
var sectorBias = map[string]float64{
	"Financials": 0.35, "Technology": 0.2, "Aerospace & Defense": 0.2, "Energy": -0.25, "Media": -0.3,
	"Hotels, Restaurants & Leisure": -0.3, "Telecommunications": -0.9, "Food & Drug Stores": -0.2,
}

// history of ratings in steps of four weeks.
const ratingSteps = 28

func rate(d dice, sector string) rated {
	r := rated{quality: d.NormFloat64() + sectorBias[sector], weekday: time.Weekday(d.between(1, 5))}
	if d.chance(0.03) { // some are in real trouble
		r.quality -= 2 * d.ExpFloat64()
	}
	r.grades = grades(d, r.quality)
	if d.chance(0.012) {
		return r
	}
	rating := toRating(meanRating + deviation*r.quality)
	for range ratingSteps {
		r.ratings = append(r.ratings, rating)
		// It wanders, and tends back to where the company belongs.
		drift := (meanRating + deviation*r.quality - float64(rating)) / 5
		rating = toRating(float64(rating) + drift + 14*d.NormFloat64())
	}
	return r
}

// toRating rounds to tens, as ratings are.
func toRating(x float64) int64 {
	return int64(min(max(math.Round(x/10)*10, portfolio.MinRating), portfolio.MaxRating))
}

// on returns the rating that was known on the morning of a day, with its date:
// a company gets a new one every week.
func (r *rated) on(day, today time.Time) (rating *int64, date *string) {
	if len(r.ratings) == 0 {
		return nil, nil
	}
	at, latest := r.before(day), r.before(today)
	step := int(latest.Sub(at) / (28 * 24 * time.Hour))
	text := at.Format(time.DateOnly)
	return &r.ratings[min(step, len(r.ratings)-1)], &text
}

// before returns the last day before another on which a rating appeared.
func (r *rated) before(day time.Time) time.Time {
	day = day.Truncate(24 * time.Hour)
	for {
		day = day.AddDate(0, 0, -1)
		if day.Weekday() == r.weekday {
			return day
		}
	}
}

// notApplicable is how often a vector has nothing to be graded.
var notApplicable = map[string]float64{
	"mobile_application_security": 0.55, "mobile_software": 0.4, "desktop_software": 0.15, "file_sharing": 0.05, "web_appsec": 0.1,
}

func grades(d dice, quality float64) map[string]string {
	all := make(map[string]string, len(portfolio.Vectors))
	for _, slug := range portfolio.Vectors {
		score := 0.8*quality + 0.8*d.NormFloat64()
		switch {
		case d.chance(notApplicable[slug]):
			all[slug] = "N/A"
		case score > 0:
			all[slug] = "A"
		case score > -0.6:
			all[slug] = "B"
		case score > -1.2:
			all[slug] = "C"
		case score > -1.8:
			all[slug] = "D"
		default:
			all[slug] = "F"
		}
	}
	return all
}

// worse are the risk vectors of a company that somebody would write about.
func (r *rated) worse() []string {
	var slugs []string
	for _, slug := range portfolio.Vectors {
		if g := r.grades[slug]; g == "C" || g == "D" || g == "F" {
			slugs = append(slugs, slug)
		}
	}
	return slugs
}
