package webhook

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/fetch"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
)

// Post sends what is queued.
type Post struct {
	DB        *db.DB
	Key       mail.Key
	HTTP      *fetch.Client
	PublicURL string           // without a slash at its end
	Now       func() time.Time // db.Now but in tests

	AtOnce int64        // webhooks that are sent to at a time; 0 is any number
	busy   atomic.Int64 // of these

	// Show returns what the API answers an admin of a customer of a thing, which
	// is a NotFound fault if it is gone. It belongs to who knows the API.
	Show func(ctx context.Context, customerID int64, thing, guid string) (json.RawMessage, error)

	// Tell mails the admins of a customer as part of tx.
	Tell func(ctx context.Context, tx *db.Tx, now time.Time, customerID int64, c mail.Content) error
}

const (
	atOnce   = 8                // deliveries that are on their way to a webhook at a time
	inAJob   = 30 * time.Second // that a job goes on, well below its lease
	tryLease = 2 * time.Minute  // a delivery whose try died is tried again then
)

// waits are the pauses between tries: twelve of them in two days and a half.
var waits = []time.Duration{
	15 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 16 * time.Hour, 24 * time.Hour,
}

const (
	mostTries    = 12
	longestWait  = 24 * time.Hour // that an endpoint may ask for
	failingDays  = 5
	shortestRest = 15 * time.Second
	longestRest  = 10 * time.Minute
)

// send sends what is due to a webhook, a few at a time, until nothing is, nothing
// of the last few was taken, or others should have the worker.
func (p *Post) send(ctx context.Context, r ref) error {
	defer p.busy.Add(-1)
	if p.busy.Add(1) > p.AtOnce && p.AtOnce > 0 {
		return p.wait(ctx, r)
	}
	for began := time.Now(); time.Since(began) < inAJob; {
		e, err := Find(ctx, p.DB, r.CustomerID, r.GUID)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := p.restWithCustomer(ctx, &e); err != nil {
			return err
		}
		if !e.IsOn || e.RestsUntil != nil && e.RestsUntil.After(p.Now()) {
			break
		}
		some, err := p.claim(ctx, e)
		if err != nil {
			return err
		}
		if len(some) == 0 {
			break
		}
		if err := p.sendSome(ctx, e, some); err != nil {
			return err
		}
	}
	return p.release(ctx, r)
}

// wait leaves a webhook for later: those that do not answer must not keep all workers.
func (p *Post) wait(ctx context.Context, r ref) error {
	return p.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := sendDue.AddAt(ctx, tx, p.Now().Add(time.Second), r); err != nil {
			return err
		}
		return jobs.Done(ctx, tx)
	})
}

// restWithCustomer lets a webhook rest while its customer is not active.
func (p *Post) restWithCustomer(ctx context.Context, e *Endpoint) error {
	isActive, err := db.Value[bool](ctx, p.DB, `select is_active from customers where id = $1`, e.CustomerID)
	if err != nil || isActive {
		return err
	}
	e.rest(p.Now(), time.Hour)
	_, err = p.DB.Exec(ctx, `
		update webhooks set rests_until = $3, version = version + 1 where customer_id = $1 and guid = $2`, e.CustomerID, e.GUID, e.RestsUntil)
	return err
}

// claim takes deliveries that are due, so that no other job sends them too.
func (p *Post) claim(ctx context.Context, e Endpoint) (some []Delivery, err error) {
	now := p.Now()
	lock := ""
	if p.DB.Dialect() == db.Postgres {
		lock = ` for update skip locked`
	}
	err = p.DB.Tx(ctx, func(tx *db.Tx) (err error) {
		some, err = db.All(ctx, tx, (*Delivery).fields, `
			update webhook_deliveries set tries = tries + 1, due_at = $3, version = version + 1
			where customer_id = $1 and webhook_guid = $2 and guid in (
				select guid from webhook_deliveries
				where customer_id = $1 and webhook_guid = $2 and state = 'queued' and due_at <= $4
				order by due_at limit $5`+lock+`)
			returning `+deliveryColumns, e.CustomerID, e.GUID, now.Add(tryLease), now, atOnce)
		return err
	})
	return some, err
}

// outcome is what came of a try.
type outcome struct {
	state  string        // Queued: it is tried again
	status int           // of the answer
	after  time.Duration // that the endpoint asks to wait
	why    fault.Text
	took   time.Duration
	ours   error // nothing was sent, and the fault is ours
	stops  bool  // nothing came of it, since the server stops
}

func (p *Post) sendSome(ctx context.Context, e Endpoint, some []Delivery) error {
	outcomes := make([]outcome, len(some))
	var wg sync.WaitGroup
	for i := range some {
		wg.Go(func() { outcomes[i] = p.try(ctx, e, &some[i]) })
	}
	wg.Wait()
	return p.settle(context.WithoutCancel(ctx), ref{e.CustomerID, e.GUID}, some, outcomes)
}

// SendTest sends a test at once and returns what came of it.
func (p *Post) SendTest(ctx context.Context, d Delivery) (Delivery, error) {
	e, err := Find(ctx, p.DB, d.CustomerID, d.Webhook)
	if err != nil {
		return d, err
	}
	if err := p.sendSome(ctx, e, []Delivery{d}); err != nil {
		return d, err
	}
	return FindDelivery(ctx, p.DB, d.CustomerID, d.Webhook, d.GUID)
}

// try sends a delivery once.
func (p *Post) try(ctx context.Context, e Endpoint, d *Delivery) (o outcome) {
	body, err := p.body(ctx, e, d)
	if fault.Is(err, fault.NotFound) {
		return outcome{state: Dropped, why: fault.Text{Format: "what it was about was gone before it could be told"}}
	}
	var address string
	var header http.Header
	if err == nil {
		address, err = e.Address(p.Key)
	}
	if err == nil {
		header, err = p.header(e, d, body)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return outcome{stops: true}
	case err != nil:
		return d.left(outcome{state: Queued, ours: err, why: fault.Text{Format: "something went wrong on our side"}})
	}
	began := time.Now()
	answer, err := p.HTTP.Post(ctx, address, header, body)
	o = outcome{state: Delivered, status: answer.Status, after: min(answer.RetryAfter, longestWait), took: time.Since(began)}
	switch {
	case err != nil && ctx.Err() != nil: // the server stops: that is not the endpoint's fault
		return outcome{stops: true}
	case err != nil:
		o.state, o.why = Queued, fault.Why(err)
	case answer.Status/100 == 3:
		o.state, o.why = Queued, fault.Text{Format: "the answer was %d, and leads elsewhere", Args: []any{answer.Status}}
	case answer.Status/100 != 2:
		o.state, o.why = Queued, fault.Text{Format: "the answer was %d", Args: []any{answer.Status}}
	}
	return d.left(o)
}

// left ends a delivery that is not to be tried again.
func (d *Delivery) left(o outcome) outcome {
	if o.state == Queued && (d.IsTest() || d.Tries >= mostTries || o.status == http.StatusGone) {
		o.state = Failed
	}
	return o
}

// header signs a message: with each secret that is in use.
func (p *Post) header(e Endpoint, d *Delivery, body []byte) (http.Header, error) {
	now := p.Now()
	secrets, err := e.secrets(p.Key, now)
	if err != nil {
		return nil, err
	}
	id, signatures := d.MessageID(), ""
	for _, secret := range secrets {
		w, err := standardwebhooks.NewWebhook(secret)
		if err != nil {
			return nil, err
		}
		signature, err := w.Sign(id, now, body)
		if err != nil {
			return nil, err
		}
		if signatures != "" {
			signatures += " "
		}
		signatures += signature
	}
	return http.Header{
		"Content-Type": {"application/json"}, "User-Agent": {"Gatehouse"},
		"Webhook-Id": {id}, "Webhook-Timestamp": {strconv.FormatInt(now.Unix(), 10)}, "Webhook-Signature": {signatures},
	}, nil
}

// MessageID is what a receiver knows the message by, however often it comes.
func (d *Delivery) MessageID() string { return "msg_" + d.EventGUID }
