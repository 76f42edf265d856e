package collab

import (
	"context"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Forms is the collection of registration forms.
type Forms struct {
	DB        *db.DB
	Now       func() time.Time // db.Now but in tests
	PublicURL string           // without a slash at its end

	views views
}

// Link is the address of a form's page: a path that clients of the original
// service know.
func (fs *Forms) Link(guid string) string {
	return fs.PublicURL + "/app/static/pages/access-request?token=" + guid
}

// Create makes a form.
func (fs *Forms) Create(ctx context.Context, by actor.Actor, d FormDraft) (Form, error) {
	if err := by.Need(actor.LinksRW); err != nil {
		return Form{}, err
	}
	if err := d.check(); err != nil {
		return Form{}, err
	}
	if by.UserGUID == "" { // whoever registers would ask nobody
		return Form{}, fault.New(fault.Forbidden, "A form belongs to the user who makes it.")
	}
	var made Form
	err := fs.DB.Tx(ctx, func(tx *db.Tx) (err error) {
		now := fs.Now()
		guid := tx.NewID(now)
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into client_access_links (customer_id, guid, name, name_lower, description, search, scope, is_active,
				created_at, created_by, updated_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9)`,
			by.CustomerID, guid, d.Name, strings.ToLower(d.Name), d.Description, searchText(d.Name, d.Description),
			d.Scope, d.IsActive == nil || *d.IsActive, now, by.UserGUID)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `insert into directory (kind, hash, customer_id, ref) values ('form', $1, $2, $3)`,
			hashOf(guid), by.CustomerID, guid)
		if err != nil {
			return err
		}
		if err := setForm(ctx, tx, by.CustomerID, guid, &d.FormChange); err != nil {
			return err
		}
		if made, err = readForm(ctx, tx, by.CustomerID, guid); err != nil {
			return err
		}
		recordForm(ctx, tx, by, "client_access_link.create", guid, d.details())
		return nil
	})
	return made, err
}

// recordForm notes what happened to a form, and that lists of forms may differ.
func recordForm(ctx context.Context, tx *db.Tx, by actor.Actor, action, guid string, details map[string]any) {
	e := audit.Event{Action: action, Subject: guid}
	if details != nil {
		e.Details = details
	}
	audit.Record(ctx, tx, by, by.CustomerID, e)
	audit.Touch(ctx, tx, by.CustomerID, audit.Requests)
}

// Change changes a form. What makes no difference is no change.
func (fs *Forms) Change(ctx context.Context, by actor.Actor, guid string, c FormChange) (Form, error) {
	if err := by.Need(actor.LinksRW); err != nil {
		return Form{}, err
	}
	if err := c.check(); err != nil {
		return Form{}, err
	}
	var changed Form
	err := fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `client_access_links where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		before, err := readForm(ctx, tx, by.CustomerID, guid)
		if err != nil {
			return err
		}
		if c.Fields != nil {
			if err := c.Fields.keep(before.Fields); err != nil {
				return err
			}
		}
		n, err := fs.update(ctx, tx, by, guid, &c)
		if err != nil {
			return err
		}
		if changed, err = readForm(ctx, tx, by.CustomerID, guid); err != nil || n == 0 {
			return err
		}
		recordForm(ctx, tx, by, "client_access_link.change", guid, c.details())
		_, err = tx.Exec(ctx, `update client_access_links set name_lower = $3, search = $4 where customer_id = $1 and guid = $2`,
			by.CustomerID, guid, strings.ToLower(changed.Name), searchText(changed.Name, changed.Description))
		return err
	})
	return changed, err
}

// update changes the row, if that makes a difference.
func (fs *Forms) update(ctx context.Context, tx *db.Tx, by actor.Actor, guid string, c *FormChange) (n int64, err error) {
	columns, values := c.sets()
	if len(columns) == 0 {
		return 0, nil
	}
	args := append([]any{by.CustomerID, guid, fs.Now(), person(by)}, values...)
	var set, differs []string
	for i, column := range columns {
		mark := "$" + strconv.Itoa(5+i)
		set = append(set, column+" = "+mark)
		differs = append(differs, column+" is distinct from "+mark)
	}
	return tx.Exec(ctx, `
		update client_access_links set `+strings.Join(set, ", ")+`, version = version + 1, updated_at = $3, updated_by = $4
		where customer_id = $1 and guid = $2 and (`+strings.Join(differs, " or ")+`)`, args...)
}

// setForm writes what is said of a form that is being made.
func setForm(ctx context.Context, tx *db.Tx, customerID int64, guid string, c *FormChange) error {
	columns, values := c.sets()
	for i := range columns {
		columns[i] += " = $" + strconv.Itoa(3+i)
	}
	_, err := tx.Exec(ctx, `update client_access_links set `+strings.Join(columns, ", ")+` where customer_id = $1 and guid = $2`,
		append([]any{customerID, guid}, values...)...)
	return err
}

// person is the actor's user, or nil: the server itself is nobody.
func person(by actor.Actor) *string {
	if by.UserGUID == "" {
		return nil
	}
	return &by.UserGUID
}

// Delete removes a form. The access requests that came through it stay, with
// what their people typed; registrations that nobody confirmed go with it.
func (fs *Forms) Delete(ctx context.Context, by actor.Actor, guid string) error {
	if err := by.Need(actor.LinksRW); err != nil {
		return err
	}
	return fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `client_access_links where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		for _, table := range []string{"form_logos", "form_counts"} {
			if _, err := tx.Exec(ctx, `delete from `+table+` where customer_id = $1 and form_guid = $2`, by.CustomerID, guid); err != nil {
				return err
			}
		}
		n, err := tx.Exec(ctx, `delete from client_access_links where customer_id = $1 and guid = $2`, by.CustomerID, guid)
		if err != nil {
			return err
		}
		if n == 0 {
			return errNotFound
		}
		for _, q := range []string{
			`delete from directory where kind = 'form' and customer_id = $1 and ref = $2`,
			`delete from registrations where customer_id = $1 and form_guid = $2 and confirmed_at is null`,
		} {
			if _, err := tx.Exec(ctx, q, by.CustomerID, guid); err != nil {
				return err
			}
		}
		recordForm(ctx, tx, by, "client_access_link.delete", guid, nil)
		return nil
	})
}
