package identity

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// CompanyTokens are the API tokens that belong to no person: each is an
// api_connection of a service user of its own, whose guid is the token's. What
// the user family can do with users and accesses, it can do with these.
type CompanyTokens struct {
	Users    *Users
	Accesses *Accesses
	Tokens   *Tokens
}

// Current stands for the caller's own customer.
const Current = "current"

// Create makes a company token of by's customer or a subsidiary. Its rights are
// those that its ratings role leaves and by holds. It returns the secret, or
// mails the way to it.
func (cts *CompanyTokens) Create(ctx context.Context, by actor.Actor, customerRef string, d CompanyTokenDraft) (t CompanyToken, secret string, err error) {
	if err := mayGovern(by); err != nil {
		return t, "", err
	}
	if by.ShortLived {
		return t, "", errShort
	}
	if err := d.check(); err != nil {
		return t, "", err
	}
	err = cts.Users.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		customerID, err := customerOf(ctx, tx, by, customerRef)
		if err != nil {
			return err
		}
		u, a, err := cts.connection(ctx, tx, by, customerID, d)
		if err != nil {
			return err
		}
		if secret, err = cts.secret(ctx, tx, by, u, a, d); err != nil {
			return err
		}
		t, err = cts.one(ctx, tx, customerID, u.GUID)
		return err
	})
	return t, secret, err
}

func mayGovern(by actor.Actor) error {
	if !by.IsAdmin() {
		return actor.Denied()
	}
	return by.Need(actor.TokensRW)
}

// customerOf returns by's customer, or the one below it that has a guid.
func customerOf(ctx context.Context, c db.Conn, by actor.Actor, ref string) (int64, error) {
	if ref == Current {
		return by.CustomerID, nil
	}
	var w db.Where
	w.And("guid = ?", strings.ToLower(ref))
	w.And(inTree("id"), by.CustomerID)
	id, err := db.Value[int64](ctx, c, `select id from customers`+w.String(), w.Args()...)
	return id, orNotFound(err)
}

// connection makes the service user with its access, each by the verb that holds
// the ceiling.
func (cts *CompanyTokens) connection(ctx context.Context, tx *db.Tx, by actor.Actor, customerID int64, d CompanyTokenDraft) (User, Access, error) {
	now := cts.Users.Now()
	guid := tx.NewID(now)
	draft := UserDraft{
		GUID: guid, CustomerID: customerID, Email: guid + serviceDomain, IsService: true, Role: d.Role, GroupGUID: d.GroupGUID,
		FirstName: cleanText(d.Description, maxName), FormalName: cleanText(d.Description, maxFormalName),
	}
	if err := draft.check(now); err != nil {
		return User{}, Access{}, err
	}
	u, err := cts.Users.create(ctx, tx, by, draft)
	if err != nil {
		return User{}, Access{}, err
	}
	access := AccessDraft{Type: APIConnection, CustomerID: customerID, Name: &d.Description, Roles: share(by, u.Role)}
	if err := access.check(); err != nil {
		return User{}, Access{}, err
	}
	a, err := cts.Accesses.create(ctx, tx, by, u.GUID, access)
	return u, a, err
}

// share is what of the rights that a login of a ratings role begins with by holds.
func share(by actor.Actor, role actor.Role) []string {
	var ids []string
	usual := actor.Usual(role)
	for _, d := range actor.Catalogue() {
		if actor.Carries(usual, d.Right) && by.Has(d.Right) {
			ids = append(ids, string(d.Right))
		}
	}
	return slices.DeleteFunc(ids, func(id string) bool {
		read, isRead := strings.CutSuffix(id, "_R")
		return isRead && slices.Contains(ids, read+"_RW")
	})
}

// secret makes the token, or has it made when it is fetched.
func (cts *CompanyTokens) secret(ctx context.Context, tx *db.Tx, by actor.Actor, u User, a Access, d CompanyTokenDraft) (string, error) {
	t := TokenDraft{AllowedIPs: []string{}}
	if d.Send {
		_, err := cts.Tokens.send(ctx, tx, by, u, a, mail.Address{Email: d.Email}, t)
		return "", err
	}
	life, err := lifeOf(ctx, tx, a.CustomerID)
	if err != nil {
		return "", err
	}
	_, secret, err := cts.Tokens.insert(ctx, tx, by, a, newToken{expires: life.end(t, cts.Tokens.Now()), networks: t.AllowedIPs})
	return secret, err
}

// One returns a company token.
func (cts *CompanyTokens) One(ctx context.Context, by actor.Actor, customerRef, guid string) (CompanyToken, error) {
	if err := mayGovern(by); err != nil {
		return CompanyToken{}, err
	}
	customerID, err := customerOf(ctx, cts.Users.DB, by, customerRef)
	if err != nil {
		return CompanyToken{}, err
	}
	return cts.one(ctx, cts.Users.DB, customerID, guid)
}

func (cts *CompanyTokens) one(ctx context.Context, c db.Conn, customerID int64, guid string) (CompanyToken, error) {
	t, err := db.One(ctx, c, (*CompanyToken).fields, `
		select `+companyTokenColumns+` from `+companyTokenTables+`
		where u.customer_id = $2 and u.guid = $3 and u.is_service and u.deleted_at is null`,
		cts.Users.Now(), customerID, strings.ToLower(guid))
	return t, orNotFound(err)
}

// CompanyTokenFilter narrows a list of company tokens.
type CompanyTokenFilter struct {
	Query         string // each word begins a word of the description
	Sort          []Sort // of CompanyTokenSorts; the newest first by default
	Limit, Offset int
}

// CompanyTokenSorts are what company tokens can be sorted by.
var CompanyTokenSorts = []string{"created_date", "description"}

var companyTokenSortColumns = map[string]string{"created_date": "u.created_at", "description": "u.firstname_lower"}

// List returns the company tokens of a customer.
func (cts *CompanyTokens) List(ctx context.Context, by actor.Actor, customerRef string, f CompanyTokenFilter) ([]CompanyToken, error) {
	if err := mayGovern(by); err != nil {
		return nil, err
	}
	customerID, err := customerOf(ctx, cts.Users.DB, by, customerRef)
	if err != nil {
		return nil, err
	}
	var w db.Where
	w.Arg(cts.Users.Now())
	w.And("u.customer_id = ?", customerID)
	w.And("u.is_service and u.deleted_at is null")
	for word := range strings.FieldsSeq(f.Query) {
		w.And(`u.search like ? escape '\'`, "% "+db.Prefix(word))
	}
	order, err := orderBy(f.Sort, companyTokenSortColumns, "u.created_at desc, u.guid desc")
	if err != nil {
		return nil, err
	}
	where := w.String()
	bounds := " limit " + w.Arg(f.Limit) + " offset " + w.Arg(f.Offset)
	return db.All(ctx, cts.Users.DB, (*CompanyToken).fields,
		`select `+companyTokenColumns+` from `+companyTokenTables+where+order+bounds, w.Args()...)
}

// Delete ends a company token at once, with its service user. An admin may end
// one that can do more than itself: it only takes away.
func (cts *CompanyTokens) Delete(ctx context.Context, by actor.Actor, customerRef, guid string) error {
	if err := mayGovern(by); err != nil {
		return err
	}
	return cts.Users.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		customerID, err := customerOf(ctx, tx, by, customerRef)
		if err != nil {
			return err
		}
		if _, err := cts.one(ctx, tx, customerID, guid); err != nil {
			return err
		}
		u, err := lockUser(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := touchHoldings(ctx, tx, u); err != nil {
			return err
		}
		record(ctx, tx, by, u.CustomerID, audit.Event{Action: "user.delete", Subject: u.GUID})
		return keepAdmins(ctx, tx, cts.Users.Now(), u.GUID, func() error { return cts.Users.remove(ctx, tx, by, u) })
	})
}
