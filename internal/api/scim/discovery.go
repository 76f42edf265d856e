package scim

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
)

// supported says whether there is something (RFC 7643, section 5).
type supported struct {
	Supported bool `json:"supported"`
}

type config struct {
	Schemas          []string  `json:"schemas"`
	DocumentationURI string    `json:"documentationUri"`
	Patch            supported `json:"patch"`
	Bulk             struct {
		supported
		MaxOperations  int `json:"maxOperations"`
		MaxPayloadSize int `json:"maxPayloadSize"`
	} `json:"bulk"`
	Filter struct {
		supported
		MaxResults int `json:"maxResults"`
	} `json:"filter"`
	ChangePassword        supported     `json:"changePassword"`
	Sort                  supported     `json:"sort"`
	ETag                  supported     `json:"etag"`
	AuthenticationSchemes []scheme      `json:"authenticationSchemes"`
	Meta                  discoveryMeta `json:"meta"`
}

type scheme struct {
	Type        string `json:"type"`
	Name        string `json:"name"`
	Description string `json:"description"`
	SpecURI     string `json:"specUri"`
	Primary     bool   `json:"primary"`
}

// discoveryMeta is that of what never changes.
type discoveryMeta struct {
	ResourceType string `json:"resourceType"`
	Location     string `json:"location"`
}

func (a *API) config(w http.ResponseWriter, _ *http.Request, _ actor.Actor) error {
	yes := supported{true}
	c := config{
		Schemas: []string{urnConfig}, DocumentationURI: a.PublicURL + "/docs", Patch: yes, Sort: yes, ETag: yes,
		AuthenticationSchemes: []scheme{{
			"oauthbearertoken", "SCIM token", "A token of the IdP, as a Bearer. An admin makes it.", "https://www.rfc-editor.org/info/rfc6750", true,
		}},
		Meta: discoveryMeta{"ServiceProviderConfig", a.PublicURL + Prefix + "/ServiceProviderConfig"},
	}
	c.Filter.supported, c.Filter.MaxResults = yes, mostCount
	return api.JSONAs(w, contentType, http.StatusOK, c)
}

// resourceType is that of RFC 7643, section 6.
type resourceType struct {
	Schemas     []string          `json:"schemas"`
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	Description string            `json:"description"`
	Endpoint    string            `json:"endpoint"`
	Schema      string            `json:"schema"`
	Extensions  []schemaExtension `json:"schemaExtensions"`
	Meta        discoveryMeta     `json:"meta"`
}

type schemaExtension struct {
	Schema   string `json:"schema"`
	Required bool   `json:"required"`
}

func (a *API) types() []resourceType {
	of := func(name, description, urn string, extensions []schemaExtension) resourceType {
		return resourceType{
			Schemas: []string{urnType}, ID: name, Name: name, Description: description, Endpoint: "/" + name + "s", Schema: urn, Extensions: extensions,
			Meta: discoveryMeta{"ResourceType", a.PublicURL + Prefix + "/ResourceTypes/" + name},
		}
	}
	return []resourceType{
		of("User", "Somebody who signs in at the IdP of the token.", urnUser, []schemaExtension{{urnGatehouse, false}}),
		of("Group", "An access group. A user is in one.", urnGroup, []schemaExtension{}),
	}
}

func (a *API) resourceTypes(w http.ResponseWriter, r *http.Request, _ actor.Actor) error {
	return writeAll(w, r, a.types())
}

func (a *API) resourceType(w http.ResponseWriter, r *http.Request, _ actor.Actor) error {
	for _, t := range a.types() {
		if t.ID == r.PathValue("id") {
			return api.JSONAs(w, contentType, http.StatusOK, t)
		}
	}
	return errNowhere
}

var errNowhere = fault.New(fault.NotFound, "Not found.")

// writeAll answers a list that comes whole. It takes no filter (RFC 7644, section
// 4): what a client would take for a shorter list, must not be the whole.
func writeAll[T any](w http.ResponseWriter, r *http.Request, items []T) error {
	if r.URL.Query().Get("filter") != "" {
		return fault.New(fault.Forbidden, "This list takes no filter.")
	}
	all := make([]any, len(items))
	for i := range items {
		all[i] = items[i]
	}
	return writeList(w, picks{}, all, len(all), 1)
}

func (a *API) schemas(w http.ResponseWriter, r *http.Request, _ actor.Actor) error {
	return writeAll(w, r, a.definitions())
}

func (a *API) schema(w http.ResponseWriter, r *http.Request, _ actor.Actor) error {
	for _, s := range a.definitions() {
		if strings.EqualFold(s.ID, r.PathValue("id")) {
			return api.JSONAs(w, contentType, http.StatusOK, s)
		}
	}
	return errNowhere
}
