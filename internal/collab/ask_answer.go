package collab

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// Give answers the open ask of a request with days more, nil as many as it asks for: they follow the end of the
// access, or now if it has ended. Of two who answer at once, one does.
func (as *Asks) Give(ctx context.Context, by actor.Actor, guid string, days *int64, word string) (a Ask, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return a, err
	}
	p := fault.Problems{}
	p.Require(days == nil || *days >= 1 && *days <= mostDays, "days", "must be between 1 and %d", mostDays)
	word, err = cleanWord("word", word)
	p.Take(err)
	if err := p.Err(); err != nil {
		return a, err
	}
	return as.answer(ctx, by, guid, func(tx *db.Tx, r *Request, a *Ask) error {
		if a.State, a.GivenDays, a.Word = AskGiven, days, word; days == nil {
			a.GivenDays = &a.Days
		}
		return as.prolong(ctx, tx, r, *a.GivenDays)
	})
}

// prolong moves the end of an access. It is one statement that asks for the end
// that was read: a revocation, a reminder's click or time may have been first.
func (as *Asks) prolong(ctx context.Context, tx *db.Tx, r *Request, days int64) error {
	now := as.Now()
	if r.AccessEndsAt == nil {
		return r.cannotProlong()
	}
	ends := *r.AccessEndsAt
	if ends.Before(now) {
		ends = now
	}
	ends = ends.AddDate(0, 0, int(days))
	if ends.After(now.AddDate(0, 0, mostDays)) {
		return fault.Field("days", "would make the access run for more than %d days from today", mostDays)
	}
	n, err := tx.Exec(ctx, `
		update access_requests as r set status = 'Active', access_runs = $7, access_ends_at = $6
		where r.customer_id = $1 and r.guid = $2 and r.access_ends_at = $5 and `+prolongable,
		r.CustomerID, r.GUID, now, now.Add(-LateAsk), *r.AccessEndsAt, ends, true)
	if db.IsUnique(err) {
		return errOpen
	}
	if err == nil && n == 0 {
		return r.cannotProlong()
	}
	r.AccessEndsAt = &ends
	return err
}

func (r *Request) cannotProlong() error {
	return fault.New(fault.Conflict, "More time cannot be given: this request is %s, or its access ended more than %d days ago.",
		r.Status.word(), int(LateAsk.Hours()/24))
}

// Refuse answers the open ask of a request with no, and a word if there is one.
func (as *Asks) Refuse(ctx context.Context, by actor.Actor, guid, word string) (a Ask, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return a, err
	}
	if word, err = cleanWord("word", word); err != nil {
		return a, err
	}
	return as.answer(ctx, by, guid, func(_ *db.Tx, _ *Request, a *Ask) error {
		a.State, a.Word = AskRefused, word
		return nil
	})
}

// answer settles the open ask of a request that by sees, as f says.
func (as *Asks) answer(ctx context.Context, by actor.Actor, guid string, f func(*db.Tx, *Request, *Ask) error) (a Ask, err error) {
	var changed Request
	err = as.Requests.change(ctx, by, guid, func(tx *db.Tx, r *Request) error {
		t := thread{customerID: r.CustomerID, guid: r.GUID, side: Requester, by: by}
		if a, err = as.open(ctx, tx, &t); err != nil {
			return err
		}
		if err := f(tx, r, &a); err != nil {
			return err
		}
		now := as.Now()
		a.AnsweredAt, a.AnsweredBy, a.AnsweredByName, a.Version = &now, &by.UserGUID, &by.FormalName, a.Version+1
		n, err := tx.Exec(ctx, `
			update time_asks set state = $4, answered_at = $5, answered_by = $6, answered_by_name = $7, given_days = $8, word = $9, version = version + 1
			where customer_id = $1 and request_guid = $2 and guid = $3 and state = 'open'`,
			a.CustomerID, a.RequestGUID, a.GUID, a.State, a.AnsweredAt, a.AnsweredBy, a.AnsweredByName, a.GivenDays, a.Word)
		if err != nil {
			return err
		}
		if n == 0 {
			return errNoAsk
		}
		t.recipient = &subject{a.AskerCID, a.AskerGUID}
		action, details := "access_request.refuse_time", map[string]any{"ask": a.GUID, "word": a.Word}
		if a.GivenDays != nil {
			action, details = "access_request.give_time", map[string]any{"ask": a.GUID, "days": *a.GivenDays, "access_ends_at": r.AccessEndsAt, "word": a.Word}
		}
		t.recordAsk(ctx, tx, action, details)
		return as.tellAsker(ctx, tx, r, &a)
	}, &changed)
	return a, err
}

// tellAsker lets who asked know what became of it, in its own customer.
func (as *Asks) tellAsker(ctx context.Context, tx *db.Tx, r *Request, a *Ask) error {
	_, n, err := read(ctx, tx, r.CustomerID, r.GUID)
	if err != nil {
		return err
	}
	note := identity.Notification{
		CustomerID: a.AskerCID, UserGUID: a.AskerGUID, Type: identity.Collaboration, Status: identity.Failed, Path: "/inbox/" + r.GUID,
		Subject: "You did not get more time", Text: "It is about the request of " + mail.CleanName(n.customer) + " about " + mail.CleanName(n.company) + ".",
	}
	content := mail.TimeAnswered{
		AnswererName: *a.AnsweredByName, CustomerName: n.customer, CompanyName: n.company, Given: a.GivenDays != nil, Word: a.Word, RequestGUID: r.GUID,
	}
	if r.AccessEndsAt != nil {
		content.EndsOn = *r.AccessEndsAt
	}
	if content.Given {
		note.Status, note.Subject = identity.Success, "You have got more time"
	}
	if err := identity.Notify(ctx, tx, as.Now(), note); err != nil {
		return err
	}
	to, err := as.Requests.readerToTell(ctx, tx, r, subject{a.AskerCID, a.AskerGUID})
	if errors.Is(err, db.ErrNone) || err == nil && !to.wantsMail {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, as.Now(), mail.Message{
		CustomerID: a.AskerCID, To: mail.Address{Name: to.name, Email: to.email}, Language: to.language, Content: content, RequestGUID: r.GUID,
	})
	return err
}

// Waits returns the open ask of a request that by sees.
func (as *Asks) Waits(ctx context.Context, by actor.Actor, guid string) (Ask, Request, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return Ask{}, Request{}, err
	}
	r, err := as.Requests.seen(ctx, as.DB, by, guid)
	if err != nil {
		return Ask{}, r, err
	}
	a, err := db.One(ctx, as.DB, (*Ask).fields, `
		select `+askColumns+` from time_asks a where a.customer_id = $1 and a.request_guid = $2 order by a.created_at desc limit 1`, r.CustomerID, r.GUID)
	return a, r, notFound(err)
}
