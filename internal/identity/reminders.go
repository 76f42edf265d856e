package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
)

// Reminders tells people what ends: tokens and users here, the accesses that
// requests give in collab.
type Reminders struct {
	DB    *db.DB
	Now   func() time.Time // db.Now but in tests
	Links *mail.Links
	Clock func(context.Context) error // whether the clock can be trusted; nil asks nobody
}

// Handle registers the job.
func (rs *Reminders) Handle(r *jobs.Runner) {
	jobs.Every(r, "identity.reminders", 10*time.Minute, rs.Remind)
}

// remindersAtOnce bounds what one statement reads.
const remindersAtOnce = 200

// Remind makes the reminders that are due. It may run twice.
func (rs *Reminders) Remind(ctx context.Context) error {
	if rs.Clock != nil {
		if err := rs.Clock(ctx); err != nil {
			return err
		}
	}
	for _, stage := range Stages {
		if err := rs.tokens(ctx, stage); err != nil {
			return err
		}
		if err := rs.users(ctx, stage); err != nil {
			return err
		}
	}
	return rs.forget(ctx)
}

// A reminder is kept for a while after what it was about has ended, so that who
// follows its link late learns why. By one that was renewed the next extension is
// measured, which is never longer than mostExtended.
const (
	keepReminders = 30
	keepRenewed   = mostExtended + 30 // days
)

func (rs *Reminders) forget(ctx context.Context) error {
	now := rs.Now()
	_, err := rs.DB.Exec(ctx, `delete from reminders where ends_at < $1 and (renewed_at is null or ends_at < $2)`,
		now.AddDate(0, 0, -keepReminders), now.AddDate(0, 0, -keepRenewed))
	return err
}

// ending is something that ends soon.
type ending struct {
	customerID int64
	guid       string
	access     int64 // of a token
	made       time.Time
	ends       time.Time
}

// tokens reminds of the tokens that end within a stage. What is renewed or revoked
// already, or belongs to somebody who is stopped, nobody is told of.
func (rs *Reminders) tokens(ctx context.Context, stage Stage) error {
	last := ending{}
	last.ends, _ = stage.Window(rs.Now())
	_, until := stage.Window(rs.Now())
	for {
		found, err := db.All(ctx, rs.DB, func(e *ending) []any { return []any{&e.customerID, &e.guid, &e.access, &e.made, &e.ends} }, `
			select t.customer_id, t.guid, t.access_id, t.created_at, t.expires_at from tokens t
			where t.revoked_at is null and t.replaced_by is null and t.jwk = '' and t.expires_at <= $2
				and (t.expires_at > $3 or t.expires_at = $3 and t.guid > $4)
				and `+NotReminded(TokenEnds, "t.customer_id", "t.guid", "t.expires_at")+`
			order by t.expires_at, t.guid limit $5`, stage.Days, until, last.ends, last.guid, remindersAtOnce)
		if err != nil || len(found) == 0 {
			return err
		}
		for _, e := range found {
			if !stage.Ahead(e.made, e.ends) {
				continue
			}
			if err := rs.DB.Tx(ctx, func(tx *db.Tx) error { return rs.token(ctx, tx, stage, e) }); err != nil {
				return err
			}
		}
		last = found[len(found)-1]
		if last.guid == "" {
			return nil
		}
	}
}

// expiring is a token with the principal that it is of.
type expiring struct {
	principal
	name      string
	prefix    string
	last4     string
	isService bool
}

func (e *expiring) fields() []any {
	return append(e.principal.fields(), &e.name, &e.prefix, &e.last4, &e.isService)
}

func (rs *Reminders) token(ctx context.Context, tx *db.Tx, stage Stage, e ending) error {
	now := rs.Now()
	t, err := db.One(ctx, tx, (*expiring).fields, `
		select `+principalColumns+`, coalesce(a.name, ''), t.prefix, t.last4, u.is_service
		from tokens t join accesses a on a.customer_id = t.customer_id and a.id = t.access_id`+principalTables+`
		where t.customer_id = $2 and t.guid = $3 and t.expires_at = $4 and t.revoked_at is null and t.replaced_by is null`,
		now, e.customerID, e.guid, e.ends)
	if errors.Is(err, db.ErrNone) || err == nil && !t.live(now) {
		return nil
	}
	if err != nil {
		return err
	}
	m := Reminder{CustomerID: e.customerID, Kind: TokenEnds, Subject: e.guid, EndsAt: e.ends, Days: int64(stage.Days)}
	if first, err := m.Claim(ctx, tx, now); err != nil || !first {
		return err
	}
	by := t.actor
	if t.isService {
		return TellAdmins(ctx, tx, now, e.customerID, "", "", mail.RenewalDue{
			CustomerName: by.CustomerName, What: m.Kind, Name: t.name, EndsOn: e.ends, RenewalGUID: m.GUID,
		})
	}
	link, err := rs.Links.Make(ctx, tx, mail.NewLink{CustomerID: e.customerID, Kind: mail.RenewLink, Subject: e.guid, ExpiresAt: e.ends})
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: e.customerID, To: mail.Address{Name: by.FormalName, Email: by.Email}, Language: by.Language, LinkGUID: link,
		Content: mail.TokenExpires{CustomerName: by.CustomerName, TokenName: t.name, Prefix: t.prefix, Last4: t.last4, EndsAt: e.ends},
	})
	return err
}

// leaving is a user whose last day is near.
type leaving struct {
	reader
	customerID int64
	customer   string
	given      time.Time // when the day was set, as far as is known
	day        string
}

func (l *leaving) fields() []any {
	return append(l.reader.fields(), &l.customerID, &l.customer, &l.given, &l.day)
}

// users reminds users of their last day, and the admins, who can extend it.
func (rs *Reminders) users(ctx context.Context, stage Stage) error {
	after, until := stage.Window(rs.Now())
	if stage.After == 0 {
		after = after.AddDate(0, 0, -1) // on the last day itself, too
	}
	last := leaving{day: today(after), reader: reader{guid: "~"}} // after every guid of that day
	for {
		found, err := db.All(ctx, rs.DB, (*leaving).fields, `
			select u.guid, u.email, u.formal_name, u.language, u.customer_id, c.name,
				coalesce((
					select max(m.ends_at) from reminders m
					where m.customer_id = u.customer_id and m.kind = 'user' and m.subject = u.guid and m.renewed_at is not null
				), u.created_at), u.expires_at
			from users u join customers c on c.id = u.customer_id
			where u.deleted_at is null and u.expires_at is not null and u.expires_at <= $2
				and (u.expires_at > $3 or u.expires_at = $3 and u.guid > $4)
				and u.is_active and not u.is_service and c.is_active
				and not exists (
					select 1 from reminders m
					where m.customer_id = u.customer_id and m.kind = 'user' and m.subject = u.guid and m.days = $1 and m.ends_at >= $5)
			order by u.expires_at, u.guid limit $6`,
			stage.Days, today(until), last.day, last.guid, after, remindersAtOnce)
		if err != nil || len(found) == 0 {
			return err
		}
		for _, l := range found {
			day, err := time.Parse(time.DateOnly, l.day)
			if err != nil {
				return err
			}
			if !stage.Ahead(l.given, day) {
				continue
			}
			if err := rs.DB.Tx(ctx, func(tx *db.Tx) error { return rs.user(ctx, tx, stage, l, day) }); err != nil {
				return err
			}
		}
		last = found[len(found)-1]
	}
}

func (rs *Reminders) user(ctx context.Context, tx *db.Tx, stage Stage, l leaving, day time.Time) error {
	now := rs.Now()
	still, err := db.Value[int](ctx, tx, `
		select count(*) from users u
		where u.customer_id = $1 and u.guid = $2 and u.expires_at = $3 and u.is_active and u.deleted_at is null`,
		l.customerID, l.guid, l.day)
	if err != nil || still == 0 {
		return err
	}
	m := Reminder{CustomerID: l.customerID, Kind: UserEnds, Subject: l.guid, EndsAt: day, Days: int64(stage.Days)}
	if first, err := m.Claim(ctx, tx, now); err != nil || !first {
		return err
	}
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: l.customerID, To: mail.Address{Name: l.name, Email: l.email}, Language: l.language,
		Content: mail.AccessExpires{CustomerName: l.customer, FormalName: l.name, EndsOn: day},
	})
	if err != nil {
		return err
	}
	return TellAdmins(ctx, tx, now, l.customerID, l.guid, "", mail.RenewalDue{
		CustomerName: l.customer, What: m.Kind, Name: l.name, Email: l.email, EndsOn: day, RenewalGUID: m.GUID,
	})
}
