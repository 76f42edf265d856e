package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// changeCompany does to a company what a form of its page says.
func (c *Web) changeCompany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := companyGUID(r)
	if err != nil {
		return err
	}
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	if _, err := c.Companies.One(r.Context(), by, guid); err != nil {
		return err
	}
	what, n, undo, err := c.changeOne(r, by, guid)
	if err == nil {
		return c.tell(w, r, by, "/companies/"+guid, what, n, undo)
	}
	if f := formFault(err, fault.Conflict, fault.Forbidden); f != nil {
		return c.showCompany(w, r, by, refusalStatus(f), f)
	}
	return err
}

func (c *Web) changeOne(r *http.Request, by actor.Actor, guid string) (what string, n int64, undo *portfolio.Undo, err error) {
	ctx, one := r.Context(), []string{guid}
	switch r.PathValue("action") {
	case "tier":
		return c.place(ctx, by, r.PostFormValue("tier"), one)
	case "folders":
		if leave := r.PostFormValue("leave"); leave != "" {
			return c.move(ctx, by, leave, portfolio.Members{Remove: one})
		}
		return c.move(ctx, by, r.PostFormValue("folder"), portfolio.Members{Add: one})
	case "relationship":
		return c.relate(r, by, guid)
	case "life-cycle":
		return c.moveOn(r, by, guid)
	case "contacts":
		form := newContactForm("")
		form.read(r)
		_, err := c.Contacts.Create(ctx, by, form.draft("", guid))
		return "added", 0, nil, err
	}
	return "", 0, nil, fault.New(fault.NotFound, "That cannot be done to a company.")
}

// relate says what the company is to the customer.
func (c *Web) relate(r *http.Request, by actor.Actor, guid string) (what string, n int64, undo *portfolio.Undo, err error) {
	done, err := c.Relationships.Relate(r.Context(), by, []portfolio.Relating{{CompanyGUID: guid, Type: r.PostFormValue("relationship")}})
	switch {
	case err != nil:
		return "", 0, nil, err
	case len(done.NotUpdated) > 0:
		return "", 0, nil, done.NotUpdated[0].Err
	case len(done.NotRemoved) > 0:
		return "unmoved", 0, nil, nil
	}
	return "saved", 0, nil, nil
}

// moveOn brings the company to another part of its life.
func (c *Web) moveOn(r *http.Request, by actor.Actor, guid string) (what string, n int64, undo *portfolio.Undo, err error) {
	done, err := c.LifeCycles.Move(r.Context(), by, []string{guid}, r.PostFormValue("life_cycle"))
	if err != nil {
		return "", 0, nil, err
	}
	if len(done.Added)+len(done.Completed) == 0 {
		return "unmoved", 0, nil, nil
	}
	return "saved", 0, nil, nil
}
