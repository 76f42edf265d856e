package webhook

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
)

// ref names a webhook to a job.
type ref struct {
	CustomerID int64  `json:"customer_id"`
	GUID       string `json:"guid"`
}

const (
	sendDue  jobs.Kind[ref]    = "webhook.send"
	clearOut jobs.Kind[ref]    = "webhook.clear"
	again    jobs.Kind[replay] = "webhook.replay"
)

// Work makes r do what webhooks ask for.
func (p *Post) Work(r *jobs.Runner) {
	jobs.Handle(r, audit.Heard, p.hear)
	jobs.Handle(r, sendDue, p.send)
	jobs.Handle(r, clearOut, p.clear)
	jobs.Handle(r, again, p.replay)
	jobs.Every(r, "webhook.tick", tick, p.Tick)
	jobs.Every(r, "webhook.forget", time.Hour, p.Forget)
}

// chunk is how many events are made deliveries of in a transaction.
const chunk = 500

// hear makes deliveries of what was recorded. It may run twice: a webhook is told
// of an event once.
func (p *Post) hear(ctx context.Context, s audit.Span) error {
	for from := s.From; from <= s.To; from += chunk {
		part := audit.Span{CustomerID: s.CustomerID, From: from, To: min(from+chunk-1, s.To)}
		events, err := part.Read(ctx, p.DB)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(events, func(e audit.Recorded) bool { t, _ := typeOf(&e); return t != nil }) {
			continue
		}
		err = p.DB.Tx(ctx, func(tx *db.Tx) error {
			hooks, err := db.All(ctx, tx, (*Endpoint).fields,
				`select `+columns+` from webhooks where customer_id = $1 and is_on order by guid`+held(tx), s.CustomerID)
			if err != nil {
				return err
			}
			for i := range hooks {
				if err := p.queue(ctx, tx, &hooks[i], hooks[i].told(events, hooks[i].Since), once); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// told are deliveries of the events behind a seq that the webhook wants.
func (e *Endpoint) told(events []audit.Recorded, since int64) (all []Delivery) {
	for i := range events {
		t, subject := typeOf(&events[i])
		if t == nil || events[i].Seq <= since || !e.wants(t.Name) {
			continue
		}
		all = append(all, Delivery{
			CustomerID: e.CustomerID, Webhook: e.GUID, GUID: db.NewID(), Seq: events[i].Seq, EventGUID: events[i].GUID,
			Type: t.Name, Subject: subject, By: events[i].User, HappenedAt: events[i].At,
		})
	}
	return all
}

// What happens to a delivery that is there.
const (
	once   = ` do nothing`
	failed = ` do update set state = 'queued', tries = 0, due_at = excluded.due_at, version = webhook_deliveries.version + 1
		where webhook_deliveries.state = 'failed'`
	settled = ` do update set state = 'queued', tries = 0, due_at = excluded.due_at, version = webhook_deliveries.version + 1
		where webhook_deliveries.state <> 'queued'`
)

// queue adds deliveries to a webhook that is held, to be sent now.
func (p *Post) queue(ctx context.Context, tx *db.Tx, e *Endpoint, all []Delivery, there string) error {
	if len(all) == 0 {
		return nil
	}
	now := p.Now()
	var w db.Where
	rows := make([]string, len(all))
	for i, d := range all {
		marks := []string{
			w.Arg(d.CustomerID), w.Arg(d.Webhook), w.Arg(d.GUID), w.Arg(d.Seq), w.Arg(d.EventGUID), w.Arg(d.Type), w.Arg(d.Subject),
			w.Arg(d.By), w.Arg(d.HappenedAt), `'queued'`, w.Arg(now),
		}
		rows[i] = "(" + strings.Join(marks, ", ") + ")"
	}
	_, err := tx.Exec(ctx, `
		insert into webhook_deliveries (customer_id, webhook_guid, guid, seq, event_guid, type, subject, by_user, happened_at, state, due_at)
		values `+strings.Join(rows, ", ")+`
		on conflict (customer_id, webhook_guid, seq) where seq > 0`+there, w.Args()...)
	if err != nil {
		return err
	}
	return e.plan(ctx, tx, now)
}

// plan notes when a webhook that is held has something to send next, and queues
// the job if that is now and none is on its way.
func (e *Endpoint) plan(ctx context.Context, tx *db.Tx, now time.Time) error {
	due, err := db.Value[*time.Time](ctx, tx, `
		select min(due_at) from webhook_deliveries where customer_id = $1 and webhook_guid = $2 and state = 'queued'`, e.CustomerID, e.GUID)
	if err != nil {
		return err
	}
	if due != nil && e.RestsUntil != nil && e.RestsUntil.After(*due) {
		due = e.RestsUntil
	}
	e.DueAt = due
	if _, err := tx.Exec(ctx, `update webhooks set due_at = $3 where customer_id = $1 and guid = $2`, e.CustomerID, e.GUID, due); err != nil {
		return err
	}
	if !e.IsOn || due == nil || due.After(now) {
		return nil
	}
	return begin(ctx, tx, now, ref{e.CustomerID, e.GUID})
}

const (
	tick     = 15 * time.Second
	jobLease = 5 * time.Minute // longer than that of the queue of jobs: after it, the job is taken for lost
)

// begin queues the job of a webhook, unless there is one.
func begin(ctx context.Context, tx *db.Tx, now time.Time, r ref) error {
	n, err := tx.Exec(ctx, `
		update webhooks set leased_until = $3
		where customer_id = $1 and guid = $2 and is_on and (leased_until is null or leased_until <= $4)`,
		r.CustomerID, r.GUID, now.Add(jobLease), now)
	if err != nil || n == 0 {
		return err
	}
	return sendDue.Add(ctx, tx, r)
}

// mostBegun is how many webhooks one tick sets going.
const mostBegun = 500

// Tick sets going what has become due: tries after the first, and what waited for
// a webhook that rested.
func (p *Post) Tick(ctx context.Context) error {
	now := p.Now()
	due, err := db.All(ctx, p.DB, func(r *ref) []any { return []any{&r.CustomerID, &r.GUID} }, `
		select customer_id, guid from webhooks
		where due_at <= $1 and is_on and (leased_until is null or leased_until <= $1) order by due_at limit $2`, now, mostBegun)
	if err != nil || len(due) == 0 {
		return err
	}
	return p.DB.Tx(ctx, func(tx *db.Tx) error {
		for _, r := range due {
			if err := begin(ctx, tx, now, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// replay are events that a webhook is to be told of again.
type replay struct {
	audit.Span

	Webhook string    `json:"webhook"`
	Since   time.Time `json:"since"`
	All     bool      `json:"all"` // also of those that it took
}

// Replay tells a webhook again of the events from a moment on that it did not
// take, be it that it was off: by a job that tx queues. all tells it of those too
// that it took.
func Replay(ctx context.Context, tx *db.Tx, e Endpoint, s audit.Span, since time.Time, all bool) error {
	return again.Add(ctx, tx, replay{s, e.GUID, since, all})
}

// replay makes deliveries of some events, and leaves the others to the next job.
func (p *Post) replay(ctx context.Context, r replay) error {
	part := audit.Span{CustomerID: r.CustomerID, From: r.From, To: min(r.From+chunk-1, r.To)}
	events, err := part.Read(ctx, p.DB)
	if err != nil {
		return err
	}
	events = slices.DeleteFunc(events, func(e audit.Recorded) bool { return e.At.Before(r.Since) })
	there := failed
	if r.All {
		there = settled
	}
	return p.DB.Tx(ctx, func(tx *db.Tx) error {
		e, err := Hold(ctx, tx, r.CustomerID, r.Webhook)
		if fault.Is(err, fault.NotFound) || err == nil && !e.IsOn {
			return nil // it was removed or switched off since
		}
		if err != nil {
			return err
		}
		if err := p.queue(ctx, tx, &e, e.told(events, 0), there); err != nil {
			return err
		}
		if r.From = part.To + 1; r.From > r.To {
			return nil
		}
		return again.Add(ctx, tx, r)
	})
}
