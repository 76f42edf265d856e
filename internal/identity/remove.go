package identity

import (
	"context"

	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// removeAccess deletes an access. Its roles, password, tokens and sessions go
// with it; what the directory knows of them, and links on their way, go here.
func removeAccess(ctx context.Context, tx *db.Tx, links *mail.Links, k accessKey) error {
	if err := endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2", k.customerID, k.id); err != nil {
		return err
	}
	if err := killLinks(ctx, tx, links, k); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		delete from directory
		where kind = 'token' and customer_id = $1
			and ref in (select guid from tokens where customer_id = $1 and access_id = $2)`, k.customerID, k.id)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `delete from accesses where customer_id = $1 and id = $2`, k.customerID, k.id)
	return err
}

// killLinks ends the links of an access that are on their way: to set its
// password, to fetch a token, to renew one.
func killLinks(ctx context.Context, tx *db.Tx, links *mail.Links, k accessKey) error {
	tokens, err := db.Column[string](ctx, tx, `
		select guid from tokens where customer_id = $1 and access_id = $2 and revoked_at is null and replaced_by is null`, k.customerID, k.id)
	if err != nil {
		return err
	}
	for _, guid := range tokens {
		if err := links.Kill(ctx, tx, k.customerID, mail.RenewLink, guid); err != nil {
			return err
		}
	}
	if err := links.Kill(ctx, tx, k.customerID, mail.SetPasswordLink, k.subject()); err != nil {
		return err
	}
	return links.Kill(ctx, tx, k.customerID, mail.TokenLink, k.subject())
}

// endSessions ends the sessions that act through, or signed in by, the accesses
// a that match a condition.
//
// The accesses are held first. A ticket may be opening a session at this moment,
// which nobody sees before it is there: redeem holds the access too, so that the
// session is found here, or the ticket is not found there.
func endSessions(ctx context.Context, tx *db.Tx, condition string, args ...any) error {
	_, err := db.Column[int64](ctx, tx, `
		select a.id from accesses a, (select 'being opened' as guid) s
		where `+condition+`
		order by a.customer_id, a.id`+forUpdate(tx, "a"), args...)
	if err != nil {
		return err
	}
	type key struct {
		customerID int64
		guid       string
	}
	sessions, err := db.All(ctx, tx, func(k *key) []any { return []any{&k.customerID, &k.guid} }, `
		select s.customer_id, s.guid from accesses a
		join sessions s on s.customer_id = a.customer_id and s.access_id = a.id
			or s.login_customer_id = a.customer_id and s.login_access_id = a.id
		where `+condition, args...)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		if err := endSession(ctx, tx, s.customerID, s.guid); err != nil {
			return err
		}
	}
	return nil
}

// endSession ends a session, or a ticket. Its row goes first: who is just giving
// it a new secret holds that one, and the secret is found afterwards.
func endSession(ctx context.Context, tx *db.Tx, customerID int64, guid string) error {
	_, err := tx.Exec(ctx, `delete from sessions where customer_id = $1 and guid = $2`, customerID, guid)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `delete from directory where kind = 'session' and customer_id = $1 and ref = $2`, customerID, guid)
	return err
}
