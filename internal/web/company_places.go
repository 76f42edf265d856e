package web

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// companyFolder is a folder that the company is in.
type companyFolder struct {
	GUID, Name string
	CanLeave   bool
}

type companySubscription struct {
	Name, Group string
	Since       time.Time
}

// audience is who sees the company.
type audience struct {
	Admins phrase
	Groups []audienceGroup
	All    string // where everybody is listed
}

type audienceGroup struct {
	Name, Href string
	Why, Users phrase
}

// companyPlaces are its tier and folders, and those that it could be in.
func (c *Web) companyPlaces(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	in, err := c.Folders.Of(ctx, by, []string{guid})
	if err != nil {
		return err
	}
	folders, tiers, err := c.shelves(ctx, by)
	if err != nil {
		return err
	}
	for i := range folders {
		f := &folders[i]
		isIn := slices.ContainsFunc(in[guid], func(o portfolio.Folder) bool { return o.GUID == f.GUID })
		switch can := f.ContentsEditableBy(by); {
		case isIn:
			v.Folders = append(v.Folders, companyFolder{f.GUID, f.Name, can})
		case can:
			v.MoreFolders = append(v.MoreFolders, option{Value: f.GUID, Name: plain(f.Name)})
		}
	}
	for _, t := range tiers {
		v.Tiers = append(v.Tiers, option{t.GUID, plain(t.Name), t.Name == v.Tier})
	}
	return nil
}

func (c *Web) companySubscriptions(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	has, err := c.Companies.Subscriptions(ctx, by, guid)
	if err != nil || len(has) == 0 {
		return err
	}
	types, err := c.Companies.Types(ctx, by)
	if err != nil {
		return err
	}
	for _, s := range has {
		shown := companySubscription{Name: s.Type, Since: s.StartedAt}
		if i := slices.IndexFunc(types, func(l tenant.Licence) bool { return l.Type == s.Type }); i >= 0 {
			shown.Name = types[i].Name
		}
		v.Subscriptions = append(v.Subscriptions, shown)
	}
	return nil
}

// companyAudience is told to who may read groups.
func (c *Web) companyAudience(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	if !by.Has(actor.GroupsR) {
		return nil
	}
	a, err := c.Groups.Audience(ctx, by, guid)
	if err != nil {
		return err
	}
	v.Audience = newAudience(a)
	v.Audience.All = v.Base + "/audience"
	return nil
}

func newAudience(a tenant.Audience) *audience {
	shown := &audience{Admins: count(a.Admins, "%d admin: admins see every company.", "%d admins: they see every company.")}
	for _, g := range a.Groups {
		why := say("The company is in the group.")
		if g.AllCompanies {
			why = say("The group sees all companies.")
		}
		shown.Groups = append(shown.Groups, audienceGroup{g.Name, groupsPath + "/" + g.GUID, why, count(g.UserCount, "%d user", "%d users")})
	}
	return shown
}
