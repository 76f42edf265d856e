package ratings

import (
	"net/http"
	"strconv"
	"time"

	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// linkBody is what POST and PATCH take. In a PATCH, what is absent stays.
type linkBody struct {
	Name        api.Opt[string] `json:"name"`
	Description api.Opt[string] `json:"description"`
	IsActive    api.Opt[bool]   `json:"is_active"`
	Scope       api.Opt[string] `json:"scope"`

	OwnFields        api.Opt[[]linkFieldBody] `json:"own_fields"`
	AllowedDomains   api.Opt[[]string]        `json:"allowed_domains"`
	RefusedDomains   api.Opt[[]string]        `json:"refused_domains"`
	ExpiresAt        api.Opt[string]          `json:"expires_at"`
	MaxRegistrations api.Opt[int64]           `json:"max_registrations"`
	Wording          api.Opt[linkWordingBody] `json:"wording"`
	Language         api.Opt[string]          `json:"language"`
}

type linkFieldBody struct {
	Key      api.Opt[string]   `json:"key"`
	Label    api.Opt[string]   `json:"label"`
	Kind     api.Opt[string]   `json:"kind"`
	Required api.Opt[bool]     `json:"required"`
	Options  api.Opt[[]string] `json:"options"`
	Help     api.Opt[string]   `json:"help"`
}

type linkWordingBody struct {
	Heading api.Opt[string] `json:"heading"`
	Intro   api.Opt[string] `json:"intro"`
	Button  api.Opt[string] `json:"button"`
	Thanks  api.Opt[string] `json:"thanks"`
}

const mayNotBeNull = "This field may not be null."

func (a *API) linkBody(w http.ResponseWriter, r *http.Request) (collab.FormChange, error) {
	in, err := api.Body[linkBody](w, r, false, "body")
	if err != nil {
		return collab.FormChange{}, err
	}
	p, words := fault.Problems{}, in.Wording.Value
	for field, null := range map[string]bool{
		"name": in.Name.Null, "description": in.Description.Null, "is_active": in.IsActive.Null, "scope": in.Scope.Null,
		"own_fields": in.OwnFields.Null, "allowed_domains": in.AllowedDomains.Null, "refused_domains": in.RefusedDomains.Null,
		"wording": in.Wording.Null, "language": in.Language.Null,
		"wording.heading": words.Heading.Null, "wording.intro": words.Intro.Null, "wording.button": words.Button.Null, "wording.thanks": words.Thanks.Null,
	} {
		p.Require(!null, field, mayNotBeNull)
	}
	p.Require(!in.Scope.Set || in.Scope.Value != "", "scope", "must be insurance or tprm")
	c := collab.FormChange{
		Name: in.Name.Ptr(), Description: in.Description.Ptr(), IsActive: in.IsActive.Ptr(), Scope: in.Scope.Ptr(),
		Fields: in.ownFields(p), AllowedDomains: (*collab.Domains)(in.AllowedDomains.Ptr()),
		RefusedDomains: (*collab.Domains)(in.RefusedDomains.Ptr()),
		Heading:        words.Heading.Ptr(), Intro: words.Intro.Ptr(), Button: words.Button.Ptr(), Thanks: words.Thanks.Ptr(),
		Language: in.Language.Ptr(),
	}
	if in.ExpiresAt.Set {
		c.ExpiresAt = new(in.expiry(p))
	}
	if in.MaxRegistrations.Set {
		c.MaxRegistrations = new(in.MaxRegistrations.Ptr())
	}
	return c, p.Err()
}

// ownFields are those that were sent, nil if none were.
func (in *linkBody) ownFields(p fault.Problems) *collab.OwnFields {
	sent := in.OwnFields.Ptr()
	if sent == nil {
		return nil
	}
	all := make(collab.OwnFields, 0, len(*sent))
	for i, f := range *sent {
		for field, null := range map[string]bool{
			"key": f.Key.Null, "label": f.Label.Null, "kind": f.Kind.Null, "required": f.Required.Null, "options": f.Options.Null, "help": f.Help.Null,
		} {
			p.Require(!null, "own_fields["+strconv.Itoa(i)+"]."+field, mayNotBeNull)
		}
		all = append(all, collab.OwnField{
			Key: f.Key.Value, Label: f.Label.Value, Kind: collab.FieldKind(f.Kind.Value), IsRequired: f.Required.Value, Options: f.Options.Value, Help: f.Help.Value,
		})
	}
	return &all
}

// expiry is the end of a form that was sent, nil for none.
func (in *linkBody) expiry(p fault.Problems) *time.Time {
	if in.ExpiresAt.Null {
		return nil
	}
	at, err := parseEnd(in.ExpiresAt.Value)
	p.Require(err == nil, "expires_at", "must be a time such as 2026-01-31T12:00:00Z, a date, or null")
	return &at
}
