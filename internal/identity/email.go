package identity

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// linkLife is how long a link to set a password or prove an address works.
const linkLife = 7 * 24 * time.Hour

// errTaken says nothing about who has the address.
var errTaken = fault.New(fault.Conflict, "There is a user with this e-mail address already.")

// askEmail mails a link to a new address. The address becomes the user's when
// the link is used, with its code. Asking for the present one takes that back.
func (us *Users) askEmail(ctx context.Context, tx *db.Tx, u User, email string) error {
	lower := strings.ToLower(email)
	if lower == strings.ToLower(u.Email) {
		if err := us.Links.Kill(ctx, tx, u.CustomerID, mail.EmailLink, u.GUID); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `update users set email = $3, pending_email = null where customer_id = $1 and guid = $2`,
			u.CustomerID, u.GUID, email)
		return err
	}
	taken, err := db.Value[int64](ctx, tx, `
		select count(*) from users where customer_id = $1 and email_lower = $2 and deleted_at is null`, u.CustomerID, lower)
	if err != nil {
		return err
	}
	if taken > 0 {
		return errTaken
	}
	_, err = tx.Exec(ctx, `update users set pending_email = $3 where customer_id = $1 and guid = $2`, u.CustomerID, u.GUID, email)
	if err != nil {
		return err
	}
	customer, err := customerName(ctx, tx, u.CustomerID)
	if err != nil {
		return err
	}
	now := us.Now()
	link, err := us.Links.Make(ctx, tx, mail.NewLink{
		CustomerID: u.CustomerID, Kind: mail.EmailLink, Subject: u.GUID, ExpiresAt: now.Add(linkLife),
	})
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: u.CustomerID, To: mail.Address{Email: email}, Language: u.Language,
		Content: mail.EmailConfirm{CustomerName: customer}, LinkGUID: link,
	})
	return err
}

func customerName(ctx context.Context, c db.Conn, id int64) (string, error) {
	return db.Value[string](ctx, c, `select name from customers where id = $1`, id)
}

// ConfirmEmail makes a new address the user's: secret and code come from the
// mail to that address. The old one is told, and its links to set a password die.
func (us *Users) ConfirmEmail(ctx context.Context, secret, code string) error {
	link, err := checkLink(ctx, us.Links, mail.EmailLink, secret, code, "")
	if err != nil {
		return err
	}
	return us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := us.Links.Spend(ctx, tx, link); err != nil {
			return err
		}
		u, err := lockUser(ctx, tx, actor.System(link.CustomerID), link.Subject)
		if err != nil {
			return err
		}
		if u.PendingEmail == nil {
			return errNotFound
		}
		return us.moveEmail(ctx, tx, u)
	})
}

func (us *Users) moveEmail(ctx context.Context, tx *db.Tx, u User) error {
	now, lower := us.Now(), strings.ToLower(*u.PendingEmail)
	_, err := tx.Exec(ctx, `
		update users set email = $3, email_lower = $4, pending_email = null, search = $5, updated_at = $6, updated_by = $2,
			version = version + 1
		where customer_id = $1 and guid = $2`,
		u.CustomerID, u.GUID, *u.PendingEmail, lower,
		searchText(u.FormalName, u.FriendlyName, u.FirstName, u.LastName, *u.PendingEmail), now)
	if db.IsUnique(err) {
		return errTaken
	}
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `update directory set hash = $3 where kind = 'email' and customer_id = $1 and ref = $2`,
		u.CustomerID, u.GUID, hashOf(lower))
	if err != nil {
		return err
	}
	accesses, err := db.All(ctx, tx, (*accessKey).fields, `select customer_id, id from accesses where user_guid = $1`, u.GUID)
	if err != nil {
		return err
	}
	for _, a := range accesses {
		if err := killLinks(ctx, tx, us.Links, a); err != nil {
			return err
		}
	}
	customer, err := customerName(ctx, tx, u.CustomerID)
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: u.CustomerID, To: mail.Address{Name: u.FormalName, Email: u.Email}, Language: u.Language,
		Content: mail.EmailChanged{OldEmail: u.Email, NewEmail: *u.PendingEmail, CustomerName: customer},
	})
	if err != nil {
		return err
	}
	if err := refresh(ctx, tx, u.GUID); err != nil {
		return err
	}
	record(ctx, tx, actor.Actor{CustomerID: u.CustomerID, UserGUID: u.GUID}, u.CustomerID,
		audit.Event{Action: "user.email", Subject: u.GUID, Details: map[string]any{"from": u.Email, "to": *u.PendingEmail}})
	return touchHoldings(ctx, tx, u)
}

// checkLink checks a link and its code, or the nonce of the browser that asked
// for it. A link of another kind is unknown here, and its codes are not counted.
func checkLink(ctx context.Context, links *mail.Links, kind, secret, code, nonce string) (mail.Link, error) {
	link, err := links.Look(ctx, secret)
	if err != nil {
		return link, err
	}
	if link.Kind != kind {
		return link, errNotFound
	}
	return links.Check(ctx, secret, code, nonce)
}
