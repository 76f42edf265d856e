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

// recipient is a user of a Vendor Access customer as the answer to an
// invitation finds it.
type recipient struct {
	customerID int64
	guid       string
	isActive   bool
	accessID   *int64 // of its ui_connection
	phc        *string
}

func (r *recipient) fields() []any {
	return []any{&r.customerID, &r.guid, &r.isActive, &r.accessID, &r.phc}
}

// recipientOf returns the user of an address in the Vendor Access customer of a
// domain, or db.ErrNone.
func recipientOf(ctx context.Context, c db.Conn, domain, email string) (recipient, error) {
	return db.One(ctx, c, (*recipient).fields, `
		select u.customer_id, u.guid, u.is_active, a.id, p.phc
		from customers c
		join users u on u.customer_id = c.id and u.email_lower = $2 and u.deleted_at is null
		left join accesses a on a.customer_id = u.customer_id and a.user_guid = u.guid and a.type = 'ui_connection'
		left join passwords p on p.customer_id = a.customer_id and p.access_id = a.id
		where c.kind = 'Vendor Access' and c.domain = $1`, strings.ToLower(domain), strings.ToLower(email))
}

// ProveRecipient reports whether an invited person is a user with a password
// already. Then the password must be that one, or it is the Unauthorized error
// of a sign-in: a mailed link never signs in a user who exists.
func (us *Users) ProveRecipient(ctx context.Context, domain, email, password string) (has bool, err error) {
	r, err := recipientOf(ctx, us.DB, domain, email)
	if errors.Is(err, db.ErrNone) || err == nil && r.phc == nil {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	email = plainEmail(email)
	try := tryFrom(actor.IP(ctx), email, us.Now())
	if err := try.begin(ctx, us.DB); err != nil {
		return false, err
	}
	ok, err := VerifyPassword(ctx, *r.phc, password)
	if err != nil {
		return false, err
	}
	if !ok || !r.isActive {
		return false, orElse(countRefused(ctx, us.DB, us.Now(), networkOf(actor.IP(ctx)), addressed(email)), errSignIn)
	}
	return true, try.undo(ctx, us.DB)
}

// BindRecipient finds or makes the user of a proven address in a Vendor Access
// customer, and returns it with its ui_connection. phc is the password of a new
// one; it is empty for one that proved its own with [Users.ProveRecipient].
func (us *Users) BindRecipient(ctx context.Context, tx *db.Tx, vendor tenant.Customer, email, formalName, phone, phc string) (u User, accessID int64, err error) {
	if vendor.Kind != tenant.VendorAccess {
		return User{}, 0, errors.New("recipients belong to Vendor Access customers")
	}
	if err := us.makeRecipient(ctx, tx, vendor, email, formalName, phone); err != nil {
		return User{}, 0, err
	}
	r, err := recipientOf(ctx, tx, vendor.Domain, email)
	if err != nil {
		return User{}, 0, err
	}
	// Of two first acceptances at the same time the slower one has not proven
	// the password that the faster one has just set.
	if !r.isActive || r.accessID == nil || (r.phc == nil) == (phc == "") {
		return User{}, 0, fault.New(fault.Conflict, "Your sign-in has just changed. Try again.")
	}
	if phc != "" {
		key := accessKey{vendor.ID, *r.accessID}
		if err := setPassword(ctx, tx, us.Links, key, phc, "", us.Now()); err != nil {
			return User{}, 0, err
		}
	}
	u, err = userByGUID(ctx, tx, r.guid)
	return u, *r.accessID, err
}

// makeRecipient makes the user with an access that has neither roles nor a
// password, unless there is one.
func (us *Users) makeRecipient(ctx context.Context, tx *db.Tx, vendor tenant.Customer, email, formalName, phone string) error {
	d := UserDraft{CustomerID: vendor.ID, Email: email, FormalName: cleanText(mail.CleanName(formalName), maxFormalName), Phone: cleanText(phone, maxPhone)}
	if d.FormalName == "" {
		d.FormalName, _, _ = strings.Cut(email, "@")
	}
	d.FirstName, d.LastName = splitName(d.FormalName)
	d.FirstName, d.LastName = cleanText(d.FirstName, maxName), cleanText(d.LastName, maxName)
	if err := d.check(us.Now()); err != nil {
		return err
	}
	by := actor.System(vendor.ID)
	guid, made, err := us.insert(ctx, tx, by, d)
	if err != nil || !made {
		return err
	}
	u, err := userByGUID(ctx, tx, guid)
	if err != nil {
		return err
	}
	key, err := insertAccess(ctx, tx, by, u, AccessDraft{Type: UIConnection, CustomerID: vendor.ID}, us.Now())
	if err != nil {
		return err
	}
	record(ctx, tx, by, vendor.ID, audit.Event{Action: "user.create", Subject: u.GUID, Details: map[string]any{"email": u.Email}})
	record(ctx, tx, by, vendor.ID, audit.Event{
		Action: "access.create", Subject: strconv.FormatInt(key.id, 10),
		Details: map[string]any{"user": u.GUID, "type": UIConnection},
	})
	return nil
}

// ByEmail returns the user of a customer that has an e-mail address.
func (us *Users) ByEmail(ctx context.Context, c db.Conn, customerID int64, email string) (User, error) {
	u, err := db.One(ctx, c, (*User).fields, `
		select `+userColumns+` from `+userTables+`
		where u.customer_id = $1 and u.email_lower = $2 and u.deleted_at is null`,
		customerID, strings.ToLower(strings.TrimSpace(email)))
	return u, orNotFound(err)
}
