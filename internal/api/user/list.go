package user

import (
	"encoding/json"
	"net/http"
	"strings"

	"gatehouse/internal/api"
)

// list is a list that is never cut into pages.
type list struct {
	Total   int               `json:"total"`
	Results []json.RawMessage `json:"results"`
}

// writeWhole answers a list that is never cut into pages in the format and with
// the fields that the call asks for.
func writeWhole[T any](w http.ResponseWriter, r *http.Request, name string, columns []api.Column[T], all []T) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if format != api.FormatJSON {
		return writeFile(w, r, format, name, columns, func(yield func([]T) error) error { return yield(all) })
	}
	results, err := picked(r, all)
	if err != nil {
		return err
	}
	return ok(w, http.StatusOK, list{len(all), results})
}

// writeFile answers a list in another format than JSON, some rows at a time.
func writeFile[T any](w http.ResponseWriter, r *http.Request, format api.Format, name string, columns []api.Column[T], some func(func([]T) error) error) error {
	pick := pickOf(r)
	sheet := &api.Sheet[T]{
		Name: name, Columns: api.PickColumns(columns, pick),
		Each: pick.Each(func(yield func([]byte) error) error {
			return some(func(rows []T) error { return api.EachOf(rows)(yield) })
		}),
		Row: func(document []byte) (*T, error) {
			v := new(T)
			return v, json.Unmarshal(document, v)
		},
	}
	return sheet.Write(w, format)
}

// pickOf returns what the parameter fields picks.
func pickOf(r *http.Request) api.Pick { return api.NewPick(api.List(r.URL.Query(), "fields")) }

// picked leaves of every element what fields picks.
func picked[T any](r *http.Request, all []T) ([]json.RawMessage, error) {
	pick, results := pickOf(r), make([]json.RawMessage, len(all))
	var err error
	for i := range all {
		if results[i], err = pick.Of(all[i]); err != nil {
			return nil, err
		}
	}
	return results, nil
}

var userColumns = []api.Column[user]{
	{Name: "id", Width: 36, Cell: func(u *user) any { return u.ID }},
	{Name: "firstname", Width: 16, Cell: func(u *user) any { return u.FirstName }},
	{Name: "lastname", Width: 20, Cell: func(u *user) any { return u.LastName }},
	{Name: "email", Width: 32, Cell: func(u *user) any { return u.Email }},
	{Name: "role", Width: 26, Cell: func(u *user) any { return u.Role }},
	{Name: "is_active", Width: 9, Cell: func(u *user) any { return u.IsActive }},
	{Name: "expires_at", Width: 11, Cell: func(u *user) any { return u.ExpiresAt }},
	{Name: "customer_id", Cell: func(u *user) any { return u.CustomerID }},
	{Name: "phone", Cell: func(u *user) any { return u.Phone }},
	{Name: "language", Cell: func(u *user) any { return u.Language }},
	{Name: "last_login_at", Cell: func(u *user) any { return u.LastLoginAt }},
	{Name: "created_at", Cell: func(u *user) any { return u.CreatedAt }},
	{Name: "updated_at", Cell: func(u *user) any { return u.UpdatedAt }},
	{Name: "number", Cell: func(u *user) any { return u.Number }},
	{Name: "group", Cell: func(u *user) any { return u.Group }},
	{Name: "pending_email", Cell: func(u *user) any { return u.PendingEmail }},
}

var accessColumns = []api.Column[access]{
	{Name: "id", Width: 11, Cell: func(a *access) any { return a.ID }},
	{Name: "user", Width: 36, Cell: func(a *access) any { return a.User }},
	{Name: "type", Width: 14, Cell: func(a *access) any { return a.Type }},
	{Name: "name", Width: 20, Cell: func(a *access) any { return a.Name }},
	{Name: "roles", Width: 40, Cell: func(a *access) any { return strings.Join(a.Roles, " ") }},
	{Name: "last_login_at", Width: 25, Cell: func(a *access) any { return a.LastLoginAt }},
	{Name: "customer_id", Cell: func(a *access) any { return a.CustomerID }},
	{Name: "two_fa_enabled", Cell: func(a *access) any { return a.TwoFA }},
	{Name: "sso_id", Cell: func(a *access) any { return a.SSOID }},
	{Name: "language", Cell: func(a *access) any { return a.Language }},
	{Name: "created_at", Cell: func(a *access) any { return a.CreatedAt }},
}

var tokenColumns = []api.Column[token]{
	{Name: "id", Width: 36, Cell: func(t *token) any { return t.ID }},
	{Name: "prefix", Width: 8, Cell: func(t *token) any { return t.Prefix }},
	{Name: "last4", Width: 5, Cell: func(t *token) any { return t.Last4 }},
	{Name: "expires_at", Width: 25, Cell: func(t *token) any { return t.ExpiresAt }},
	{Name: "last_used_at", Width: 25, Cell: func(t *token) any { return t.LastUsedAt }},
	{Name: "revoked_at", Width: 25, Cell: func(t *token) any { return t.RevokedAt }},
	{Name: "allowed_ips", Cell: func(t *token) any { return strings.Join(t.AllowedIPs, " ") }},
	{Name: "last_used_ip", Cell: func(t *token) any { return t.LastUsedIP }},
	{Name: "created_at", Cell: func(t *token) any { return t.CreatedAt }},
	{Name: "revoke_reason", Cell: func(t *token) any { return t.RevokeReason }},
	{Name: "replaced_by", Cell: func(t *token) any { return t.ReplacedBy }},
}

var roleColumns = []api.Column[role]{
	{Name: "id", Width: 40, Cell: func(r *role) any { return r.ID }},
	{Name: "description", Width: 60, Cell: func(r *role) any { return r.Description }},
}
