package collab

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// One returns a form of the actor's customer.
func (fs *Forms) One(ctx context.Context, by actor.Actor, guid string) (Form, error) {
	if err := by.Need(actor.LinksR); err != nil {
		return Form{}, err
	}
	return readForm(ctx, fs.DB, by.CustomerID, guid)
}

// List returns a page of the customer's forms, and how many there are on all.
func (fs *Forms) List(ctx context.Context, by actor.Actor, f FormFilter) (page []Form, total int, err error) {
	if err := by.Need(actor.LinksR); err != nil {
		return nil, 0, err
	}
	order, err := f.order()
	if err != nil {
		return nil, 0, err
	}
	if f.Limit == 0 {
		f.Limit = 100
	}
	var w db.Where
	w.And(`f.customer_id = ?`, by.CustomerID)
	for word := range strings.FieldsSeq(strings.ToLower(f.Query)) {
		w.And(`f.search like ? escape '\'`, "% "+db.Prefix(word))
	}
	if total, err = db.Value[int](ctx, fs.DB, `select count(*) from client_access_links f`+w.String(), w.Args()...); err != nil {
		return nil, 0, err
	}
	limit, offset := w.Arg(f.Limit), w.Arg(f.Offset)
	page, err = db.All(ctx, fs.DB, (*Form).fields, `
		select `+formColumns+` from `+formTables+w.String()+`
		order by `+order+` limit `+limit+` offset `+offset, w.Args()...)
	for i := range page {
		page[i].whole()
	}
	return page, total, err
}

// Open returns the form of a public page. It is NotFound for a stranger if it
// is unknown or closed, or its customer is. Of one that has ended or is full the
// form is returned with the failure, so that its page can say so.
func (fs *Forms) Open(ctx context.Context, guid string) (Form, error) {
	return findForm(ctx, fs.DB, strings.ToLower(guid), fs.Now())
}

func findForm(ctx context.Context, c db.Conn, guid string, now time.Time) (Form, error) {
	customerID, err := db.Value[int64](ctx, c, `select customer_id from directory where kind = 'form' and hash = $1`,
		hashOf(guid))
	if errors.Is(err, db.ErrNone) {
		return Form{}, errClosed
	}
	if err != nil {
		return Form{}, err
	}
	return openForm(ctx, c, customerID, guid, now)
}

var errClosed = fault.New(fault.NotFound, "This form does not exist, or it is closed.")

// openForm returns a form as Open does. Who filled it in before it ended may
// still confirm: that is what at is for.
func openForm(ctx context.Context, c db.Conn, customerID int64, guid string, at time.Time) (Form, error) {
	f, err := selectForm(ctx, c, customerID, guid, ` and f.is_active and c.is_active`)
	if errors.Is(err, db.ErrNone) {
		return Form{}, errClosed
	}
	if err != nil {
		return f, err
	}
	return f, f.refusal(at)
}

func readForm(ctx context.Context, c db.Conn, customerID int64, guid string) (Form, error) {
	f, err := selectForm(ctx, c, customerID, guid, "")
	return f, notFound(err)
}

func selectForm(ctx context.Context, c db.Conn, customerID int64, guid, and string) (Form, error) {
	f, err := db.One(ctx, c, (*Form).fields, `
		select `+formColumns+` from `+formTables+`
		where f.customer_id = $1 and f.guid = $2`+and, customerID, guid)
	f.whole()
	return f, err
}

// ValidateToken tells a stranger whether a form's guid opens a page, and the
// scope of the form.
func (fs *Forms) ValidateToken(ctx context.Context, guid string) (scope *string, valid bool, err error) {
	f, err := fs.Open(ctx, guid)
	if fault.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return &f.Scope, true, nil
}

// Branding is how strangers see the customer on its forms, to who may read them.
func (fs *Forms) Branding(ctx context.Context, by actor.Actor) (tenant.Branding, error) {
	if err := by.Need(actor.LinksR); err != nil {
		return tenant.Branding{}, err
	}
	return tenant.BrandingOf(ctx, fs.DB, by.CustomerID)
}
