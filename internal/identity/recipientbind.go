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

// RecipientDraft is who accepts an invitation: a new user with a password, or one
// that proved itself with [Users.ProveRecipient], by what it holds if it has a
// second factor.
type RecipientDraft struct {
	Email, FormalName, Phone string

	PHC    string // of a new one
	Holder Holder
}

// BindRecipient finds or makes the user of a proven address in a Vendor Access
// customer, and returns it with the access that it signs in with.
func (us *Users) BindRecipient(ctx context.Context, tx *db.Tx, vendor tenant.Customer, d RecipientDraft) (u User, accessID int64, err error) {
	if vendor.Kind != tenant.VendorAccess {
		return User{}, 0, errors.New("recipients belong to Vendor Access customers")
	}
	if err := us.makeRecipient(ctx, tx, vendor, d); err != nil {
		return User{}, 0, err
	}
	r, err := recipientOf(ctx, tx, vendor.Domain, d.Email)
	if err != nil {
		return User{}, 0, err
	}
	// Of two first acceptances at the same time the slower one has not proven
	// the password that the faster one has just set.
	if !r.isActive || r.isProvable() == (d.PHC != "") {
		return User{}, 0, errJustChanged
	}
	key, err := r.entrance(d.Holder)
	if err != nil {
		return User{}, 0, err
	}
	if d.PHC != "" {
		err = setPassword(ctx, tx, us.Links, key, d.PHC, "", us.Now())
	} else {
		err = us.stillProven(ctx, tx, r, key, d.Holder)
	}
	if err != nil {
		return User{}, 0, err
	}
	u, err = userByGUID(ctx, tx, r.guid)
	return u, key.id, err
}

// entrance is what the recipient signs in with: what it has just signed in with,
// if that is known.
func (r *recipient) entrance(h Holder) (accessKey, error) {
	switch {
	case h.IsUser(r.guid):
		return h.login, nil
	case r.accessID != nil:
		return accessKey{r.customerID, *r.accessID}, nil
	default:
		return accessKey{}, errJustChanged
	}
}

// errSignInFirst is told to who has proven the address.
var errSignInFirst = fault.New(fault.Unauthorized, "You sign in here at your identity provider. Do that first, then come back to the invitation.")

var errJustChanged = fault.New(fault.Conflict, "Your sign-in has just changed. Try again.")

// stillProven asks again what [Users.ProveRecipient] asked: a session may have
// ended, and a factor been set up, in between.
func (us *Users) stillProven(ctx context.Context, tx *db.Tx, r recipient, k accessKey, h Holder) error {
	how := means{method: byPassword}
	if h.IsUser(r.guid) {
		if err := h.holds(ctx, tx, us.Now()); err != nil {
			return err
		}
		k, how = h.login, h.how
	}
	if how.method == byPassword && r.phc == nil {
		return errJustChanged
	}
	err := enough(ctx, tx, k, how)
	if errors.Is(err, ErrFactor) || errors.Is(err, ErrEnrol) {
		return errJustChanged
	}
	return err
}

// makeRecipient makes the user with an access that has neither roles nor a
// password, unless there is one.
func (us *Users) makeRecipient(ctx context.Context, tx *db.Tx, vendor tenant.Customer, r RecipientDraft) error {
	d := UserDraft{CustomerID: vendor.ID, Email: r.Email, FormalName: cleanText(mail.CleanName(r.FormalName), maxFormalName), Phone: cleanText(r.Phone, maxPhone)}
	if d.FormalName == "" {
		d.FormalName, _, _ = strings.Cut(r.Email, "@")
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
