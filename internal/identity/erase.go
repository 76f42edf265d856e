package identity

import (
	"context"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// Erased is what somebody is called of whom nothing is held any more.
const Erased = "Erased person"

// Erase forgets the user that by is, with all its ways in, as part of tx. The row
// stays, without a name: what it did points to it.
func (us *Users) Erase(ctx context.Context, tx *db.Tx, by actor.Actor) error {
	u, err := userByGUID(ctx, tx, by.UserGUID)
	if err != nil {
		return err
	}
	if err := touchHoldings(ctx, tx, u); err != nil {
		return err
	}
	record(ctx, tx, by, u.CustomerID, audit.Event{Action: "user.erase", Subject: u.GUID})
	if err := us.remove(ctx, tx, by, u); err != nil {
		return err
	}
	for _, q := range []string{
		`delete from notifications where customer_id = $1 and user_guid = $2`,
		`delete from uploads where customer_id = $1 and user_guid = $2`,
		`delete from refused_sign_ins where customer_id = $1 and account = $2`,
	} {
		if _, err := tx.Exec(ctx, q, u.CustomerID, u.GUID); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `
		update users set formal_name = $3, friendly_name = '', firstname = '', lastname = '', firstname_lower = '', lastname_lower = '',
			language = 'en', expires_at = null, email_preferences = '{}'
		where customer_id = $1 and guid = $2`, u.CustomerID, u.GUID, Erased)
	return err
}

// ForgetNamed deletes the notifications of a customer's users that lead to one of
// some pages and name somebody, as part of tx.
func ForgetNamed(ctx context.Context, tx *db.Tx, customerID int64, p audit.Person, pages []string) error {
	type row struct {
		user                string
		id                  int64
		subject, text, path string
	}
	all, err := db.All(ctx, tx, func(r *row) []any { return []any{&r.user, &r.id, &r.subject, &r.text, &r.path} }, `
		select user_guid, id, subject, text, path from notifications where customer_id = $1`, customerID)
	if err != nil {
		return err
	}
	for _, r := range all {
		if !slices.Contains(pages, r.path) || !p.NameIn(r.subject) && !p.NameIn(r.text) {
			continue
		}
		if _, err := tx.Exec(ctx, `delete from notifications where customer_id = $1 and user_guid = $2 and id = $3`, customerID, r.user, r.id); err != nil {
			return err
		}
		audit.Touch(ctx, tx, customerID, audit.Requests)
	}
	return nil
}

// ForgetAbout deletes the notifications of a customer's users that lead to a page of
// something, by its guid, as part of tx.
func ForgetAbout(ctx context.Context, tx *db.Tx, customerID int64, guid string) error {
	_, err := tx.Exec(ctx, `delete from notifications where customer_id = $1 and path like $2`, customerID, "/%/"+guid)
	return err
}
