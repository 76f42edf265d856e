package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// audienceView lists who sees a company.
type audienceView struct {
	page
	Back      string
	Name      string // of the company
	Explain   string // address
	Admins    phrase
	Groups    []audienceGroup
	MoreThere bool // there are more groups than are shown
	Users     []groupUser
	Unseen    bool // who looks may not read users
	members
	Calls []apiCall
}

func (audienceView) file() string { return "audience.html" }

// audience shows everybody who sees a company.
func (c *Web) audience(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ctx := r.Context()
	if err := by.Need(actor.GroupsR); err != nil {
		return err
	}
	guid, err := companyGUID(r)
	if err != nil {
		return err
	}
	l, err := readMembers(r.URL.Query())
	if err != nil {
		return err
	}
	company, err := c.Companies.One(ctx, by, guid)
	if err != nil {
		return err
	}
	a, err := c.Groups.Audience(ctx, by, guid)
	if err != nil {
		return err
	}
	v := newAudiencePage(by, guid, company.Name, &a)
	path := "/companies/" + guid + "/audience"
	if v.Unseen = !by.Has(actor.UsersR); !v.Unseen {
		found, total, err := c.Users.List(ctx, by, identity.UserFilter{
			NoneBelow: true, Query: l.query, Lists: identity.UserLists{Sees: guid}, Sort: []identity.Sort{{Name: "formal_name"}}, Limit: pageSize, Offset: l.offset,
		})
		if err != nil {
			return err
		}
		v.members = l.members(v.Back, path, total, len(found), count(int64(total), "%d user", "%d users"))
		for i := range found {
			v.Users = append(v.Users, c.newGroupUser(&found[i], &tenant.Group{}))
		}
	}
	v.Calls = []apiCall{c.call(say("List who sees the company"), "GET", "/ratings/v1/users?view_company="+guid, nil)}
	return render(w, r, http.StatusOK, v)
}

func newAudiencePage(by actor.Actor, guid, name string, a *tenant.Audience) audienceView {
	all := newAudience(*a)
	return audienceView{
		page: console(by, say("Who sees %s?", name), "groups"), Back: "/companies/" + guid, Name: name, Explain: explainPath + "?company=" + guid,
		Admins: all.Admins, Groups: all.Groups, MoreThere: len(a.Groups) >= tenant.MostOnlookers,
	}
}
