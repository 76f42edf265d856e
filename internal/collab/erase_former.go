package collab

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// former erases the person from requests of others that it works on no more: it has
// left, or was removed. That it ever did is told by the records of their senders alone.
func (e *eraser) former(ctx context.Context) error {
	deeds, err := audit.Deeds(ctx, e.tx, e.who.GUID)
	if err != nil {
		return err
	}
	names := make(map[subject][]string) // by which a sender's record knows it
	more := make(map[subject][]string)  // what else the record is about there
	var all []subject
	for i := range deeds {
		d := &deeds[i]
		if d.CustomerID == e.who.CustomerID {
			continue
		}
		s := subject{d.CustomerID, d.Subject}
		if request := d.Detail("request"); request != "" {
			s.guid = request
		}
		if slices.Contains(e.about[s.customerID], s.guid) {
			continue
		}
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
		if d.Action == "colleague.join" {
			names[s], more[s] = append(names[s], d.Detail("name")), append(more[s], d.Subject)
			if _, err := e.wasAt(ctx, d.Detail("email")); err != nil {
				return err
			}
		}
	}
	for _, s := range all {
		if err := e.formerAt(ctx, s, names[s], more[s]); err != nil {
			return err
		}
	}
	return nil
}

// formerAt erases the person from a request, if it is one that somebody accepted.
func (e *eraser) formerAt(ctx context.Context, s subject, names, more []string) error {
	n, err := db.Value[int64](ctx, e.tx, `
		select count(*) from access_requests where customer_id = $1 and guid = $2 and accepted_at is not null`, s.customerID, s.guid)
	if err != nil || n == 0 {
		return err
	}
	signed, err := db.Column[string](ctx, e.tx, `
		select author_name from request_messages where customer_id = $1 and request_guid = $2 and side = 'requestee' and author_guid = $3
		union select author_name from request_files where customer_id = $1 and request_guid = $2 and author_guid = $3
		union select asker_name from time_asks where customer_id = $1 and request_guid = $2 and asker_guid = $3
		union select answered_name from request_findings where customer_id = $1 and request_guid = $2 and answered_by = $3`,
		s.customerID, s.guid, e.who.GUID)
	if err != nil {
		return err
	}
	there := audit.Person{Addresses: e.at(true), Names: append(append(names, signed...), e.who.FormalName)}
	for _, name := range there.Names {
		e.names[name] = true
	}
	if err := e.tookPart(ctx, s.customerID, s.guid, e.who.FormalName, strings.ToLower(e.who.Email), more...); err != nil {
		return err
	}
	e.done.Working++
	if err := e.said(ctx, s, ""); err != nil {
		return err
	}
	if err := e.mails(ctx, s.customerID, s.guid, there); err != nil {
		return err
	}
	audit.Touch(ctx, e.tx, s.customerID, audit.Requests)
	return e.named(ctx, s.customerID, s.guid, there)
}
