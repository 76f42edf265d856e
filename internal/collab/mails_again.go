package collab

import (
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
