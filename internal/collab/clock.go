package collab

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Register makes r do what requests need in the background: the clock of
// windows and trials, and documents that name what has changed.
func (rs *Requests) Register(r *jobs.Runner) {
	jobs.Every(r, "collab.clock", 20*time.Second, rs.Tick)
	jobs.Every(r, "collab.reminders", 10*time.Minute, rs.RemindTrials)
	jobs.Every(r, "collab.words", time.Minute, rs.FillWords)
	jobs.Handle(r, tenant.Refresh, rs.refresh)
	jobs.Handle(r, settleSilently, rs.settleSilently)
	jobs.Handle(r, autoApprove, rs.autoApprove)
}

// atOnce bounds the requests that one transaction of a job changes.
const atOnce = 200

// due is a rule of time: the requests that it concerns, and what becomes of them.
type due struct {
	action string
	where  string // $1 is now
	set    string
	then   func(context.Context, *db.Tx, subject) error
}

type subject struct {
	customerID int64
	guid       string
}

func (s *subject) fields() []any { return []any{&s.customerID, &s.guid} }

// Tick shows what time has changed: windows that closed, accesses that ended,
// invitations that may be sent again. What is allowed never waits for it.
//
// It does nothing by a clock that is not to be trusted, and says so.
func (rs *Requests) Tick(ctx context.Context) error {
	if rs.Clock != nil {
		if err := rs.Clock(ctx); err != nil {
			return err
		}
	}
	now := rs.Now()
	for _, rule := range []due{
		{
			"access_request.never", `status = 'Pending' and awaiting = 'answer' and window_ends_at <= $1`,
			`status = 'Never', awaiting = null`, rs.tellNever,
		},
		{
			"access_request.end", `access_runs and access_ends_at <= $1`,
			`access_runs = not access_runs, status = case when status = 'Active' then 'Inactive' else status end`, rs.touchRecipient,
		},
	} {
		if err := rs.sweep(ctx, rule, now); err != nil {
			return err
		}
	}
	return rs.sweep(ctx, due{
		where: `not can_resend and status in ('Pending', 'Never') and sent_count between 1 and 4 and email_sent_at <= $1`,
		set:   `can_resend = not can_resend`,
	}, now.Add(-sendingPause))
}

// sweep applies a rule until nothing is left for it, some at a time.
func (rs *Requests) sweep(ctx context.Context, rule due, at time.Time) error {
	for {
		n := 0
		err := rs.DB.Tx(ctx, func(tx *db.Tx) error {
			late, err := db.All(ctx, tx, (*subject).fields, `
				select customer_id, guid from access_requests where `+rule.where+` limit $2`, at, atOnce)
			if err != nil {
				return err
			}
			n = len(late)
			for _, s := range late {
				if err := rs.apply(ctx, tx, rule, s, at); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || n < atOnce {
			return err
		}
	}
}

// apply asks the rule again in the statement that changes the row: a sender or
// the recipient may have been first.
func (rs *Requests) apply(ctx context.Context, tx *db.Tx, rule due, s subject, at time.Time) error {
	n, err := tx.Exec(ctx, `
		update access_requests set `+rule.set+` where `+rule.where+` and customer_id = $2 and guid = $3`,
		at, s.customerID, s.guid)
	if err != nil || n == 0 {
		return err
	}
	if rule.action != "" {
		audit.Record(ctx, tx, actor.System(s.customerID), s.customerID, audit.Event{Action: rule.action, Subject: s.guid})
	}
	audit.Touch(ctx, tx, s.customerID, audit.Requests)
	if _, err := rs.render(ctx, tx, s.customerID, s.guid); err != nil {
		return err
	}
	if rule.then == nil {
		return nil
	}
	return rule.then(ctx, tx, s)
}

func (rs *Requests) tellNever(ctx context.Context, tx *db.Tx, s subject) error {
	return rs.tell(ctx, tx, s.customerID, s.guid, func(t told) mail.Content { return mail.RequestNever(t) })
}

// touchRecipient moves the version of the recipient's customer: its inbox has
// changed, and it may no longer be able to sign in.
func (rs *Requests) touchRecipient(ctx context.Context, tx *db.Tx, s subject) error {
	id, err := db.Value[*int64](ctx, tx,
		`select recipient_customer_id from access_requests where customer_id = $1 and guid = $2`, s.customerID, s.guid)
	if err == nil && id != nil {
		audit.Touch(ctx, tx, *id, audit.Requests|audit.Identity)
	}
	return err
}

// refresh writes documents anew whose names are stale, some at a time. It may
// run twice.
func (rs *Requests) refresh(ctx context.Context, stale tenant.Stale) error {
	if stale.UserGUID != "" {
		if err := rs.noteLogin(ctx, stale); err != nil {
			return err
		}
	}
	after := ""
	for {
		var w db.Where
		w.And(`customer_id = ?`, stale.CustomerID)
		w.And(`guid > ?`, after)
		w.AndIf(stale.CompanyGUID != "", `company_guid = ?`, stale.CompanyGUID)
		w.AndIf(stale.UserGUID != "", `requester_guid = ?`, stale.UserGUID)
		guids, err := db.Column[string](ctx, rs.DB, `
			select guid from access_requests`+w.String()+` order by guid limit `+w.Arg(atOnce), w.Args()...)
		if err != nil || len(guids) == 0 {
			return err
		}
		if err := rs.renderAll(ctx, stale.CustomerID, guids); err != nil {
			return err
		}
		after = guids[len(guids)-1]
	}
}

func (rs *Requests) renderAll(ctx context.Context, customerID int64, guids []string) error {
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := hold(ctx, tx, customerID, guids); err != nil {
			return err
		}
		for _, guid := range guids {
			if _, err := rs.render(ctx, tx, customerID, guid); err != nil {
				return err
			}
		}
		audit.Touch(ctx, tx, customerID, audit.Requests)
		return nil
	})
}

// hold keeps requests as they are until tx ends. Whoever writes a document
// without having changed its row comes here first: a change that commits
// between the reading and the writing would be lost from the document. SQLite
// has one writer at a time.
func hold(ctx context.Context, tx *db.Tx, customerID int64, guids []string) error {
	if tx.Dialect() == db.SQLite {
		return nil
	}
	var w db.Where
	w.And(`customer_id = ?`, customerID)
	w.In(`guid`, guids)
	_, err := db.Column[string](ctx, tx, `
		select guid from access_requests`+w.String()+` order by guid for no key update`, w.Args()...)
	return err
}

// noteLogin shows senders the day on which their recipient last signed in: at
// most one change a recipient and day.
func (rs *Requests) noteLogin(ctx context.Context, stale tenant.Stale) error {
	today := rs.Now().Format(time.DateOnly)
	bound, err := db.All(ctx, rs.DB, (*subject).fields, `
		select r.customer_id, r.guid from access_requests r
		where r.recipient_customer_id = $1 and r.recipient_guid = $2 and (r.last_login is null or r.last_login < $3)
			and exists (select 1 from accesses a where a.user_guid = r.recipient_guid and a.last_login_at >= $4)`,
		stale.CustomerID, stale.UserGUID, today, rs.Now().Truncate(24*time.Hour))
	if err != nil {
		return err
	}
	for _, s := range bound {
		err := rs.DB.Tx(ctx, func(tx *db.Tx) error {
			if _, err := tx.Exec(ctx, `update access_requests set last_login = $3 where customer_id = $1 and guid = $2`,
				s.customerID, s.guid, today); err != nil {
				return err
			}
			audit.Touch(ctx, tx, s.customerID, audit.Requests)
			_, err := rs.render(ctx, tx, s.customerID, s.guid)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
