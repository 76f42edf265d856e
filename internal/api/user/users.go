package user

import (
	"net/http"
	"strconv"

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
