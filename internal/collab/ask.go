package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Asks is the collection of what recipients ask for: more time.
type Asks struct {
	DB       *db.DB
	Now      func() time.Time // db.Now but in tests
	Requests *Requests
}

// Ask is one of a recipient for more time, and its answer.
type Ask struct {
	CustomerID     int64 // of the request: the sender's
	RequestGUID    string
	GUID           string
	State          AskState
	Days           int64 // that are asked for
	Why            string
	AskerCID       int64 // of the recipient's customer
	AskerGUID      string
	AskerName      string // as the sender knows them
	CreatedAt      time.Time
	AnsweredAt     *time.Time
	AnsweredBy     *string
	AnsweredByName *string
	GivenDays      *int64
	Word           string // of who answered
	Version        int64
}

const askColumns = `a.customer_id, a.request_guid, a.guid, a.state, a.days, a.why, a.asker_cid, a.asker_guid, a.asker_name, a.created_at,
	a.answered_at, a.answered_by, a.answered_by_name, a.given_days, a.word, a.version`

func (a *Ask) fields() []any {
	return []any{
		&a.CustomerID, &a.RequestGUID, &a.GUID, &a.State, &a.Days, &a.Why, &a.AskerCID, &a.AskerGUID, &a.AskerName, &a.CreatedAt,
		&a.AnsweredAt, &a.AnsweredBy, &a.AnsweredByName, &a.GivenDays, &a.Word, &a.Version,
	}
}

// AskState says what became of an ask.
type AskState string

// The states. Of a request one ask is open at most: the unique index decides.
const (
	AskOpen    AskState = "open"
	AskGiven   AskState = "given"
	AskRefused AskState = "refused"
)

// LateAsk is how long after its end an access can be asked for, and given, again.
const LateAsk = 14 * 24 * time.Hour

const (
	mostDays = 365 // of an ask, and from now to the end of an access
	maxAsks  = 20  // of a request, the answered ones included
)

// prolongable is the condition that a request's access can be given more time: it
// runs, or ended a short while ago by itself. What the sender closed or ended, and
// what the recipient left, stays so. $1 is the customer, $3 now, $4 the earliest end.
const prolongable = `r.status in ('Active', 'Inactive') and r.access_ends_at > $4 and r.revoked_why is null and r.left_at is null
	and (r.status = 'Active' or r.access_ends_at <= $3)
	and exists (select 1 from customers cu where cu.id = $1 and cu.is_active)`

// of returns the asks of a thread, the newest first.
func (as *Asks) of(ctx context.Context, c db.Conn, t *thread, most int) ([]Ask, error) {
	return db.All(ctx, c, (*Ask).fields, `
		select `+askColumns+` from time_asks a where a.customer_id = $1 and a.request_guid = $2
		order by a.created_at desc, a.guid desc limit $3`, t.customerID, t.guid, most)
}

// List returns what was asked for in a request, the newest first.
func (as *Asks) List(ctx context.Context, by actor.Actor, side Side, guid string) ([]Ask, error) {
	if err := side.need(by, actor.RequestsR); err != nil {
		return nil, err
	}
	t, err := as.Requests.reach(ctx, as.DB, by, side, guid)
	if err != nil {
		return nil, err
	}
	return as.of(ctx, as.DB, &t, maxAsks)
}

// More asks the sender for more days, and says why.
func (as *Asks) More(ctx context.Context, by actor.Actor, guid string, days int64, why string) (a Ask, err error) {
	p := fault.Problems{}
	p.Require(days >= 1 && days <= mostDays, "days", "must be between 1 and %d", mostDays)
	why, err = cleanWord("why", why)
	p.Take(err)
	p.Require(why != "" || err != nil, "why", "Say in a few words why.")
	if err := p.Err(); err != nil {
		return a, err
	}
	err = as.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := as.Requests.reach(ctx, tx, by, Requestee, guid)
		if err != nil {
			return err
		}
		name, err := t.nameOf(ctx, tx)
		if err != nil {
			return err
		}
		now := as.Now()
		a = Ask{
			CustomerID: t.customerID, RequestGUID: t.guid, GUID: tx.NewID(now), State: AskOpen, Days: days, Why: why,
			AskerCID: by.CustomerID, AskerGUID: by.UserGUID, AskerName: name, CreatedAt: now, Version: 1,
		}
		if err := as.insert(ctx, tx, &t, &a); err != nil {
			return err
		}
		t.recordAsk(ctx, tx, "access_request.ask_time", map[string]any{"ask": a.GUID, "days": days, "why": why, "who": name})
		return as.tellSender(ctx, tx, &a)
	})
	return a, err
}

// insert keeps an ask if there may be one now.
func (as *Asks) insert(ctx context.Context, tx *db.Tx, t *thread, a *Ask) error {
	n, err := tx.Exec(ctx, `
		insert into time_asks (customer_id, request_guid, guid, days, why, asker_cid, asker_guid, asker_name, created_at)
		select r.customer_id, r.guid, cast($5 as text), cast($6 as bigint), cast($7 as text), cast($8 as bigint), cast($9 as text), cast($10 as text), $3
		from access_requests r
		where r.customer_id = $1 and r.guid = $2 and `+prolongable+`
			and (select count(*) from time_asks o where o.customer_id = $1 and o.request_guid = $2) < $11
		on conflict do nothing`,
		t.customerID, t.guid, a.CreatedAt, a.CreatedAt.Add(-LateAsk), a.GUID, a.Days, a.Why, a.AskerCID, a.AskerGUID, a.AskerName, maxAsks)
	if err != nil || n > 0 {
		return err
	}
	asks, err := as.of(ctx, tx, t, maxAsks)
	switch {
	case err != nil:
		return err
	case len(asks) > 0 && asks[0].State == AskOpen:
		return fault.New(fault.Conflict, "You have asked already. An answer is on its way to you by mail.")
	case len(asks) == maxAsks:
		return fault.New(fault.Conflict, "This request has been asked for more time %d times, which is the most.", maxAsks)
	}
	return fault.New(fault.Conflict, "More time can be asked for while the access runs and %d days after it ended by itself.", int(LateAsk.Hours()/24))
}

// recordAsk writes an event for both sides.
func (t *thread) recordAsk(ctx context.Context, tx *db.Tx, action string, details map[string]any) {
	customers := []int64{t.customerID}
	if t.recipient != nil {
		customers = append(customers, t.recipient.customerID)
	} else if t.by.CustomerID != t.customerID {
		customers = append(customers, t.by.CustomerID)
	}
	for _, id := range customers {
		audit.Record(ctx, tx, t.by, id, audit.Event{Action: action, Subject: t.guid, Details: details})
		audit.Touch(ctx, tx, id, audit.Requests)
	}
}

// tellSender mails and notifies who invited, or the admins where that one is gone.
func (as *Asks) tellSender(ctx context.Context, tx *db.Tx, a *Ask) error {
	r, n, err := read(ctx, tx, a.CustomerID, a.RequestGUID)
	if err != nil || r.AccessEndsAt == nil {
		return err
	}
	content := mail.TimeAsked{
		AskerName: a.AskerName, CompanyName: n.company, CustomerName: n.customer, Days: a.Days, Why: a.Why, EndsOn: *r.AccessEndsAt, RequestGUID: r.GUID,
	}
	to, err := as.Requests.requesterToTell(ctx, tx, &r)
	if err != nil {
		return err
	}
	if to.email == "" {
		return identity.TellAdmins(ctx, tx, as.Now(), r.CustomerID, "", r.GUID, content)
	}
	err = identity.Notify(ctx, tx, as.Now(), identity.Notification{
		CustomerID: r.CustomerID, UserGUID: r.RequesterGUID, Type: identity.Collaboration, Status: identity.Success, Path: "/more-time/" + r.GUID,
		Subject: "A recipient asks for more time",
		Text:    "It is about the request about " + mail.CleanName(n.company) + ". One click answers.",
	})
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, as.Now(), mail.Message{
		CustomerID: r.CustomerID, To: mail.Address{Name: n.formal, Email: to.email}, Language: to.language, Content: content, RequestGUID: r.GUID,
	})
	return err
}

// closeAsks answers what is open with no where the end of an access is somebody's
// will: nobody could give more time any more.
func closeAsks(ctx context.Context, tx *db.Tx, now time.Time, s subject) error {
	_, err := tx.Exec(ctx, `
		update time_asks set state = 'refused', answered_at = $3, answered_by_name = 'Gatehouse', version = version + 1
		where customer_id = $1 and request_guid = $2 and state = 'open'`, s.customerID, s.guid, now)
	return err
}

// open returns the open ask of a request, and holds it.
func (as *Asks) open(ctx context.Context, tx *db.Tx, t *thread) (Ask, error) {
	if err := hold(ctx, tx, t.customerID, []string{t.guid}); err != nil {
		return Ask{}, err
	}
	a, err := db.One(ctx, tx, (*Ask).fields, `
		select `+askColumns+` from time_asks a where a.customer_id = $1 and a.request_guid = $2 and a.state = 'open'`, t.customerID, t.guid)
	if errors.Is(err, db.ErrNone) {
		return a, errNoAsk
	}
	return a, err
}

var errNoAsk = fault.New(fault.Conflict, "Nobody waits for more time here: it has been answered already.")
