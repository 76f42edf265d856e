package identity

import (
	"context"
	"errors"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Accesses is the collection of accesses.
type Accesses struct {
	DB    *db.DB
	Now   func() time.Time // db.Now but in tests
	Links *mail.Links
}

// Create makes an access for a user. A ui_connection also mails a link to set
// its password.
func (as *Accesses) Create(ctx context.Context, by actor.Actor, userRef string, d AccessDraft) (a Access, err error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return Access{}, err
	}
	if err := d.check(); err != nil {
		return Access{}, err
	}
	err = as.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		a, err = as.create(ctx, tx, by, userRef, d)
		return err
	})
	return a, err
}

func (as *Accesses) create(ctx context.Context, tx *db.Tx, by actor.Actor, userRef string, d AccessDraft) (Access, error) {
	u, err := lockUser(ctx, tx, by, userRef)
	if err != nil {
		return Access{}, err
	}
	if d.CustomerID == 0 {
		d.CustomerID = u.CustomerID
	}
	if err := reachable(ctx, tx, by, u, d.CustomerID); err != nil {
		return Access{}, err
	}
	if d.Type == SSOConnection {
		idp, err := chooseIDP(ctx, tx, d.CustomerID, d.IDP)
		if err != nil {
			return Access{}, err
		}
		d.IDP = &idp
	}
	if err := grants(ctx, tx, by, d.CustomerID, d.Roles); err != nil {
		return Access{}, err
	}
	if err := reaches(ctx, tx, by, u); err != nil {
		return Access{}, err
	}
	var key accessKey
	err = keepAdmins(ctx, tx, as.Now(), u.GUID, func() error {
		if d.Replace {
			if err := as.makeRoom(ctx, tx, by, u, &d); err != nil {
				return err
			}
		}
		key, err = insertAccess(ctx, tx, by, u, d, as.Now())
		return err
	})
	if err != nil {
		return Access{}, err
	}
	if err := reaches(ctx, tx, by, u); err != nil { // in a subsidiary it gains that one's group
		return Access{}, err
	}
	record(ctx, tx, by, key.customerID, audit.Event{
		Action: "access.create", Subject: strconv.FormatInt(key.id, 10),
		Details: map[string]any{"user": u.GUID, "type": d.Type, "roles": d.Roles, "replace": d.Replace},
	})
	if d.Type == UIConnection {
		if err := as.mailLink(ctx, tx, u, key); err != nil {
			return Access{}, err
		}
	}
	return accessByKey(ctx, tx, key)
}

// insertAccess makes the row and its roles. That a user has one interactive
// access in a customer, and an identity one access, are unique indexes.
func insertAccess(ctx context.Context, tx *db.Tx, by actor.Actor, u User, d AccessDraft, now time.Time) (accessKey, error) {
	number, err := newNumber(ctx, tx, "accesses")
	if err != nil {
		return accessKey{}, err
	}
	language := d.Language
	if d.Type == APIConnection && language == nil {
		language = &u.Language
	}
	n, err := tx.Exec(ctx, `
		insert into accesses (customer_id, id, user_guid, type, name, language, sso_id, idp_guid, two_fa_enabled, created_at, created_by)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		on conflict do nothing`,
		d.CustomerID, number, u.GUID, d.Type, d.Name, language, d.SSOID, orEmpty(d.IDP), d.TwoFA != nil && *d.TwoFA, now, nullable(by.UserGUID))
	if err != nil {
		return accessKey{}, err
	}
	key := accessKey{d.CustomerID, number}
	if n == 0 {
		return key, whyNoAccess(ctx, tx, u.GUID, d.CustomerID)
	}
	return key, setRoles(ctx, tx, key, d.Roles)
}

func whyNoAccess(ctx context.Context, tx *db.Tx, userGUID string, customerID int64) error {
	if _, err := loginOf(ctx, tx, customerID, userGUID); !errors.Is(err, db.ErrNone) {
		return orElse(err, fault.New(fault.Conflict, "This user has an interactive access in this customer already."))
	}
	return errSSOTaken
}

// loginOf returns the interactive access of a user in a customer, or db.ErrNone.
func loginOf(ctx context.Context, c db.Conn, customerID int64, userGUID string) (Access, error) {
	return db.One(ctx, c, (*Access).fields, `
		select `+accessColumns+` from `+accessTables+`
		where a.customer_id = $1 and a.user_guid = $2 and a.type in ('ui_connection', 'sso_connection')`,
		customerID, userGUID)
}

// setRoles replaces the roles of an access.
func setRoles(ctx context.Context, tx *db.Tx, k accessKey, roles []string) error {
	_, err := tx.Exec(ctx, `delete from access_roles where customer_id = $1 and access_id = $2`, k.customerID, k.id)
	if err != nil {
		return err
	}
	for i, id := range roles {
		_, err := tx.Exec(ctx, `insert into access_roles (customer_id, access_id, role, position) values ($1, $2, $3, $4)`,
			k.customerID, k.id, id, i)
		if err != nil {
			return err
		}
	}
	return nil
}

// makeRoom takes the other interactive access of a user away, with its password
// or identity and its sessions. The roles go over to the new one, unless it was
// given others.
func (as *Accesses) makeRoom(ctx context.Context, tx *db.Tx, by actor.Actor, u User, d *AccessDraft) error {
	old, err := loginOf(ctx, tx, d.CustomerID, u.GUID)
	if errors.Is(err, db.ErrNone) || err == nil && old.Type == d.Type {
		return nil
	}
	if err != nil {
		return err
	}
	if d.keepsRoles {
		d.Roles = old.Roles
	}
	record(ctx, tx, by, d.CustomerID, audit.Event{
		Action: "access.delete", Subject: strconv.FormatInt(old.ID, 10), Details: map[string]any{"type": old.Type, "replaced": true},
	})
	return removeAccess(ctx, tx, as.Links, old.key())
}

// mailLink mails the user a link to set the password of a ui_connection. Older
// ones of the access die.
func (as *Accesses) mailLink(ctx context.Context, tx *db.Tx, u User, k accessKey) error {
	customer, err := customerName(ctx, tx, k.customerID)
	if err != nil {
		return err
	}
	now := as.Now()
	link, err := as.Links.Make(ctx, tx, mail.NewLink{
		CustomerID: k.customerID, Kind: mail.SetPasswordLink, Subject: k.subject(), ExpiresAt: now.Add(linkLife),
	})
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: k.customerID, To: mail.Address{Name: u.FormalName, Email: u.Email}, Language: u.Language,
		Content: mail.SetPassword{CustomerName: customer, FormalName: u.FormalName}, LinkGUID: link,
	})
	return err
}

// accessByKey returns an access of any customer.
func accessByKey(ctx context.Context, c db.Conn, k accessKey) (Access, error) {
	a, err := db.One(ctx, c, (*Access).fields, `
		select `+accessColumns+` from `+accessTables+` where a.customer_id = $1 and a.id = $2`, k.customerID, k.id)
	return a, orNotFound(err)
}

// findAccess returns an access of a user that by sees, in by's customer or one
// below it.
func findAccess(ctx context.Context, c db.Conn, by actor.Actor, u User, ref string) (Access, error) {
	id, err := strconv.ParseInt(ref, 10, 64)
	if err != nil {
		return Access{}, errNotFound
	}
	var w db.Where
	w.And("a.user_guid = ?", u.GUID)
	w.And("a.id = ?", id)
	w.And(inTree("a.customer_id"), by.CustomerID)
	a, err := db.One(ctx, c, (*Access).fields, `select `+accessColumns+` from `+accessTables+w.String(), w.Args()...)
	return a, orNotFound(err)
}

// One returns an access of a user.
func (as *Accesses) One(ctx context.Context, by actor.Actor, userRef, ref string) (Access, error) {
	if err := by.Need(actor.UsersR); err != nil {
		return Access{}, err
	}
	u, err := findUser(ctx, as.DB, by, userRef)
	if err != nil {
		return Access{}, err
	}
	return findAccess(ctx, as.DB, by, u, ref)
}

// List returns the accesses of a user, the oldest first.
func (as *Accesses) List(ctx context.Context, by actor.Actor, userRef string) ([]Access, error) {
	if err := by.Need(actor.UsersR); err != nil {
		return nil, err
	}
	u, err := findUser(ctx, as.DB, by, userRef)
	if err != nil {
		return nil, err
	}
	var w db.Where
	w.And("a.user_guid = ?", u.GUID)
	w.And(inTree("a.customer_id"), by.CustomerID)
	return db.All(ctx, as.DB, (*Access).fields,
		`select `+accessColumns+` from `+accessTables+w.String()+` order by a.created_at, a.id`, w.Args()...)
}
