package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Remove takes a colleague from a request: its access to it ends at once. On the
// recipient's side it takes to have invited it, to be the recipient, or to be the
// colleague, who leaves; on the requester's the right to write.
func (cs *Colleagues) Remove(ctx context.Context, by actor.Actor, side Side, guid, colleague string) error {
	if err := side.need(by, actor.RequestsRW); err != nil {
		return err
	}
	return cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := cs.Requests.reach(ctx, tx, by, side, guid)
		if err != nil {
			return err
		}
		k, err := t.colleague(ctx, tx, colleague)
		if err != nil {
			return err
		}
		if side == Requestee {
			recipient, err := cs.Requests.recipient(ctx, tx, &t)
			if err != nil {
				return err
			}
			if !k.Removable(by, recipient) {
				return errNotTheirs
			}
		}
		err = tenant.Match(ctx, tx, `request_colleagues where customer_id = $1 and request_guid = $2 and guid = $3`, k.CustomerID, k.RequestGUID, k.GUID)
		if err != nil {
			return err
		}
		if k.Is(by) {
			return cs.drop(ctx, tx, by, &k, "colleague.leave")
		}
		if err := cs.drop(ctx, tx, by, &k, "colleague.remove"); err != nil {
			return err
		}
		return cs.tellRemoved(ctx, tx, &k)
	})
}

// drop deletes a colleague from its request, with what it has received by it, and
// the link that would have let it in.
func (cs *Colleagues) drop(ctx context.Context, tx *db.Tx, by actor.Actor, k *Colleague, action string) error {
	n, err := tx.Exec(ctx, `
		delete from request_colleagues where customer_id = $1 and request_guid = $2 and guid = $3`, k.CustomerID, k.RequestGUID, k.GUID)
	if err != nil || n == 0 { // somebody was faster
		return orElse(err, errNoColleague)
	}
	_, err = tx.Exec(ctx, `
		update access_requests set colleagues = colleagues - 1 where customer_id = $1 and guid = $2`, k.CustomerID, k.RequestGUID)
	if err != nil {
		return err
	}
	k.record(ctx, tx, by, action)
	if k.UserGUID != nil {
		for _, q := range []string{
			`delete from received where customer_id = $1 and user_guid = $2 and request_guid = $3`,
			`delete from message_reads where customer_id = $1 and user_guid = $2 and request_guid = $3`,
		} {
			if _, err := tx.Exec(ctx, q, k.HomeID, *k.UserGUID, k.RequestGUID); err != nil {
				return err
			}
		}
		return nil
	}
	others, err := db.Value[int](ctx, tx, `
		select count(*) from request_colleagues where recipient_customer_id = $1 and invitation = $2`, k.HomeID, k.Invitation)
	if err != nil || others > 0 {
		return err
	}
	return cs.Requests.Links.Kill(ctx, tx, k.HomeID, mail.ColleagueLink, k.Invitation)
}

// tellRemoved lets a colleague know that somebody has ended its access.
func (cs *Colleagues) tellRemoved(ctx context.Context, tx *db.Tx, k *Colleague) error {
	if k.UserGUID == nil {
		return nil
	}
	_, n, err := read(ctx, tx, k.CustomerID, k.RequestGUID)
	if err != nil {
		return err
	}
	return identity.Notify(ctx, tx, cs.Now(), identity.Notification{
		CustomerID: k.HomeID, UserGUID: *k.UserGUID, Type: identity.Collaboration, Status: identity.Failed, Path: "/inbox",
		Subject: "Your access to a request has ended",
		Text:    "You work no more on the request of " + mail.CleanName(n.customer) + " about " + mail.CleanName(n.company) + ".",
	})
}

// Expire forgets invitations that nobody has accepted in time, so that others can
// be invited instead. It may run twice.
func (cs *Colleagues) Expire(ctx context.Context) error {
	if cs.Requests.Clock != nil {
		if err := cs.Requests.Clock(ctx); err != nil {
			return err
		}
	}
	for {
		n := 0
		err := cs.DB.Tx(ctx, func(tx *db.Tx) error {
			late, err := cs.late(ctx, tx, cs.Now())
			if err != nil {
				return err
			}
			n = len(late)
			for _, k := range late {
				err := cs.drop(ctx, tx, actor.System(k.HomeID), &k, "colleague.expire")
				if err != nil && !errors.Is(err, errNoColleague) {
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

func (cs *Colleagues) late(ctx context.Context, tx *db.Tx, now time.Time) ([]Colleague, error) {
	return db.All(ctx, tx, (*Colleague).fields, `
		select `+colleagueColumns+` from request_colleagues k
		where k.user_guid is null and k.expires_at <= $1 order by k.customer_id, k.request_guid, k.guid limit $2`, now, atOnce)
}
