package identity

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Change changes a user. A new e-mail address becomes the user's when it is
// proven through the link that this mails to it.
func (us *Users) Change(ctx context.Context, by actor.Actor, ref string, ch UserChange) (u User, err error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return User{}, err
	}
	if err := ch.check(); err != nil {
		return User{}, err
	}
	err = us.edit(ctx, by, ref, func(tx *db.Tx, before User) error {
		if ch.empty() {
			return nil
		}
		if err := us.apply(ctx, tx, by, before, ch); err != nil {
			return err
		}
		return setMembershipOf(ctx, tx, before.CustomerID, before.GUID, ch.Role, ch.GroupGUID)
	}, &u)
	return u, err
}

// edit is the frame of every change of a user: it holds the ceiling before and
// after, and keeps the last admin. It reads the user again into after.
func (us *Users) edit(ctx context.Context, by actor.Actor, ref string, change func(*db.Tx, User) error, after *User) error {
	return us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		before, err := lockUser(ctx, tx, by, ref)
		if err != nil {
			return err
		}
		if err := reaches(ctx, tx, by, before); err != nil {
			return err
		}
		if err := matchUser(ctx, tx, before); err != nil {
			return err
		}
		if err := keepAdmins(ctx, tx, us.Now(), before.GUID, func() error { return change(tx, before) }); err != nil {
			return err
		}
		if *after, err = userByGUID(ctx, tx, before.GUID); err != nil {
			return err
		}
		return reaches(ctx, tx, by, *after)
	})
}

func matchUser(ctx context.Context, tx *db.Tx, u User) error {
	return tenant.Match(ctx, tx, `users where customer_id = $1 and guid = $2`, u.CustomerID, u.GUID)
}

func (us *Users) apply(ctx context.Context, tx *db.Tx, by actor.Actor, before User, ch UserChange) error {
	u := before
	if err := ch.apply(&u); err != nil {
		return err
	}
	if err := us.store(ctx, tx, by, u); err != nil {
		return err
	}
	if day := today(us.Now()); !u.IsService && u.works(day) && !before.works(day) {
		if err := takeSeat(ctx, tx, u.CustomerID, us.Now()); err != nil {
			return err
		}
	}
	if ch.Companies != nil {
		if _, err := setCompanies(ctx, tx, by, u, *ch.Companies); err != nil {
			return err
		}
	}
	if ch.Email != nil {
		if err := us.askEmail(ctx, tx, before, *ch.Email); err != nil {
			return err
		}
	}
	if before.IsActive && !u.IsActive {
		if err := endSessions(ctx, tx, "a.user_guid = $1", u.GUID); err != nil {
			return err
		}
	}
	if ch.names() {
		if err := refresh(ctx, tx, u.GUID); err != nil {
			return err
		}
	}
	record(ctx, tx, by, u.CustomerID, audit.Event{Action: "user.update", Subject: u.GUID, Details: changed(ch)})
	return touchHoldings(ctx, tx, u)
}

// store writes the plain fields of u.
func (us *Users) store(ctx context.Context, tx *db.Tx, by actor.Actor, u User) error {
	preferences, err := u.EmailPreferences.text()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update users set firstname = $3, lastname = $4, firstname_lower = $5, lastname_lower = $6, search = $7,
			formal_name = $8, friendly_name = $9, phone = $10, language = $11, expires_at = $12, is_active = $13,
			updated_at = $14, updated_by = $15, landing_page = $16, is_available_for_contact = $17, email_preferences = $18,
			version = version + 1
		where customer_id = $1 and guid = $2`,
		u.CustomerID, u.GUID, u.FirstName, u.LastName, strings.ToLower(u.FirstName), strings.ToLower(u.LastName),
		searchText(u.FormalName, u.FriendlyName, u.FirstName, u.LastName, u.Email),
		u.FormalName, u.FriendlyName, u.Phone, u.Language, u.ExpiresAt, u.IsActive, us.Now(), nullable(by.UserGUID),
		u.LandingPage, u.IsAvailableForContact, preferences)
	return err
}

// changed is what the record keeps of a change.
func changed(ch UserChange) map[string]any {
	d := make(map[string]any)
	note(d, "email", ch.Email)
	note(d, "firstname", ch.FirstName)
	note(d, "lastname", ch.LastName)
	note(d, "formal_name", ch.FormalName)
	note(d, "friendly_name", ch.FriendlyName)
	note(d, "phone", ch.Phone)
	note(d, "language", ch.Language)
	note(d, "expires_at", ch.ExpiresAt)
	note(d, "is_active", ch.IsActive)
	note(d, "role", ch.Role)
	note(d, "group", ch.GroupGUID)
	note(d, "landing_page", ch.LandingPage)
	note(d, "is_available_for_contact", ch.IsAvailableForContact)
	note(d, "email_preferences", ch.Mails)
	note(d, "companies", ch.Companies)
	return d
}

func note[T any](d map[string]any, name string, v *T) {
	if v != nil {
		d[name] = *v
	}
}

// refresh has the documents that name the user written again, in every
// customer where it may have sent a request.
func refresh(ctx context.Context, tx *db.Tx, userGUID string) error {
	held, err := holdings(ctx, tx, userGUID)
	if err != nil {
		return err
	}
	for _, h := range held {
		if err := tenant.Refresh.Add(ctx, tx, tenant.Stale{CustomerID: h.customerID, UserGUID: userGUID}); err != nil {
			return err
		}
	}
	return nil
}

// touchHoldings moves the version of every customer whose lists may show the
// user: its own and those below, where it may have made something long ago.
func touchHoldings(ctx context.Context, tx *db.Tx, u User) error {
	var w db.Where
	w.And(inTree("id"), u.CustomerID)
	ids, err := db.Column[int64](ctx, tx, `select id from customers`+w.String(), w.Args()...)
	for _, id := range ids {
		audit.Touch(ctx, tx, id, audit.Identity)
	}
	return err
}

// Delete removes a user with all its ways in. Its name stays with what it did.
func (us *Users) Delete(ctx context.Context, by actor.Actor, ref string) error {
	if err := by.Need(actor.UsersRW); err != nil {
		return err
	}
	return us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		u, err := lockUser(ctx, tx, by, ref)
		if err != nil {
			return err
		}
		if err := reaches(ctx, tx, by, u); err != nil {
			return err
		}
		if err := matchUser(ctx, tx, u); err != nil {
			return err
		}
		if err := touchHoldings(ctx, tx, u); err != nil {
			return err
		}
		record(ctx, tx, by, u.CustomerID, audit.Event{Action: "user.delete", Subject: u.GUID})
		return keepAdmins(ctx, tx, us.Now(), u.GUID, func() error { return us.remove(ctx, tx, by, u) })
	})
}

func (us *Users) remove(ctx context.Context, tx *db.Tx, by actor.Actor, u User) error {
	accesses, err := db.All(ctx, tx, (*accessKey).fields,
		`select customer_id, id from accesses where user_guid = $1`, u.GUID)
	if err != nil {
		return err
	}
	for _, a := range accesses {
		if err := removeAccess(ctx, tx, us.Links, a); err != nil {
			return err
		}
	}
	if err := us.Links.Kill(ctx, tx, u.CustomerID, mail.EmailLink, u.GUID); err != nil {
		return err
	}
	for _, q := range []string{
		`delete from memberships where user_guid = $1`,
		`delete from user_companies where user_guid = $1`,
		`delete from directory where kind = 'email' and ref = $1 and customer_id = (select customer_id from users where guid = $1)`,
	} {
		if _, err := tx.Exec(ctx, q, u.GUID); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `
		update users set email = '', email_lower = '', pending_email = null, phone = '', search = '', is_active = false,
			deleted_at = $3, updated_at = $3, updated_by = $4, version = version + 1
		where customer_id = $1 and guid = $2`,
		u.CustomerID, u.GUID, us.Now(), nullable(by.UserGUID))
	return err
}
