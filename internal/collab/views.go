package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Views is the collection of the saved views of outboxes.
type Views struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
}

// List returns the views of by's own, then those that others share, each in the
// order of their names.
func (vs *Views) List(ctx context.Context, by actor.Actor) ([]View, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	own, err := db.All(ctx, vs.DB, (*View).fields, `
		select `+viewColumns+` from outbox_views v left join users u on u.guid = v.user_guid
		where v.customer_id = $1 and v.user_guid = $2 and v.deleted_at is null
		order by v.name_lower`, by.CustomerID, by.UserGUID)
	if err != nil {
		return nil, err
	}
	shared, err := db.All(ctx, vs.DB, (*View).fields, `
		select `+viewColumns+` from outbox_views v left join users u on u.guid = v.user_guid
		where v.customer_id = $1 and v.user_guid <> $2 and v.is_shared and v.deleted_at is null
		order by v.name_lower, v.guid limit $3`, by.CustomerID, by.UserGUID, maxShown)
	return append(own, shared...), err
}

// One returns a view that by may use.
func (vs *Views) One(ctx context.Context, by actor.Actor, guid string) (View, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return View{}, err
	}
	return vs.one(ctx, vs.DB, by, guid)
}

func (vs *Views) one(ctx context.Context, c db.Conn, by actor.Actor, guid string) (View, error) {
	v, err := db.One(ctx, c, (*View).fields, `
		select `+viewColumns+` from outbox_views v left join users u on u.guid = v.user_guid
		where v.customer_id = $1 and v.guid = $3 and (v.user_guid = $2 or v.is_shared) and v.deleted_at is null`,
		by.CustomerID, by.UserGUID, guid)
	if errors.Is(err, db.ErrNone) {
		err = errNoView
	}
	return v, err
}

// ErrShared is that somebody who may not share would change what others are shown.
var ErrShared = fault.New(fault.Forbidden, "This view is shared, and you may not share: end the sharing first, or save a view of your own.")

// mayShare refuses to share a view to who only reads requests.
func mayShare(by actor.Actor, shares bool) error {
	if shares {
		return by.Need(actor.RequestsRW)
	}
	return by.Need(actor.RequestsR)
}

// Create saves a view. Its name is the only one of its kind among the user's.
func (vs *Views) Create(ctx context.Context, by actor.Actor, d ViewDraft) (v View, err error) {
	if err := mayShare(by, d.IsShared); err != nil {
		return v, err
	}
	if err := checkView(&d.Name, &d.Query); err != nil {
		return v, err
	}
	now := vs.Now()
	guid := db.NewIDAt(now)
	err = vs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			insert into outbox_views (customer_id, guid, user_guid, name, name_lower, query, is_shared, created_at, updated_at)
			select cast($1 as bigint), $2, cast($3 as text), $4, $5, $6, $7, cast($8 as timestamp), cast($8 as timestamp)
			where (select count(*) from outbox_views
				where customer_id = cast($1 as bigint) and user_guid = cast($3 as text) and deleted_at is null) < $9`,
			by.CustomerID, guid, by.UserGUID, d.Name, lowerName(d.Name), d.Query, d.IsShared, now, maxViews)
		if db.IsUnique(err) {
			return errViewName
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return errManyViews
		}
		return vs.record(ctx, tx, by, "outbox_view.create", guid, &v)
	})
	return v, err
}

// record writes an event of a view, and reads the view as it is then.
func (vs *Views) record(ctx context.Context, tx *db.Tx, by actor.Actor, action, guid string, v *View) (err error) {
	if *v, err = vs.one(ctx, tx, by, guid); err != nil {
		return err
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
		Action: action, Subject: guid, Details: map[string]any{"name": v.Name, "query": v.Query, "is_shared": v.IsShared},
	})
	return nil
}

// Change renames a view of by's own, shares it, or keeps other filters in it.
// Who may not share changes one that is shared only together with ending that:
// [ErrShared].
func (vs *Views) Change(ctx context.Context, by actor.Actor, guid string, ch ViewChange) (v View, err error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return v, err
	}
	if err := checkView(ch.Name, ch.Query); err != nil {
		return v, err
	}
	err = vs.DB.Tx(ctx, func(tx *db.Tx) error {
		old, err := vs.hold(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		wasShared := old.IsShared
		set(&old.Name, ch.Name)
		set(&old.Query, ch.Query)
		set(&old.IsShared, ch.IsShared)
		if err := mayShare(by, old.IsShared); err != nil {
			if wasShared {
				return ErrShared
			}
			return err
		}
		_, err = tx.Exec(ctx, `
			update outbox_views set name = $3, name_lower = $4, query = $5, is_shared = $6, updated_at = $7, version = version + 1
			where customer_id = $1 and guid = $2`,
			by.CustomerID, guid, old.Name, lowerName(old.Name), old.Query, old.IsShared, vs.Now())
		if db.IsUnique(err) {
			return errViewName
		}
		if err != nil {
			return err
		}
		return vs.record(ctx, tx, by, "outbox_view.change", guid, &v)
	})
	return v, err
}

func set[T any](at, to *T) {
	if to != nil {
		*at = *to
	}
}

// hold returns a view that by may change, as tx has it.
func (vs *Views) hold(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) (View, error) {
	if err := tenant.Check(ctx, tx, by); err != nil {
		return View{}, err
	}
	v, err := vs.one(ctx, tx, by, guid)
	if err != nil {
		return v, err
	}
	if !v.IsOf(by) {
		return v, actor.Denied()
	}
	return v, tenant.Match(ctx, tx, `outbox_views where customer_id = $1 and guid = $2`, by.CustomerID, guid)
}

// Delete removes a view of by's own, or, as an admin, one that another shares.
// For an hour it can be brought back.
func (vs *Views) Delete(ctx context.Context, by actor.Actor, guid string) error {
	if err := by.Need(actor.RequestsR); err != nil {
		return err
	}
	return vs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		v, err := vs.one(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if !v.IsOf(by) && !by.IsAdmin() {
			return actor.Denied()
		}
		if _, err := tx.Exec(ctx, `delete from outbox_views where customer_id = $1 and deleted_at <= $2`,
			by.CustomerID, vs.Now().Add(-viewComesBack)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `
			update outbox_views set deleted_at = $3, version = version + 1
			where customer_id = $1 and guid = $2 and deleted_at is null`, by.CustomerID, guid, vs.Now()); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "outbox_view.delete", Subject: guid, Details: map[string]any{"name": v.Name},
		})
		return nil
	})
}

// Restore brings back a view of by's own, or, as an admin, one that another
// shared, within an hour after it was deleted. To who may not share any more,
// their own comes back for them alone.
func (vs *Views) Restore(ctx context.Context, by actor.Actor, guid string) (v View, err error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return v, err
	}
	err = vs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			update outbox_views set deleted_at = null, version = version + 1, is_shared = is_shared and (user_guid <> $4 or $7)
			where customer_id = $1 and guid = $2 and deleted_at > $3 and (user_guid = $4 or is_shared and $5)
				and (select count(*) from outbox_views o
					where o.customer_id = $1 and o.user_guid = outbox_views.user_guid and o.deleted_at is null) < $6`,
			by.CustomerID, guid, vs.Now().Add(-viewComesBack), by.UserGUID, by.IsAdmin(), maxViews, by.Has(actor.RequestsRW))
		if db.IsUnique(err) {
			return errViewName
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return errNoView
		}
		if err := vs.record(ctx, tx, by, "outbox_view.restore", guid, &v); err != nil {
			return err
		}
		return mayShare(by, v.IsShared)
	})
	return v, err
}
