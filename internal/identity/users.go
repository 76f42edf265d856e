package identity

import (
	"context"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Users is the collection of users.
type Users struct {
	DB    *db.DB
	Now   func() time.Time // db.Now but in tests
	Links *mail.Links
}

// Create makes a user. It has no way in yet: that is what accesses are for.
func (us *Users) Create(ctx context.Context, by actor.Actor, d UserDraft) (u User, err error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return User{}, err
	}
	if err := d.check(us.Now()); err != nil {
		return User{}, err
	}
	err = us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		u, err = us.create(ctx, tx, by, d)
		return err
	})
	return u, err
}

func (us *Users) create(ctx context.Context, tx *db.Tx, by actor.Actor, d UserDraft) (User, error) {
	if d.CustomerID == 0 {
		d.CustomerID = by.CustomerID
	}
	if ok, err := below(ctx, tx, by.CustomerID, d.CustomerID); err != nil || !ok {
		return User{}, orElse(err, errNotFound)
	}
	if d.GroupGUID == "" && !by.IsAdmin() && d.CustomerID == by.CustomerID {
		d.GroupGUID = by.GroupGUID // who governs a group makes users of it
	}
	if err := makes(by, d); err != nil {
		return User{}, err
	}
	guid, made, err := us.insert(ctx, tx, by, d)
	if err != nil {
		return User{}, err
	}
	if !made {
		return User{}, errTaken
	}
	if !d.IsService {
		if err := takeSeat(ctx, tx, d.CustomerID, us.Now()); err != nil {
			return User{}, err
		}
	}
	if err := setMembership(ctx, tx, d.CustomerID, guid, d.Role, d.GroupGUID); err != nil {
		return User{}, err
	}
	u, err := userByGUID(ctx, tx, guid)
	if err != nil {
		return User{}, err
	}
	record(ctx, tx, by, u.CustomerID, audit.Event{Action: "user.create", Subject: u.GUID, Details: map[string]any{
		"email": u.Email, "role": u.Role, "group": u.GroupGUID,
	}})
	return u, nil
}

// insert makes the row of a user, unless its customer has one with that e-mail.
func (us *Users) insert(ctx context.Context, tx *db.Tx, by actor.Actor, d UserDraft) (guid string, made bool, err error) {
	number, err := newNumber(ctx, tx, "users")
	if err != nil {
		return "", false, err
	}
	now := us.Now()
	guid = d.GUID
	if guid == "" {
		guid = tx.NewID(now)
	}
	n, err := tx.Exec(ctx, `
		insert into users (customer_id, guid, id, email, email_lower, firstname, lastname, firstname_lower, lastname_lower,
			search, formal_name, friendly_name, phone, language, is_service, expires_at, created_at, created_by, updated_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $17)
		on conflict (customer_id, email_lower) where deleted_at is null do nothing`,
		d.CustomerID, guid, number, d.Email, strings.ToLower(d.Email), d.FirstName, d.LastName,
		strings.ToLower(d.FirstName), strings.ToLower(d.LastName),
		searchText(d.FormalName, d.FriendlyName, d.FirstName, d.LastName, d.Email),
		d.FormalName, d.FriendlyName, d.Phone, d.Language, d.IsService, nullable(d.ExpiresAt), now, nullable(by.UserGUID))
	if err != nil || n == 0 {
		return "", false, err
	}
	return guid, true, addToDirectory(ctx, tx, "email", hashOf(strings.ToLower(d.Email)), d.CustomerID, guid)
}

// searchText is the words that q finds a user by, each after a space.
func searchText(names ...string) string {
	words := strings.Fields(strings.ToLower(strings.Join(names, " ")))
	if _, domain, ok := strings.Cut(words[len(words)-1], "@"); ok {
		words = append(words, domain)
	}
	return " " + strings.Join(words, " ")
}

func addToDirectory(ctx context.Context, tx *db.Tx, kind, hash string, customerID int64, ref string) error {
	_, err := tx.Exec(ctx, `insert into directory (kind, hash, customer_id, ref) values ($1, $2, $3, $4)`,
		kind, hash, customerID, ref)
	return err
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// One returns a user that by sees, by its guid or its number.
func (us *Users) One(ctx context.Context, by actor.Actor, ref string) (User, error) {
	if err := by.Need(actor.UsersR); err != nil {
		return User{}, err
	}
	return findUser(ctx, us.DB, by, ref)
}

// visible adds the condition that by sees user u of [userTables]: whoever sees
// all companies sees the users of the customer and its subsidiaries, others
// those of their group, and themselves.
func visible(w *db.Where, by actor.Actor) {
	w.And("u.deleted_at is null")
	inSight(w, by)
}

// inSight is [visible] for those who are deleted, too.
func inSight(w *db.Where, by actor.Actor) {
	w.And(inTree("u.customer_id"), by.CustomerID)
	w.AndIf(!by.AllCompanies && !by.IsAdmin(),
		"(u.guid = ? or u.customer_id = ? and "+userGroup+" = ?)", by.UserGUID, by.CustomerID, by.GroupGUID)
}

// byRef adds the condition that column u is the user of a path: a guid or a number.
func byRef(w *db.Where, ref string) {
	if n, err := strconv.ParseInt(ref, 10, 64); err == nil {
		w.And("u.id = ?", n)
		return
	}
	w.And("u.guid = ?", strings.ToLower(ref))
}

func findUser(ctx context.Context, c db.Conn, by actor.Actor, ref string) (User, error) {
	var w db.Where
	visible(&w, by)
	byRef(&w, ref)
	u, err := db.One(ctx, c, (*User).fields, `select `+userColumns+` from `+userTables+w.String(), w.Args()...)
	return u, orNotFound(err)
}

func userByGUID(ctx context.Context, c db.Conn, guid string) (User, error) {
	u, err := db.One(ctx, c, (*User).fields, `
		select `+userColumns+` from `+userTables+`
		where u.guid = $1 and u.deleted_at is null`, guid)
	return u, orNotFound(err)
}

// lockUser finds a user that by sees and holds its row, so that what is read of
// it stays true until the transaction ends. The lock comes first and the
// reading after it: a statement that waits for a lock sees the joined rows as
// they were before.
func lockUser(ctx context.Context, tx *db.Tx, by actor.Actor, ref string) (User, error) {
	var w db.Where
	byRef(&w, ref)
	_, err := db.Value[string](ctx, tx, `select u.guid from users u`+w.String()+forUpdate(tx, "u"), w.Args()...)
	if err != nil {
		return User{}, orNotFound(err)
	}
	return findUser(ctx, tx, by, ref)
}
