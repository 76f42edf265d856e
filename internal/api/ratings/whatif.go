package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// shiftBody is what might be done to groups and users.
type shiftBody struct {
	Groups []struct {
		GUID         api.Opt[string] `json:"guid"` // null is one that is yet to be made
		AllCompanies api.Opt[bool]   `json:"all_companies"`
		IsDefault    bool            `json:"is_default"`
		Delete       bool            `json:"delete"`
		Add          []string        `json:"add"`
		Remove       []string        `json:"remove"`
	} `json:"groups"`
	Users []struct {
		GUID  string          `json:"guid"`
		Role  api.Opt[string] `json:"role"`
		Group api.Opt[string] `json:"group"` // null is the default
	} `json:"users"`
}

func (in *shiftBody) shift() (s tenant.Shift) {
	for _, g := range in.Groups {
		s.Groups = append(s.Groups, tenant.GroupShift{
			GUID: g.GUID.Value, AllCompanies: g.AllCompanies.Ptr(), MakeDefault: g.IsDefault, Delete: g.Delete, Add: g.Add, Remove: g.Remove,
		})
	}
	for _, u := range in.Users {
		shift := tenant.UserShift{GUID: u.GUID, GroupGUID: u.Group.Ptr()}
		if u.Group.Null {
			shift.GroupGUID = new(string)
		}
		if role := u.Role.Ptr(); role != nil {
			shift.Role = (*actor.Role)(role)
		}
		s.Users = append(s.Users, shift)
	}
	return s
}

// effect is what a change would do to who sees what.
type effect struct {
	Gains   sights       `json:"gains"`
	Loses   sights       `json:"loses"`
	Parts   []effectPart `json:"parts"`
	Hurdles []string     `json:"hurdles"` // why it cannot be done as things are
}

type sights struct {
	Pairs    int64   `json:"pairs"`
	Users    int64   `json:"users"`
	Examples []sight `json:"examples"`
}

type sight struct {
	User    sightUser    `json:"user"`
	Company sightCompany `json:"company"`
}

type sightUser struct {
	GUID       string `json:"guid"`
	FormalName string `json:"formal_name"`
	Email      string `json:"email"`
}

type sightCompany struct {
	GUID   string `json:"guid"`
	Name   string `json:"name"`
	Domain string `json:"primary_domain"`
}

// effectPart is what users of one group gain and lose, each of them.
type effectPart struct {
	From   groupRef  `json:"from"`
	To     *groupRef `json:"to"` // null is a group that is yet to be made
	Users  int64     `json:"users"`
	Gained int64     `json:"companies_gained"`
	Lost   int64     `json:"companies_lost"`
}

func toEffect(e tenant.Effect) effect {
	out := effect{Gains: toSights(e.Gains), Loses: toSights(e.Loses), Parts: []effectPart{}, Hurdles: []string{}}
	for _, p := range e.Parts {
		part := effectPart{From: groupRef{p.From.GUID, p.From.Name}, Users: p.Users, Gained: p.Gained, Lost: p.Lost}
		if p.To.GUID != "" {
			part.To = &groupRef{p.To.GUID, p.To.Name}
		}
		out.Parts = append(out.Parts, part)
	}
	for _, err := range e.Hurdles {
		out.Hurdles = append(out.Hurdles, fault.Of(err).Detail)
	}
	return out
}

func toSights(s tenant.Sights) sights {
	out := sights{s.Pairs, s.Users, []sight{}}
	for _, p := range s.Examples {
		out.Examples = append(out.Examples, sight{
			sightUser{p.UserGUID, p.UserName, p.UserEmail}, sightCompany{p.CompanyGUID, p.CompanyName, p.CompanyDomain},
		})
	}
	return out
}

// whatIf says what a change would do, and does nothing.
func (a *API) whatIf(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[shiftBody](w, r, false, "body")
	if err != nil {
		return err
	}
	e, err := a.Groups.WhatIf(r.Context(), by, in.shift())
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toEffect(e))
}
