package collab

import (
	"context"
	"slices"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// MostAtOnce bounds the requests that an action is done to at once.
const MostAtOnce = 500

// Step is what an action would do to one request, or did.
type Step struct {
	Request  Request // as it was read; of one that is not seen only the guid
	Obstacle Obstacle
}

// Foreseen is what an action would do to many requests.
type Foreseen struct {
	Steps []Step
	Mails int   // with invitations, to everybody who gets one
	Left  int64 // of the customer's mails with invitations of today
}

// Foresee says what an action would do to requests, one after the other, by the
// rules that the verbs go by. It changes nothing and promises nothing: between
// now and then others work, too.
func (rs *Requests) Foresee(ctx context.Context, by actor.Actor, a Action, guids []string) (f Foreseen, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return f, err
	}
	if err := checkMany(a, guids); err != nil {
		return f, err
	}
	if f.Steps, err = rs.steps(ctx, by, a, guids); err != nil {
		return f, err
	}
	if a == Resending {
		if err := rs.foreseeResending(ctx, by, f.Steps); err != nil {
			return f, err
		}
	}
	if a != Resending && a != Approving {
		return f, nil
	}
	for _, s := range f.Steps {
		if s.Obstacle == "" {
			f.Mails += s.Request.mails()
		}
	}
	customer, err := tenant.Read(ctx, rs.DB, by.CustomerID)
	if err != nil {
		return f, err
	}
	b := budget(&customer)
	used, err := b.Used(ctx, rs.DB, rs.Now(), strconv.FormatInt(by.CustomerID, 10))
	f.Left = b.Most - used
	return f, err
}

func checkMany(a Action, guids []string) error {
	switch {
	case !slices.Contains(Actions, a):
		return fault.Field("action", "is nothing that can be done to requests")
	case len(guids) == 0:
		return fault.Field("guid", "Choose at least one request.")
	case len(guids) > MostAtOnce:
		return fault.Field("guid", "Choose at most %d requests at once.", MostAtOnce)
	}
	return nil
}

// steps says of each request, in order, what in the row stands in the way.
func (rs *Requests) steps(ctx context.Context, by actor.Actor, a Action, guids []string) ([]Step, error) {
	seen, err := rs.Several(ctx, by, guids)
	if err != nil {
		return nil, err
	}
	var steps []Step
	for _, guid := range once(guids) {
		s := Step{Request: Request{GUID: guid}, Obstacle: Unseen}
		if r := seen[guid]; r != nil {
			s = Step{*r, r.obstacle(a, rs.Now())}
		}
		steps = append(steps, s)
	}
	return steps, nil
}

// Several returns those of at most [MostAtOnce] requests that by sees, by their guids.
func (rs *Requests) Several(ctx context.Context, by actor.Actor, guids []string) (map[string]*Request, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	if len(guids) > MostAtOnce {
		return nil, fault.Field("guid", "Choose at most %d requests at once.", MostAtOnce)
	}
	var w db.Where
	w.And(`r.customer_id = ?`, by.CustomerID)
	w.In(`r.guid`, append([]string{}, guids...))
	visible(&w, by)
	found, err := db.All(ctx, rs.DB, (*Request).fields, `select `+columns+` from access_requests r`+w.String(), w.Args()...)
	seen := make(map[string]*Request, len(found))
	for i := range found {
		seen[found[i].GUID] = &found[i]
	}
	return seen, err
}

// foreseeResending adds what stands in the way of sending again, beside the
// rows: who wants no more, and who has an open request since.
func (rs *Requests) foreseeResending(ctx context.Context, by actor.Actor, steps []Step) error {
	var hashes, emails []string
	for _, s := range steps {
		if s.Obstacle == "" {
			hashes, emails = append(hashes, hashEmail(s.Request.EmailLower)), append(emails, s.Request.EmailLower)
		}
	}
	if emails == nil {
		return nil
	}
	var no, w db.Where
	no.And(`customer_id = ?`, by.CustomerID)
	no.In(`email_hash`, hashes)
	stopped, err := db.Column[string](ctx, rs.DB, `select email_hash from refusals`+no.String(), no.Args()...)
	if err != nil {
		return err
	}
	w.And(`customer_id = ?`, by.CustomerID)
	w.In(`email_lower`, emails)
	w.And(`status in ('Pending', 'Active')`)
	type key struct{ company, email string }
	type other struct {
		key
		guid string
	}
	others, err := db.All(ctx, rs.DB, func(o *other) []any { return []any{&o.company, &o.email, &o.guid} },
		`select company_guid, email_lower, guid from access_requests`+led(rs.DB.Dialect(), "access_requests_email")+w.String(), w.Args()...)
	if err != nil {
		return err
	}
	taken := make(map[key]string, len(others))
	for _, o := range others {
		taken[o.key] = o.guid
	}
	for i := range steps {
		s := &steps[i]
		if s.Obstacle != "" {
			continue
		}
		k := key{s.Request.CompanyGUID, s.Request.EmailLower}
		switch {
		case slices.Contains(stopped, hashEmail(s.Request.EmailLower)):
			s.Obstacle = WantsNoMore
		case taken[k] != "" && taken[k] != s.Request.GUID:
			s.Obstacle = OpenAlready
		default: // of two that ended, the first takes the place of the second
			taken[k] = s.Request.GUID
		}
	}
	return nil
}
