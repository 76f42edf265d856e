package scim

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// group is the resource of RFC 7643, section 4.2: an access group.
type group struct {
	Schemas     []string  `json:"schemas"`
	ID          string    `json:"id"`
	ExternalID  string    `json:"externalId,omitempty"`
	DisplayName string    `json:"displayName"`
	Members     *[]member `json:"members,omitempty"`
	Meta        meta      `json:"meta"`
}

func (a *API) toGroup(g *identity.SCIMGroup, withMembers bool) *group {
	out := &group{
		Schemas: []string{urnGroup}, ID: g.GUID, ExternalID: g.ExternalID, DisplayName: g.Name,
		Meta: a.meta("Group", g.GUID, g.CreatedAt, g.UpdatedAt),
	}
	if withMembers {
		members := make([]member, len(g.Members))
		for i, m := range g.Members {
			members[i] = member{m.GUID, a.location("User", m.GUID), m.Name, "User"}
		}
		out.Members = &members
	}
	version(&out.Meta, g.Version, out)
	return out
}

func (a *API) listGroups(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	l, start, err := readList(r)
	if err != nil {
		return err
	}
	picks, err := readPicks(r)
	if err != nil {
		return err
	}
	withMembers := picks.wants("members")
	page, total, err := a.Provisioning.GroupList(r.Context(), by, l, withMembers)
	if err != nil {
		return told(err)
	}
	all := make([]any, len(page))
	for i := range page {
		all[i] = a.toGroup(&page[i], withMembers)
	}
	return writeList(w, picks, all, total, start)
}

func (a *API) answerGroup(w http.ResponseWriter, r *http.Request, status int, g *identity.SCIMGroup) error {
	picks, err := readPicks(r)
	if err != nil {
		return err
	}
	out := a.toGroup(g, picks.wants("members"))
	return writeOne(w, r, picks, status, out, out.Meta)
}

func (a *API) getGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	picks, err := readPicks(r)
	if err != nil {
		return err
	}
	id, err := api.PathGUID(r, "id")
	if err != nil {
		return err
	}
	g, err := a.Provisioning.OneGroup(r.Context(), by, id, picks.wants("members"))
	if err != nil {
		return err
	}
	return a.answerGroup(w, r, http.StatusOK, &g)
}

func (a *API) createGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if _, err := readPicks(r); err != nil {
		return err
	}
	o, err := readObject(w, r)
	if err != nil {
		return err
	}
	ch, err := groupOf(o)
	if err != nil {
		return err
	}
	ch.Whole = false // it has nobody yet
	g, err := a.Provisioning.CreateGroup(r.Context(), by, ch)
	if err != nil {
		return told(err)
	}
	return a.answerGroup(w, r, http.StatusCreated, &g)
}

// groupOf reads what a resource says. Without members it says nothing of them.
func groupOf(o object) (ch identity.SCIMGroupChange, err error) {
	if ch.Name, err = textAt(o, "displayName"); err != nil {
		return ch, err
	}
	if ch.Name == nil {
		return ch, fault.Field("displayName", "must be set")
	}
	if ch.ExternalID, err = textAt(o, "externalId"); err != nil {
		return ch, err
	}
	if at(o, "members") == nil {
		return ch, nil
	}
	users, err := memberIDs(o)
	p := places{whole: true}
	for _, user := range users {
		p.set(user, true)
	}
	ch.Members, ch.Whole = p.list(), p.whole
	return ch, err
}

func (a *API) replaceGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	g, err := a.changeGroup(w, r, by, groupOf)
	if err != nil {
		return err
	}
	return a.answerGroup(w, r, http.StatusOK, g)
}

// patchGroup answers nothing, unless it is asked for attributes: a group may have
// many members.
func (a *API) patchGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	g, err := a.changeGroup(w, r, by, func(o object) (identity.SCIMGroupChange, error) {
		ops, err := readOperations(o)
		if err != nil {
			return identity.SCIMGroupChange{}, err
		}
		p := groupPatch{}
		for _, op := range ops {
			if err := p.apply(op); err != nil {
				return identity.SCIMGroupChange{}, err
			}
		}
		p.change.Members, p.change.Whole = p.places.list(), p.places.whole
		return p.change, nil
	})
	if err != nil {
		return err
	}
	if q := r.URL.Query(); q.Get("attributes") == "" && q.Get("excludedAttributes") == "" {
		return api.NoContent(w)
	}
	return a.answerGroup(w, r, http.StatusOK, g)
}

func (a *API) changeGroup(w http.ResponseWriter, r *http.Request, by actor.Actor, read func(object) (identity.SCIMGroupChange, error)) (*identity.SCIMGroup, error) {
	if _, err := readPicks(r); err != nil {
		return nil, err
	}
	o, err := readObject(w, r)
	if err != nil {
		return nil, err
	}
	ch, err := read(o)
	if err != nil {
		return nil, err
	}
	id, err := api.PathGUID(r, "id")
	if err != nil {
		return nil, err
	}
	g, err := a.Provisioning.ChangeGroup(r.Context(), by, id, ch)
	return &g, told(err)
}

func (a *API) deleteGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	id, err := api.PathGUID(r, "id")
	if err != nil {
		return err
	}
	if err := a.Provisioning.DeleteGroup(r.Context(), by, id); err != nil {
		return err
	}
	return api.NoContent(w)
}
