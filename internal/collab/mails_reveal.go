package collab

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Reveal returns a mail as it was sent, with the link and the code that were in
// it, and records that it did. Whether by has proven itself of late is for the
// caller to ask.
func (ms *Mails) Reveal(ctx context.Context, by actor.Actor, guid string) (Posted, mail.Opened, error) {
	if err := ms.shows(by); err != nil {
		return Posted{}, mail.Opened{}, err
	}
	var p Posted
	var link mail.Link
	err := ms.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		var err error
		if p, err = ms.one(ctx, tx, by, guid); err != nil {
			return err
		}
		if link, err = ms.shown(ctx, tx, by, &p); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "mail.reveal", Subject: p.GUID,
			Details: map[string]any{"template": p.Template, "link": link.GUID, "kind": link.Kind, "sending": p.Sending},
		})
		return nil
	})
	if err != nil {
		return p, mail.Opened{}, err
	}
	opened, err := ms.Post.Reveal(ctx, p.Mail, link)
	return p, opened, err
}

// Reveals reports whether Reveal would show by what opens the link of a mail.
func (ms *Mails) Reveals(ctx context.Context, by actor.Actor, guid string) (bool, error) {
	err := ms.shows(by)
	if err == nil {
		var p Posted
		if p, err = ms.one(ctx, ms.DB, by, guid); err == nil {
			_, err = ms.shown(ctx, ms.DB, by, &p)
		}
	}
	switch f := fault.Of(err); {
	case err == nil:
		return true, nil
	case f.Kind == fault.Conflict || f.Kind == fault.Forbidden || f.Kind == fault.NotFound:
		return false, nil
	}
	return false, err
}

// shows is nil where links are shown, and to who by is.
func (ms *Mails) shows(by actor.Actor) error {
	if err := looksAfter(by, actor.SettingsRW); err != nil {
		return err
	}
	if !ms.ShowsLinks {
		return fault.New(fault.Forbidden, "A mail server is configured: links and codes stand in the mails alone.")
	}
	return nil
}

// shown returns the link of a mail, or why by may not see what opens it.
func (ms *Mails) shown(ctx context.Context, c db.Conn, by actor.Actor, p *Posted) (mail.Link, error) {
	switch {
	case p.LinkGUID == nil || p.IsTest:
		return mail.Link{}, fault.New(fault.Conflict, "This mail carries no link.")
	case p.Recipient == "" || p.Args == "{}":
		return mail.Link{}, fault.New(fault.Conflict, "What this mail said has been erased.")
	}
	link, err := ms.Post.Links.ByGUID(ctx, c, p.CustomerID, *p.LinkGUID)
	if err != nil {
		return link, err
	}
	if !link.Live() {
		return link, errDeadLink
	}
	hidden, err := ms.hides(ctx, c, p)
	if err != nil {
		return link, err
	}
	if hidden {
		return link, fault.New(fault.Forbidden, "Whom this mail went to is hidden until they accept, and its link would tell.")
	}
	return link, identity.ReachesLink(ctx, c, by, link, p.Recipient)
}

// hides reports whether the request of a mail hides anybody who received it: the
// page behind its link names them all.
func (*Mails) hides(ctx context.Context, c db.Conn, p *Posted) (bool, error) {
	if p.RequestGUID == nil {
		return false, nil
	}
	return db.Value[bool](ctx, c, `
		select exists (select 1 from access_requests where customer_id = $1 and guid = $2 and (name_hidden or email_hidden))
		or exists (select 1 from request_forwards where customer_id = $1 and request_guid = $2 and (name_hidden or email_hidden))`,
		p.CustomerID, *p.RequestGUID)
}
