package user

import (
	"context"
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// access is the contract's Access. The fields of other types are absent.
type access struct {
	ID          int64    `json:"id"`
	User        string   `json:"user"`
	Type        string   `json:"type"`
	CustomerID  int64    `json:"customer_id"`
	Roles       []string `json:"roles"`
	LastLoginAt *stamp   `json:"last_login_at"`
	TwoFA       *bool    `json:"two_fa_enabled,omitempty"`
	SSOID       *string  `json:"sso_id,omitempty"`
	Language    *string  `json:"language,omitempty"`
	Name        *string  `json:"name,omitempty"`
	CreatedAt   stamp    `json:"created_at"`
	CreatedBy   *person  `json:"created_by"`
	IDP         *string  `json:"idp,omitempty"` // Gatehouse's own: where an sso_connection signs in
}

func toAccess(a identity.Access) access {
	out := access{
		ID: a.ID, User: a.UserGUID, Type: a.Type, CustomerID: a.CustomerID, Roles: a.Roles, LastLoginAt: maybeStamp(a.LastLoginAt),
		SSOID: a.SSOID, Language: a.Language, Name: a.Name, CreatedAt: stamp(a.CreatedAt), CreatedBy: toPerson(a.CreatedBy),
	}
	if a.Type == identity.UIConnection {
		out.TwoFA = &a.TwoFA
	}
	if a.IDP != "" {
		out.IDP = &a.IDP
	}
	return out
}

type accessBody struct {
	Type       api.Opt[string]   `json:"type"`
	CustomerID api.Opt[int64]    `json:"customer_id"`
	Roles      api.Opt[[]string] `json:"roles"`
	TwoFA      api.Opt[bool]     `json:"two_fa_enabled"`
	SSOID      api.Opt[string]   `json:"sso_id"`
	IDP        api.Opt[string]   `json:"idp"`
	Name       api.Opt[string]   `json:"name"`
	Language   api.Opt[string]   `json:"language"`
}

func readAccess(w http.ResponseWriter, r *http.Request) (accessBody, error) {
	in, err := api.Body[accessBody](w, r, true)
	if err != nil {
		return in, err
	}
	p := fault.Problems{}
	for field, null := range map[string]bool{
		"type": in.Type.Null, "customer_id": in.CustomerID.Null, "roles": in.Roles.Null, "two_fa_enabled": in.TwoFA.Null,
		"sso_id": in.SSOID.Null, "idp": in.IDP.Null, "name": in.Name.Null, "language": in.Language.Null,
	} {
		p.Require(!null, field, mayNotBeNull)
	}
	return in, p.Err()
}

func (in accessBody) draft(r *http.Request) (d identity.AccessDraft, err error) {
	if !in.Type.Set {
		return d, fault.Field("type", "must be set")
	}
	if in.CustomerID.Set && in.CustomerID.Value <= 0 {
		return d, fault.Field("customer_id", "must be the id of a customer")
	}
	replace, err := api.Bool(r.URL.Query(), "replace", false)
	return identity.AccessDraft{
		Type: in.Type.Value, CustomerID: in.CustomerID.Value, Roles: in.Roles.Value, TwoFA: in.TwoFA.Ptr(),
		SSOID: in.SSOID.Ptr(), IDP: in.IDP.Ptr(), Name: in.Name.Ptr(), Language: in.Language.Ptr(), Replace: replace,
	}, err
}

func (in accessBody) change() (identity.AccessChange, error) {
	p := fault.Problems{}
	p.Require(!in.Type.Set, "type", "cannot be changed")
	p.Require(!in.CustomerID.Set, "customer_id", "cannot be changed")
	return identity.AccessChange{
		Roles: in.Roles.Ptr(), TwoFA: in.TwoFA.Ptr(), SSOID: in.SSOID.Ptr(), IDP: in.IDP.Ptr(), Name: in.Name.Ptr(), Language: in.Language.Ptr(),
	}, p.Err()
}

func (a *API) createAccess(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := readAccess(w, r)
	if err != nil {
		return err
	}
	d, err := in.draft(r)
	if err != nil {
		return err
	}
	made, err := a.Accesses.Create(r.Context(), by, r.PathValue("user"), d)
	if err != nil {
		return err
	}
	api.Version(w, made.Version)
	return ok(w, http.StatusCreated, toAccess(made))
}

func (a *API) getAccess(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	one, err := a.Accesses.One(r.Context(), by, r.PathValue("user"), r.PathValue("access"))
	if err != nil {
		return err
	}
	api.Version(w, one.Version)
	return ok(w, http.StatusOK, toAccess(one))
}

func (a *API) changeAccess(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := readAccess(w, r)
	if err != nil {
		return err
	}
	ch, err := in.change()
	if err != nil {
		return err
	}
	changed, err := a.Accesses.Change(r.Context(), by, r.PathValue("user"), r.PathValue("access"), ch)
	if err != nil {
		return err
	}
	api.Version(w, changed.Version)
	return ok(w, http.StatusOK, toAccess(changed))
}

func (a *API) deleteAccess(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Accesses.Delete(r.Context(), by, r.PathValue("user"), r.PathValue("access")); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (a *API) listAccesses(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	all, err := a.Accesses.List(r.Context(), by, r.PathValue("user"))
	if err != nil {
		return err
	}
	return writeWhole(w, r, "accesses", accessColumns, mapped(all, toAccess))
}

type accessPage struct {
	Total        int               `json:"total"`
	Subsidiaries bool              `json:"include_subsidiaries"`
	Limit        int               `json:"limit"`
	Offset       int               `json:"offset"`
	Sort         []string          `json:"sort"`
	Results      []json.RawMessage `json:"results"`
}

var byUser = []identity.Sort{{Name: "user"}}

func (a *API) listAllAccesses(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	p, err := page(q, byUser, identity.AccessSorts)
	if err != nil {
		return err
	}
	f := identity.AccessFilter{
		CustomerID: p.customerID, NoneBelow: !p.subsidiaries, User: q.Get("user"), Type: q.Get("type"),
		Sort: p.sort, Limit: p.limit, Offset: p.offset,
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if format != api.FormatJSON {
		ctx := r.Context()
		return writeFile(w, r, format, "accesses", accessColumns, func(yield func([]access) error) error {
			return a.everyAccess(ctx, by, f, q.Has("limit"), yield)
		})
	}
	all, total, err := a.Accesses.Across(r.Context(), by, f)
	if err != nil {
		return err
	}
	results, err := picked(r, mapped(all, toAccess))
	if err != nil {
		return err
	}
	return ok(w, http.StatusOK, accessPage{total, p.subsidiaries, p.limit, p.offset, sortNames(p.sort), results})
}

// everyAccess yields the accesses of a filter, page by page; one page is all
// that was asked for if it is limited.
func (a *API) everyAccess(ctx context.Context, by actor.Actor, f identity.AccessFilter, limited bool, yield func([]access) error) error {
	if !limited {
		f.Limit = maxLimit
	}
	for {
		all, total, err := a.Accesses.Across(ctx, by, f)
		if err != nil {
			return err
		}
		if err := yield(mapped(all, toAccess)); err != nil {
			return err
		}
		if f.Offset += len(all); limited || len(all) == 0 || f.Offset >= total {
			return nil
		}
	}
}
