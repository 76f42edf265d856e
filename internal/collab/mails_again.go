package collab

import (
	"cmp"
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

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
