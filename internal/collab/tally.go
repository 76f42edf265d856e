package collab

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Stage says how far a request has come at most.
type Stage string

// The stages. Who accepted has opened, and who opened was invited.
const (
	StageRegistered Stage = "registered" // through a form, and nobody has invited since
	StageInvited    Stage = "invited"
	StageOpened     Stage = "opened" // the first click on an invitation's link
	StageAccepted   Stage = "accepted"
)

// Tallied is how many requests of a month, made for a reason, have a status and
// came to a stage. The database keeps it with the rows that it counts: see the
// migration tallies_kept.
type Tallied struct {
	Month  string // YYYY-MM
	Reason Reason
	Status Status
	Stage  Stage
	N      int64
}

func (t *Tallied) fields() []any { return []any{&t.Month, &t.Reason, &t.Status, &t.Stage, &t.N} }

// TallyAsk narrows tallies. The zero value is all of them.
type TallyAsk struct {
	From, To time.Time // the months of creation, both included; zero is open
	Reasons  []string  // as in [Filter]
	Statuses []string
}

const monthForm = "2006-01"

// SeesAll reports whether by sees every request of its customer, as who asks for
// tallies has to.
func SeesAll(by actor.Actor) bool { return by.AllCompanies || by.IsAdmin() }

// Tallies returns how many requests there are of each kind, without those of which
// there are none. It reads as many rows as there are kinds, however many requests.
func (rs *Requests) Tallies(ctx context.Context, by actor.Actor, ask TallyAsk) ([]Tallied, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	if !SeesAll(by) { // it would count what by does not see
		return nil, actor.Denied()
	}
	var w db.Where
	w.And(`t.customer_id = ?`, by.CustomerID)
	w.And(`t.n <> 0`)
	w.AndIf(!ask.From.IsZero(), `t.month >= ?`, ask.From.UTC().Format(monthForm))
	w.AndIf(!ask.To.IsZero(), `t.month <= ?`, ask.To.UTC().Format(monthForm))
	w.In(`t.reason`, normal(ask.Reasons, ParseReason))
	w.In(`t.status`, normal(ask.Statuses, ParseStatus))
	return db.All(ctx, rs.DB, (*Tallied).fields, `
		select t.month, t.reason, t.status, t.stage, t.n from request_tallies t`+w.String()+`
		order by t.month, t.reason, t.status, t.stage`, w.Args()...)
}
