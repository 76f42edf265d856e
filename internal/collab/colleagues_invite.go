package collab

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Invite asks a colleague to work on a request that by has received, or on all of
// them whose access runs, with one mail. Whether the address is anybody's here
// does not show, nor whether its owner wants such mails: then none is sent, and
// the invitation ends by itself.
func (cs *Colleagues) Invite(ctx context.Context, by actor.Actor, guid string, d ColleagueDraft) (k Colleague, err error) {
	if err := d.check(); err != nil {
		return k, err
	}
	err = cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := cs.Requests.reach(ctx, tx, by, Requestee, guid)
		if err != nil {
			return err
		}
		if err := atHome(ctx, tx, by, d.Email); err != nil {
			return err
		}
		if wait, free, err := colleagueMails.Take(ctx, tx, cs.Now(), by.UserGUID, 1); err != nil || !free {
			return orElse(err, fault.Wait(fault.TooMany, wait, "You have invited %d colleagues today, which is the most.", int(colleagueMails.Most)))
		}
		k, err = cs.invite(ctx, tx, &t, d)
		return err
	})
	return k, err
}

// atHome refuses an address that is not at the domain which by has proven, and
// that its customer stands for.
func atHome(ctx context.Context, tx *db.Tx, by actor.Actor, email string) error {
	domain, ok := ColleagueDomain(by)
	if !ok {
		return errNoColleagues
	}
	vendor, err := tenant.Read(ctx, tx, by.CustomerID)
	switch {
	case err != nil:
		return err
	case vendor.Domain != domain:
		return errAnotherHome
	case home(strings.ToLower(email)) != domain:
		return fault.Field("email", "must be an address at %s, as your own is", domain)
	}
	return nil
}

// invite adds the colleague to the requests that are meant, and mails to it.
func (cs *Colleagues) invite(ctx context.Context, tx *db.Tx, t *thread, d ColleagueDraft) (Colleague, error) {
	asked, err := cs.add(ctx, tx, t, newColleague(t, d, cs.Now()))
	if err != nil {
		return asked, err
	}
	more := int64(0)
	if d.Everywhere {
		if more, err = cs.addElsewhere(ctx, tx, t, asked); err != nil {
			return asked, err
		}
	}
	audit.Touch(ctx, tx, t.by.CustomerID, audit.Requests)
	if stopped, err := cs.stopped(ctx, tx, t.customerID, asked.EmailLower); err != nil || stopped {
		return asked, err
	}
	return asked, cs.post(ctx, tx, t, &asked, more)
}

func newColleague(t *thread, d ColleagueDraft, now time.Time) Colleague {
	guid := db.NewIDAt(now)
	return Colleague{
		CustomerID: t.customerID, RequestGUID: t.guid, GUID: guid, HomeID: t.by.CustomerID, Invitation: guid,
		Email: d.Email, EmailLower: strings.ToLower(d.Email), FormalName: d.FormalName,
		InviterGUID: t.by.UserGUID,
		InvitedAt:   now, ExpiresAt: now.AddDate(0, 0, InvitationDays), Version: 1,
	}
}

// add invites k to the request of t. The statement that counts it decides whether
// there may be one more, and holds the request. A sender is told who invited by the
// name that it knows.
func (cs *Colleagues) add(ctx context.Context, tx *db.Tx, t *thread, k Colleague) (Colleague, error) {
	type counted struct {
		recipientName string
		customerID    *int64
		userGUID      *string
	}
	c, err := db.One(ctx, tx, func(c *counted) []any { return []any{&c.recipientName, &c.customerID, &c.userGUID} }, `
		update access_requests as r set colleagues = colleagues + 1
		where r.customer_id = $1 and r.guid = $2 and r.colleagues < $4 and r.email_lower <> $5 and `+running+`
		returning formal_name, recipient_customer_id, recipient_guid`,
		t.customerID, t.guid, cs.Now(), MaxColleagues, k.EmailLower)
	if errors.Is(err, db.ErrNone) {
		return k, cs.whyNot(ctx, tx, t, &k)
	}
	if err != nil {
		return k, err
	}
	of := *t
	if c.customerID != nil && c.userGUID != nil {
		of.recipient = &subject{*c.customerID, *c.userGUID}
	}
	if k.InviterName, err = of.signs(ctx, tx, c.recipientName); err != nil {
		return k, err
	}
	n, err := tx.Exec(ctx, `
		insert into request_colleagues (`+strings.ReplaceAll(colleagueColumns, "k.", "")+`)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		on conflict do nothing`,
		k.CustomerID, k.RequestGUID, k.GUID, k.HomeID, k.Invitation, k.Email, k.EmailLower, k.FormalName,
		k.InviterGUID, k.InviterName, k.InvitedAt, k.ExpiresAt, k.UserGUID, k.JoinedAt, k.Version)
	if err == nil && n == 0 {
		err = errIsColleague
	}
	k.record(ctx, tx, t.by, "colleague.create")
	return k, err
}

// whyNot says why k cannot be invited to a request.
func (cs *Colleagues) whyNot(ctx context.Context, tx *db.Tx, t *thread, k *Colleague) error {
	type state struct{ runs, isIn, isRecipient bool }
	s, err := db.One(ctx, tx, func(s *state) []any { return []any{&s.runs, &s.isIn, &s.isRecipient} }, `
		select `+running+`, exists (
			select 1 from request_colleagues k where k.customer_id = $1 and k.request_guid = $2 and k.email_lower = $4), r.email_lower = $4
		from access_requests r where r.customer_id = $1 and r.guid = $2`, t.customerID, t.guid, cs.Now(), k.EmailLower)
	switch {
	case err != nil:
		return err
	case !s.runs:
		return errEndedAccess
	case s.isRecipient:
		return errIsRecipient
	case s.isIn:
		return errIsColleague
	}
	return errColleagues
}

// record writes an event about a colleague for both sides. The sender's has no
// name before the colleague has accepted.
func (k *Colleague) record(ctx context.Context, tx *db.Tx, by actor.Actor, action string) {
	sent := map[string]any{"request": k.RequestGUID}
	if k.IsIn() {
		sent["email"], sent["name"] = k.Email, k.FormalName
	}
	audit.Record(ctx, tx, by, k.CustomerID, audit.Event{Action: action, Subject: k.GUID, Details: sent})
	audit.Touch(ctx, tx, k.CustomerID, audit.Requests)
	if k.CustomerID != k.HomeID {
		audit.Record(ctx, tx, by, k.HomeID, audit.Event{Action: action, Subject: k.GUID, Details: map[string]any{
			"request": k.RequestGUID, "email": k.Email, "name": k.FormalName,
		}})
	}
	audit.Touch(ctx, tx, k.HomeID, audit.Requests|audit.Identity)
}

// addElsewhere invites a colleague to the other requests that its inviter has
// received, as far as there is room, and returns to how many.
func (cs *Colleagues) addElsewhere(ctx context.Context, tx *db.Tx, t *thread, k Colleague) (n int64, err error) {
	others, err := db.All(ctx, tx, (*subject).fields, `
		select r.customer_id, r.guid from received v
		join access_requests r on r.customer_id = v.sender_customer_id and r.guid = v.request_guid
		where v.customer_id = $1 and v.user_guid = $2 and v.request_guid <> $4 and r.email_lower <> $5 and r.colleagues < $6
			and `+strings.Replace(running, "cu.id = $1", "cu.id = r.customer_id", 1)+`
			and not exists (
				select 1 from request_colleagues k where k.customer_id = r.customer_id and k.request_guid = r.guid and k.email_lower = $5)
		order by r.customer_id, r.guid limit $7`,
		t.by.CustomerID, t.by.UserGUID, cs.Now(), t.guid, k.EmailLower, MaxColleagues, mostAtOnce-1)
	if err != nil {
		return 0, err
	}
	for _, o := range others {
		other := *t
		other.customerID, other.guid = o.customerID, o.guid
		also := k
		also.CustomerID, also.RequestGUID, also.GUID = o.customerID, o.guid, db.NewIDAt(cs.Now())
		stopped, err := cs.stopped(ctx, tx, o.customerID, k.EmailLower)
		if err != nil {
			return n, err
		}
		if stopped { // what has no mail is like what has one, and is never accepted
			also.Invitation = db.NewIDAt(cs.Now())
		} else {
			n++
		}
		if _, err := cs.add(ctx, tx, &other, also); err != nil {
			return n, err
		}
	}
	return n, nil
}

// stopped reports whether somebody wants no more from a sender, or no mail from
// this server.
func (cs *Colleagues) stopped(ctx context.Context, tx *db.Tx, senderID int64, email string) (bool, error) {
	n, err := db.Value[int](ctx, tx, `
		select count(*) from refusals where (customer_id = $1 or customer_id = $2) and email_hash = $3`,
		senderID, everywhere, hashEmail(email))
	return n > 0, err
}

// post mails the invitation, in the customer of both who invites and who is
// invited: no sender sees it.
func (cs *Colleagues) post(ctx context.Context, tx *db.Tx, t *thread, k *Colleague, more int64) error {
	_, n, err := read(ctx, tx, t.customerID, t.guid)
	if err != nil {
		return err
	}
	link, err := cs.Requests.Links.Make(ctx, tx, mail.NewLink{
		CustomerID: k.HomeID, Kind: mail.ColleagueLink, Subject: k.Invitation, ExpiresAt: k.ExpiresAt,
	})
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, cs.Now(), mail.Message{
		CustomerID: k.HomeID, To: mail.Address{Name: k.FormalName, Email: k.Email}, Language: t.by.Language, LinkGUID: link,
		Content: mail.ColleagueInvitation{
			InviterName: t.by.FormalName, InviterEmail: t.by.Email, RecipientName: k.FormalName,
			CustomerName: n.customer, CompanyName: n.company, More: more,
		},
	})
	return err
}
