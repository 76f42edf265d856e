package collab

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// requests erases the person from what it has accepted.
func (e *eraser) requests(ctx context.Context) error {
	bound, err := db.All(ctx, e.tx, (*subject).fields, `
		select r.customer_id, r.guid from access_requests r
		where r.recipient_customer_id = $1 and r.recipient_guid = $2 order by r.customer_id, r.guid`, e.who.CustomerID, e.who.GUID)
	if err != nil {
		return err
	}
	for _, s := range bound {
		if err := e.request(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// request leaves of a request that there was one: when, to which company, and what
// it asked. Its access ends, for colleagues too.
func (e *eraser) request(ctx context.Context, s subject) error {
	r, n, err := read(ctx, e.tx, s.customerID, s.guid)
	if err != nil {
		return err
	}
	if err := e.tookPart(ctx, r.CustomerID, r.GUID, r.FormalName, r.EmailLower); err != nil {
		return err
	}
	e.done.Requests++
	now := e.Now()
	_, err = e.tx.Exec(ctx, `
		update access_requests set email = '', email_lower = '', formal_name = $3, friendly_name = '', phone = '', name_hidden = $4, email_hidden = $4,
			ccs = $6, third_parties = $7, last_login = null, declined_why = null, left_why = null, recipient_customer_id = null, recipient_guid = null,
			status = case when status = 'Active' then 'Inactive' else status end, access_runs = $4,
			message = case when reason = 'self_requested' and cast($8 as boolean) then '' else message end,
			access_ends_at = case when access_ends_at > $5 then $5 else access_ends_at end
		where customer_id = $1 and guid = $2`, r.CustomerID, r.GUID, identity.Erased, false, now, e.otherCopies(&r), asJSON(e.otherParties(&r)), e.draft.Words)
	if err != nil {
		return err
	}
	_, err = e.tx.Exec(ctx, `
		update registrations set email = '', email_lower = '', formal_name = $3, phone = '', message = '', answers = '[]'
		where customer_id = $1 and request_guid = $2`, r.CustomerID, r.GUID, identity.Erased)
	if err != nil {
		return err
	}
	if err := e.forwards(ctx, &r); err != nil {
		return err
	}
	if err := closeAsks(ctx, e.tx, now, s); err != nil {
		return err
	}
	if err := e.said(ctx, s, ` or answered_by is null`); err != nil {
		return err
	}
	there := e.person()
	if !slices.Contains(there.Addresses, r.EmailLower) {
		there.Addresses = append(there.Addresses, r.EmailLower) // whoever has it now
	}
	if err := e.mails(ctx, r.CustomerID, r.GUID, there); err != nil {
		return err
	}
	if err := e.notices(ctx, r.CustomerID, r.GUID); err != nil {
		return err
	}
	if err := e.Requests.Links.Kill(ctx, e.tx, r.CustomerID, mail.InvitationLink, r.GUID); err != nil {
		return err
	}
	audit.Record(ctx, e.tx, e.by, r.CustomerID, audit.Event{Action: "access_request.erase", Subject: r.GUID})
	audit.Touch(ctx, e.tx, r.CustomerID, audit.Requests)
	if _, err := e.Requests.render(ctx, e.tx, r.CustomerID, r.GUID); err != nil {
		return err
	}
	return identity.Notify(ctx, e.tx, now, identity.Notification{
		CustomerID: r.CustomerID, UserGUID: r.RequesterGUID, Type: identity.Collaboration, Status: identity.Failed, Path: "/outbox/" + r.GUID,
		Subject: "A recipient has been erased",
		Text:    "The recipient of your request about " + mail.CleanName(n.company) + " has had everything about themselves erased. The access has ended.",
	})
}

// otherCopies are the addresses in copy but the person's.
func (e *eraser) otherCopies(r *Request) *string {
	if r.CCs == nil {
		return nil
	}
	kept := slices.DeleteFunc(strings.Split(*r.CCs, ","), func(cc string) bool {
		return strings.EqualFold(cc, r.Email) || strings.EqualFold(cc, e.who.Email)
	})
	if len(kept) == 0 {
		return nil
	}
	joined := strings.Join(kept, ",")
	return &joined
}

func (e *eraser) otherParties(r *Request) Parties {
	return slices.DeleteFunc(slices.Clone(r.ThirdParties), func(p Party) bool {
		return strings.EqualFold(p.Email, r.Email) || strings.EqualFold(p.Email, e.who.Email)
	})
}

// forwards takes the person out of how an invitation came to it, or went from it.
func (e *eraser) forwards(ctx context.Context, r *Request) error {
	for _, side := range []string{"from", "to"} {
		_, err := e.tx.Exec(ctx, `
			update request_forwards set `+side+`_name = $4, `+side+`_email = ''
			where customer_id = $1 and request_guid = $2 and lower(`+side+`_email) = $3`, r.CustomerID, r.GUID, r.EmailLower, identity.Erased)
		if err != nil {
			return err
		}
	}
	return nil
}

// said takes the name from what the person wrote in a request, and what it wrote if
// that shall go too. Which answers are its own is said by a condition more.
func (e *eraser) said(ctx context.Context, s subject, or string) error {
	messages := `update request_messages set author_name = $4, version = version + 1`
	if e.draft.Words {
		messages = `delete from request_messages`
	}
	args := []any{s.customerID, s.guid, e.who.GUID}
	if !e.draft.Words {
		args = append(args, identity.Erased)
	}
	n, err := e.tx.Exec(ctx, messages+` where customer_id = $1 and request_guid = $2 and side = 'requestee' and author_guid = $3`, args...)
	if err != nil {
		return err
	}
	e.done.Messages += n
	comment := `comment`
	if e.draft.Words {
		comment = `''`
	}
	if err := e.asked(ctx, s); err != nil {
		return err
	}
	if err := e.shown(ctx, s); err != nil {
		return err
	}
	_, err = e.tx.Exec(ctx, `
		update request_findings set answered_name = $4, comment = `+comment+`, version = version + 1
		where customer_id = $1 and request_guid = $2 and remediated_at is not null and (answered_by = $3`+or+`)`,
		s.customerID, s.guid, e.who.GUID, identity.Erased)
	return err
}

// asked takes the person out of what it asked for more time.
func (e *eraser) asked(ctx context.Context, s subject) error {
	why := `why`
	if e.draft.Words {
		why = `''`
	}
	_, err := e.tx.Exec(ctx, `
		update time_asks set asker_name = $4, why = `+why+`, version = version + 1
		where customer_id = $1 and request_guid = $2 and asker_guid = $3`, s.customerID, s.guid, e.who.GUID, identity.Erased)
	return err
}

// shown takes the name from the files that the person handed in, or takes them away
// if what it wrote shall go too.
func (e *eraser) shown(ctx context.Context, s subject) error {
	if !e.draft.Words {
		n, err := e.tx.Exec(ctx, `
			update request_files set author_name = $4 where customer_id = $1 and request_guid = $2 and author_guid = $3`,
			s.customerID, s.guid, e.who.GUID, identity.Erased)
		e.done.Files += n
		return err
	}
	files, err := db.All(ctx, e.tx, (*File).fields, `
		select `+fileColumns+` from request_files where customer_id = $1 and request_guid = $2 and author_guid = $3 order by guid`,
		s.customerID, s.guid, e.who.GUID)
	if err != nil {
		return err
	}
	e.done.Files += int64(len(files))
	for i := range files {
		if err := e.file(ctx, &files[i]); err != nil {
			return err
		}
	}
	return nil
}

// file takes a file away, and its body with the last file that has it.
func (e *eraser) file(ctx context.Context, f *File) error {
	for _, q := range []struct {
		query string
		args  []any
	}{
		{`delete from request_files where customer_id = $1 and request_guid = $2 and guid = $3`, []any{f.CustomerID, f.RequestGUID, f.GUID}},
		{`update request_findings set files = files - 1 where customer_id = $1 and request_guid = $2 and finding_id = $3`, []any{f.CustomerID, f.RequestGUID, f.FindingID}},
		{`update access_requests set file_bytes = file_bytes - $3 where customer_id = $1 and guid = $2`, []any{f.CustomerID, f.RequestGUID, f.Size}},
		{`update file_budgets set bytes = bytes - $2 where customer_id = $1`, []any{f.CustomerID, f.Size}},
	} {
		if _, err := e.tx.Exec(ctx, q.query, q.args...); err != nil {
			return err
		}
	}
	return e.Files.Blobs.Release(ctx, e.tx, f.CustomerID, f.Hash)
}

// colleagues erases the person from requests that it works on beside others, and
// what is on its way to it. Those that it brought in are not named after it any more.
func (e *eraser) colleagues(ctx context.Context) error {
	rows, err := db.All(ctx, e.tx, (*Colleague).fields, `
		select `+colleagueColumns+` from request_colleagues k
		where k.recipient_customer_id = $1 and (k.user_guid = $2 or k.user_guid is null and k.email_lower = $3)
		order by k.customer_id, k.request_guid, k.guid`, e.who.CustomerID, e.who.GUID, strings.ToLower(e.who.Email))
	if err != nil {
		return err
	}
	for i := range rows {
		k := &rows[i]
		if err := e.tookPart(ctx, k.CustomerID, k.RequestGUID, k.FormalName, k.EmailLower, k.GUID); err != nil {
			return err
		}
		e.done.Working++
		if err := e.colleague(ctx, k); err != nil {
			return err
		}
	}
	_, err = e.tx.Exec(ctx, `
		update request_colleagues set inviter_name = $3, version = version + 1
		where recipient_customer_id = $1 and inviter_guid = $2`, e.who.CustomerID, e.who.GUID, identity.Erased)
	return err
}

func (e *eraser) colleague(ctx context.Context, k *Colleague) error {
	r, n, err := read(ctx, e.tx, k.CustomerID, k.RequestGUID)
	if err != nil {
		return err
	}
	wasIn := k.IsIn()
	nameless := *k
	nameless.Email, nameless.FormalName = "", identity.Erased
	if err := e.Colleagues.drop(ctx, e.tx, e.by, &nameless, "colleague.erase"); err != nil || !wasIn {
		return err
	}
	// After that, which holds the request: what it is writing at this moment was
	// written before, or is not written any more.
	if err := e.said(ctx, subject{k.CustomerID, k.RequestGUID}, ""); err != nil {
		return err
	}
	there := audit.Person{Addresses: []string{k.EmailLower}, Names: []string{k.FormalName}}
	if err := e.mails(ctx, k.CustomerID, k.RequestGUID, there); err != nil {
		return err
	}
	if err := e.named(ctx, r.CustomerID, r.GUID, there); err != nil {
		return err
	}
	return identity.Notify(ctx, e.tx, e.Now(), identity.Notification{
		CustomerID: r.CustomerID, UserGUID: r.RequesterGUID, Type: identity.Collaboration, Status: identity.Failed, Path: "/outbox/" + r.GUID,
		Subject: "A colleague of a recipient has been erased",
		Text:    "Somebody who worked on your request about " + mail.CleanName(n.company) + " has had everything about themselves erased.",
	})
}
