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
)

// trial is an access that a request gave and that ends soon.
type trial struct {
	subject
	accepted time.Time
	ends     time.Time
}

func (t *trial) fields() []any { return append(t.subject.fields(), &t.accepted, &t.ends) }

// RemindTrials tells recipients, and those who invited them, that an access ends.
// It may run twice. What was resolved ends without a word, as the sender closed it,
// and so does what a demo made up.
func (rs *Requests) RemindTrials(ctx context.Context) error {
	if rs.Clock != nil {
		if err := rs.Clock(ctx); err != nil {
			return err
		}
	}
	for _, stage := range identity.Stages {
		if err := rs.remind(ctx, stage); err != nil {
			return err
		}
	}
	return nil
}

func (rs *Requests) remind(ctx context.Context, stage identity.Stage) error {
	after, until := stage.Window(rs.Now())
	last := trial{ends: after}
	for {
		found, err := db.All(ctx, rs.DB, (*trial).fields, `
			select r.customer_id, r.guid, r.accepted_at, r.access_ends_at from access_requests r
			where r.access_runs and r.status = 'Active' and r.is_real and r.accepted_at is not null and r.access_ends_at <= $2
				and (r.access_ends_at > $3 or r.access_ends_at = $3 and r.guid > $4)
				and `+identity.NotReminded(identity.TrialEnds, "r.customer_id", "r.guid", "r.access_ends_at")+`
			order by r.access_ends_at, r.guid limit $5`, stage.Days, until, last.ends, last.guid, atOnce)
		if err != nil || len(found) == 0 {
			return err
		}
		for _, t := range found {
			if !stage.Ahead(t.accepted, t.ends) {
				continue
			}
			if err := rs.DB.Tx(ctx, func(tx *db.Tx) error { return rs.remindOf(ctx, tx, stage, t) }); err != nil {
				return err
			}
		}
		last = found[len(found)-1]
	}
}

func (rs *Requests) remindOf(ctx context.Context, tx *db.Tx, stage identity.Stage, t trial) error {
	now := rs.Now()
	r, n, err := read(ctx, tx, t.customerID, t.guid)
	if err != nil || r.Status != Active || r.AccessEndsAt == nil || !r.AccessEndsAt.Equal(t.ends) || r.RecipientGUID == nil {
		return err
	}
	readers, err := rs.readersToTell(ctx, tx, &r)
	if err != nil || len(readers) == 0 { // nobody who could sign in
		return err
	}
	m := identity.Reminder{CustomerID: t.customerID, Kind: identity.TrialEnds, Subject: t.guid, EndsAt: t.ends, Days: int64(stage.Days)}
	if first, err := m.Claim(ctx, tx, now); err != nil || !first {
		return err
	}
	requester, err := rs.requesterToTell(ctx, tx, &r)
	if err != nil {
		return err
	}
	for _, to := range readers {
		if !to.wantsMail {
			continue
		}
		content := mail.AccessExpires{CustomerName: n.customer, FormalName: to.name, EndsOn: t.ends}
		if requester.email != "" {
			content.WhoName, content.WhoEmail = n.formal, requester.email
		}
		_, err = mail.Queue(ctx, tx, now, mail.Message{
			CustomerID: *r.RecipientCID, To: mail.Address{Name: to.name, Email: to.email}, Language: to.language, Content: content, RequestGUID: r.GUID,
		})
		if err != nil {
			return err
		}
	}
	due := mail.RenewalDue{
		CustomerName: n.customer, What: m.Kind, Name: r.FormalName, Email: r.Email, CompanyName: n.company, EndsOn: t.ends, RenewalGUID: m.GUID,
	}
	if requester.email == "" {
		return identity.TellAdmins(ctx, tx, now, r.CustomerID, "", r.GUID, due)
	}
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: r.CustomerID, To: mail.Address{Name: n.formal, Email: requester.email}, Language: requester.language, Content: due, RequestGUID: r.GUID,
	})
	return err
}

// toTell is somebody to write to about a request.
type toTell struct {
	email, lower, name, language string
	wantsMail                    bool
}

func (t *toTell) fields() []any { return []any{&t.email, &t.lower, &t.name, &t.language} }

// readersToTell returns the recipient and its colleagues, as far as they can sign in.
func (rs *Requests) readersToTell(ctx context.Context, tx *db.Tx, r *Request) (all []toTell, err error) {
	readers, err := db.All(ctx, tx, (*subject).fields, readersOf, r.CustomerID, r.GUID)
	if err != nil {
		return nil, err
	}
	for _, reader := range readers {
		to, err := rs.readerToTell(ctx, tx, r, reader)
		if errors.Is(err, db.ErrNone) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, to)
	}
	return all, nil
}

// readerToTell returns somebody on the recipient's side, if it can sign in, and
// whether it wants mail from this sender and from this server at all.
func (rs *Requests) readerToTell(ctx context.Context, tx *db.Tx, r *Request, reader subject) (toTell, error) {
	u, err := db.One(ctx, tx, (*toTell).fields, `
		select u.email, u.email_lower, u.formal_name, u.language
		from users u join customers c on c.id = u.customer_id
		where u.guid = $1 and u.is_active and u.deleted_at is null and c.is_active
			and (u.expires_at is null or u.expires_at >= $2)`, reader.guid, rs.Now().UTC().Format(time.DateOnly))
	if err != nil {
		return u, err
	}
	stopped, err := stoppedBy(ctx, tx, r, reader, u.lower)
	u.wantsMail = !stopped
	return u, err
}

// stoppedBy reports whether a reader of a request, who has an address now, wants no
// mail from its sender or from this server. What the recipient said with the
// address that it was invited at holds, too.
func stoppedBy(ctx context.Context, tx *db.Tx, r *Request, reader subject, email string) (bool, error) {
	was := email
	if r.RecipientGUID != nil && *r.RecipientGUID == reader.guid {
		was = r.EmailLower
	}
	n, err := db.Value[int](ctx, tx, `
		select count(*) from refusals where (customer_id = $1 or customer_id = $2) and (email_hash = $3 or email_hash = $4)`,
		r.CustomerID, everywhere, hashEmail(was), hashEmail(email))
	return n > 0, err
}

// requesterToTell returns the requester, without an address if it works no more
// or is a program.
func (rs *Requests) requesterToTell(ctx context.Context, tx *db.Tx, r *Request) (toTell, error) {
	u, err := db.One(ctx, tx, (*toTell).fields, `
		select u.email, u.email_lower, u.formal_name, u.language from users u
		where u.guid = $1 and u.is_active and u.deleted_at is null and not u.is_service
			and (u.expires_at is null or u.expires_at >= $2)`, r.RequesterGUID, rs.Now().UTC().Format(time.DateOnly))
	if errors.Is(err, db.ErrNone) {
		return toTell{}, nil
	}
	return u, err
}

// Extendable returns a request whose access by could extend by a reminder.
func (rs *Requests) Extendable(ctx context.Context, by actor.Actor, m identity.Reminder) (Request, error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return Request{}, err
	}
	r, err := rs.seen(ctx, rs.DB, by, m.Subject)
	if err == nil && (r.Status != Active || r.AccessEndsAt == nil || !r.AccessEndsAt.Equal(m.EndsAt) || !r.AccessEndsAt.After(rs.Now())) {
		return r, identity.ErrRenewed
	}
	return r, err
}

// Extend lets the access that a request gave run for its number of days once more.
// Of two who extend it by the same reminder, one does.
func (rs *Requests) Extend(ctx context.Context, by actor.Actor, m identity.Reminder) (r Request, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return r, err
	}
	if m.Kind != identity.TrialEnds || m.CustomerID != by.CustomerID {
		return r, fault.New(fault.NotFound, "Not found.")
	}
	err = rs.change(ctx, by, m.Subject, func(tx *db.Tx, r *Request) error {
		ends := m.EndsAt.AddDate(0, 0, int(r.TrialDays))
		n, err := tx.Exec(ctx, `
			update access_requests set access_ends_at = $4
			where customer_id = $1 and guid = $2 and status = 'Active' and access_runs and access_ends_at = $3 and access_ends_at > $5`,
			r.CustomerID, r.GUID, m.EndsAt, ends, rs.Now())
		if err != nil {
			return err
		}
		if n == 0 {
			return identity.ErrRenewed
		}
		audit.Record(ctx, tx, by, r.CustomerID, audit.Event{
			Action: "access_request.extend", Subject: r.GUID, Details: map[string]any{"access_ends_at": ends, "days": r.TrialDays},
		})
		if r.RecipientCID != nil {
			audit.Touch(ctx, tx, *r.RecipientCID, audit.Requests|audit.Identity)
		}
		return m.Renewed(ctx, tx, rs.Now())
	}, &r)
	return r, err
}
