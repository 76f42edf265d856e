package demo

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

// company is one of the 500 real ones, with what the demo makes up about it.
type company struct {
	rated
	guid     string
	row      []string // of the sample
	name     string
	domain   string
	sector   string
	tier     int    // index of tiers
	group    string // access group that sees it, beside All Companies; "" is none
	kind     string // of its subscription; "" is none
	owner    string // group of the subscription
	folders  []string
	people   []*person
	findings []*finding
	isTyped  bool // it came through a form
}

// tiers of the demo: how many of the companies, and how much work they are.
var tiers = []struct {
	name, description string
	share, work       float64
}{
	{"Critical", "We cannot sail without them.", 0.12, 7},
	{"Important", "An outage of a week would hurt.", 0.28, 3},
	{"Standard", "Everybody else.", 0.60, 1},
}

// folders of the demo, and which companies are in them.
var folders = []struct {
	name, description string
	holds             func(d dice, c *company) bool
}{
	{"Cloud and Software", "Whoever runs software for us.", inSector(0.85, "Technology", "Telecommunications")},
	{"Payments and Insurance", "Banks, card processors, insurers.", inSector(0.6, "Financials")},
	{"Ports, Fuel and Freight", "", inSector(0.7, "Transportation", "Energy")},
	{"Onboard Supplies", "Food, drinks and everything in the cabins.", inSector(0.7, "Food, Beverages & Tobacco", "Household Products", "Wholesalers", "Apparel")},
	{"Personal Data Processors", "They see data of our guests or crew.", inSector(0.35, "Technology", "Financials", "Health Care", "Business Services")},
	{"Contract Renewals", "To be renewed within a year.", func(d dice, _ *company) bool { return d.chance(0.08) }},
	{"Incident Watch", "Ratings that we look at every week.", func(_ dice, c *company) bool { return len(c.ratings) > 0 && c.ratings[0] < 560 }},
	{"Board Report", "The critical ones, for the quarterly report.", func(_ dice, c *company) bool { return c.tier == 0 }},
}

func inSector(share float64, sectors ...string) func(dice, *company) bool {
	return func(d dice, c *company) bool { return slices.Contains(sectors, c.sector) && d.chance(share) }
}

// readCompanies reads the sample and makes up the rest.
func readCompanies(seed uint64, founded time.Time) ([]*company, error) {
	rows, err := csv.NewReader(bytes.NewReader(portfolio.Sample)).ReadAll()
	if err != nil {
		return nil, err
	}
	d, ids := newDice(seed, "companies"), source(seed, "company ids")
	taken := make(map[string]bool)
	var all []*company
	for i, row := range rows[1:] {
		c := &company{row: row, name: row[0], domain: row[1], sector: row[3]}
		c.guid = db.IDFrom(ids, founded.Add(time.Duration(i)*time.Millisecond))
		c.rated = rate(d, c.sector)
		c.tier = weigh(d, []int{0, 1, 2}, func(t int) float64 { return tiers[t].share })
		c.group = groupOf(c.sector)
		for _, f := range folders {
			if f.holds(d, c) {
				c.folders = append(c.folders, f.name)
			}
		}
		cast(d, c, d.between(1, 4-c.tier), taken)
		c.choosePeople(d)
		all = append(all, c)
	}
	subscribe(all)
	return all, nil
}

// choosePeople decides whom of a company the customer has in its contacts.
func (c *company) choosePeople(d dice) {
	for i, p := range c.people {
		p.isPreferred = i == 0 && d.chance(0.45)
		p.isContact = p.isPreferred || i == 1 && c.people[0].isPreferred && d.chance(0.4)
	}
}

// structure is the file of the companies as they were when the customer began.
func structure(all []*company) (*bytes.Buffer, error) {
	return file([]string{
		"guid", "name", "primary_domain", "industry", "sector", "location", "employees", "custom_id",
		"folder", "tier", "subscription_type", "group", "contact_name", "contact_email",
	}, func(write func(...string)) {
		for i, c := range all {
			row := append([]string{c.guid}, c.row...)
			row = append(row, fmt.Sprintf("V-%05d", 1001+7*i), strings.Join(c.folders, ";"), tiers[c.tier].name, c.kind, c.owner)
			contacts := c.contacts()
			write(append(row, contacts[0].name, contacts[0].email)...)
			for _, p := range contacts[1:] {
				write(append(only(c.guid, 12), p.name, p.email)...)
			}
			if c.group != "" && c.group != c.owner {
				row := only(c.guid, 14)
				row[11] = c.group
				write(row...)
			}
		}
	})
}

// contacts returns the preferred contact, or an empty one, and the others.
func (c *company) contacts() []*person {
	all := []*person{{}}
	for _, p := range c.people {
		switch {
		case p.isPreferred:
			all[0] = p
		case p.isContact:
			all = append(all, p)
		}
	}
	return all
}

// only is a row that says nothing yet of a company.
func only(guid string, columns int) []string {
	row := make([]string, columns)
	row[0] = guid
	return row
}

// ratingsFile is the file of the present ratings and grades.
func ratingsFile(all []*company, today time.Time) (*bytes.Buffer, error) {
	return file(append([]string{"guid", "rating", "rating_date"}, portfolio.Vectors...), func(write func(...string)) {
		for _, c := range all {
			if c.isTyped {
				continue
			}
			row := []string{c.guid, "", ""}
			if rating, date := c.on(today, today); rating != nil {
				row[1], row[2] = strconv.FormatInt(*rating, 10), *date
			}
			for _, slug := range portfolio.Vectors {
				row = append(row, c.grades[slug])
			}
			write(row...)
		}
	})
}

// file writes a CSV file.
func file(header []string, fill func(write func(...string))) (*bytes.Buffer, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(header) // what fails, Error says
	fill(func(row ...string) { _ = w.Write(row) })
	w.Flush()
	return &b, w.Error()
}

// importCompanies imports a file that must be good as a whole.
func (h *house) importCompanies(ctx context.Context, text *bytes.Buffer) error {
	_, err := h.companies.Import(ctx, h.emma, bytes.NewReader(text.Bytes()), portfolio.ImportOptions{AllOrNothing: true, Generated: true})
	if err != nil {
		return fmt.Errorf("import the companies: %w", err)
	}
	return nil
}
