package collab

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// around is what there is around a request that is being made: the names that its
// document shows, the company as it is now, and what is known of the person. It is
// asked for at once: while one is made, others wait.
type around struct {
	names
	rating      *int64
	ratingDate  *string
	grades      portfolio.Grades
	isCompanys  bool // the address is at the company's domain
	wantsNoMore bool // from this customer
	silent      bool // and from nobody here: the sender must not notice
	invited     bool // by this customer, before
}

func (a *around) fields() []any {
	return append(a.names.fields(), &a.rating, &a.ratingDate, &a.grades, &a.isCompanys, &a.wantsNoMore, &a.silent, &a.invited)
}

// lookAround asks for what is around r. NotFound says that there is no such
// company, or by does not see it.
func lookAround(ctx context.Context, c db.Conn, by actor.Actor, r *Request) (around, error) {
	var w db.Where
	customer, email, hash := w.Arg(r.CustomerID), w.Arg(r.EmailLower), w.Arg(hashEmail(r.EmailLower))
	company, requester, all := w.Arg(r.CompanyGUID), w.Arg(r.RequesterGUID), w.Arg(everywhere)
	owns := portfolio.Owns(&w, "co.customer_id", "co.guid", domainOf(r.EmailLower))
	w.And(`cu.id = ` + customer)
	tenant.Visible(&w, by, `co.guid`)
	found, err := db.One(ctx, c, (*around).fields, `
		select `+nameColumns+`, co.rating, co.rating_date, co.grades, `+owns+`,
			exists (select 1 from refusals f where f.customer_id = co.customer_id and f.email_hash = `+hash+`),
			exists (select 1 from refusals f where f.customer_id = `+all+` and f.email_hash = `+hash+`),
			exists (select 1 from access_requests e where e.customer_id = co.customer_id and e.email_lower = `+email+`)
		from customers cu
		join companies co on co.customer_id = cu.id and co.guid = `+company+`
		left join users u on u.guid = `+requester+w.String(), w.Args()...)
	if errors.Is(err, db.ErrNone) {
		return found, portfolio.NoCompany()
	}
	return found, err
}

// hubspot is EXISTING if this customer invited the person before. What other
// customers did must not show.
func (a *around) hubspot() string {
	if a.invited {
		return "EXISTING"
	}
	return "CREATED"
}
