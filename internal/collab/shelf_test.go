package collab_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// shelf is a desk with an outbox full of requests, and a copy of them.
type shelf struct {
	*desk
	companies []string
	small     string // a group that sees the first companies
	large     string // a group that sees more than lead a list
	folder    string // of the first two companies
	tier      string // of all but the first
	senders   []actor.Actor
	requests  []*collab.Past // the newest first
}

var shelved = []string{"spf", "dkim", "open_ports"}

// stock fills the outbox of the admin's customer with n requests of a year.
func stock(t *testing.T, d *db.DB, n int) *shelf {
	t.Helper()
	s := &shelf{desk: newDesk(t, d)}
	for i := range collab.MostBranches + 10 {
		s.companies = append(s.companies, s.company(t, fmt.Sprintf("Vendor %03d", i), fmt.Sprintf("v%03d.example", i)))
	}
	s.small = s.group(t, "Small", s.companies[:3])
	s.large = s.group(t, "Large", s.companies[:collab.MostBranches+5])
	s.arrange(t)
	for i, group := range []string{"", "", s.small, s.small, s.large} {
		s.senders = append(s.senders, s.sender(t, i, group))
	}
	random := rand.New(rand.NewPCG(1, 2))
	pace := 365 * 24 * time.Hour / time.Duration(n)
	for i := range n {
		s.requests = append(s.requests, s.past(random, i, s.now.Add(-pace*time.Duration(i+1)).Truncate(time.Microsecond)))
	}
	if _, err := s.desk.requests.Backfill(t.Context(), actor.System(s.admin.CustomerID), slices.Values(s.requests)); err != nil {
		t.Fatal(err)
	}
	if d.Dialect() == db.Postgres {
		s.exec(t, `analyze`) // as the server does by itself after a while
	}
	return s
}

func (s *shelf) past(random *rand.Rand, i int, at time.Time) *collab.Past {
	statuses := []collab.Status{collab.Never, collab.Inactive, collab.Resolved, collab.Rejected, collab.Declined}
	p := &collab.Past{Request: collab.Request{
		GUID: db.NewIDAt(at), CreatedAt: at, Status: statuses[random.IntN(5)], Reason: collab.Reasons[random.IntN(5)],
		RequesterGUID: s.senders[random.IntN(len(s.senders))].UserGUID, CompanyGUID: s.companies[random.IntN(len(s.companies))],
		Email: fmt.Sprintf("p%d@v.example", i), FormalName: fmt.Sprintf("Person %d", i), TrialDays: 30, HubspotStatus: "CREATED",
	}}
	for _, slug := range shelved {
		if random.IntN(3) == 0 {
			p.Vectors = append(p.Vectors, collab.Vector{Slug: slug})
		}
	}
	if random.IntN(4) > 0 {
		p.EmailSentAt = &at
	}
	switch { // without the generator: what comes after stays as it is
	case p.Status == collab.Inactive, p.Status == collab.Resolved && i%2 == 0:
		p.SentCount, p.OpenedAt, p.AcceptedAt = 1, &at, &at
	case i%3 == 0:
		p.SentCount, p.OpenedAt = 1, &at
	}
	return p
}

func (s *shelf) group(t *testing.T, name string, companies []string) string {
	t.Helper()
	groups := &tenant.Groups{DB: s.DB, Now: func() time.Time { return s.now }}
	by := actor.System(s.admin.CustomerID)
	g, err := groups.Create(t.Context(), by, tenant.GroupDraft{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := groups.SetCompanies(t.Context(), by, g.GUID, companies); err != nil {
		t.Fatal(err)
	}
	return g.GUID
}

// arrange puts companies into a folder and a tier.
func (s *shelf) arrange(t *testing.T) {
	t.Helper()
	s.folder, s.tier = db.NewID(), db.NewID()
	c := s.admin.CustomerID
	s.exec(t, `insert into folders (customer_id, guid, name, name_lower, position, created_at) values ($1, $2, 'F', 'f', 1, $3)`, c, s.folder, s.now)
	s.exec(t, `insert into tiers (customer_id, guid, name, name_lower, rank, created_at) values ($1, $2, 'T', 't', 1, $3)`, c, s.tier, s.now)
	for _, guid := range s.companies[:2] {
		s.exec(t, `insert into folder_companies (customer_id, folder_guid, company_guid, added_at) values ($1, $2, $3, $4)`, c, s.folder, guid, s.now)
	}
	s.exec(t, `update companies set tier_guid = $2 where customer_id = $1 and guid <> $3`, c, s.tier, s.companies[0])
}

// sender is an admin, or a portfolio manager of a group.
func (s *shelf) sender(t *testing.T, i int, group string) actor.Actor {
	t.Helper()
	role := actor.Admin
	if group != "" {
		role = actor.PortfolioManager
	}
	a := s.hire(t, tenant.Customer{ID: s.admin.CustomerID}, fmt.Sprintf("sender%d@acme.example", i), role)
	if group != "" {
		s.exec(t, `update memberships set group_guid = $2 where user_guid = $1`, a.UserGUID, group)
		a.GroupGUID, a.AllCompanies = group, false
	}
	return a
}

// sees says by the rules of the documents whether by sees a request.
func (s *shelf) sees(by actor.Actor, p *collab.Past) bool {
	return by.AllCompanies || p.RequesterGUID == by.UserGUID || slices.Contains(s.seen(by.GroupGUID), p.CompanyGUID)
}

func (s *shelf) seen(group string) []string {
	if group == s.small {
		return s.companies[:3]
	}
	return s.companies[:collab.MostBranches+5]
}

// matches says by the rules of the documents whether a filter of by matches a
// request.
func (s *shelf) matches(by actor.Actor, f *collab.Filter, p *collab.Past) bool {
	group := func(guid string) string { // as far as by sees it
		for _, a := range s.senders {
			if a.UserGUID == guid && (by.IsAdmin() || a.GroupGUID == by.GroupGUID) {
				return a.GroupGUID
			}
		}
		return "none"
	}
	return one(f.Companies, p.CompanyGUID) && one(f.Requesters, p.RequesterGUID) && one(f.Statuses, string(p.Status)) &&
		one(f.Reasons, string(p.Reason)) && one(f.Groups, group(p.RequesterGUID)) && !slices.Contains(f.ExcludeRequesters, p.RequesterGUID) &&
		(f.Folders == nil || slices.Contains(f.Folders, s.folder) && slices.Contains(s.companies[:2], p.CompanyGUID)) &&
		(f.Tiers == nil || slices.Contains(f.Tiers, s.tier) && p.CompanyGUID != s.companies[0]) &&
		(f.Vectors == nil || slices.ContainsFunc(p.Vectors, func(v collab.Vector) bool { return slices.Contains(f.Vectors, v.Slug) })) &&
		s.finds(f.Query, p) &&
		(f.From == nil || !p.CreatedAt.Before(*f.From)) && (f.Before == nil || p.CreatedAt.Before(*f.Before))
}

// name is the name of a request's company in lower case.
func (s *shelf) name(p *collab.Past) string {
	return fmt.Sprintf("vendor %03d", slices.Index(s.companies, p.CompanyGUID))
}

// finds says by the rules of the documents whether each word of a query begins
// one of the request's.
func (s *shelf) finds(query string, p *collab.Past) bool {
	words := strings.Fields(strings.ToLower(p.FormalName) + " " + p.Email + " " + strings.NewReplacer("@", " ", ".", " ").Replace(p.Email) + " " + s.name(p))
	for q := range strings.FieldsSeq(strings.ToLower(query)) {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, q) }) {
			return false
		}
	}
	return true
}

func one(list []string, value string) bool { return list == nil || slices.Contains(list, value) }
