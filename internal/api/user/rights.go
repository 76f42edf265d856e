package user

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/identity"
)

// accessRights is what an access may do, with what was given in vain.
type accessRights struct {
	Access     int64    `json:"access"`
	Type       string   `json:"type"`
	Name       *string  `json:"name"`
	CustomerID int64    `json:"customer_id"`
	Role       string   `json:"role"`
	Rights     []effect `json:"rights"`
	Own        []string `json:"own_roles"` // without a meaning here
}

// effect is one right that an access carries.
type effect struct {
	ID          string   `json:"id"`
	Description string   `json:"description"`
	From        []string `json:"from"`
	Works       bool     `json:"works"` // the ratings role leaves it
}

func toRights(r identity.AccessRights) accessRights {
	out := accessRights{
		Access: r.ID, Type: r.Type, Name: r.Name, CustomerID: r.CustomerID, Role: string(r.Role), Rights: []effect{}, Own: []string{},
	}
	for _, e := range r.Effects {
		if e.From != nil {
			out.Rights = append(out.Rights, effect{string(e.Right), e.Description, e.From, e.Works})
		}
	}
	out.Own = append(out.Own, r.Own...)
	return out
}

func (r *accessRights) text(works bool) string {
	var ids []string
	for _, e := range r.Rights {
		if e.Works == works {
			ids = append(ids, e.ID)
		}
	}
	return strings.Join(ids, " ")
}

var rightsColumns = []api.Column[accessRights]{
	{Name: "access", Width: 11, Cell: func(r *accessRights) any { return r.Access }},
	{Name: "type", Width: 14, Cell: func(r *accessRights) any { return r.Type }},
	{Name: "name", Width: 20, Cell: func(r *accessRights) any { return r.Name }},
	{Name: "role", Width: 26, Cell: func(r *accessRights) any { return r.Role }},
	{Name: "works", Width: 60, Cell: func(r *accessRights) any { return r.text(true) }},
	{Name: "cut", Cell: func(r *accessRights) any { return r.text(false) }},
	{Name: "own_roles", Cell: func(r *accessRights) any { return strings.Join(r.Own, " ") }},
	{Name: "customer_id", Cell: func(r *accessRights) any { return r.CustomerID }},
}

func (a *API) listRights(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	all, err := a.Users.Rights(r.Context(), by, r.PathValue("user"))
	if err != nil {
		return err
	}
	return writeWhole(w, r, "rights", rightsColumns, mapped(all, toRights))
}

// offer is a role of the catalogue as the caller can, or cannot, give it to a user.
type offer struct {
	ID          string  `json:"id"`
	Description string  `json:"description"`
	IsOwn       bool    `json:"is_own"`
	MayGive     bool    `json:"may_give"` // the caller holds it
	WorksAs     *string `json:"works_as"` // null: the ratings role of the user leaves nothing of it
}

func toOffer(o identity.Offer) offer {
	out := offer{ID: o.ID, Description: o.Description, IsOwn: o.IsOwn, MayGive: o.Holds}
	if left := string(o.Left); left != "" {
		out.WorksAs = &left
	}
	return out
}

var offerColumns = []api.Column[offer]{
	{Name: "id", Width: 40, Cell: func(o *offer) any { return o.ID }},
	{Name: "may_give", Width: 8, Cell: func(o *offer) any { return o.MayGive }},
	{Name: "works_as", Width: 40, Cell: func(o *offer) any { return o.WorksAs }},
	{Name: "is_own", Cell: func(o *offer) any { return o.IsOwn }},
	{Name: "description", Cell: func(o *offer) any { return o.Description }},
}

func (a *API) listOffers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	all, err := a.Users.Offers(r.Context(), by, r.PathValue("user"), 0)
	if err != nil {
		return err
	}
	return writeWhole(w, r, "roles", offerColumns, mapped(all, toOffer))
}
