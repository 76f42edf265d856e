package identity

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// BindRecipient finds or makes the user of a proven address in a Vendor Access
// customer. A new one has a ui_connection without roles and without a password,
// which the caller sets; one that exists must sign in: a link never does it.
func (us *Users) BindRecipient(ctx context.Context, tx *db.Tx, vendor tenant.Customer, email, formalName, phone, language string) (u User, created bool, err error) {
	if vendor.Kind != tenant.VendorAccess {
		return User{}, false, errors.New("recipients belong to Vendor Access customers")
	}
	by := actor.System(vendor.ID)
	u, err = userByEmail(ctx, tx, vendor.ID, email)
	if !fault.Is(err, fault.NotFound) {
		return u, false, err
	}
	d := UserDraft{CustomerID: vendor.ID, Email: email, FormalName: mail.CleanName(formalName), Phone: phone, Language: language}
	if d.FormalName == "" {
		d.FormalName, _, _ = strings.Cut(email, "@")
	}
	if err := d.check(us.Now()); err != nil {
		return User{}, false, err
	}
	guid, made, err := us.insert(ctx, tx, by, d)
	if err != nil {
		return User{}, false, err
	}
	if !made { // another acceptance was faster
		u, err = userByEmail(ctx, tx, vendor.ID, email)
		return u, false, err
	}
	if u, err = userByGUID(ctx, tx, guid); err != nil {
		return User{}, false, err
	}
	key, err := insertAccess(ctx, tx, by, u, AccessDraft{Type: UIConnection, CustomerID: vendor.ID}, us.Now())
	if err != nil {
		return User{}, false, err
	}
	record(ctx, tx, by, vendor.ID, audit.Event{Action: "user.create", Subject: u.GUID, Details: map[string]any{"email": u.Email}})
	record(ctx, tx, by, vendor.ID, audit.Event{Action: "access.create", Subject: strconv.FormatInt(key.id, 10),
		Details: map[string]any{"user": u.GUID, "type": UIConnection}})
	return u, true, nil
}

func userByEmail(ctx context.Context, c db.Conn, customerID int64, email string) (User, error) {
	u, err := db.One(ctx, c, (*User).fields, `
		select `+userColumns+` from `+userTables+`
		where u.customer_id = $1 and u.email_lower = $2 and u.deleted_at is null`,
		customerID, strings.ToLower(strings.TrimSpace(email)))
	return u, orNotFound(err)
}

// ByEmail returns the user of a customer that has an e-mail address.
func (us *Users) ByEmail(ctx context.Context, c db.Conn, customerID int64, email string) (User, error) {
	return userByEmail(ctx, c, customerID, email)
}

// Login returns the id of the interactive access that a user has in a customer.
func (us *Users) Login(ctx context.Context, c db.Conn, customerID int64, userGUID string) (int64, error) {
	a, err := loginOf(ctx, c, customerID, userGUID)
	return a.ID, orNotFound(err)
}

// SetPasswordIn sets the password of a ui_connection as part of tx, as
// [Accesses.SetPasswordIn] does.
func (us *Users) SetPasswordIn(ctx context.Context, tx *db.Tx, customerID, accessID int64, phc string) error {
	return setPassword(ctx, tx, us.Links, accessKey{customerID, accessID}, phc, us.Now())
}
