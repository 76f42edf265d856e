package scim

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

func (a *API) listUsers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	l, start, err := readList(r)
	if err != nil {
		return err
	}
	picks, err := readPicks(r)
	if err != nil {
		return err
	}
	page, total, err := a.Provisioning.List(r.Context(), by, l)
	if err != nil {
		return told(err)
	}
	all := make([]any, len(page))
	for i := range page {
		u := a.toUser(&page[i])
		version(&u.Meta, page[i].Version, u)
		all[i] = u
	}
	return writeList(w, picks, all, total, start)
}

func (a *API) answerUser(w http.ResponseWriter, r *http.Request, status int, u *identity.SCIMUser) error {
	picks, err := readPicks(r)
	if err != nil {
		return err
	}
	out := a.toUser(u)
	version(&out.Meta, u.Version, out)
	return writeOne(w, r, picks, status, out, out.Meta)
}

func (a *API) getUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	id, err := api.PathGUID(r, "id")
	if err != nil {
		return err
	}
	u, err := a.Provisioning.One(r.Context(), by, id)
	if err != nil {
		return err
	}
	return a.answerUser(w, r, http.StatusOK, &u)
}

func (a *API) createUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if _, err := readPicks(r); err != nil {
		return err
	}
	o, err := readObject(w, r)
	if err != nil {
		return err
	}
	d, err := draft(o, nil)
	if err != nil {
		return err
	}
	complete(&d)
	u, err := a.Provisioning.Create(r.Context(), by, d)
	if err != nil {
		return told(err)
	}
	return a.answerUser(w, r, http.StatusCreated, &u)
}

// complete fills in what a new user may lack: its name here is what the IdP calls
// it, and so is its e-mail address, if that is one.
func complete(d *identity.SCIMDraft) {
	if d.UserName == nil {
		return
	}
	if d.Email == nil && strings.Contains(*d.UserName, "@") {
		d.Email = new(*d.UserName)
	}
	for _, s := range []*string{d.FormalName, d.FirstName, d.LastName} {
		if s != nil && strings.TrimSpace(*s) != "" {
			return
		}
	}
	d.FormalName = new(*d.UserName)
}

// change is the frame of PUT and PATCH.
func (a *API) change(w http.ResponseWriter, r *http.Request, by actor.Actor, to func(o object) (func(*identity.SCIMUser) (identity.SCIMDraft, error), error)) error {
	if _, err := readPicks(r); err != nil {
		return err
	}
	o, err := readObject(w, r)
	if err != nil {
		return err
	}
	becomes, err := to(o)
	if err != nil {
		return err
	}
	id, err := api.PathGUID(r, "id")
	if err != nil {
		return err
	}
	u, err := a.Provisioning.Change(r.Context(), by, id, becomes)
	if err != nil {
		return told(err)
	}
	return a.answerUser(w, r, http.StatusOK, &u)
}

// replaceUser leaves alone what a resource does not say of active, roles, names,
// addresses and language: who sends less than the whole means no less.
func (a *API) replaceUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.change(w, r, by, func(o object) (func(*identity.SCIMUser) (identity.SCIMDraft, error), error) {
		d, err := draft(o, nil)
		if err == nil && d.UserName == nil {
			err = fault.Field("userName", "must be set")
		}
		return func(*identity.SCIMUser) (identity.SCIMDraft, error) { return d, nil }, err
	})
}

func (a *API) patchUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.change(w, r, by, func(o object) (func(*identity.SCIMUser) (identity.SCIMDraft, error), error) {
		ops, err := readOperations(o)
		if err != nil {
			return nil, err
		}
		return func(u *identity.SCIMUser) (identity.SCIMDraft, error) {
			p := patch{object: document(u), touched: make(map[string]bool)}
			for _, op := range ops {
				if err := p.apply(op); err != nil {
					return identity.SCIMDraft{}, err
				}
			}
			return draft(p.object, p.touched)
		}, nil
	})
}

func (a *API) deleteUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	id, err := api.PathGUID(r, "id")
	if err != nil {
		return err
	}
	if err := a.Provisioning.Delete(r.Context(), by, id); err != nil {
		return err
	}
	return api.NoContent(w)
}
