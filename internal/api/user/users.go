package user

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// user is the contract's User. What follows updated_by is Gatehouse's own:
// number is the integer that stands for the id in paths.
type user struct {
	ID           string  `json:"id"`
	FirstName    string  `json:"firstname"`
	LastName     string  `json:"lastname"`
	Email        string  `json:"email"`
	ExpiresAt    *string `json:"expires_at"`
	CustomerID   int64   `json:"customer_id"`
	Phone        string  `json:"phone"`
	Language     string  `json:"language"`
	LastLoginAt  *stamp  `json:"last_login_at"`
	CreatedAt    stamp   `json:"created_at"`
	CreatedBy    *person `json:"created_by"`
	UpdatedAt    stamp   `json:"updated_at"`
	UpdatedBy    *person `json:"updated_by"`
	Number       int64   `json:"number"`
	Role         string  `json:"role"`
	Group        string  `json:"group"`
	IsActive     bool    `json:"is_active"`
	PendingEmail *string `json:"pending_email"`
}

func toUser(u identity.User) user {
	return user{
		ID: u.GUID, FirstName: u.FirstName, LastName: u.LastName, Email: u.Email, ExpiresAt: u.ExpiresAt,
		CustomerID: u.CustomerID, Phone: u.Phone, Language: u.Language, LastLoginAt: maybeStamp(u.LastLoginAt),
		CreatedAt: stamp(u.CreatedAt), CreatedBy: toPerson(u.CreatedBy), UpdatedAt: stamp(u.UpdatedAt), UpdatedBy: toPerson(u.UpdatedBy),
		Number: u.ID, Role: string(u.Role), Group: u.GroupGUID, IsActive: u.IsActive, PendingEmail: u.PendingEmail,
	}
}

type userBody struct {
	FirstName  api.Opt[string] `json:"firstname"`
	LastName   api.Opt[string] `json:"lastname"`
	Email      api.Opt[string] `json:"email"`
	ExpiresAt  api.Opt[string] `json:"expires_at"` // null: never
	CustomerID api.Opt[int64]  `json:"customer_id"`
	Phone      api.Opt[string] `json:"phone"`
	Language   api.Opt[string] `json:"language"`
	Role       api.Opt[string] `json:"role"`
	Group      api.Opt[string] `json:"group"` // null: the default group
	IsActive   api.Opt[bool]   `json:"is_active"`
}

const mayNotBeNull = "must not be null"

func readUser(w http.ResponseWriter, r *http.Request) (userBody, error) {
	in, err := api.Body[userBody](w, r, true, "user")
	if err != nil {
		return in, err
	}
	p := fault.Problems{}
	for field, null := range map[string]bool{
		"firstname": in.FirstName.Null, "lastname": in.LastName.Null, "email": in.Email.Null, "customer_id": in.CustomerID.Null,
		"language": in.Language.Null, "role": in.Role.Null, "is_active": in.IsActive.Null,
	} {
		p.Require(!null, field, mayNotBeNull)
	}
	return in, p.Err()
}

func (in userBody) draft() (identity.UserDraft, error) {
	p := fault.Problems{}
	p.Require(in.Email.Set, "email", "must be set")
	p.Require(!in.IsActive.Set, "is_active", "is for changing a user")
	p.Require(!in.CustomerID.Set || in.CustomerID.Value > 0, "customer_id", "must be the id of a customer")
	return identity.UserDraft{
		CustomerID: in.CustomerID.Value, Email: in.Email.Value, FirstName: in.FirstName.Value, LastName: in.LastName.Value,
		Phone: in.Phone.Value, Language: in.Language.Value, ExpiresAt: in.ExpiresAt.Value,
		Role: actor.Role(in.Role.Value), GroupGUID: in.Group.Value,
	}, p.Err()
}

// change reads null where it means something: no phone, no expiry, the default group.
func (in userBody) change() (identity.UserChange, error) {
	p := fault.Problems{}
	p.Require(!in.CustomerID.Set, "customer_id", "cannot be changed")
	return identity.UserChange{
		Email: in.Email.Ptr(), FirstName: in.FirstName.Ptr(), LastName: in.LastName.Ptr(), Phone: orZero(in.Phone),
		Language: in.Language.Ptr(), ExpiresAt: orZero(in.ExpiresAt), IsActive: in.IsActive.Ptr(),
		Role: (*actor.Role)(in.Role.Ptr()), GroupGUID: orZero(in.Group),
	}, p.Err()
}

func orZero[T any](o api.Opt[T]) *T {
	if !o.Set {
		return nil
	}
	return &o.Value
}

func (a *API) createUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := readUser(w, r)
	if err != nil {
		return err
	}
	d, err := in.draft()
	if err != nil {
		return err
	}
	u, err := a.Users.Create(r.Context(), by, d)
	if err != nil {
		return err
	}
	api.Version(w, u.Version)
	return ok(w, http.StatusCreated, toUser(u))
}

func (a *API) getUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	u, err := a.Users.One(r.Context(), by, r.PathValue("user"))
	if err != nil {
		return err
	}
	api.Version(w, u.Version)
	return ok(w, http.StatusOK, toUser(u))
}

// changeUser changes a user, or with customer_id in the query what it is in a
// subsidiary.
func (a *API) changeUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := readUser(w, r)
	if err != nil {
		return err
	}
	ch, err := in.change()
	if err != nil {
		return err
	}
	ctx, ref, query := r.Context(), r.PathValue("user"), r.URL.Query().Get("customer_id")
	var u identity.User
	if query == "" {
		u, err = a.Users.Change(ctx, by, ref, ch)
	} else {
		var customerID int64
		if customerID, err = membershipOnly(query, ch); err == nil {
			u, err = a.Users.SetMembership(ctx, by, ref, customerID, ch.Role, ch.GroupGUID)
		}
	}
	if err != nil {
		return err
	}
	api.Version(w, u.Version)
	return ok(w, http.StatusOK, toUser(u))
}

func membershipOnly(query string, ch identity.UserChange) (int64, error) {
	customerID, err := strconv.ParseInt(query, 10, 64)
	if err != nil || customerID <= 0 {
		return 0, fault.Field("customer_id", "must be the id of a customer")
	}
	if ch != (identity.UserChange{Role: ch.Role, GroupGUID: ch.GroupGUID}) {
		return 0, fault.New(fault.Invalid, "With customer_id in the query only role and group can be changed.")
	}
	return customerID, nil
}

func (a *API) deleteUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Users.Delete(r.Context(), by, r.PathValue("user")); err != nil {
		return err
	}
	return api.NoContent(w)
}

type userPage struct {
	Total   int               `json:"total"`
	Limit   int               `json:"limit"`
	Offset  int               `json:"offset"`
	Results []json.RawMessage `json:"results"`
}

func (a *API) listUsers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	p, err := page(q, nil, identity.UserSorts)
	if err != nil {
		return err
	}
	f := identity.UserFilter{
		CustomerID: p.customerID, NoneBelow: !p.subsidiaries, Sort: p.sort, Limit: p.limit, Offset: p.offset,
		User: q.Get("user"), Type: q.Get("type"), Email: q.Get("email"), FirstName: q.Get("firstname"), LastName: q.Get("lastname"),
		Role: q.Get("role"), GroupGUID: q.Get("group"), Query: q.Get("q"),
	}
	if err := narrow(&f, q); err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if format != api.FormatJSON {
		if !q.Has("limit") {
			f.Limit = 0 // a file has all
		}
		ctx := r.Context()
		return writeFile(w, r, format, "users", userColumns, func(yield func([]user) error) error {
			return a.Users.Each(ctx, by, f, func(users []identity.User) error { return yield(mapped(users, toUser)) })
		})
	}
	users, total, err := a.Users.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	results, err := picked(r, mapped(users, toUser))
	if err != nil {
		return err
	}
	return ok(w, http.StatusOK, userPage{total, p.limit, p.offset, results})
}

// userStatuses are those that a list can be narrowed to.
var userStatuses = []string{"created", "activated", "deactivated"}

// narrow reads the filters of users that are neither texts nor shared with
// other lists.
func narrow(f *identity.UserFilter, q url.Values) error {
	for name, into := range map[string]**bool{
		"is_active": &f.IsActive, "second_factor": &f.Lists.HasFactor, "provisioned": &f.Lists.IsProvisioned,
	} {
		if q.Get(name) == "" {
			continue
		}
		is, err := api.Bool(q, name, false)
		if err != nil {
			return err
		}
		*into = &is
	}
	p := fault.Problems{}
	if day := q.Get("expires_before"); day != "" {
		_, err := time.Parse(time.DateOnly, day)
		p.Require(err == nil, "expires_before", "must be a date such as 2026-01-31")
		f.Lists.ExpiresBy = day
	}
	if status := strings.ToLower(q.Get("status")); status != "" {
		p.Require(slices.Contains(userStatuses, status), "status", "must be one of %s", strings.Join(userStatuses, ", "))
		f.Lists.Statuses = []string{status}
	}
	f.Lists.Holds = q.Get("holds")
	p.Require(len([]rune(f.Lists.Holds)) <= maxFilter, "holds", "must have no more than %d characters", maxFilter)
	return p.Err()
}
