// Package scim is SCIM 2.0 (RFC 7643, RFC 7644) at /scim/v2: by it an IdP makes,
// changes and ends its people here, and puts them into access groups. It has
// tokens of its own, and the rules are those of [identity.Provisioning].
package scim

import (
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// API serves SCIM.
type API struct {
	api.Common
	AtOnce       int // how many calls a token may have running; 0 is any number
	Log          *slog.Logger
	Doors        *identity.Doors
	Provisioning *identity.Provisioning
	PublicURL    string // without a slash at its end
}

// Prefix is where SCIM is mounted.
const Prefix = "/scim/v2"

// Split gives one the calls of SCIM, and other the rest.
func Split(one, other *api.Edge) *api.Edge { return api.Split("/scim", one, other) }

const contentType = "application/scim+json"

// Handler returns the routes.
func (a *API) Handler() *api.Edge {
	f := &api.Family{
		Common: a.Common, Admit: api.AtOnce(a.AtOnce), Log: a.Log, Enter: a.Doors.SCIM,
		Challenge: `Bearer realm="gatehouse"`, Type: contentType, Shape: shape,
	}
	edge := f.Mux(map[string][]api.Route{Prefix: a.routes()})
	edge.Handler = strong(edge.Handler)
	return edge
}

func (a *API) routes() []api.Route {
	const user, group = "/Users/{id}", "/Groups/{id}"
	return []api.Route{
		{Method: "GET", Path: "/ServiceProviderConfig", Handle: a.config},
		{Method: "GET", Path: "/ResourceTypes", Handle: a.resourceTypes},
		{Method: "GET", Path: "/ResourceTypes/{id}", Handle: a.resourceType},
		{Method: "GET", Path: "/Schemas", Handle: a.schemas},
		{Method: "GET", Path: "/Schemas/{id}", Handle: a.schema},
		{Method: "GET", Path: "/Users", Handle: a.listUsers},
		{Method: "POST", Path: "/Users", Handle: a.createUser, Repeat: api.Made("id", a.getUser)},
		{Method: "GET", Path: user, Handle: a.getUser},
		{Method: "PUT", Path: user, Handle: a.replaceUser},
		{Method: "PATCH", Path: user, Handle: a.patchUser},
		{Method: "DELETE", Path: user, Handle: a.deleteUser},
		{Method: "GET", Path: "/Groups", Handle: a.listGroups},
		{Method: "POST", Path: "/Groups", Handle: a.createGroup, Repeat: api.Made("id", a.getGroup)},
		{Method: "GET", Path: group, Handle: a.getGroup},
		{Method: "PUT", Path: group, Handle: a.replaceGroup},
		{Method: "PATCH", Path: group, Handle: a.patchGroup},
		{Method: "DELETE", Path: group, Handle: a.deleteGroup},
	}
}

// strong takes the weak tags of an If-Match for what they name: SCIM has no
// others (RFC 7644, section 3.14).
func strong(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tags := strings.Join(r.Header.Values("If-Match"), ", "); strings.Contains(tags, `W/"`) {
			to := *r
			to.Header = r.Header.Clone()
			to.Header.Set("If-Match", strings.ReplaceAll(tags, `W/"`, `"`))
			r = &to
		}
		next.ServeHTTP(w, r)
	})
}

// The URNs of the protocol.
const (
	urnUser       = "urn:ietf:params:scim:schemas:core:2.0:User"
	urnGroup      = "urn:ietf:params:scim:schemas:core:2.0:Group"
	urnEnterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
	urnGatehouse  = "urn:ietf:params:scim:schemas:extension:gatehouse:2.0:User"
	urnConfig     = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
	urnType       = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
	urnSchema     = "urn:ietf:params:scim:schemas:core:2.0:Schema"
	urnList       = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
	urnPatch      = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
	urnError      = "urn:ietf:params:scim:api:messages:2.0:Error"
)

// failure is the error of RFC 7644, section 3.12.
type failure struct {
	Schemas []string `json:"schemas"`
	Status  string   `json:"status"`
	Type    string   `json:"scimType,omitempty"`
	Detail  string   `json:"detail"`
}

// scimType is the field of a fault that says its type here.
const scimType = "scimType"

// typed gives a refusal its type.
func typed(kind string, err error) error {
	f := *fault.Of(err)
	if f.Kind == fault.Internal {
		return err
	}
	f.Fields = maps.Clone(f.Fields)
	if f.Fields == nil {
		f.Fields = make(map[string]string)
	}
	f.Fields[scimType] = kind
	return &f
}

// told gives what identity refuses its type.
func told(err error) error {
	if _, ok := errors.AsType[*identity.ErrUnique](err); ok {
		return typed("uniqueness", err)
	}
	if _, ok := errors.AsType[*identity.ErrFilter](err); ok {
		return typed("invalidFilter", err)
	}
	return err
}

// names are what SCIM calls the fields of identity.
var names = map[string]string{
	"email": "emails", "firstname": "name.givenName", "lastname": "name.familyName", "formal_name": "displayName",
	"friendly_name": "nickName", "phone": "phoneNumbers", "language": "preferredLanguage", "name": "displayName",
}

func shape(_ *http.Request, f *fault.Error, status int) any {
	e := failure{Schemas: []string{urnError}, Status: strconv.Itoa(status), Type: f.Fields[scimType], Detail: f.Detail}
	var wrong []string
	for _, field := range slices.Sorted(maps.Keys(f.Fields)) {
		name := field
		if names[field] != "" {
			name = names[field]
		}
		if field != scimType {
			wrong = append(wrong, name+": "+f.Fields[field])
		}
	}
	if wrong != nil {
		e.Detail = strings.Join(wrong, "; ")
	}
	if e.Type == "" && status == http.StatusBadRequest {
		e.Type = "invalidValue"
	}
	return e
}
