package collab

import (
	"cmp"
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Obstacle says why a mail cannot be sent again, nil if it can.
func (ms *Mails) Obstacle(ctx context.Context, by actor.Actor, guid string) (why *fault.Error, err error) {
	if err := looksAfter(by, actor.SettingsR); err != nil {
		return nil, err
	}
	p, err := ms.one(ctx, ms.DB, by, guid)
	if err != nil {
		return nil, err
	}
	live, err := ms.links(ctx, ms.DB, &p)
	if e := p.obstacle(live); err == nil && e != nil {
		why = fault.Of(e)
	}
	return why, err
}

// links reports whether the link of a mail works, true if it has none.
func (ms *Mails) links(ctx context.Context, c db.Conn, p *Posted) (bool, error) {
	if p.LinkGUID == nil {
		return true, nil
	}
	return ms.Post.Links.Works(ctx, c, p.CustomerID, *p.LinkGUID)
}

func (p *Posted) obstacle(live bool) error {
	switch {
	case p.Template == (mail.Invitation{}).Template() || p.Template == (mail.InvitationIntro{}).Template():
		return fault.New(fault.Conflict, "An invitation is sent again from its request, with a new link.")
	case p.Recipient == "" || p.Args == "{}": // of somebody who had themselves erased
		return fault.New(fault.Conflict, "What this mail said has been erased.")
	case p.State == mail.Queued:
		return fault.New(fault.Conflict, "This mail waits to be sent already.")
	case p.IsTest:
		return fault.New(fault.Conflict, "A test is sent from the page of its wording.")
	case !live:
		return errDeadLink
	}
	return nil
}

var errDeadLink = fault.New(fault.Conflict, "The link in this mail no longer works. Whoever needs one asks for a new one.")

// again bounds how often one mail is sent again.
var again = tenant.Budget{Name: "mail again", Most: 3, Per: 24 * time.Hour}

// Resend sends a mail again and returns the one that is under way. One that never
// arrived goes with its own Message-ID. One that did is a new mail: programs hide
// the second of two with the same. Invitations follow [Requests.Resend].
func (ms *Mails) Resend(ctx context.Context, by actor.Actor, guid string) (Posted, error) {
	if err := looksAfter(by, actor.SettingsRW); err != nil {
		return Posted{}, err
	}
	var sent string
	err := ms.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		p, err := ms.one(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `mails where customer_id = $1 and guid = $2`, by.CustomerID, p.GUID); err != nil {
			return err
		}
		live, err := ms.links(ctx, tx, &p)
		if err != nil {
			return err
		}
		if err := p.obstacle(live); err != nil {
			return err
		}
		wait, ok, err := again.Take(ctx, tx, ms.Now(), p.GUID, 1)
		if err == nil && !ok {
			err = fault.Wait(fault.TooMany, wait, "This mail has been sent again %d times today.", int(again.Most))
		}
		if err != nil {
			return err
		}
		sent, err = ms.resend(ctx, tx, by, p)
		return err
	})
	if err != nil {
		return Posted{}, err
	}
	return ms.One(ctx, by, sent)
}

// resend queues a mail again. Who wants no mail from this server gets none, and
// it looks as if: nobody can find that out.
func (ms *Mails) resend(ctx context.Context, tx *db.Tx, by actor.Actor, p Posted) (guid string, err error) {
	silent, err := refusedEverywhere(ctx, tx, &Request{EmailLower: p.lower})
	if err != nil {
		return "", err
	}
	if p.Language, err = languageAgain(ctx, tx, &p); err != nil {
		return "", err
	}
	now, old := ms.Now(), p.GUID
	if guid = old; p.State == mail.Sent {
		guid, err = mail.Copy(ctx, tx, now, p.Mail, silent)
	} else {
		err = mail.Requeue(ctx, tx, now, p.Mail, silent)
	}
	if err != nil {
		return "", err
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
		Action: "mail.resend", Subject: old, Details: map[string]any{"template": p.Template, "mail": guid},
	})
	return guid, nil
}

// languageAgain is what a mail is written in that goes again: what the user reads now
// whose address it goes to. What goes to people as they are no users stays in the
// language of what caused it.
func languageAgain(ctx context.Context, tx *db.Tx, p *Posted) (string, error) {
	switch p.Template {
	case mail.RegistrationConfirm{}.Template(), mail.RegistrationRejected{}.Template(), mail.ColleagueInvitation{}.Template():
		return p.Language, nil
	}
	now, err := db.Value[string](ctx, tx, `
		select coalesce((select language from users where customer_id = $1 and email_lower = $2 and deleted_at is null), '')`,
		p.CustomerID, p.lower)
	return cmp.Or(now, p.Language), err
}
