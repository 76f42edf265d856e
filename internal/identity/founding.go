package identity

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Founding makes the first customer of a server, with somebody in it who can
// make everything else.
type Founding struct {
	Customers *tenant.Customers
	Users     *Users
	Accesses  *Accesses
	Tokens    *Tokens
}

// Founded is what a server begins with.
type Founded struct {
	Customer tenant.Customer
	Admin    User
	UI       Access // its password is not set yet, see [Accesses.PasswordLink]
	API      Access
	Token    Token
	Secret   string // of the token: shown here and never again
}

// errFounded is the answer where somebody was first.
var errFounded = fault.New(fault.Conflict, "There is a customer already.")

// Create makes the customer, its admin, an access for a password, and one with
// a token; all of it or nothing, and only if there is no customer yet. Of
// several nodes that try at once, one succeeds.
func (f *Founding) Create(ctx context.Context, c tenant.NewCustomer, admin UserDraft, tokenName string) (made Founded, err error) {
	admin.Role = actor.Admin
	if err := admin.check(f.Users.Now()); err != nil {
		return Founded{}, err
	}
	err = f.Users.DB.Tx(ctx, func(tx *db.Tx) error {
		made = Founded{}
		if err := claimServer(ctx, tx); err != nil {
			return err
		}
		if made.Customer, err = f.Customers.CreateIn(ctx, tx, actor.System(0), c); err != nil {
			return err
		}
		by := actor.System(made.Customer.ID)
		if made.Admin, err = f.Users.create(ctx, tx, by, admin); err != nil {
			return err
		}
		made.UI, err = f.access(ctx, tx, by, made.Admin, AccessDraft{Type: UIConnection})
		if err != nil {
			return err
		}
		made.API, err = f.access(ctx, tx, by, made.Admin, AccessDraft{Type: APIConnection, Name: &tokenName})
		if err != nil {
			return err
		}
		expires := f.Tokens.Now().Add(tokenLife)
		made.Token, made.Secret, err = f.Tokens.insert(ctx, tx, by, made.API, newToken{expires: &expires})
		return err
	})
	return made, err
}

func (f *Founding) access(ctx context.Context, tx *db.Tx, by actor.Actor, u User, d AccessDraft) (Access, error) {
	d.Roles = actor.AllRights()
	if err := d.check(); err != nil {
		return Access{}, err
	}
	return f.Accesses.create(ctx, tx, by, u.GUID, d)
}

// claimServer refuses where there is a customer. Two that begin at the same
// moment follow each other: the first migration's row, which is always there,
// stands for the server.
func claimServer(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, `
		update migrations set applied_at = applied_at where name = (select min(name) from migrations)`)
	if err != nil {
		return err
	}
	customers, err := db.Value[int64](ctx, tx, `select count(*) from customers where kind <> $1`, tenant.VendorAccess)
	if err == nil && customers > 0 {
		return errFounded
	}
	return err
}

// PasswordLink returns the path and the code of the newest link that sets the
// password of a ui_connection: for the operator, who sits at the console of a
// server that may not send mail yet. It is NotFound if none works any more.
func (as *Accesses) PasswordLink(ctx context.Context, by actor.Actor, a Access) (path, code string, err error) {
	if !by.IsSystem() {
		return "", "", actor.Denied()
	}
	type link struct {
		guid    string
		sending int64
	}
	l, err := db.One(ctx, as.DB, func(l *link) []any { return []any{&l.guid, &l.sending} }, `
		select guid, sending from links
		where customer_id = $1 and kind = $2 and subject = $3 and used_at is null and ended = '' and expires_at > $4`,
		a.CustomerID, mail.SetPasswordLink, a.key().subject(), as.Now())
	if errors.Is(err, db.ErrNone) {
		return "", "", fault.New(fault.NotFound, "No link to set this password works any more.")
	}
	if err != nil {
		return "", "", err
	}
	secret, code := as.Links.Secret(l.guid, l.sending)
	return mail.Path(mail.SetPasswordLink, secret), code, nil
}
